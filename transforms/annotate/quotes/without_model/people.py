"""Finds the full names of the people and bodies of a text, by which a surname alone is completed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from transforms.annotate.quotes.without_model.names import is_given_name
from transforms.annotate.quotes.without_model.reporter import Word
from transforms.annotate.quotes.without_model.tables import Tables

LONGEST = 5  # words of a name


def full_names(sentences: Iterable[Sequence[Word]], tables: Tables) -> dict[str, str]:
    """Returns last word of a name → the full name, where it is the last word of one full name only.

    A full name begins with a known given name, or stands behind a title. `sentences`: the words of each, also those in quotes.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for words in sentences:
        for first, last in full_names_in(words, tables):
            found[words[last - 1].lower].add(" ".join(word.form for word in words[first:last]))
    return {surname: max(names, key=len) for surname, names in found.items() if _are_one(names)}


def full_names_in(words: Sequence[Word], tables: Tables) -> Iterator[tuple[int, int]]:
    """Yields the words of each full name in a sentence, as numbers of the first and of the one after the last."""
    i = 0
    while i < len(words):
        last = _name_end(words, i, tables)
        if last is not None:
            yield i, last
        i = last or i + 1


def _name_end(words: Sequence[Word], i: int, tables: Tables) -> int | None:
    """Returns the number of the word after the full name that begins at word `i`, or None when none does."""
    if not words[i].is_capital or not is_given_name(words[i]):
        return None
    last = i
    j = i + 1
    while j < len(words) and j - i < LONGEST:
        word = words[j]
        if word.is_capital and word.form[0].isalpha() and word.lower not in tables.stops | tables.determiners:
            last = j
        elif not (word.lower in tables.particles or (word.form == "." and len(words[j - 1].form) == 1)):
            break
        j += 1
    return last + 1 if last > i else None


def _are_one(names: set[str]) -> bool:
    """Whether the names can be those of one person: the words of each are in the longest."""
    longest = set(max(names, key=len).split())
    return all(set(name.split()) <= longest for name in names)
