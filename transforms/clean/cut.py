"""Cuts the spans that rules mark out of a text, as removals from which `restore` rebuilds it. No other module cuts.

A line that loses all of its words is removed with its line break, and so is a blank line that would then be doubled. A cut
inside a line includes white space that would be left doubled or at the end of the line. Nothing is ever inserted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.records import Removal
from transforms.text import Span

NO_SPACE_BEFORE = frozenset(",.;:!?)]}»”’%")  # "said [1], and" must not become "said , and"


class Cut(NamedTuple):
    """A span to cut. `start`, `end`: offsets into the text, half-open."""

    start: int
    end: int
    order: int  # place of its rule among the rules


def cut(text: str, spans_by_rule: Mapping[str, Iterable[tuple[int, int]]]) -> tuple[str, tuple[Removal, ...]]:
    r"""The text without the spans, and the removals: disjoint, in order, offsets into `text`.

    Where spans of two rules overlap, their union is cut and named after the rule that comes first in the mapping.

    >>> cut("One.\nRead more\nTwo.", {"read_more": [(5, 14)]})
    ('One.\nTwo.', (Removal(rule='read_more', where='text', start=5, end=15, text='Read more\n'),))
    """
    rules = list(spans_by_rule)
    pieces = [
        Cut(max(0, start), min(end, len(text)), order)
        for order, spans in enumerate(spans_by_rule.values())
        for start, end in spans
        if max(0, start) < min(end, len(text))
    ]
    if not pieces:
        return text, ()
    cuts = _joined(_by_line(text, sorted(pieces)))
    kept, at = [], 0
    for piece in cuts:
        kept.append(text[at : piece.start])
        at = piece.end
    kept.append(text[at:])
    removals = tuple(Removal(rules[c.order], "text", c.start, c.end, text[c.start : c.end]) for c in cuts)
    return "".join(kept), removals


def restore(text: str, removals: Iterable[Removal]) -> str:
    """Rebuilds exactly the text before the cut. Removals from the page (`where` is `page`) are ignored."""
    out, at, length = [], 0, 0
    for removal in removals:
        if removal.where != "text" or removal.start is None:
            continue
        kept = text[at : at + removal.start - length]
        out += [kept, removal.text]
        at += len(kept)
        length = removal.start + len(removal.text)
    return "".join([*out, text[at:]])


def _by_line(text: str, pieces: Sequence[Cut]) -> list[Cut]:
    """The cuts of each line, with the white space that is removed with them."""
    lines = _lines(text)
    touched = _touched(text, lines, pieces)
    # Number of a removed line → order of the rule that removes it.
    gone = {
        i: min(c.order for c in cuts)
        for i, cuts in touched.items()
        if not "".join(text[a:b] for a, b in _kept(lines[i], _joined(cuts))).strip()
    }
    gone.update(_blank_lines(text, lines, gone))
    last_kept = max((i for i in range(len(lines)) if i not in gone), default=-1)
    out: list[Cut] = []
    for i in sorted({*touched, *gone}):
        line = lines[i]
        if i not in gone:
            out += _within(text, line, _joined(touched[i]))
        elif i > last_kept >= 0:  # no line stays after it, so the line break before it is cut
            out.append(Cut(line.start - 1, line.end, gone[i]))
        else:
            out.append(Cut(line.start, min(line.end + 1, len(text)), gone[i]))
    return out


def _lines(text: str) -> list[Span]:
    out, start = [], 0
    for line in text.split("\n"):
        out.append(Span(start, start + len(line)))
        start += len(line) + 1
    return out


def _touched(text: str, lines: Sequence[Span], pieces: Sequence[Cut]) -> dict[int, list[Cut]]:
    """Number of a line → the cuts that contain words of it, clipped to the line."""
    touched: dict[int, list[Cut]] = {}
    starts = [line.start for line in lines]
    for piece in pieces:
        for i in range(bisect_right(starts, piece.start) - 1, len(lines)):
            if lines[i].start >= piece.end:
                break
            clipped = Cut(max(piece.start, lines[i].start), min(piece.end, lines[i].end), piece.order)
            if text[clipped.start : clipped.end].strip():
                touched.setdefault(i, []).append(clipped)
    return touched


def _kept(line: Span, cuts: Sequence[Cut]) -> list[list[int]]:
    """[start, end] of the text before, between and after the cuts of a line: one more than there are cuts."""
    edges = [line.start, *(edge for c in cuts for edge in (c.start, c.end)), line.end]
    return [[edges[i], edges[i + 1]] for i in range(0, len(edges), 2)]


def _blank_lines(text: str, lines: Sequence[Span], gone: Mapping[int, int]) -> dict[int, int]:
    """The blank lines that are removed with the lines around them, each with the order of the rule that removes it."""
    blank = {i for i, line in enumerate(lines) if not line.of(text).strip()}
    removed: dict[int, int] = {}
    for run in _runs(sorted(blank | gone.keys())):
        removed.update(_blank_lines_of_run(run, len(lines), gone))
    return removed


def _blank_lines_of_run(run: range, line_count: int, gone: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The blank lines to remove from a run of blank and removed lines, each with the order of the rule that removes it.

    At an end of the text, all are removed. Between two kept lines, the blank lines before the first removed line stay, or,
    when there are none, those after the last one.
    """
    gone_lines = [i for i in run if i in gone]
    if not gone_lines:
        return
    at_end = run.start == 0 or run.stop == line_count
    blank_before = run.start < gone_lines[0]
    for i in run:
        if i in gone:
            continue
        doubled = blank_before if i > gone_lines[-1] else i > gone_lines[0]
        if at_end or doubled:
            yield i, gone[gone_lines[max(0, bisect_left(gone_lines, i) - 1)]]


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """The runs of consecutive numbers. `numbers`: ascending, each once."""
    start = 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[i - 1] + 1:
            yield range(numbers[start], numbers[i - 1] + 1)
            start = i


