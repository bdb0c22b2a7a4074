"""Pairs the quotation marks of each paragraph. A mark that is missing or reversed spoils at most one quote."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from transforms.annotate.quotes.marks.missing_marks import end_without_mark
from transforms.annotate.quotes.marks.single_marks import CLOSES_AFTER, OPENS_AFTER, find_enclosing_quotes, find_single_quotes
from transforms.annotate.quotes.turns.turn import Turn
from transforms.text import Span, paragraphs

# Double marks and guillemets are one family: typists and converters mix “…", „…“, ``…'' and »…« within a pair.
DOUBLE = re.compile(r"``|''|[\"“”„‟«»″]")
OPENING = frozenset(["“", "„", "‟", "``", "«"])
CLOSING = frozenset(["”", "»"])


class Quoted(NamedTuple):
    """A stretch between quotation marks, as offsets into the text.

    `start`, `end`: without the marks and the white space at the edges. `opening`, `closing`: with the marks. `closed`: false
    when the paragraph ends without a closing mark and the next paragraph continues the quote. `turn`: in a transcript or an
    interview, the number of the turn of speech that it belongs to, or None.
    """

    start: int
    end: int
    opening: int
    closing: int
    closed: bool = True
    turn: int | None = None


class DoubleMark(NamedTuple):
    """A double mark, and whether it can open and close a quote where it stands."""

    start: int
    end: int
    opens: bool
    closes: bool


def pair(text: str, turns: Sequence[Turn] = ()) -> list[Quoted]:
    r"""Returns the outer quotes of all paragraphs, in order and disjoint; a nested quote is part of the outer one.

    `turns`: the turns of speech, whose words are quotes without marks of their own.

    >>> text = '"One," he said. "Two.\n"Three."'
    >>> [(text[q.start : q.end], q.closed) for q in pair(text)]
    [('One,', True), ('Two.', False), ('Three.', True)]
    """
    lines = list(paragraphs(text))
    marks = [list(_double_marks(text, line)) for line in lines]
    unmarked, marked = _by_paragraph(turns)
    quotes: list[Quoted] = []
    is_open = False  # whether the paragraph before ended within a quote
    for i, line in enumerate(lines):
        next_continues = i + 1 < len(lines) and _continues(text, lines[i + 1], marks[i + 1])
        if i in unmarked:
            quotes += unmarked[i]
            is_open = False
            continue
        pairing = _Pairing(text, line, marks[i], next_continues, is_open)
        is_open = pairing.ends_open
        found = _with_single_quotes(text, line, pairing.quotes, lines[i + 1] if i + 1 < len(lines) else None)
        stripped = filter(None, (_stripped(text, quote) for quote in found))
        quotes += [quote._replace(turn=marked.get(quote.opening)) for quote in stripped]
    return quotes


def _with_single_quotes(text: str, line: Span, doubles: Sequence[Quoted], following: Span | None) -> list[Quoted]:
    """Returns all quotes of a paragraph, in order. `doubles`: those between double marks. `following`: the next paragraph."""
    outer = [Quoted(*quote) for quote in find_enclosing_quotes(text, line, doubles)]
    ends = [quote.closing for quote in outer]
    alone = [
        double
        for double in doubles
        if (k := bisect_right(ends, double.opening)) == len(outer) or double.opening < outer[k].opening
    ]
    known = sorted([*outer, *alone])
    return sorted([*known, *(Quoted(*single) for single in find_single_quotes(text, line, known, following))])


def _by_paragraph(turns: Sequence[Turn]) -> tuple[dict[int, list[Quoted]], dict[int, int]]:
    """Returns paragraph → the quotes that turns without marks are; and offset of an opening mark → the turn that it begins."""
    unmarked: dict[int, list[Quoted]] = {}
    marked: dict[int, int] = {}
    for n, turn in enumerate(turns):
        if not turn.is_quote:
            continue
        for piece in turn.pieces:
            if turn.has_marks:
                marked[piece.start] = n
            else:
                quote = Quoted(piece.start, piece.end, piece.start, piece.end, closed=piece == turn.pieces[-1], turn=n)
                unmarked.setdefault(piece.paragraph, []).append(quote)
    return unmarked, marked


def _continues(text: str, line: Span, marks: Sequence[DoubleMark]) -> bool:
    """Whether a paragraph continues an open quote: it begins with an opening mark, or its first mark cannot open."""
    return bool(marks) and (not marks[0].opens or not text[line.start : marks[0].start].strip())


class _Pairing:
    """Pairs the double marks of one paragraph.

    Results: `quotes`, the outer quotes, and `ends_open`, whether the last quote continues in the next paragraph.
    `next_continues`: whether the next paragraph can continue a quote. `is_open`: the paragraph before ended within a quote.
    """

    def __init__(self, text: str, line: Span, marks: Sequence[DoubleMark], next_continues: bool, is_open: bool) -> None:
        self.text, self.quotes, self.depth = text, list[Quoted](), 0
        continues = is_open and bool(marks) and not marks[0].opens
        self.opening: DoubleMark | None = DoubleMark(line.start, line.start, True, False) if continues else None
        for mark, surplus in zip(marks, _surplus_closers(marks), strict=True):
            self._add(mark, surplus)
        self.ends_open = self._end(line, next_continues)

    def _add(self, mark: DoubleMark, surplus: int) -> None:
        """Processes the next mark. `surplus`: of the marks after it, the number that close minus the number that open."""
        if self.opening is None:
            self.opening = mark if mark.opens else None
        elif mark.opens and not mark.closes:
            if surplus >= self.depth + 2:  # enough to close a nested quote and the outer one as well
                self.depth += 1
            else:  # the quote before was never closed: it is dropped, unless the words after it show its end
                self._close_unmarked(self.opening, mark.start)
                self.opening, self.depth = mark, 0
        elif self.depth:
            self.depth -= 1
        else:
            self.quotes.append(Quoted(self.opening.end, mark.start, self.opening.start, mark.end))
            self.opening = None

    def _end(self, line: Span, next_continues: bool) -> bool:
        """Processes the end of the paragraph, and returns whether its last quote stays open."""
        opening = self.opening
        if opening is None or self._close_unmarked(opening, line.end):
            return False
        self.quotes.append(Quoted(opening.end, line.end, opening.start, line.end, closed=not next_continues))
        return next_continues

    def _close_unmarked(self, opening: DoubleMark, last: int) -> bool:
        """Adds a quote that no mark closes before `last`, if the reporter's words show its end. Returns whether they do."""
        end = end_without_mark(self.text, Span(opening.end, last))
        if end is not None:
            self.quotes.append(Quoted(opening.end, end, opening.start, end))
        return end is not None


