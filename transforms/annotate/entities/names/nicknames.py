"""Names with a nickname between quotation marks or brackets: Robert "Bob" Brandt, Mary (Molly) Strand."""

from collections.abc import Iterator

from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.capital_runs import is_capitalised_proper_noun
from transforms.annotate.entities.names.name_span import NameSpan
from transforms.annotate.words import Words

OPENING = frozenset("\"“‘'(")
CLOSING = frozenset("\"”’')")
LONGEST = 3  # tokens of the nickname


def names_with_nickname(words: Words) -> Iterator[NameSpan]:
    """The spans of a given name, a nickname between marks, and a surname."""
    for i, mark in enumerate(words.form):
        if mark not in OPENING or not i or not _is_given_name(words, i - 1):
            continue
        last_mark = min(i + LONGEST + 2, len(words) - 1)
        closing = next((k for k in range(i + 2, last_mark) if words.form[k] in CLOSING), None)
        if closing is not None and is_capitalised_proper_noun(words, closing + 1) and _is_spaced(words, i, closing):
            yield NameSpan(i - 1, closing + 2, "person", "rule")


def _is_given_name(words: Words, i: int) -> bool:
    return name_lists().is_given_name(words.form[i]) and is_capitalised_proper_noun(words, i)


def _is_spaced(words: Words, opening: int, closing: int) -> bool:
    """A space before the opening mark and after the closing mark, and none inside; the nickname has a capital."""
    return (
        words.end[opening - 1] != words.start[opening]
        and words.end[opening] == words.start[opening + 1]
        and words.end[closing] + 1 == words.start[closing + 1]
        and words.form[opening + 1][0].isupper()
    )
