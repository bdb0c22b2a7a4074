"""Quotes between single marks. Apostrophes look the same, so this is a guess: which one opens, and which of them closes it."""

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

OPEN = re.compile(r"(?<!\w)(?:'(?!\d0s)|‘)\w[^'‘’]{0,40}$")
SHUTS = re.compile(r"[.,?!]?['’](?!\w)")


class Single(NamedTuple):
    """The words' start and end, and those of the words with their marks."""

    start: int
    end: int
    opening: int
    closing: int


class Apostrophe(NamedTuple):
    """What it can be where it stands. `owner`: it closes, or belongs to a plural: 'no new taxes' for, the girls' fault."""

    start: int
    end: int
    opens: bool
    closes: bool
    owner: bool


def singles(text: str, line: Span, doubles: Sequence[tuple[int, ...]]) -> Iterator[Single]:
    """The quotes between single marks in a paragraph, in order. `doubles`: those between double marks, left alone."""
    first = line.start
    for _, _, opening, closing, *_ in [*doubles, (line.end, line.end, line.end, line.end)]:
        yield from _between(text, [*_marks(text, line, first, opening)])
        first = closing


def with_its_mark(text: str, span: Span) -> Span:
    """With the mark that closes its last words, too few for a quote: said that it was 'mad'.

    >>> text = "She said that it was 'mad'."
    >>> with_its_mark(text, Span(9, 25)).of(text)
    "that it was 'mad'"
    """
    shuts = SHUTS.match(text, span.end)
    return Span(span.start, shuts.end()) if shuts and OPEN.search(span.of(text)) else span


def _between(text: str, marks: Sequence[Apostrophe]) -> Iterator[Single]:
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
            yield Single(start, end, opening.start, marks[closing].end)


def _closing(marks: Sequence[Apostrophe], i: int) -> int | None:
    """Which mark closes what was opened before mark `i`: an "s'" only when no better one comes before the next opens."""
    owner: int | None = None
    for j in range(i, len(marks)):
        if marks[j].closes and not marks[j].owner:
            return j
        if marks[j].owner and owner is None:
            owner = j
        if marks[j].opens and owner is not None:
            return owner
    return owner


def _marks(text: str, line: Span, first: int, last: int) -> Iterator[Apostrophe]:
    """The single marks between two places of a paragraph that can open or close."""
    for match in SINGLE.finditer(text, first, last):
        start, end = match.span()
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        opens = match[0] != "’" and (before.isspace() or before in OPENS_AFTER) and after.isalnum()
        closes = not before.isspace() and (after.isspace() or after in CLOSES_AFTER)
        if (opens or closes) and not (opens and match[0] != "‘" and ELISION.match(text, end)):
            yield Apostrophe(start, end, opens, closes, owner=before == "s" and after.isspace())
