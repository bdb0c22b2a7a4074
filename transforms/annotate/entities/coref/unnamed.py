"""Finds the people whom a text does not name: "a man", "her daughter", "a deckhand who". Some pronouns refer to them."""

from transforms.annotate.entities.coref.clauses import FINITE
from transforms.annotate.entities.coref.people import RELATIVE_PRONOUNS, People
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

# A noun with one of these labels describes a person who is mentioned beside it.
DESCRIBES = frozenset(["compound", "attr", "amod", "nmod"])
# Determiners of a person who was not mentioned before.
NEW = frozenset(["a", "an", "another", "one"])
# After "the" and a noun, one of these shows that the person was not mentioned before: "the woman behind the till".
NARROWING = frozenset(["who", "whose", "behind", "with", "from", "beside", "next"])
GENERIC = frozenset(["man", "woman", "boy", "girl", "lady", "gentleman"])
APPOSES = frozenset([",", ":", "is", "was"])
PHRASE = 12  # words around a noun in which a name can stand beside it: "the mayor of Harbor City, Ana Brandt,"


def other_mentions(people: People) -> list[int]:
    """Returns the words that refer to a person and are neither a name nor a personal pronoun: "who", and nouns like "man"."""
    words = people.words
    return [i for i in range(len(words)) if _is_person_noun(people, i) or _is_relative_pronoun(words, i)]


def is_newcomer(people: People, i: int) -> bool:
    """Whether a noun introduces a person without a name, who can have the floor: "a man", "her son"; not "the man"."""
    words = people.words
    if _is_one_of_them(words, i):
        return not _is_beside_name(people, i)
    for k in range(i - 1, max(i - PHRASE, -1), -1):
        if words.head[k] == i and words.dep[k] in ("det", "poss", "nummod"):
            is_new = words.dep[k] == "poss" or words.form[k].lower() in NEW or _is_narrowed(words, k, i)
            return is_new and not _is_beside_name(people, i)
    return False


def _is_narrowed(words: Words, determiner: int, i: int) -> bool:
    """Whether words after a noun show who is meant: "the woman behind the till", "the man selling scarves"."""
    if words.form[determiner].lower() != "the" or i + 1 >= len(words):
        return False
    is_generic = words.form[i].lower() in GENERIC and words.tag[i + 1] == "IN"  # "the woman on the bench"
    return is_generic or words.form[i + 1].lower() in NARROWING or words.tag[i + 1] == "VBG"


def _is_one_of_them(words: Words, i: int) -> bool:
    """Whether the word is the subject "one" of "One of the guards waved"."""
    is_subject = words.form[i].lower() in ("one", "another") and words.dep[i] in SUBJECT_DEPS
    return is_subject and words.form[i + 1 : i + 2] == ["of"]


def _is_person_noun(people: People, i: int) -> bool:
    words = people.words
    if _is_one_of_them(words, i):
        return True
    if words.tag[i] != "NN" or i in people.name_word or (words.dep[i] in DESCRIBES and not _is_there(words, i)):
        return False
    if words.form[i].lower() not in person_nouns() and not _has_who(words, i):
        return False
    # "One of them, a young monk,"; not "Ana Brandt, a monk,"
    return words.dep[i] != "appos" or not (_is_beside_name(people, i) or people.at_or_beside(words.head[i]) - {None})


def _is_there(words: Words, i: int) -> bool:
    """Whether the noun is what there is: "There was a man"."""
    return words.dep[i] == "attr" and words.form[words.head[i] - 1].lower() == "there"


def _has_who(words: Words, i: int) -> bool:
    """Whether "who" follows the noun: "a deckhand who", "a neighbour, who"."""
    after = i + 1 + (words.form[i + 1 : i + 2] == [","])
    return words.form[after : after + 1] == ["who"]


def _is_relative_pronoun(words: Words, i: int) -> bool:
    is_pronoun = words.tag[i].startswith("W") and words.form[i].lower() in RELATIVE_PRONOUNS
    return is_pronoun and words.dep[words.head[i]] == "relcl"


def _is_beside_name(people: People, i: int) -> bool:
    """Whether a name stands beside the noun, whatever the parse says: "Ana Brandt, a forecaster", and see `person_beside`."""
    words, first = people.words, i
    while first > 0 and words.head[first - 1] in range(first, i + 1):
        first -= 1
    before = first > 1 and words.form[first - 1] == "," and first - 2 in people.name_word
    return before or person_beside(people, i) is not None


def _is_before_verb(people: People, i: int) -> bool:
    """Whether the name at word `i` is right before a finite verb: it begins a clause and is in apposition to nothing."""
    words = people.words
    while i < len(words) and i in people.name_word:
        i += 1
    return i < len(words) and words.tag[i] in FINITE


def person_beside(people: People, i: int) -> int | None:
    """Returns the person who is named in apposition after the noun, or as its predicate, whatever the parse says; or None.

    "A forecaster at the Weather Service, Ana Brandt,", "Their leader was Ana Brandt"; not "a spokesman for the mayor, Ana
    Brandt,", nor "After meeting a forecaster, Ana Brandt left".
    """
    words = people.words
    for k in range(i + 1, min(i + PHRASE, len(words))):
        if words.form[k] in APPOSES:
            is_represented = words.form[i + 1] == "for" and words.form[k - 1].lower() in person_nouns()
            is_next_clause = words.form[k] == "," and _is_before_verb(people, k + 1)
            return None if is_represented or is_next_clause else people.name_word.get(k + 1)
        if words.tag[k].startswith(("VB", "W")) or words.form[k] in ".!?":
            return None
    return None
