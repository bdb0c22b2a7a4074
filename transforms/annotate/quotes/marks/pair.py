"""Pairs the quotation marks of each paragraph and repairs them: one that is missing or reversed costs one quote at most."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from transforms.annotate.quotes.marks.interviews import find_answers
from transforms.annotate.quotes.marks.missing_marks import end_without_mark
from transforms.annotate.quotes.marks.single_marks import CLOSES_AFTER, OPENS_AFTER, find_single_quotes
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
    """A double mark, and whether it can open and close a quote where it stands."""

    start: int
    end: int
    opens: bool
    closes: bool


def pair(text: str) -> list[Quoted]:
    r"""The outer quotes of all paragraphs, in order and disjoint; a nested quote is part of the outer one.

    >>> text = '"One," he said. "Two.\n"Three."'
    >>> [(text[q.start : q.end], q.closed) for q in pair(text)]
    [('One,', True), ('Two.', False), ('Three.', True)]
    """
    lines = list(paragraphs(text))
    marks = [list(_double_marks(text, line)) for line in lines]
    answers = find_answers(text, lines)
    quotes: list[Quoted] = []
    is_open = False  # the paragraph before ended within a quote
    for i, line in enumerate(lines):
        next_continues = i + 1 < len(lines) and _continues(text, lines[i + 1], marks[i + 1])
        pairing = _Pairing(text, line, marks[i], next_continues, is_open)
        double, is_open = pairing.quotes, pairing.ends_open
        here = sorted([*double, *(Quoted(*single) for single in find_single_quotes(text, line, double))])
        if i in answers:
            start, goes_on = answers[i]
            here = [Quoted(start, line.end, start, line.end, closed=not goes_on)]
        quotes += filter(None, (_stripped(text, quote) for quote in here))
    return quotes


def _continues(text: str, line: Span, marks: Sequence[Mark]) -> bool:
    """Whether a quote left open by the paragraph before goes on: the opening mark is repeated, or a closing one comes first."""
    return bool(marks) and (not marks[0].opens or not text[line.start : marks[0].start].strip())


class _Pairing:
    """The outer quotes between the double marks of one paragraph.

    `quotes`: what was paired; `ends_open`: the next paragraph goes on with the last one. `next_continues`: whether it can;
    `is_open`: the paragraph before ended within a quote.
    """

    def __init__(self, text: str, line: Span, marks: Sequence[Mark], next_continues: bool, is_open: bool) -> None:
        self.text, self.quotes, self.depth = text, list[Quoted](), 0
        continues = is_open and bool(marks) and not marks[0].opens
        self.opening: Mark | None = Mark(line.start, line.start, True, False) if continues else None
        for mark, surplus in zip(marks, _surplus_closers(marks), strict=True):
            self._add(mark, surplus)
        self.ends_open = self._end(line, next_continues)

    def _add(self, mark: Mark, surplus: int) -> None:
        """Takes the next mark. `surplus`: how many more of the marks after it close than open."""
        if self.opening is None:
            self.opening = mark if mark.opens else None
        elif mark.opens and not mark.closes:
            if surplus >= self.depth + 2:  # enough to close a nested quote and the outer one as well
                self.depth += 1
            else:  # the one before was never closed: it is lost, and only it, unless its end can be seen in its words
                self._close_unmarked(self.opening, mark.start)
                self.opening, self.depth = mark, 0
        elif self.depth:
            self.depth -= 1
        else:
            self.quotes.append(Quoted(self.opening.end, mark.start, self.opening.start, mark.end))
            self.opening = None

    def _end(self, line: Span, next_continues: bool) -> bool:
        """Ends the paragraph, and returns whether its last quote stays open."""
        opening = self.opening
        if opening is None or self._close_unmarked(opening, line.end):
            return False
        self.quotes.append(Quoted(opening.end, line.end, opening.start, line.end, closed=not next_continues))
        return next_continues

    def _close_unmarked(self, opening: Mark, last: int) -> bool:
        """Adds a quote that no mark closes before `last` when the reporter's words after it show its end; whether they do."""
        end = end_without_mark(self.text, Span(opening.end, last))
        if end is not None:
            self.quotes.append(Quoted(opening.end, end, opening.start, end))
        return end is not None


def _surplus_closers(marks: Sequence[Mark]) -> list[int]:
    """For each mark, how many more of those after it close than open."""
    return [*accumulate((mark.closes - mark.opens for mark in reversed(marks)), initial=0)][-2::-1]


def _double_marks(text: str, line: Span) -> Iterator[Mark]:
    """The double marks of a paragraph, in order."""
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
    """The quote without white space at its edges; None when nothing is left."""
    words = text[quoted.start : quoted.end]
    start = quoted.start + len(words) - len(words.lstrip())
    end = quoted.start + len(words.rstrip())
    return quoted._replace(start=start, end=end) if start < end else None
