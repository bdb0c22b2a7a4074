"""Finds runs of capitalised proper nouns, which may be names that the model missed."""

from collections.abc import Iterator

from transforms.annotate.tags import PROPER_NOUN_TAGS
from transforms.annotate.words import Words


def capital_runs(words: Words, in_headline: bytearray) -> Iterator[tuple[int, int]]:
    """Yields the first and last (excluded) token of each run. A run stays within its paragraph.

    `in_headline`: 1 for each token of a headline, where a capital does not show a name; headlines have no runs.
    """
    for first, last in words.paragraphs:
        if first < last and in_headline[first]:
            continue
        i = first
        while i < last:
            if not is_capitalised_proper_noun(words, i):
                i += 1
                continue
            end = _end_of_run(words, i, last)
            yield i, end
            i = end


def is_capitalised_proper_noun(words: Words, i: int) -> bool:
    """Whether token `i` can be part of a name."""
    return words.tag[i] in PROPER_NOUN_TAGS and words.form[i][0].isupper()


def end_of_proper_nouns(words: Words, i: int) -> int:
    """Returns the first token from `i` on that is not a capitalised proper noun."""
    while i < len(words) and is_capitalised_proper_noun(words, i):
        i += 1
    return i


def _end_of_run(words: Words, first: int, last: int) -> int:
    """Returns the end (excluded) of the run that begins with token `first`, at most `last`."""
    i = first + 1
    while i < last:
        if is_capitalised_proper_noun(words, i):
            i += 1
        elif _joins_two_names(words, i, last):
            i += 2
        else:
            break
    return i


def _joins_two_names(words: Words, i: int, last: int) -> bool:
    """Whether token `i` joins two names: the hyphen of "Sea-Air", which is a token, or the "&" of "Brandt & Vogt"."""
    if words.form[i] not in ("-", "&") or i + 1 >= last or not words.form[i + 1][0].isupper():
        return False
    is_tight = words.start[i] == words.end[i - 1] and words.start[i + 1] == words.end[i]
    return words.form[i] == "&" or is_tight
