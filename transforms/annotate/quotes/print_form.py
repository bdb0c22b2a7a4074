"""What was said, as a newsroom would print it: the reporter's commas go, sentences that a cue cut off end again."""

from collections.abc import Sequence
from itertools import pairwise

from transforms.annotate.quotes.sentences import MARKS
from transforms.text import Span

STOPS = frozenset(".?!…")
ENDS = STOPS | frozenset(":;")  # of a paragraph of a quote: "He wrote down three words:"


def as_printed(text: str, pieces: Sequence[Span]) -> str:
    """The pieces of a quote in one line, white space made single blanks, joined with one.

    A comma before the cue is the reporter's: it becomes a full stop where the sentence ended there, and stays where it goes on.

    >>> text = '"We won," she said. "I am glad," she added.'
    >>> as_printed(text, [Span(1, 8), Span(21, 31)])
    'We won. I am glad.'
    """
    out = [_line(text, piece) for piece in pieces]
    for i, (one, other) in enumerate(pairwise(pieces)):
        if _is_cut(text[one.end : other.start]):
            out[i] = _ended(out[i])
    if out[-1].endswith(","):
        out[-1] = _ended(out[-1]) if _begins_a_sentence(out[0]) else out[-1][:-1]
    return " ".join(out)


def _line(text: str, piece: Span) -> str:
    return " ".join(piece.of(text).split())


def _is_cut(between: str) -> bool:
    """Whether a sentence ends between two pieces: with the paragraph, or with what the reporter says there."""
    told = between.rstrip().rstrip("".join(m for m in MARKS if len(m) == 1)).rstrip()
    return "\n" in between or told[-1:] in STOPS


def _ended(words: str) -> str:
    """With a full stop, unless a mark that ends a sentence is there already."""
    words = words.rstrip(",")
    return words if words[-1:] in ENDS or not words[-1:].isalnum() else f"{words}."


def _begins_a_sentence(words: str) -> bool:
    return not words.lstrip("".join(m for m in MARKS if len(m) == 1))[:1].islower()
