"""Reported speech without (or with only some) quotation marks: each sentence's sayings, and what each of them says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.annotate.quotes import according, parenthetical
from transforms.annotate.quotes.complements import content
from transforms.annotate.quotes.extents import end_of
from transforms.annotate.quotes.line import Line
from transforms.annotate.quotes.speakers import Cast, named_by, speaker_at
from transforms.annotate.quotes.tellers import REACH, teller
from transforms.annotate.quotes.verbs import verbs
from transforms.records import Speaker
from transforms.text import Span



class Report(NamedTuple):
    """`pieces`: where in the text; `cue`: word number and number of words."""

    pieces: list[Span]
    speaker: Speaker | None
    cue: tuple[int, int]
    why: str = ""


def reports(people: Cast, line: Line, taken: Sequence[int], claimed: Mapping[int, int]) -> Iterator[Report]:
    """The sayings of a line, in order of their cues. `taken`: words that are cues of direct quotes already."""
    outside = frozenset(line.at)
    said: list[tuple[int, int]] = []
    for p in range(len(line)):
        cue = line.at[p]
        if any(a <= p < b for a, b in said):
            continue
        if line.low[p] == "according" and (found := according.pieces(line, p)):
            place = named_by(people, cue, line.at[p : p + REACH], outside, True)
            yield from _report(line, found, speaker_at(people, *place) if place else None, (cue, 2), "according")
            said += found
            continue
        takes = verbs().of(line, p)
        if takes is None:
            continue
        if "that" in takes and cue not in taken and (found := parenthetical.pieces(line, p, takes)):
            yield from _report(line, found, teller(people, line, p, outside, True), (cue, 1), "paren")
            said += found
            continue
        after = content(line, p, takes)
        if after is None or (cue in taken and after.kind != "that"):
            continue
        end = end_of(line, p, after.start, after.kind, claimed.get(cue, 0))
        yield from _report(line, [(after.start, end)], teller(people, line, p, outside, False), (cue, 1), after.kind + ("-" + line.tag(p) if after.kind in ("np","prep","to") else ""))
        said.append((after.start, end))


def _report(line: Line, places: Sequence[tuple[int, int]], speaker: Speaker | None, cue: tuple[int, int], why: str) -> Iterator[Report]:
    spans = [span for first, last in places if last >= first and (span := line.span(first, last))]
    if spans:
        yield Report(spans, speaker, cue, why)


