"""Decides whether a text is a transcript or an interview with labels, and which of its labels are those of speakers."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from transforms.annotate.quotes.turns.evidence import (
    Said,
    answer_questions,
    are_questions_and_answers,
    quote_others,
    take_turns,
)
from transforms.annotate.quotes.turns.label_kinds import Kind, label_kind, names_beside
from transforms.annotate.quotes.turns.labels import NAME_WORD, find_labels, names_alone
from transforms.annotate.quotes.turns.sides import is_on_record, sides
from transforms.annotate.quotes.turns.turn import Label, Side, sounds_spoken
from transforms.text import Span

MOST_LABELS = 100  # different ones; a text with more of them is a list
FULL_NAME = re.compile(rf"{NAME_WORD}(?: {NAME_WORD})+")


@dataclass(frozen=True)
class Script:
    """The labels of a transcript or an interview, in order.

    `side_of`: label → whether it asks or answers, if anybody only asks. `is_interview`: the words of the one who asks are no
    quotes. `half`: only the answers have labels.
    """

    labels: Sequence[Label]
    side_of: Mapping[str, Side] = field(default_factory=dict)
    is_interview: bool = True
    half: bool = False


def find_script(text: str, lines: Sequence[Span]) -> Script | None:
    """Returns the labels of the text, if it is a transcript or an interview with labels. `lines`: the paragraphs."""
    for labels in (find_labels(text, lines), names_alone(text, lines)):
        if len({label.who for label in labels}) > MOST_LABELS:
            continue
        kinds = _kinds(text, labels)
        rows = _words_of(text, lines, labels)
        speakers = _may_speak(labels, kinds)
        likely = [row for row in rows if row.label.who in speakers]
        if _speak_in_turns(text, lines, likely, kinds):
            # a full name that stands once is a label as well, among others
            speaking = [row for row in rows if row.label.who in speakers or (row.label.paragraph and _is_named_and_speaks(row))]
            return _script(text, lines, speaking)
        named = [row.label for row in likely if kinds[row.label.who] in ("name", "initials")]
        if answer_questions(text, lines, named):
            return Script(named, half=True)
    return None


def _script(text: str, lines: Sequence[Span], rows: Sequence[Said]) -> Script:
    labels = [row.label for row in rows]
    side_of = sides(rows)
    return Script(labels, side_of, "asks" in side_of.values() and not is_on_record(text, lines, labels))


def _words_of(text: str, lines: Sequence[Span], labels: Sequence[Label]) -> list[Said]:
    """Returns each label with the words after it, to the next label or the end of its paragraph."""
    out: list[Said] = []
    for label, after in zip_longest(labels, labels[1:]):
        within = after is not None and after.line == label.paragraph
        out.append(Said(label, text[label.words : after.start if within else lines[label.paragraph].end]))
    return out


def _kinds(text: str, labels: Sequence[Label]) -> dict[str, Kind]:
    """Returns label → its kind. A name of several words with an age or office after it is a person's."""
    names = names_beside(text, labels)
    described = {label.who for label in labels if label.office and " " in label.who}
    kinds: dict[str, Kind] = {label.who: "qa" for label in labels if label.is_qa}
    for who in {label.who for label in labels} - kinds.keys():
        kinds[who] = "name" if who in described else label_kind(who, names)
    return kinds


def _may_speak(labels: Sequence[Label], kinds: Mapping[str, Kind]) -> set[str]:
    """Returns the labels that can be speakers': that look like it, return, or are in capitals like most others."""
    times = Counter(label.who for label in labels)
    in_capitals = sum(label.who.isupper() for label in labels) > len(labels) / 2
    out = {who for who, n in times.items() if n > 1 or kinds[who] != "other" or (in_capitals and who.isupper())}
    headline = {label.who for label in labels if label.paragraph == 0 and times[label.who] == 1}  # Brandt: I did not know
    return out - headline


def _speak_in_turns(text: str, lines: Sequence[Span], rows: Sequence[Said], kinds: Mapping[str, Kind]) -> bool:
    if any(row.label.is_qa for row in rows):
        return are_questions_and_answers(rows, on_record=is_on_record(text, lines, [row.label for row in rows]))
    return take_turns(rows, kinds) and not quote_others(rows)


def _is_named_and_speaks(row: Said) -> bool:
    return FULL_NAME.fullmatch(row.label.who) is not None and sounds_spoken(row.words)
