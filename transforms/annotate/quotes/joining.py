"""Pieces to quotes: what a cue or a paragraph's end cuts in two is one quote."""

from dataclasses import dataclass

from transforms.annotate.quotes.printed import as_printed
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
