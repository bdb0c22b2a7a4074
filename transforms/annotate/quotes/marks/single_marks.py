"""Finds quotes between single marks. Apostrophes look the same, so which mark opens and which one closes it is a guess."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.text import Span

SINGLE = re.compile(r"['‘’‚]")
CLOSES_AFTER = frozenset(".,;:!?…)]}")  # what follows a closing mark, when no space does
OPENS_AFTER = frozenset("([{—–-/=>")  # what precedes an opening one
SHORTEST = 3  # words; fewer between single marks are nicknames, feet and inches, or ’tis
SPOKEN = frozenset(".,!?…—–")  # before a closing mark: 'No,' she said
# An apostrophe at the beginning of a word: the '90s, tell 'em, rock 'n' roll
ELISION = re.compile(r"(?:\d0s|tis|twas|twill|til|till|em|er|im|cause|cos|coz|bout|round|neath|ere|n)\b", re.I)

OPENED = re.compile(r"(?<!\w)(?:'(?!\d0s)|‘)\w[^'‘’]{0,40}$")
CLOSING = re.compile(r"[.,?!]?['’](?!\w)")


class SingleQuote(NamedTuple):
    """`start`, `end`: the words without marks; `opening`, `closing`: with them."""

    start: int
    end: int
    opening: int
    closing: int


class Apostrophe(NamedTuple):
    """A single mark, and whether it can open and close a quote where it stands.

    `owner`: it closes a quote or belongs to a plural: 'no new taxes' for, the girls' fault.
    """

    start: int
    end: int
    opens: bool
    closes: bool
    owner: bool


def find_single_quotes(text: str, line: Span, doubles: Sequence[tuple[int, ...]]) -> Iterator[SingleQuote]:
    """The quotes between single marks in a paragraph, in order. `doubles`: those between double marks, left alone."""
    first = line.start
    for _, _, opening, closing, *_ in [*doubles, (line.end, line.end, line.end, line.end)]:
        yield from _between(text, [*_apostrophes(text, line, first, opening)])
        first = closing


def with_closing_mark(text: str, span: Span) -> Span:
    """The span with the mark that closes its last words, when those are too few for a quote: said that it was 'mad'.

    >>> text = "She said that it was 'mad'."
    >>> with_closing_mark(text, Span(9, 25)).of(text)
    "that it was 'mad'"
    """
    closing = CLOSING.match(text, span.end)
    return Span(span.start, closing.end()) if closing and OPENED.search(span.of(text)) else span


def _between(text: str, marks: Sequence[Apostrophe]) -> Iterator[SingleQuote]:
    """The quotes of a stretch without double marks."""
    i = 0
    while i < len(marks):
        opening = marks[i]
        i += 1
        if not opening.opens:
            continue
        closing = _closing(marks, i)
        if closing is None:
            return  # nothing closes, here or later
        i = closing + 1
        start, end = opening.end, marks[closing].start
        spoken = text[end - 1] in SPOKEN and text[start].isupper()
        if spoken or text.count(" ", start, end) + 1 >= SHORTEST:
            yield SingleQuote(start, end, opening.start, marks[closing].end)


def _closing(marks: Sequence[Apostrophe], i: int) -> int | None:
    """The number of the mark that closes a quote opened before mark `i`.

    An "s'" closes it only when no better mark comes before the next one that opens.
    """
    owner: int | None = None
    for j in range(i, len(marks)):
        if marks[j].closes and not marks[j].owner:
            return j
        if marks[j].owner and owner is None:
            owner = j
        if marks[j].opens and owner is not None:
            return owner
    return owner


def _apostrophes(text: str, line: Span, first: int, last: int) -> Iterator[Apostrophe]:
    """The single marks between two places of a paragraph that can open or close."""
    for match in SINGLE.finditer(text, first, last):
        start, end = match.span()
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        opens = match[0] != "’" and (before.isspace() or before in OPENS_AFTER) and after.isalnum()
        closes = not before.isspace() and (after.isspace() or after in CLOSES_AFTER)
        if (opens or closes) and not (opens and match[0] != "‘" and ELISION.match(text, end)):
            yield Apostrophe(start, end, opens, closes, owner=before == "s" and after.isspace())
