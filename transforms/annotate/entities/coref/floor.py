"""Who has the floor: the person whom a "he said" after it means, until somebody else takes the floor.

A main subject takes it, and so does a source in another place: "according to Reyes", "criticized by Reyes", "the first to
answer was Reyes"; and who is asked, not who asks.
"""

from transforms.annotate.entities.coref.clauses import OBJECTS, Clauses
from transforms.annotate.reporting_verbs import reporting_verbs

COPULAS = frozenset(["is", "was", "'s", "’s"])
PRONOUNS_AND_NAMES = ("PRP", "NNP")


def described_word(parse: Clauses, i: int) -> int:
    """Returns the word whose role a coordinated word or an apposition shares."""
    words = parse.words
    for _ in range(3):
        if words.dep[i] not in ("conj", "appos"):
            break
        i = words.head[i]
    return i


class Floor:
    """Answers, for words outside quotes that refer to a person, whether they take the floor."""

    def __init__(self, parse: Clauses) -> None:
        self._parse = parse
        words = parse.words
        self._described = {head for head, dep in zip(words.head, words.dep, strict=True) if dep in ("appos", "relcl")}

    def is_introduced(self, i: int) -> bool:
        """Whether a description stands beside a name: "for Tom Reyes, a baker," "it was left to his son, Tom Reyes,"."""
        words = self._parse.words
        return words.tag[i] == "NNP" and (i in self._described or words.dep[i] == "appos")

    def asks(self, i: int) -> bool:
        """Whether word `i` is the subject of a verb after which another answers: "Reyes asked", "Reyes wanted to know"."""
        words = self._parse.words
        if words.dep[i] == "appos" and words.form[i + 1 : i + 2] == [","] and self._asks(i + 2):
            return True  # "A reporter, Tom Reyes, asked", where the parser takes the verb for a participle
        i = described_word(self._parse, i)
        verb = words.head[i]
        if words.dep[i] == "pobj" and words.form[verb].lower() == "by" and self._asks(words.head[verb]):
            return True  # "Asked by Tom Reyes, a columnist,"
        if words.dep[i] == "pobj" and words.form[words.head[verb]].lower() == "question":
            return True  # "a question from Tom Reyes, a columnist,"
        is_inverted = words.dep[i] in OBJECTS and verb not in self._parse.subject  # "“Why?” asked Reyes", misread by the parser
        if words.dep[i] != "nsubj" and not is_inverted:
            return False
        return self._asks(verb)

    def _asks(self, verb: int) -> bool:
        """Whether the verb asks, also in "wanted to know" and "interrupted to ask"."""
        first, *after = self._parse.words.form[verb : verb + 3] or [""]
        return first.lower() in reporting_verbs().asks or after in (["to", "know"], ["to", "ask"])

    def is_source(self, i: int) -> bool:
        """Whether word `i`, which need not be a main subject, names who speaks or answers. `i`: see `described_word`."""
        words, verbs = self._parse.words, reporting_verbs()
        dep, above = words.dep[i], words.head[i]
        form = words.form[above].lower()
        if dep == "nsubjpass" or (dep in OBJECTS and above in self._parse.subject):
            return form in verbs.asks
        if dep == "pobj" and words.dep[above] == "agent":  # "criticized by Reyes"
            verb = words.form[words.head[above]].lower()
            return verb in verbs.takes and verb not in verbs.asks
        if dep == "pobj":
            return form == "to" and words.form[words.head[above]].lower() == "according"
        return dep == "attr" and form in COPULAS and self._is_common(self._parse.subject.get(above))

    def _is_common(self, subject: int | None) -> bool:
        """Whether a subject is neither a name nor a pronoun: "The first to answer was", not "He was"."""
        return subject is not None and not self._parse.words.tag[subject].startswith(PRONOUNS_AND_NAMES)
