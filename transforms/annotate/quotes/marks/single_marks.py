"""Finds quotes between single marks. Apostrophes look the same, so the pairing is a guess."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.text import Span

SINGLE = re.compile(r"['‘’‚]")
CLOSES_AFTER = frozenset(".,;:!?…)]}")  # besides white space, a closing mark stands before one of these
OPENS_AFTER = frozenset("([{—–-/=>")  # besides white space, an opening mark stands after one of these
SHORTEST = 3  # words; fewer between single marks are nicknames, feet and inches, or ’tis
SPOKEN = frozenset(".,!?…—–")  # before a closing mark: 'No,' she said
# An apostrophe at the beginning of a word: the '90s, tell 'em, rock 'n' roll
ELISION = re.compile(r"(?:\d0s|tis|twas|twill|til|till|em|er|im|cause|cos|coz|bout|round|neath|ere|n)\b", re.I)

OPENED = re.compile(r"(?<!\w)(?:'(?!\d0s)|‘)\w[^'‘’]{0,40}$")
CLOSING = re.compile(r"[.,?!]?['’](?!\w)")


class SingleQuote(NamedTuple):
    """A quote as offsets. `start`, `end`: without the marks; `opening`, `closing`: with them."""

    start: int
    end: int
    opening: int
    closing: int


class Apostrophe(NamedTuple):
    """A single mark, and whether it can open and close a quote where it stands.

    `after_s`: it stands between an "s" and a space, so it closes a quote or is a plural genitive: 'no new taxes' for, the
    girls' fault.
    """

    start: int
    end: int
    opens: bool
    closes: bool
    after_s: bool


def find_single_quotes(text: str, line: Span, doubles: Sequence[tuple[int, ...]]) -> Iterator[SingleQuote]:
    """Yields the quotes between single marks in a paragraph, in order. `doubles`: the quotes between double marks, left out."""
    first = line.start
    for _, _, opening, closing, *_ in [*doubles, (line.end, line.end, line.end, line.end)]:
        yield from _between(text, [*_apostrophes(text, line, first, opening)])
        first = closing


def with_closing_mark(text: str, span: Span) -> Span:
    """Returns the span, extended by a single mark that closes its last words: said that it was 'mad'.

    >>> text = "She said that it was 'mad'."
    >>> with_closing_mark(text, Span(9, 25)).of(text)
    "that it was 'mad'"
    """
    closing = CLOSING.match(text, span.end)
    return Span(span.start, closing.end()) if closing and OPENED.search(span.of(text)) else span


def _between(text: str, marks: Sequence[Apostrophe]) -> Iterator[SingleQuote]:
    """Yields the quotes of a stretch without double marks."""
    i = 0
    while i < len(marks):
        opening = marks[i]
        i += 1
        if not opening.opens:
            continue
        closing = _closing(marks, i)
        if closing is None:
            return  # no later mark closes either
        i = closing + 1
        start, end = opening.end, marks[closing].start
        spoken = text[end - 1] in SPOKEN and text[start].isupper()
        if spoken or text.count(" ", start, end) + 1 >= SHORTEST:
            yield SingleQuote(start, end, opening.start, marks[closing].end)


def _closing(marks: Sequence[Apostrophe], i: int) -> int | None:
    """Returns the index of the mark that closes a quote opened before mark `i`, or None.

    A mark after an "s" closes it only when no other closing mark comes before the next opening one.
    """
    after_s: int | None = None
    for j in range(i, len(marks)):
        if marks[j].closes and not marks[j].after_s:
            return j
        if marks[j].after_s and after_s is None:
            after_s = j
        if marks[j].opens and after_s is not None:
            return after_s
    return after_s


def _apostrophes(text: str, line: Span, first: int, last: int) -> Iterator[Apostrophe]:
    """Yields the single marks between two offsets of a paragraph that can open or close."""
    for match in SINGLE.finditer(text, first, last):
        start, end = match.span()
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        opens = match[0] != "’" and (before.isspace() or before in OPENS_AFTER) and after.isalnum()
        closes = not before.isspace() and (after.isspace() or after in CLOSES_AFTER)
        if (opens or closes) and not (opens and match[0] != "‘" and ELISION.match(text, end)):
            yield Apostrophe(start, end, opens, closes, after_s=before == "s" and after.isspace())
