"""Who has the floor: the person whom a "he said" after it means, until somebody else takes the floor.

A main subject takes it, and so does a source in another place: "according to Reyes", "criticized by Reyes", "the first to
answer was Reyes"; and who is asked, not who asks.
"""

from transforms.annotate.entities.coref.clauses import OBJECTS, Clauses
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.reporting_verbs import is_asked, reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS

COPULAS = frozenset(["is", "was", "'s", "’s"])
PERSONAL = frozenset(["i", "we", "you", "he", "she", "they", "who"])
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
        # "asked them to leave", but not "asked what to do"
        self._requests = {
            words.head[words.head[i]]
            for i in range(1, len(words))
            if words.tag[i] == "TO" and words.dep[words.head[i]] in ("xcomp", "ccomp") and words.tag[i - 1][0] != "W"
        }

        # "stood up and asked": the verbs before a coordinated one that asks
        self._before_question: frozenset[int] = frozenset()
        shared = (i for i, dep in enumerate(words.dep) if dep == "conj" and i not in parse.subject)
        self._before_question = frozenset(words.head[i] for i in shared if words.tag[i][0] == "V" and self._asks(i))

    def is_introduced(self, i: int) -> bool:
        """Whether a name is introduced: by a description, or as the only person of a sentence about a thing.

        "For Tom Reyes, a baker," "it was left to his son, Tom Reyes," "The job went to Tom Reyes." A person without a name is
        introduced behind a verb that has no other subject: "By the gate stood a man", "There was a man".
        """
        words = self._parse.words
        if words.tag[i] != "NNP":
            verb, is_person = words.head[i], person_nouns().gender(words.form[i].lower()) is not None  # not "stood a chair"
            return is_person and words.dep[verb] == "ROOT" and verb not in self._parse.subject
        if i in self._described or words.dep[i] == "appos":
            return True
        is_relative_of = words.dep[i] == "poss" and words.form[words.head[i]].lower() in person_nouns()
        return self._is_whole(i) and not is_relative_of and not self._is_about_person(i)

    def _is_whole(self, i: int) -> bool:
        """Whether word `i` is the last of a name of two words or more."""
        words = self._parse.words
        return i > 0 and words.tag[i - 1] == "NNP" and words.head[i - 1] == i

    def _is_about_person(self, i: int) -> bool:
        """Whether the main subject of the sentence of word `i` may be a person other than a name that follows."""
        words, parse = self._parse.words, self._parse
        subject = parse.subject.get(parse.root[parse.sentence[i]])
        if subject is None:
            return False
        form = words.form[subject].lower()
        return form in PERSONAL or form in person_nouns() or words.tag[subject].startswith("NNP")

    def asks(self, i: int) -> bool:
        """Whether word `i` is the subject of a verb after which another answers: "Reyes asked", "Reyes wanted to know"."""
        words = self._parse.words
        if words.form[i + 1 : i + 2] == [","] and is_asked(words, i + 2):
            return False  # "Reyes, asked about the pumps, smiled"
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

    def poses_question(self, i: int) -> bool:
        """Whether word `i` is the subject of a verb that asks, or of one like "wonder"."""
        words = self._parse.words
        return self.asks(i) or (words.dep[i] in SUBJECT_DEPS and words.form[words.head[i]].lower() in reporting_verbs().wonders)

    def _asks(self, verb: int) -> bool:
        """Whether the verb asks a question, also in "wanted to know" and "interrupted to ask"; not in "asked them to leave"."""
        if verb in self._before_question:
            return True
        first, *after = self._parse.words.form[verb : verb + 3] or [""]
        is_question = first.lower() in reporting_verbs().asks and verb not in self._requests
        return is_question or after in (["to", "know"], ["to", "ask"])

    def is_source(self, i: int) -> bool:
        """Whether word `i`, which need not be a main subject, names who speaks or answers. `i`: see `described_word`."""
        words, verbs = self._parse.words, reporting_verbs()
        dep, above = words.dep[i], words.head[i]
        form = words.form[above].lower()
        if dep == "nsubj":
            return form in verbs.contacts or self._interrupts(i, above)  # "when Reyes rang the editor"
        if dep == "nsubjpass" or (dep in OBJECTS and above in self._parse.subject):
            return form in verbs.asks and (dep == "nsubjpass" or above not in self._requests)
        if dep == "pobj":
            return self._introduces_source(above)
        return dep == "attr" and words.tag[i] != "PRP$" and form in COPULAS and self._is_common(self._parse.subject.get(above))

    def _interrupts(self, subject: int, verb: int) -> bool:
        """Whether a clause with "when" tells what came next: "Reyes was speaking when Brandt stood up"."""
        words, above = self._parse.words, self._parse.words.head[verb]
        is_progressive = words.dep[verb] == "advcl" and words.tag[above] == "VBG"
        return is_progressive and any(form.lower() == "when" for form in words.form[above + 1 : subject])

    def _introduces_source(self, i: int) -> bool:
        """Whether a preposition is before a source: "according to Reyes", "criticized by Reyes", "a question to Reyes"."""
        words, governor = self._parse.words, self._parse.words.head[i]
        verb = words.form[governor].lower()
        if words.dep[i] == "agent":
            return verb in reporting_verbs().takes and verb not in reporting_verbs().asks
        if words.form[i] == "For" and self._parse.sentence[i - 1 : i] != self._parse.sentence[i : i + 1]:
            return True  # "For Reyes, a baker, it was the third flood"
        is_question = words.form[self._parse.object.get(governor, governor)].lower() == "question"
        return words.form[i].lower() == "to" and (is_question or verb == "according")

    def _is_common(self, subject: int | None) -> bool:
        """Whether a subject is neither a name nor a pronoun: "The first to answer was", not "He was"."""
        return subject is not None and not self._parse.words.tag[subject].startswith(PRONOUNS_AND_NAMES)
