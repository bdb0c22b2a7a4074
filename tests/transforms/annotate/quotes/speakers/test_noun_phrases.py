"""The words that name a speaker, from their head word."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.speakers.noun_phrases import speaker_phrase

PHRASES = [
    pytest.param("[Ana Brandt|person] said so.", "Brandt", "Ana Brandt", id="a name"),
    pytest.param("The old mayor said so.", "mayor", "The old mayor", id="a noun with its modifiers"),
    pytest.param("A spokesman for the union said so.", "spokesman", "A spokesman for the union", id="a preposition"),
    pytest.param("The mayor’s old neighbour said so.", "neighbour", "The mayor’s old neighbour", id="a genitive"),
    pytest.param("[Ana Brandt|person]’s neighbour said so.", "neighbour", "Ana Brandt’s neighbour", id="of a name"),
    pytest.param("The union’s Dane Lisser said so.", "Lisser", "Dane Lisser", id="not before a name"),
    pytest.param("A spokesman in the union said so.", "spokesman", "A spokesman", id="another preposition"),
    pytest.param(
        "[Ana Brandt|person] and [Peter Lind|person] said so.", "Brandt", "Ana Brandt and Peter Lind", id="two people"
    ),
    pytest.param("[Ana Brandt|person] and [Peter Lind|person] left.", "Lind", "Peter Lind", id="from the second on"),
    pytest.param(
        "[Ana Brandt|person] and the [Delta Union|organization] said so.", "Brandt", "Ana Brandt", id="a person and a body"
    ),
    pytest.param("[Delta Union|organization] director [Mo Bell|person] said so.", "Union", "Mo Bell", id="a body's officer"),
    pytest.param(
        "[Delta Union|organization] said [Mo Bell|person] left.", "Union", "Delta Union", id="a body, and a name elsewhere"
    ),
    pytest.param("The novelist [Tobias Quell|person] said so.", "novelist", "Tobias Quell", id="a name right after its noun"),
    pytest.param("His aide, [Ana Brandt|person], said so.", "aide", "Ana Brandt", id="a name in apposition"),
    pytest.param("The mayor of Hexley, [Ana Brandt|person], said so.", "mayor", "Ana Brandt", id="a name after a preposition"),
    pytest.param(
        "A spokesman for the mayor, [Ana Brandt|person], said so.",
        "spokesman",
        "A spokesman for the mayor",
        id="the mayor's name",
    ),
    pytest.param("A spokesman for the union, [Ana Brandt|person], said so.", "spokesman", "Ana Brandt", id="a union has none"),
    pytest.param("Her ex-partner, [Lise Moreau|person], said so.", "ex", "Lise Moreau", id="the first part of a compound"),
]


@pytest.mark.parametrize(("text", "head", "expected"), PHRASES)
def test_speaker_phrase(read: Callable[[str], Any], text: str, head: str, expected: str) -> None:
    reading = read(text)
    assert reading.words_of(speaker_phrase(reading.mentions, reading.word(head), reading.outside)) == expected


def test_the_phrase_does_not_contain_the_cue(read: Callable[[str], Any]) -> None:
    reading = read("Continued Reyes: it fell.")
    assert reading.words_of(speaker_phrase(reading.mentions, 1, reading.outside, cue=0)) == "Reyes"


def test_the_phrase_does_not_run_into_a_quote(read: Callable[[str], Any]) -> None:
    reading = read("“We won” mayor said.")
    assert reading.words_of(speaker_phrase(reading.mentions, reading.word("mayor"), reading.outside)) == "mayor"


def test_a_name_that_begins_the_clause_is_not_the_sources(read: Callable[[str], Any]) -> None:
    reading = read("According to the police, [Ana Brandt|person], 40, died.")
    head = reading.word("police")
    assert reading.words_of(speaker_phrase(reading.mentions, head, reading.outside, cue=0)) == "the police"
