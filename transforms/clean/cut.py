"""The only place that cuts. Rules point at spans; here they become removals, and `restore` is the way back.

A line that loses all its words goes with its line break, and so does a blank line that would then stand doubled. A cut
inside a line takes the white space that would be left doubled or at the line's end. Nothing is ever put in.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from transforms.records import Removal
from transforms.text import Span

SPACE_BEFORE = frozenset(",.;:!?)]}»”’%")  # "said [1], and" must not become "said , and"


class Cut(NamedTuple):
    start: int
    end: int
    order: int  # of the rule that names it


def cut(text: str, spans_by_rule: Mapping[str, Iterable[tuple[int, int]]]) -> tuple[str, tuple[Removal, ...]]:
    r"""The text without the spans, and the removals: disjoint, in order, offsets into `text`.

    Where spans of two rules overlap, their union goes and the rule that comes first in the mapping names it.

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
    """The extracted text again, exactly. Removals of the page (`where` is `page`) are passed over."""
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
    """The cuts, line by line, with the white space that belongs to them."""
    lines = _lines(text)
    touched = _touched(text, lines, pieces)
    # Line → the rule that names its going.
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
        elif i > last_kept >= 0:  # nothing stays after it, so it is the break before that goes
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
    """Line number → the cuts that take words of it, clipped to the line."""
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
    """[start, end] of what stands before, between and after the cuts of a line; always one more than cuts."""
    edges = [line.start, *(edge for c in cuts for edge in (c.start, c.end)), line.end]
    return [[edges[i], edges[i + 1]] for i in range(0, len(edges), 2)]


def _blank_lines(text: str, lines: Sequence[Span], gone: Mapping[int, int]) -> dict[int, int]:
    """Blank lines that go with their neighbours: at the text's ends all, elsewhere those that would double another."""
    taken: dict[int, int] = {}
    done = -1  # lines up to here are looked at
    for i in sorted(gone):
        if i <= done:
            continue
        first = last = i
        while first > 0 and not text[lines[first - 1].start : lines[first - 1].end].strip():
            first -= 1
        while last + 1 < len(lines) and (last + 1 in gone or not text[lines[last + 1].start : lines[last + 1].end].strip()):
            last += 1
        done = last
        at_end = first == 0 or last == len(lines) - 1
        last_gone = max(k for k in range(i, last + 1) if k in gone)
        for k in range(first, last + 1):
            if k not in gone and (at_end or (first < i if k > last_gone else k > i)):
                taken[k] = gone[max((g for g in range(i, k) if g in gone), default=i)]
    return taken


def _within(text: str, line: Span, cuts: Sequence[Cut]) -> list[Cut]:
    """Cuts inside a line that keeps some words: they take white space so that none is doubled or stands at an end."""
    kept = _kept(line, cuts)
    white = True  # what stays so far ends with white space, or is empty
    for i, (start, end) in enumerate(kept):
        if i and white:
            kept[i][0] = end - len(text[start:end].lstrip())
        if kept[i][0] < end:
            white = text[end - 1].isspace()
    for i in range(len(kept) - 1, -1, -1):  # from the end of the line back to its last word
        start, end = kept[i]
        kept[i][1] = start + len(text[start:end].rstrip()) if i < len(cuts) else end
        if i == len(cuts) and not text[start:end].strip():
            kept[i] = [end, end]
        if kept[i][0] < kept[i][1]:
            break
    for i in range(1, len(kept)):
        start, end = kept[i]
        if start < end and text[start] in SPACE_BEFORE and kept[i - 1][0] < kept[i - 1][1]:
            kept[i - 1][1] = kept[i - 1][0] + len(text[kept[i - 1][0] : kept[i - 1][1]].rstrip())
    return [Cut(kept[i][1], kept[i + 1][0], c.order) for i, c in enumerate(cuts)]


def _joined(cuts: Iterable[Cut]) -> list[Cut]:
    """Overlapping cuts become one, named by the rule that comes first; those of one rule also where they only touch."""
    out: list[Cut] = []
    for piece in sorted(cuts):
        last = out[-1] if out else None
        if last and (piece.start < last.end or (piece.start == last.end and piece.order == last.order)):
            out[-1] = Cut(last.start, max(last.end, piece.end), min(last.order, piece.order))
        else:
            out.append(piece)
    return out
