"""The types of turns of speech, and the signs by which a line shows that it is spoken."""

import re
from typing import Literal, NamedTuple

from transforms.text import Span

Side = Literal["asks", "answers"]

FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Uu]s|[Oo]ur|[Oo]urs)\b")
FIRST_SINGULAR = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
SECOND_PERSON = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|[Yy]ourself)\b")
MARKS = "\"“”„‟«»‘’'`"
OPENING_MARK = re.compile(r"\s*(?:[\"“„«‘']|``)")
# what stands between marks within a line: 'We won,'
BETWEEN_MARKS = re.compile(r"[\"“«][^\"”»\n]{8,2000}[\"”»]|(?<!\w)[‘'](?=[A-Z\w])[^‘’'\n]{8,2000}[’'](?!\w)")
BALANCED = (("“", "”"), ("«", "»"), ("‘", "’"))


class Label(NamedTuple):
    """A speaker's label before spoken words. `paragraph`: the number of their paragraph; `words`: their offset.

    `start`, `end`: the offsets of `who`, which is the speaker without a time, an office or a note beside it. `marked`: a
    quotation mark stands before it. `is_qa`: it is `Q.` or `A:` or the like. `own_line`: it fills the paragraph before.
    `office`: the age or office after a name and a comma. `note`: the words in the last brackets beside it.
    """

    paragraph: int
    start: int
    end: int
    words: int
    who: str
    marked: bool = False
    is_qa: bool = False
    own_line: bool = False
    office: str = ""
    note: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def line(self) -> int:
        """The number of the paragraph in which the label itself stands."""
        return self.paragraph - self.own_line


class TurnPiece(NamedTuple):
    """The words of a turn in one paragraph, as offsets. `paragraph`: its number."""

    paragraph: int
    start: int
    end: int


class Turn(NamedTuple):
    """What one speaker says before another one does.

    `pieces`: its words in each of its paragraphs. `label`: the label before it, or None. `side`: in questions and answers,
    whether its speaker asks or answers. `is_quote`: false for an interviewer's own words. `has_marks`: quotation marks after
    the label show its words.
    """

    pieces: tuple[TurnPiece, ...]
    label: Label | None = None
    side: Side | None = None
    is_quote: bool = True
    has_marks: bool = False


def is_question(words: str) -> bool:
    """Whether words end with a question mark."""
    return words.rstrip(MARKS + " ").endswith("?")


def sounds_spoken(words: str) -> bool:
    """Whether words ask, or are in the first or second person.

    >>> sounds_spoken("I cannot say."), sounds_spoken("Two leeks, one onion.")
    (True, False)
    """
    return is_question(words) or bool(FIRST_PERSON.search(words) or SECOND_PERSON.search(words))


def without_outer_marks(text: str, start: int, end: int, *, marked: bool) -> Span:
    """Returns the span without a closing mark at its end that nothing within opens. `marked`: a mark stands before the label.

    >>> text = 'He said "no".”'
    >>> without_outer_marks(text, 0, len(text), marked=False).of(text)
    'He said "no".'
    """
    words = text[start:end].rstrip()
    last = words[-1:]
    opens = {closing: opening for opening, closing in BALANCED}
    if last == "’":
        surplus = (marked or "‘" in words) and words.count("’") > words.count("‘")
    elif last in opens:
        surplus = words.count(last) > words.count(opens[last])
    elif last == '"':
        surplus = words.count('"') % 2 == 1 or (marked and words.count('"') == 1)
    else:
        surplus = words.endswith("''") and "``" not in words
    if surplus:
        words = words[:-2] if words.endswith("''") else words[:-1]
    return Span(start, start + len(words.rstrip()))
