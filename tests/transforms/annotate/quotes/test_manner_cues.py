"""Verbs behind a quote that no list has, found by their place."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.manner_cues import manner_cue

Read = Callable[[str], Any]

CUES = [
    pytest.param("“The final!” whooped Marnie Katz.", "whooped", id="before its subject"),
    pytest.param("“I hate hens,” grumbled Dev Rao, who keeps forty.", "grumbled", id="and a clause on it"),
    pytest.param("“They hear you…” hissed the driver.", "hissed", id="before a description"),
    pytest.param("“They hear you,” beams she.", "beams", id="before a pronoun"),
    pytest.param("“It is a fine day,” chirped 80-year-old Ida Ferrer.", "chirped", id="an age between"),
    pytest.param("“I slept in the car”, shrugged Dev Rao.", "shrugged", id="a comma behind the mark"),
    pytest.param("“You must not,” the driver of the tram barked.", "barked", id="behind its subject"),
    pytest.param("“Perhaps,” she drawled.", "drawled", id="one word"),
    pytest.param("“I was stuck,” he mumbled into his scarf.", "mumbled", id="and where"),
]
NONE = [
    pytest.param("“The final!” released last May.", id="a participle without a subject"),
    pytest.param("“Salt,” reached the shops in May.", id="an object that does not speak"),
    pytest.param("“Sandals” made Ana Brandt famous.", id="no mark at the end of the quote"),
    pytest.param("“You are late!” Reed left.", id="the next sentence"),
    pytest.param("“You are late,” Reed slammed the door.", id="a verb with an object"),
    pytest.param("“Late,” is the word.", id="a verb of being"),
    pytest.param("“You are late,” in the words of Reed.", id="a preposition"),
]


def _cue(read: Read, text: str) -> str | None:
    reading = read(text)
    quote = reading.quoted[0]
    after = [
        i for i in range(len(reading.words)) if reading.words.start[i] >= quote.closing and reading.words.form[i] not in "“”"
    ]
    found = manner_cue(reading.words, after, text[quote.end - 1])
    return None if found is None else reading.words.form[found]


@pytest.mark.parametrize(("text", "expected"), CUES)
def test_a_verb_behind_a_quote(read: Read, text: str, expected: str) -> None:
    assert _cue(read, text) == expected


@pytest.mark.parametrize("text", NONE)
def test_no_cue(read: Read, text: str) -> None:
    assert _cue(read, text) is None
