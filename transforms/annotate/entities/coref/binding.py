"""What grammar says of a pronoun: whom a reflexive means, and whom a pronoun does not mean."""

from transforms.annotate.entities.coref.people import People
from transforms.annotate.entities.coref.salience import Pronoun
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

GOVERNED_WORDS = 40  # words after a pronoun in which a name that its verb governs is looked for
DEPTH = 20  # heads that are followed up the dependency tree from such a name


def own_subject(people: People, pronoun: Pronoun) -> int | None:
    """Returns the subject of the clause, when the pronoun is reflexive ("Reyes praised himself"), or None."""
    if not is_reflexive(people, pronoun):
        return None
    subject = people.at(_subject_of_clause(people, pronoun))
    return subject if subject is not None and people.fits(subject, pronoun.gender) else None


def reflects_noun(people: People, pronoun: Pronoun) -> bool:
    """Whether a reflexive means a noun without a name: "a man talking to himself"."""
    words, i = people.words, pronoun.word
    if not is_reflexive(people, pronoun):
        return False
    verb = people.parse.verb_of(i)
    if verb is None:
        return False
    noun = words.head[verb] if words.dep[verb] == "acl" else people.parse.subject_of(verb)
    return noun is not None and noun < i and words.tag[noun] == "NN" and people.at(noun) is None


def is_reflexive(people: People, pronoun: Pronoun) -> bool:
    return people.words.form[pronoun.word].lower().endswith("self")


def _subject_of_clause(people: People, pronoun: Pronoun) -> int | None:
    verb = people.parse.verb_of(pronoun.word)
    return people.parse.subject_of(verb) if verb is not None else None


def excluded_people(people: People, pronoun: Pronoun) -> set[int | None]:
    """Returns the people that the pronoun cannot refer to: the speaker of its quote, and the other arguments of its verb.

    For a possessive it is the person that the possessed noun refers to: nobody is his own brother in "his brother, Mark Vogt,".
    """
    words, parse, i = people.words, people.parse, pronoun.word
    excluded = {people.speaker.get(pronoun.quote)} if pronoun.quote is not None else set()
    if is_reflexive(people, pronoun) or words.dep[i] in SUBJECT_DEPS:
        return excluded
    if words.dep[i] == "poss":
        return excluded | people.at_or_beside(words.head[i])
    excluded |= people.at_or_beside(_subject_of_clause(people, pronoun))
    verb = parse.verb_of(i)
    other = parse.object.get(verb) if verb is not None else None
    return excluded | {people.at(other)} if other is not None and other < i else excluded


def named_below(people: People, pronoun: Pronoun) -> set[int | None]:
    """Returns the people named after a pronoun in what its verb governs: in "He said that Reyes left" he is not Reyes."""
    words, i = people.words, pronoun.word
    if words.dep[i] not in SUBJECT_DEPS:
        return set()
    verb = words.head[i]
    out: set[int | None] = set()
    for k in range(i + 1, min(i + GOVERNED_WORDS, len(words))):
        if people.parse.sentence[k] != people.parse.sentence[i]:
            break
        is_name = k in people.name_end and words.tag[k] == "NNP" and people.quoted[k] == people.quoted[i]
        if is_name and _is_below(words, k, verb):
            out.add(people.name_end[k])
    return out


def _is_below(words: Words, i: int, above: int) -> bool:
    """Whether word `i` depends on the word `above`, directly or not, and no other clause is coordinated between them."""
    for _ in range(DEPTH):
        if i == above:
            return True
        if words.head[i] == i or (words.dep[i] == "conj" and words.head[i] == above):
            return False
        i = words.head[i]
    return False


def answers(people: People, pronoun: Pronoun) -> bool:
    """Whether the pronoun is the subject of a verb like "reply", which somebody else's question precedes."""
    words, i = people.words, pronoun.word
    return words.dep[i] in SUBJECT_DEPS and words.form[words.head[i]].lower() in reporting_verbs().answers