def _surplus_closers(marks: Sequence[DoubleMark]) -> list[int]:
    """Returns, for each mark, the number of marks after it that close minus the number that open."""
    return [*accumulate((mark.closes - mark.opens for mark in reversed(marks)), initial=0)][-2::-1]


def _double_marks(text: str, line: Span) -> Iterator[DoubleMark]:
    """Yields the double marks of a paragraph, in order."""
    opened = False
    for match in DOUBLE.finditer(text, line.start, line.end):
        start, end = match.span()
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        if match[0] in ('"', "″") and before.isdigit() and not opened:
            continue  # 6'2", a 12" record
        opens, closes = _direction(match[0], before, after)
        opened = opens and not (closes and opened)
        yield DoubleMark(start, end, opens, closes)


def _direction(form: str, before: str, after: str) -> tuple[bool, bool]:
    """Returns whether a double mark between these two characters can open, and whether it can close."""
    space_before, space_after = before.isspace(), after.isspace()
    leans_open = (space_before or before in OPENS_AFTER) and not space_after
    leans_close = (space_after or after in CLOSES_AFTER) and not space_before
    if form in OPENING:  # „so“ and won.“ close with an opening mark
        return (False, True) if leans_close and not leans_open else (True, False)
    if form in CLOSING:  # ”Mr. Reyes and »so« open with a closing mark
        return (True, False) if space_before and not space_after and after not in CLOSES_AFTER else (False, True)
    return (True, True) if leans_open == leans_close else (leans_open, leans_close)


def _stripped(text: str, quoted: Quoted) -> Quoted | None:
    """Returns the quote without white space at its edges; None when nothing is left."""
    words = text[quoted.start : quoted.end]
    start = quoted.start + len(words) - len(words.lstrip())
    end = quoted.start + len(words.rstrip())
    return quoted._replace(start=start, end=end) if start < end else None
