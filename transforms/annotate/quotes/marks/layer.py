"""Makes the layer of quotation marks: the stretches between them, by character and by word."""

from bisect import bisect_left
from dataclasses import dataclass

from transforms.annotate.quotes.marks.pair import Quoted, pair
from transforms.annotate.words import Words


@dataclass(frozen=True)
class QuotationMarks:
    """`quoted`: the stretches between marks, in order.

    `by_word`: for each word, the number of its stretch in `quoted`, or None.
    """

    quoted: tuple[Quoted, ...]
    by_word: tuple[int | None, ...]


def find_quotation_marks(words: Words) -> QuotationMarks:
    """Returns the paired quotation marks of a text."""
    quoted = pair(words.text)
    by_word: list[int | None] = [None] * len(words)
    for k, quote in enumerate(quoted):
        first, last = bisect_left(words.start, quote.start), bisect_left(words.start, quote.end)
        by_word[first:last] = [k] * (last - first)
    return QuotationMarks(tuple(quoted), tuple(by_word))
