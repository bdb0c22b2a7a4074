"""Finds acronyms that a text sets in brackets after the words they stand for: "Harbor Growers and Brewers (HGB)"."""

from collections.abc import Iterator
from typing import NamedTuple

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.tags import POSSESSIVE_MARKS
from transforms.annotate.words import Words

FEWEST, MOST = 2, 10  # letters of an acronym
FEWEST_AS_WORD = 4  # letters of one that is written as a word
# Words and marks that an acronym may leave out
LEFT_OUT = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "at",
        "to",
        "de",
        "la",
        "a",
        "an",
        "by",
        "with",
        "from",
        "del",
        "des",
        "du",
        "y",
        "e",
        "et",
    ]
) | frozenset(["-", "‑", "&", ",", "'s", "’s", "'", "’", "/"])


class Definition(NamedTuple):
    """An acronym at token `acronym`, and the words before its bracket that it stands for, tokens `first` to `last` (excluded).

    `is_name`: the words have capitals; otherwise they are a term such as "gross income", and the acronym is no name either.
    """

    first: int
    last: int
    acronym: int
    is_name: bool


def find_definitions(words: Words) -> Iterator[Definition]:
    """Yields the acronyms in brackets whose letters are the initials of the words before the bracket."""
    for begin, end in words.paragraphs:
        for i in range(begin + 1, end - 2):
            if words.form[i] != "(" or words.form[i + 2] not in (")", ";", ","):
                continue
            first = _begin_of_words(words, begin, i, _letters(words.form[i + 1]))
            if first is not None:
                last = i - (words.form[i - 1] in POSSESSIVE_MARKS)
                is_name = words.form[first][:1].isupper() and words.form[last - 1][:1].isupper()
                yield Definition(first, last, i + 1, is_name)


def _letters(acronym: str) -> str:
    """Returns the letters that stand for words, in lower case: "AfFTA" → `afta`, "Cran" → `cran`; "" when it is no acronym."""
    if not FEWEST <= len(acronym) <= MOST or not acronym.isalpha():
        return ""
    if acronym.istitle() and len(acronym) >= FEWEST_AS_WORD:
        return acronym.lower()
    letters = "".join(filter(str.isupper, acronym))
    return letters.lower() if len(letters) >= FEWEST and acronym[0].isupper() else ""


def _begin_of_words(words: Words, begin: int, bracket: int, letters: str) -> int | None:
    """Returns the first token of the words before the bracket whose initials are these letters; None when there are none."""
    remaining = len(letters)
    i = bracket
    while remaining and i > begin:
        i -= 1
        form = words.form[i].lower()
        if form[0] == letters[remaining - 1]:
            remaining -= 1
        elif form not in LEFT_OUT:
            return None
    return i if letters and not remaining else None


def names_of_definitions(words: Words, definitions: list[Definition], spans: list[NameMention]) -> Iterator[NameMention]:
    """Yields the names that acronyms stand for, with the type of the name found there, or that their last word shows."""
    at = {i: name for name in spans for i in name.tokens}
    for first, last, _, is_name in definitions:
        if not is_name or last - first < FEWEST:
            continue
        kinds = [at[i].kind for i in range(first, last) if i in at]
        if first in at and at[first].first == first - 1:  # "UN Harbor Office (HO)"
            first -= 1
        heads = name_lists().heads
        by_head = next((kind for kind, nouns in heads.items() if words.form[last - 1].lower() in nouns), None)
        yield NameMention(first, last, by_head or (kinds[0] if kinds and kinds[0] != "person" else "other"), "rule")
