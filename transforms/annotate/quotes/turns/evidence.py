"""The evidence that labels are those of speakers.

No label alone shows it. What adds up: the same labels return and take turns; they are names, initials or roles; what follows
them asks, or is in the first or second person. Lists (`When: Saturday`), scores, credits and updates have at most one of these.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.quotes.turns.label_kinds import Kind, without_title
from transforms.annotate.quotes.turns.turn import (
    BETWEEN_MARKS,
    FIRST_PERSON,
    OPENING_MARK,
    SECOND_PERSON,
    Label,
    is_question,
    sounds_spoken,
)
from transforms.text import Span

SPOKEN = 0.4  # of the turns of a transcript, the share that sounds spoken
MOSTLY_SPOKEN = 0.6  # the same, where labels do not return, or nothing shows that they are names
ASKED = 0.6  # of the answers with labels, the share that follow a question without one


class Said(NamedTuple):
    """A label, and the words after it in its paragraph."""

    label: Label
    words: str


def take_turns(rows: Sequence[Said], kinds: Mapping[str, Kind]) -> bool:
    """Whether the labels are those of several speakers who take turns. `kinds`: label → its kind."""
    speaker_of = _longest_forms([row.label.who for row in rows])
    order = [speaker_of[row.label.who] for row in rows]
    speakers = {*order}
    if len(speakers) < 2 or _spoken(rows) < SPOKEN:
        return False
    unknown = [who for who in speakers if kinds[who] == "other"]
    mostly = _spoken(rows) >= MOSTLY_SPOKEN
    if unknown:
        switches = sum(one != other for one, other in pairwise(order))
        return (mostly or len(unknown) < len(speakers)) and switches >= 2 and len(rows) > len(speakers)
    return len(rows) > len(speakers) or ((mostly or len(rows) == 2) and _are_close(rows))


def quote_others(rows: Sequence[Said]) -> bool:
    """Whether most labels stand before reports that quote somebody, as in a live report: `Linwold: The mayor said “…”`."""
    reports = [row for row in rows if BETWEEN_MARKS.search(row.words) and not OPENING_MARK.match(row.words)]
    return len(reports) >= len(rows) / 2


def answer_questions(text: str, lines: Sequence[Span], labels: Sequence[Label]) -> bool:
    """Whether the labels are those of the answers only: before most of them stands a question without a label."""
    labelled = {label.paragraph for label in labels}
    before = [label.line - 1 for label in labels if label.line and label.line - 1 not in labelled]
    asked = sum(is_question(lines[i].of(text)) for i in before)
    return asked >= 2 and asked >= ASKED * len(labels)


def are_questions_and_answers(rows: Sequence[Said], *, on_record: bool) -> bool:
    """Whether `Q` and somebody else, mostly `A`, speak with each other. A paper that answers its readers uses the same labels.

    There, the questions are in the first person (“Can I …?”) or nobody's, and the answers may address the reader. `on_record`:
    the text shows that the words are those of a court, a programme or the like.
    """
    asked = [row.words for row in rows if row.label.is_qa and row.label.who.startswith("Q")]
    answered = [row.words for row in rows if not (row.label.is_qa and row.label.who.startswith("Q"))]
    speak = sum(bool(SECOND_PERSON.search(words)) - bool(FIRST_PERSON.search(words)) for words in asked)
    speak += sum(bool(FIRST_PERSON.search(words)) - bool(SECOND_PERSON.search(words)) for words in answered)
    return bool(asked and answered) and (speak > 0 or on_record)


def _are_close(rows: Sequence[Said]) -> bool:
    """Whether each label stands in the paragraph of the one before it, or in the next."""
    return all(other.label.paragraph - one.label.paragraph <= 1 for one, other in pairwise(rows))


def _spoken(rows: Sequence[Said]) -> float:
    """Returns the share of the words after labels that sound spoken."""
    return sum(sounds_spoken(row.words) for row in rows) / len(rows)


def _longest_forms(labels: Sequence[str]) -> dict[str, str]:
    """Returns label → the only longer label that begins or ends with it, or the label itself: `Orme` → `Nadia Orme`."""
    parts = {who: folded(without_title(who)[0]).split() for who in labels}
    out: dict[str, str] = {}
    for who, own in parts.items():
        n = len(own)
        longer = [other for other, words in parts.items() if len(words) > n and own in (words[:n], words[-n:])]
        out[who] = longer[0] if len(longer) == 1 else who
    return out
