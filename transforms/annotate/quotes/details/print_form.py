"""Formats the words of a quote as a newsroom would print them: each sentence ends with a stop instead of a comma."""

from collections.abc import Sequence
from itertools import pairwise

from transforms.annotate.quotes.sentences import MARKS
from transforms.text import Span

SINGLE_CHARACTER_MARKS = "".join(sorted(mark for mark in MARKS if len(mark) == 1))
STOPS = frozenset(".?!…")
PARAGRAPH_ENDS = STOPS | frozenset(":;")  # "He wrote down three words:"


def as_printed(text: str, pieces: Sequence[Span]) -> str:
    """Returns the pieces of a quote in one line, joined by single spaces.

    A comma before the cue is the reporter's: it becomes a full stop where the speaker's sentence ends, and stays elsewhere.

    >>> text = '"We won," she said. "I am glad," she added.'
    >>> as_printed(text, [Span(1, 8), Span(21, 31)])
    'We won. I am glad.'
    """
    out = [_one_line(text, piece) for piece in pieces]
    for i, (piece, following) in enumerate(pairwise(pieces)):
        if _sentence_ends(text[piece.end : following.start]):
            out[i] = _with_full_stop(out[i])
    if out[-1].endswith(","):
        out[-1] = _with_full_stop(out[-1]) if _begins_sentence(out[0]) else out[-1][:-1]
    return " ".join(out)


def _one_line(text: str, piece: Span) -> str:
    return " ".join(piece.of(text).split())


def _sentence_ends(between: str) -> bool:
    """Whether a sentence ends between two pieces: `between` has a line break, or its last word is followed by a stop."""
    reporter = between.rstrip().rstrip(SINGLE_CHARACTER_MARKS).rstrip()
    return "\n" in between or reporter[-1:] in STOPS


def _with_full_stop(words: str) -> str:
    """Returns the words with a full stop instead of a comma, unless they end with another mark."""
    words = words.rstrip(",")
    return words if words[-1:] in PARAGRAPH_ENDS or not words[-1:].isalnum() else f"{words}."


def _begins_sentence(words: str) -> bool:
    return not words.lstrip(SINGLE_CHARACTER_MARKS)[:1].islower()
