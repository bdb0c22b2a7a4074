"""Pieces to quotes: what a cue or a paragraph's end cuts in two is one quote."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from transforms.annotate.quotes.print_form import as_printed
from transforms.annotate.words import Words
from transforms.records import Cue, Quote, Speaker
from transforms.text import Span


@dataclass
class Draft:
    """A quote while its pieces come in. `frame`: number of the sentence, `paragraph`: of the paragraph of its last piece."""

    pieces: list[Span]
    kind: str
    speaker: Speaker | None
    cue: Span | None
    frame: int
    paragraph: int
    closed: bool = True
    opened_in: int = field(init=False)  # paragraph of the first piece

    def __post_init__(self) -> None:
        self.opened_in = self.paragraph

    def quote(self, words: Words) -> Quote:
        """As it is written."""
        text = words.text
        start, end = self.pieces[0].start, self.pieces[-1].end
        return Quote(
            said=as_printed(text, self.pieces),
            kind=self.kind,
            start=start,
            end=end,
            text=text[start:end],
            pieces=tuple((p.start, p.end) for p in self.pieces),
            speaker=self.speaker,
            cue=Cue(self.cue.of(text), *self.cue) if self.cue else None,
        )


def goes_on(last: Draft | None, kind: str, cued: bool, same_frame: bool, frame: int, paragraph: int, begins: bool) -> bool:
    """Whether a new piece belongs to the last quote.

    `cued`: the new piece has a cue that the last one does not share; `begins`: it opens its paragraph.
    """
    if last is None or kind != "direct" or last.kind != "direct":
        return False
    if not last.closed and paragraph == last.paragraph + 1:
        return True
    if same_frame:  # “…,” X said, “…”
        return not cued
    if cued:
        return False
    return (paragraph == last.paragraph and frame == last.frame + 1) or (begins and paragraph == last.paragraph + 1)


def together(drafts: Sequence[Draft], reported: Sequence[Draft]) -> list[Draft]:
    """Quotes and reports in the order of the text; words in quotes that a report holds are part of it."""
    pieces = sorted(piece for report in reported for piece in report.pieces)
    starts, reach = [p.start for p in pieces], [*accumulate((p.end for p in pieces), max, initial=-1)]

    def is_held(draft: Draft) -> bool:
        """A piece begins no later than the words, and goes on to their end at least."""
        return reach[bisect_right(starts, draft.pieces[0].start)] >= draft.pieces[-1].end

    alone = [d for d in drafts if d.kind == "direct" or not is_held(d)]
    out: list[Draft] = []
    for draft in sorted([*alone, *reported], key=lambda d: (d.pieces[0], d.pieces[-1])):
        if out and _runs_on(out[-1], draft):
            out[-1].pieces += draft.pieces
            out[-1].frame, out[-1].paragraph = draft.frame, draft.paragraph
        else:
            out.append(draft)
    return out


def _runs_on(last: Draft, draft: Draft) -> bool:
    """The bridge is “a disaster,” Reyes said. “Nobody wants it.”"""
    return (
        (last.kind, draft.kind, draft.cue) == ("mixed", "direct", None)
        and last.cue is not None
        and last.pieces[-1].end <= last.cue.start
        and (draft.frame == last.frame + 1 or draft.paragraph == last.paragraph + 1)
        and draft.paragraph <= last.paragraph + 1
    )
