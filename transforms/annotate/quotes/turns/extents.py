"""Decides where a turn ends: at the next label, or where the reporter speaks again."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.turns.sides import WORD
from transforms.annotate.quotes.turns.transcripts import Script
from transforms.annotate.quotes.turns.turn import (
    BETWEEN_MARKS,
    FIRST_SINGULAR,
    OPENING_MARK,
    Label,
    Turn,
    TurnPiece,
    is_question,
    sounds_spoken,
    without_outer_marks,
)
from transforms.text import Span

LONGEST_TURN = 8  # paragraphs; in a longer stretch the reporter's own text has begun
ASIDE = re.compile(r"\s*[(\[].*[)\]]\s*")


def turns_of(text: str, lines: Sequence[Span], script: Script) -> Iterator[Turn]:
    """Yields the turns of a transcript or interview with labels, in order. `lines`: the paragraphs."""
    for label, after in zip_longest(script.labels, script.labels[1:]):
        marks = OPENING_MARK.match(text, label.words) is not None
        side = "answers" if script.half else script.side_of.get(label.who)
        last = _last_paragraph(text, lines, label, after)
        if script.half and after is not None and last == after.line - 1 > label.paragraph:
            last -= 1  # the question before the next answer
        pieces = tuple(_pieces(text, lines, label, after, last))
        if pieces:
            yield Turn(
                pieces,
                label,
                side,
                is_quote=not (script.is_interview and side == "asks"),
                has_marks=marks,
            )


def _pieces(text: str, lines: Sequence[Span], label: Label, after: Label | None, last: int) -> Iterator[TurnPiece]:
    """Yields the words of a turn, paragraph by paragraph, without asides of the reporter in brackets."""
    for i in range(label.paragraph, last + 1):
        start = label.words if i == label.paragraph else lines[i].start
        end = after.start if after is not None and after.line == i else lines[i].end
        if i > label.paragraph and ASIDE.fullmatch(text, start, end):
            continue
        words = without_outer_marks(text, start, end, marked=label.marked)
        if words.start < words.end:
            yield TurnPiece(i, *words)


def _last_paragraph(text: str, lines: Sequence[Span], label: Label, after: Label | None) -> int:
    """Returns the number of the last paragraph of a turn. `after`: the next label, or None."""
    first = label.paragraph
    end = after.line if after is not None else len(lines)
    if after is None or end - first > LONGEST_TURN:
        return _last_in_first_person(text, lines, label, end) if after is None else first
    return next((i - 1 for i in range(first + 1, end) if _is_reporters(lines[i].of(text), label)), max(first, end - 1))


def _last_in_first_person(text: str, lines: Sequence[Span], label: Label, end: int) -> int:
    """Returns the last paragraph of a text's last turn, which goes on as long as "I" speaks; "we" can be the reporters."""
    last = label.paragraph
    while (
        last + 1 < end and FIRST_SINGULAR.search(text, *lines[last + 1]) and not _is_reporters(lines[last + 1].of(text), label)
    ):
        last += 1
    return last


def _is_reporters(paragraph: str, label: Label) -> bool:
    """Whether a paragraph within a turn is the reporter's: it names the speaker, or quotes somebody between marks."""
    names = {word for word in folded(label.who).split() if len(word) > 2}
    tells_of_speaker = not label.is_qa and not is_question(paragraph) and not names.isdisjoint(folded(paragraph).split())
    return tells_of_speaker or _quotes_somebody(paragraph) or _leads_on(paragraph)


def _quotes_somebody(paragraph: str) -> bool:
    """Whether a paragraph is quoted itself, or has words between marks and none beside them in which anybody speaks:

    “He was brave,” said a juror.
    """
    rest = BETWEEN_MARKS.sub(" ", paragraph)
    return rest != paragraph and (not any(map(str.isalpha, rest)) or not sounds_spoken(rest))


def _leads_on(paragraph: str) -> bool:
    """Whether a paragraph tells how the questioning goes on: “In the afternoon, Osk questioned the pilot”, “BY MS. DOYLE:”."""
    if sounds_spoken(paragraph):
        return False
    words = {word.lower() for word in WORD.findall(paragraph)}
    return paragraph.rstrip().endswith(":") or not words.isdisjoint(quote_words().courts | quote_words().questioning_verbs)
