"""Joins pieces to quotes: pieces that only a cue or the end of a paragraph separates are one quote."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from transforms.annotate.quotes.details.print_form import as_printed
from transforms.annotate.words import Words
from transforms.records import Cue, Quote, Speaker
from transforms.text import Span


@dataclass
class Draft:
    """A quote whose pieces are still being collected.

    `sentence`, `paragraph`: the numbers of the sentence and paragraph of its last piece; `first_paragraph`: of its first piece.
    `closed`: its last piece has a closing mark. `turn`: the number of the turn of speech that it is, or None.
    """

    pieces: list[Span]
    kind: str
    speaker: Speaker | None
    cue: Span | None
    sentence: int
    paragraph: int
    closed: bool = True
    turn: int | None = None
    first_paragraph: int = field(init=False)

    def __post_init__(self) -> None:
        self.first_paragraph = self.paragraph

    def quote(self, words: Words) -> Quote:
        """Returns the quote as it is written to a record, without addressee, roles and confidence."""
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


@dataclass(frozen=True)
class Piece:
    """A stretch between two marks, before it is known whether it begins a quote or continues one.

    `has_own_cue`: its speaker is named by a cue or label that is not the cue of the previous piece. `in_same_sentence`: it is
    in the sentence of the previous piece. `opens_paragraph`: its paragraph begins with it. `turn`: the number of its turn of
    speech, or None.
    """

    span: Span
    kind: str
    sentence: int
    paragraph: int
    closed: bool
    has_own_cue: bool
    in_same_sentence: bool
    opens_paragraph: bool
    turn: int | None = None

    def draft(self, speaker: Speaker | None, cue: Span | None) -> Draft:
        """Returns a new quote that begins with this piece."""
        return Draft([self.span], self.kind, speaker, cue, self.sentence, self.paragraph, self.closed, self.turn)

    def continues(self, last: Draft | None) -> bool:
        """Whether the piece belongs to the last quote."""
        if last is None or self.kind != "direct" or last.kind != "direct":
            return False
        if self.turn is not None or (last.turn is not None and self.paragraph != last.paragraph):
            return self.turn == last.turn
        if not last.closed and self.paragraph == last.paragraph + 1:
            return True
        if self.has_own_cue or self.in_same_sentence:  # “…,” X said, “…”
            return not self.has_own_cue
        in_next_sentence = self.paragraph == last.paragraph and self.sentence == last.sentence + 1
        return in_next_sentence or (self.opens_paragraph and self.paragraph == last.paragraph + 1)

    def extend(self, last: Draft) -> None:
        """Appends the piece to the quote that it continues."""
        last.pieces.append(self.span)
        last.sentence, last.paragraph, last.closed = self.sentence, self.paragraph, self.closed


def merge_reports(drafts: Sequence[Draft], reports: Sequence[Draft]) -> list[Draft]:
    """Returns the quotes between marks and the reports, in text order.

    A quoted fragment that lies in a report is part of the report, and no quote of its own.
    """
    pieces = sorted(piece for report in reports for piece in report.pieces)
    starts, reach = [p.start for p in pieces], [*accumulate((p.end for p in pieces), max, initial=-1)]

    def is_contained(draft: Draft) -> bool:
        """Whether a piece of a report begins no later than the draft, and ends no earlier."""
        return reach[bisect_right(starts, draft.pieces[0].start)] >= draft.pieces[-1].end

    alone = [d for d in drafts if d.kind == "direct" or not is_contained(d)]
    out: list[Draft] = []
    for draft in sorted([*alone, *reports], key=lambda d: (d.pieces[0], d.pieces[-1])):
        if out and _continues_report(out[-1], draft):
            out[-1].pieces += draft.pieces
            out[-1].sentence, out[-1].paragraph = draft.sentence, draft.paragraph
        else:
            out.append(draft)
    return out


def _continues_report(last: Draft, draft: Draft) -> bool:
    """Whether a direct quote continues a mixed one: The bridge is “a disaster,” Reyes said. “Nobody wants it.”"""
    return (
        (last.kind, draft.kind, draft.cue, draft.turn) == ("mixed", "direct", None, None)
        and last.cue is not None
        and last.pieces[-1].end <= last.cue.start
        and (draft.sentence == last.sentence + 1 or draft.paragraph == last.paragraph + 1)
        and draft.paragraph <= last.paragraph + 1
    )
