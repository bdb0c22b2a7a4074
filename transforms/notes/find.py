"""Finds the notes of a cleaned text: corrections, clarifications, updates and editor's notes. Nothing is cut.

A note is a paragraph with a label ("Correction:"), a label and the paragraph below it, or a paragraph at the beginning or the
end of the text that says that the article was changed or was wrong.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.notes.labels import Label, is_content, is_sentence, label_of, refers_to_text
from transforms.notes.statements import statement_kind
from transforms.notes.words import CLARIFICATION, CORRECTION
from transforms.records import EditorialNote
from transforms.text import Span, paragraphs

FIRST_PARAGRAPHS, LAST_PARAGRAPHS = 3, 5  # where a note without a label is looked for; below it may be a line about the author
LONGEST_BETWEEN = 8  # words of a line between a label and its note, such as a date or the name of an edition
LIST_ITEM = re.compile(r"\W{0,3}[^\W\d_][\w ’'-]{1,40}:\s")  # "Bear market: a fall by a fifth."
CORRECTING = frozenset((CORRECTION, CLARIFICATION))


def find_notes(text: str) -> tuple[EditorialNote, ...]:
    r"""The notes of the text, in order. `start`, `end`: from the label to the end of the note's last paragraph.

    >>> for note in find_notes("The mill opened.\nCorrection: An earlier version misspelled the mill’s name."):
    ...     print(note.kind, note.start, note.end)
    correction 17 75
    """
    spans = [_trimmed(span, text) for span in paragraphs(text)]
    return tuple(
        EditorialNote(kind, span.start, span.end, span.of(text)) for kind, span in _notes(spans, [s.of(text) for s in spans])
    )


def says_corrected(notes: Iterable[EditorialNote]) -> bool:
    """Whether one of the notes says that the article was corrected or clarified, whatever its label is."""
    return any(
        note.kind in CORRECTING or any(_kind_of_words(line) in CORRECTING for line in note.text.split("\n")) for note in notes
    )


def is_note(line: str) -> bool:
    """Whether the line, wherever it is, is a note about a change, or a label that a note may follow."""
    label = label_of(line)
    return not label.body if label and label.is_clear else statement_kind(line) is not None


def _notes(spans: Sequence[Span], lines: Sequence[str]) -> Iterator[tuple[str, Span]]:
    i = 0
    while i < len(lines):
        at_end = i < FIRST_PARAGRAPHS or i >= len(lines) - LAST_PARAGRAPHS
        label, last = label_of(lines[i]), i
        if label and label.body:
            kind = label.kind if _is_note_body(label, lines, i, at_end=at_end) else None
        elif label:
            last = _last_line(lines, i)
            kind = label.kind if _is_note_below(label, lines[i + 1 : last + 1][-1:], at_end=at_end) else None
        else:
            kind = statement_kind(lines[i]) if at_end else None
        if kind:
            yield kind, Span(spans[i].start, spans[last].end)
            i = last
        i += 1


def _is_note_body(label: Label, lines: Sequence[str], i: int, *, at_end: bool) -> bool:
    """Whether the words after a label on its line are a note."""
    if not is_content(label.body):
        return False
    if refers_to_text(label.body):
        return True
    neighbours = [*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]]
    in_list = any(LIST_ITEM.match(line) and not label_of(line) for line in neighbours)
    return (label.is_clear or not in_list) and (at_end or is_sentence(label.body))


def _is_note_below(label: Label, following: Sequence[str], *, at_end: bool) -> bool:
    """Whether the note of a label that stands alone is below it. `following`: the note's line, if there is one."""
    below = following[0] if following else ""
    if not is_content(below) or label_of(below):
        return False
    return refers_to_text(below) or ((label.is_clear or label.mark == ":") and (at_end or is_sentence(below)))


def _last_line(lines: Sequence[str], i: int) -> int:
    """The line of the note whose label stands alone at `i`: the next one, or the second if a line such as a date is between."""
    between, second = (*lines[i + 1 : i + 3], "", "")[:2]
    is_short = len(between.split()) <= LONGEST_BETWEEN and not refers_to_text(between) and not label_of(between)
    return i + 2 if is_short and refers_to_text(second) and not label_of(second) else i + 1


def _kind_of_words(line: str) -> str | None:
    label = label_of(line)
    return statement_kind(label.body if label else line)


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
