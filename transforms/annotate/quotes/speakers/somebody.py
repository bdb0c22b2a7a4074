"""Decides whether a phrase without a name describes somebody: a person, people, a body or a document. Things do not speak."""

from collections.abc import Iterator
from functools import cache

from transforms.annotate.entities.clusters.evidence.evidence_words import evidence_words
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.words import Words

PERSON_SUFFIXES = ("ist", "ian", "man", "woman", "person")
SHORTEST = 4  # letters of a noun that can end a compound: stockholder
PREPOSITIONS = frozenset(["of", "for", "from", "at", "with", "in", "on", "who", "that"])


def describes_somebody(words: Words, first: int, last: int) -> bool:
    """Whether the words `first` to `last` (excluded) are a description of somebody: "a neighbour", "44 percent of voters".

    The head decides: the word on which the others depend or, where the parse fails, the last one before a preposition.
    """
    return any(is_somebody(words.form[i].lower()) or _is_quantity(words, i, last) for i in _heads(words, first, last))


def _heads(words: Words, first: int, last: int) -> Iterator[int]:
    yield from (i for i in range(first, last) if not first <= words.head[i] < last or words.head[i] == i)
    before = next((i for i in range(first + 1, last) if words.form[i].lower() in PREPOSITIONS), last)
    yield before - 1


def _is_quantity(words: Words, i: int, last: int) -> bool:
    """Whether a quantity stands for people: "some", "two", "a third of voters", but not "a third of the bridges"."""
    if words.tag[i] != "CD" and words.form[i].lower() not in quote_words().quantities:
        return False
    counted = [k for k in range(i + 2, last) if words.tag[k].startswith("NN")] if words.form[i + 1 : i + 2] == ["of"] else []
    return not counted or any(is_somebody(words.form[k].lower()) for k in counted)


@cache
def is_somebody(noun: str) -> bool:
    """Whether a lower-case noun is for a person, people, a body or a document.

    >>> [is_somebody(noun) for noun in ("mayor", "speechwriters", "women", "union", "survey", "tornadoes", "value")]
    [True, True, True, True, True, False, False]
    """
    return any(_is_listed(form) or _looks_like_person(form) for form in _singulars(noun.rpartition("-")[2]))


@cache
def is_person_noun(noun: str) -> bool:
    """Whether a lower-case noun is for a person or people: "driver", "children", but not "union".

    >>> [is_person_noun(noun) for noun in ("driver", "children", "union", "shops")]
    [True, True, False, False]
    """
    return any("person" in evidence_words().types_of_noun(form) or form in name_lists().titles for form in _singulars(noun))


def _singulars(noun: str) -> Iterator[str]:
    """Yields the noun and what its singular can be."""
    yield noun
    if noun.endswith("ies"):
        yield f"{noun[:-3]}y"
    elif noun.endswith("s"):
        yield noun[:-1]
        yield noun.removesuffix("es")
    elif noun.endswith("men"):
        yield f"{noun[:-2]}an"
    elif noun.endswith("children"):
        yield noun.removesuffix("ren")


def _is_listed(noun: str) -> bool:
    types = evidence_words().types_of_noun(noun)
    return (
        "person" in types
        or "organization" in types
        or noun in name_lists().titles
        or noun in quote_words().sources
        or noun in quote_words().documents_that_speak
    )


def _looks_like_person(noun: str) -> bool:
    """Whether a noun ends like one for a person: "archivist", "stockholder" (with "holder")."""
    ends = (noun[n:] for n in range(1, len(noun) - SHORTEST + 1))
    return (noun.endswith(PERSON_SUFFIXES) and len(noun) > SHORTEST + 1) or any(
        evidence_words().types_of_noun(end) == ("person",) for end in ends
    )
