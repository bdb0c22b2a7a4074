"""Makes the layer of quotation marks: the stretches between them, by character and by word."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.annotate.quotes.marks.pair import Quoted, pair
from transforms.annotate.quotes.turns.find import Turns
from transforms.annotate.words import Words
from transforms.text import Span

NO_TURNS = Turns()


@dataclass(frozen=True)
class QuotationMarks:
    """`quoted`: the stretches between marks, in order.

    `by_word`: for each word, the number of its stretch in `quoted`, or None. `turns`: the turns of speech, to which some of the
    stretches belong.
    """

    quoted: tuple[Quoted, ...]
    by_word: tuple[int | None, ...]
    turns: Turns = NO_TURNS

    @property
    def said_by(self) -> dict[int, int]:
        """Number of a stretch → number of the cluster of its speaker, for the stretches in turns of a named speaker."""
        speaker = self.turns.speaker
        return {k: speaker[q.turn] for k, q in enumerate(self.quoted) if q.turn is not None and q.turn in speaker}


def find_quotation_marks(words: Words, turns: Turns = NO_TURNS) -> QuotationMarks:
    """Returns the paired quotation marks of a text. `turns`: its turns of speech, whose words count as quoted."""
    quoted = [*_without(words.text, pair(words.text, turns.turns), words.reporters_words())]
    by_word: list[int | None] = [None] * len(words)
    for k, quote in enumerate(quoted):
        first, last = bisect_left(words.start, quote.start), bisect_left(words.start, quote.end)
        by_word[first:last] = [k] * (last - first)
    return QuotationMarks(tuple(quoted), tuple(by_word), turns)


def _without(text: str, quoted: Sequence[Quoted], asides: Sequence[Span]) -> Iterator[Quoted]:
    """Yields the stretches, each cut in two where words of the reporter stand in it. `asides`: in order."""
    rest = deque(asides)
    for quote in quoted:
        while rest and rest[0].start < quote.start:
            rest.popleft()
        while rest and rest[0].end <= quote.closing:
            aside = rest.popleft()
            before = text[quote.start : aside.start].rstrip()
            if before:
                yield quote._replace(end=quote.start + len(before), closing=aside.start, closed=True)
            after = text[aside.end : quote.end]
            quote = quote._replace(start=quote.end - len(after.lstrip()), opening=aside.end)
        if quote.start < quote.end:
            yield quote