def _within(text: str, line: Span, cuts: Sequence[Cut]) -> list[Cut]:
    """Cuts inside a line that keeps some words. They include white space that would be doubled or at an end of the line."""
    kept = _kept(line, cuts)
    _trim_doubled_space(text, kept)
    _trim_line_end(text, kept)
    _trim_before_punctuation(text, kept)
    return [Cut(kept[i][1], kept[i + 1][0], c.order) for i, c in enumerate(cuts)]


def _trim_doubled_space(text: str, kept: list[list[int]]) -> None:
    """Moves starts over white space that follows white space, or the beginning of the line."""
    ends_with_space = True  # the text kept so far ends with white space, or is empty
    for i, (start, end) in enumerate(kept):
        if i and ends_with_space:
            kept[i][0] = end - len(text[start:end].lstrip())
        if kept[i][0] < end:
            ends_with_space = text[end - 1].isspace()


def _trim_line_end(text: str, kept: list[list[int]]) -> None:
    """Moves ends back over white space, from the end of the line to its last word. The line's own end stays."""
    last = len(kept) - 1
    for i in range(last, -1, -1):
        start, end = kept[i]
        kept[i][1] = start + len(text[start:end].rstrip()) if i < last else end
        if i == last and not text[start:end].strip():
            kept[i] = [end, end]
        if kept[i][0] < kept[i][1]:
            break


def _trim_before_punctuation(text: str, kept: list[list[int]]) -> None:
    """Moves ends back over white space that is followed by a character of `NO_SPACE_BEFORE`."""
    for before, (start, end) in pairwise(kept):
        if start < end and text[start] in NO_SPACE_BEFORE and before[0] < before[1]:
            before[1] = before[0] + len(text[before[0] : before[1]].rstrip())


def _joined(cuts: Iterable[Cut]) -> list[Cut]:
    """Joins cuts that overlap, under the rule that comes first, and cuts of one rule that touch."""
    out: list[Cut] = []
    for piece in sorted(cuts):
        last = out[-1] if out else None
        if last and (piece.start < last.end or (piece.start == last.end and piece.order == last.order)):
            out[-1] = Cut(last.start, max(last.end, piece.end), min(last.order, piece.order))
        else:
            out.append(piece)
    return out
