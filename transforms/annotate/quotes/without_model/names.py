"""Finds the name in a noun phrase, by capitals and known given names."""

from collections.abc import Iterator, Sequence

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.quotes.without_model.reporter import Word
from transforms.annotate.quotes.without_model.tables import Tables


def is_given_name(word: Word) -> bool:
    """Whether a word, or its part before a hyphen, is a known given name."""
    return name_lists().is_given_name(word.form.split("-")[0])


def name_in(words: Sequence[Word], first: int, last: int, tables: Tables) -> tuple[int, int] | None:
    """Returns the words of the name in a phrase: a run of words with capitals, less what is a role."""
    runs = list(_runs(words, first, last, tables))
    for start, end in runs:  # a known given name decides
        for i in range(start, end - 1):
            if is_given_name(words[i]):
                return i, end
    for start, end in runs if tables.nouns_have_capitals else reversed(runs):
        name = _without_roles(words, start, end, first, tables)
        if name is not None:
            return name
    return None


def _runs(words: Sequence[Word], first: int, last: int, tables: Tables) -> Iterator[tuple[int, int]]:
    """Yields the runs of words with capitals, with the particles within them."""
    i = first
    while i < last:
        if not words[i].is_capital or (i == first and words[i].lower in tables.determiners | tables.titles):
            i += 1
            continue
        end = j = i + 1
        while j < last and (words[j].is_capital or words[j].lower in tables.particles or _is_initial_stop(words, j)):
            j += 1
            if words[j - 1].is_capital:
                end = j
        yield i, end
        i = j


def _is_initial_stop(words: Sequence[Word], i: int) -> bool:
    return words[i].form == "." and len(words[i - 1].form) == 1


def _without_roles(words: Sequence[Word], start: int, end: int, first: int, tables: Tables) -> tuple[int, int] | None:
    """Returns the part of a run of capitals that can be a name, or None.

    Where all nouns have capitals, nouns of roles before it are left out (Bundeskanzlerin Merkel), and a single word behind a
    determiner is a noun, unless all of it is in capitals.
    """
    if (
        not tables.nouns_have_capitals
    ):  # what a preposition links to a noun is no name of the speaker: le ministre de l'Intérieur
        linked = start > first and words[start - 1].lower in tables.links | tables.determiners and start - first > 1
        titled = words[first].lower in tables.titles and all(w.lower in tables.particles for w in words[first + 1 : start])
        return (first + 1, end) if titled else None if linked else (start, end)
    while start < end and words[start].lower.endswith(tables.role_endings):
        start += 1
    if start >= end:
        return None
    determined = start > first and words[first].lower in tables.determiners and end - start == 1
    return None if determined and not words[start].form.isupper() else (start, end)
