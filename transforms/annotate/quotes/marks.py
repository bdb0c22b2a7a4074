"""Quotation marks, paired within a paragraph, with repair: a mark that is missing or reversed loses one quote at most."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from transforms.annotate.quotes.interviews import answers
from transforms.annotate.quotes.missing_marks import end_without_mark
from transforms.annotate.quotes.single_marks import CLOSES_AFTER, OPENS_AFTER, singles
from transforms.text import Span, paragraphs

# Double marks and guillemets are one family: typists and converters mix “…", „…“, ``…'' and »…« within a pair.
DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
OPENING = frozenset(["“", "„", "‟", "``", "«"])
CLOSING = frozenset(["”", "»"])


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
    answered = answers(text, lines)
    found: list[Quoted] = []
    running = False  # the paragraph before ended within a quote
    for i, line in enumerate(lines):
        goes_on = i + 1 < len(lines) and _continues(text, lines[i + 1], marks[i + 1])
        here, running = _paired(text, line, marks[i], goes_on, running)
        here = sorted([*here, *(Quoted(*q) for q in singles(text, line, here))])
        if i in answered:
            start, goes_on = answered[i]
            here = [Quoted(start, line.end, start, line.end, closed=not goes_on)]
        found += filter(None, (_stripped(text, q) for q in here))
    return found


def _continues(text: str, line: Span, marks: Sequence[Mark]) -> bool:
    """A quote that the paragraph before left open goes on here: the mark is repeated, or only a closing one comes."""
    return bool(marks) and (not marks[0].opens or not text[line.start : marks[0].start].strip())


def _paired(text: str, line: Span, marks: Sequence[Mark], goes_on: bool, running: bool) -> tuple[list[Quoted], bool]:
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
                if told := _told(text, opened, mark.start):
                    found.append(told)
                opened, depth = mark, 0  # the one before was never closed: it is lost, and only it, unless its end can be told
        elif depth:
            depth -= 1
        else:
            found.append(Quoted(opened.end, mark.start, opened.start, mark.end))
            opened = None
    if opened is not None and (told := _told(text, opened, line.end)):
        found.append(told)
        opened = None
    if opened is not None:
        found.append(Quoted(opened.end, line.end, opened.start, line.end, closed=not goes_on))
    return found, opened is not None and goes_on


def _told(text: str, opened: Mark, last: int) -> Quoted | None:
    """What was said, in a quote that nothing closes before `last`, when the reporter's own words can be told from it."""
    end = end_without_mark(text, Span(opened.end, last))
    return None if end is None else Quoted(opened.end, end, opened.start, end)


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


def _stripped(text: str, quoted: Quoted) -> Quoted | None:
    """Without white space at the edges; None when nothing is left."""
    words = text[quoted.start : quoted.end]
    start = quoted.start + len(words) - len(words.lstrip())
    end = quoted.start + len(words.rstrip())
    return quoted._replace(start=start, end=end) if start < end else None
