"""Mentions by word, and the speaker that words refer to."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.speakers.mentions import index_mentions, speaker_at
from transforms.records import Entity, Mention

WORDS = [
    pytest.param("[Ana Brandt|person] left.", {"Ana": "Ana Brandt", "Brandt": "Ana Brandt"}, id="each word of a name"),
    pytest.param(
        "[Ana Brandt|person] KC left.", {"Ana": "Ana Brandt", "Brandt": "Ana Brandt", "KC": "Ana Brandt"}, id="letters"
    ),
    pytest.param("[Ana Brandt|person] UK left.", {"Ana": "Ana Brandt", "Brandt": "Ana Brandt"}, id="other capitals"),
    pytest.param("She left.", {}, id="no entity"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_index_mentions(read: Callable[[str], Any], text: str, expected: dict[str, str]) -> None:
    reading = read(text)
    assert {reading.words.form[i]: m.entity.name for i, m in reading.mentions.by_word.items()} == expected


def test_a_mention_that_begins_within_a_word_is_left_out(read: Callable[[str], Any]) -> None:
    entity = Entity("1", "eft", "other", (Mention("eft", 5, 8, "name"),), ())
    assert index_mentions(read("She left.").words, [entity]).by_word == {}


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        pytest.param("[Ana Brandt|person] left.", "Brandt", "Ana Brandt", id="a person"),
        pytest.param("[Delta Union|organization] left.", "Union", None, id="an organization"),
        pytest.param("She left.", "She", None, id="nobody"),
    ],
)
def test_person_at(read: Callable[[str], Any], text: str, form: str, expected: str | None) -> None:
    reading = read(text)
    found = reading.mentions.person_at(reading.word(form))
    assert (found and found.entity.name) == expected


SPEAKERS = [
    pytest.param("[Ana Brandt|person] left.", (0, 2), "Ana Brandt", "id of Ana Brandt", id="all words of a mention"),
    pytest.param("Mayor [Ana Brandt|person] left.", (0, 3), "Mayor Ana Brandt", None, id="more than the mention"),
    pytest.param("The  old mayor left.", (0, 4), "The old mayor", None, id="a description, with single blanks"),
    pytest.param("She left.", (0, 1), None, None, id="a pronoun without an entity"),
    pytest.param("[She|person] left.", (0, 1), "She", "id of She", id="a pronoun with one"),
]


@pytest.mark.parametrize(("text", "span", "name", "entity"), SPEAKERS)
def test_speaker_at(read: Callable[[str], Any], text: str, span: tuple[int, int], name: str | None, entity: str | None) -> None:
    reading = read(text)
    speaker = speaker_at(reading.mentions, *span)
    assert (speaker.name, speaker.entity) == (name, entity)
    assert reading.text[speaker.start : speaker.end] == speaker.text
