"""Quotation marks, paired within a paragraph, with repair: a mark that is missing or reversed loses one quote at most."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from transforms.text import Span, paragraphs

# Double marks and guillemets are one family: typists and converters mix “…", „…“, ``…'' and »…« within a pair.
DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
SINGLE = re.compile(r"['‘’‚]")
OPENING = frozenset(["“", "„", "‟", "``", "«"])
CLOSING = frozenset(["”", "»"])
CLOSES_AFTER = frozenset(".,;:!?…)]}")  # what follows a closing mark, when no space does
OPENS_AFTER = frozenset("([{—–-/=>")  # what precedes an opening one
SHORTEST_SINGLE = 3  # words; fewer between single marks are nicknames, feet and inches, or ’tis


class Quoted(NamedTuple):
    """A stretch between marks. `start`, `end`: the words without marks or edge white space; `opening`, `closing`: with them.

    `closed` is false when the paragraph ends first and the next goes on with the same quote.
    """

    start: int
    end: int
    opening: int
    closing: int
    closed: bool = True


class Mark(NamedTuple):
    start: int
    end: int
    opens: bool
    closes: bool


def pair(text: str) -> list[Quoted]:
    r"""The outer quotes of all paragraphs, in order and disjoint; a nested one belongs to the outer.

    >>> text = '"One," he said. "Two.\n"Three."'
    >>> [(text[q.start : q.end], q.closed) for q in pair(text)]
    [('One,', True), ('Two.', False), ('Three.', True)]
    """
    lines = list(paragraphs(text))
    marks = [list(_double(text, line)) for line in lines]
    found: list[Quoted] = []
    running = False  # the paragraph before ended within a quote
    for i, line in enumerate(lines):
        goes_on = i + 1 < len(lines) and _continues(text, lines[i + 1], marks[i + 1])
        here, running = _paired(line, marks[i], goes_on, running)
        here = sorted([*here, *_single(text, line, here)])
        found += filter(None, (_stripped(text, q) for q in here))
    return found


def _continues(text: str, line: Span, marks: Sequence[Mark]) -> bool:
    """A quote that the paragraph before left open goes on here: the mark is repeated, or only a closing one comes."""
    return bool(marks) and (not marks[0].opens or not text[line.start : marks[0].start].strip())


def _paired(line: Span, marks: Sequence[Mark], goes_on: bool, running: bool) -> tuple[list[Quoted], bool]:
    """The outer quotes of one paragraph, and whether the last is left open for the next."""
    # closers less openers from each mark on: are there enough to close a nested quote and the outer one as well?
    surplus = [*accumulate(((m.closes - m.opens) for m in reversed(marks)), initial=0)][::-1]
    found: list[Quoted] = []
    opened: Mark | None = Mark(line.start, line.start, True, False) if running and marks and not marks[0].opens else None
    depth = 0
    for i, mark in enumerate(marks):
        if opened is None:
            opened = mark if mark.opens else None
        elif mark.opens and not mark.closes:
            if surplus[i + 1] >= depth + 2:
                depth += 1
            else:
                opened, depth = mark, 0  # the one before was never closed: it is lost, and only it
        elif depth:
            depth -= 1
        else:
            found.append(Quoted(opened.end, mark.start, opened.start, mark.end))
            opened = None
    if opened is not None:
        found.append(Quoted(opened.end, line.end, opened.start, line.end, closed=not goes_on))
    return found, opened is not None and goes_on


def _double(text: str, line: Span) -> Iterator[Mark]:
    """The double marks of a paragraph, each with what it can be where it stands: `opens`, `closes`, or both."""
    opened = False
    for match in DOUBLE.finditer(text, line.start, line.end):
        start, end = match.span()
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        if match[0] == '"' and before.isdigit() and not opened:
            continue  # 6'2", a 12" record
        opens, closes = _direction(match[0], before, after)
        opened = opens and not (closes and opened)
        yield Mark(start, end, opens, closes)


def _direction(form: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a double mark between these two characters can open, and can close."""
    space_before, space_after = before.isspace(), after.isspace()
    leans_open = (space_before or before in OPENS_AFTER) and not space_after
    leans_close = (space_after or after in CLOSES_AFTER) and not space_before
    if form in OPENING:  # „so“ and won.“ close with an opening mark
        return (False, True) if leans_close and not leans_open else (True, False)
    if form in CLOSING:  # ”Mr. Reyes and »so« open with a closing mark
        return (True, False) if space_before and not space_after and after not in CLOSES_AFTER else (False, True)
    return (True, True) if leans_open == leans_close else (leans_open, leans_close)


def _single(text: str, line: Span, doubles: Sequence[Quoted]) -> Iterator[Quoted]:
    """Quotes between single marks, outside the double ones. Apostrophes make this a guess, so short ones are left out."""
    inside = iter([*doubles, Quoted(line.end, line.end, line.end, line.end)])
    outer = next(inside)
    opened: int | None = None
    for match in SINGLE.finditer(text, line.start, line.end):
        start, end = match.span()
        while start >= outer.closing and outer.closing < line.end:
            outer = next(inside)
        if outer.opening <= start < outer.closing:
            opened = None
            continue
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        if opened is None:
            if match[0] != "’" and (before.isspace() or before in OPENS_AFTER) and after.isalnum():
                opened = end
        elif not before.isspace() and before != "s" and (after.isspace() or after in CLOSES_AFTER):
            if text.count(" ", opened, start) + 1 >= SHORTEST_SINGLE:
                yield Quoted(opened, start, opened - 1, end)
            opened = None


def _stripped(text: str, quoted: Quoted) -> Quoted | None:
    """Without white space at the edges; None when nothing is left."""
    words = text[quoted.start : quoted.end]
    start = quoted.start + len(words) - len(words.lstrip())
    end = quoted.start + len(words.rstrip())
    return quoted._replace(start=start, end=end) if start < end else None
