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
    pytest.param("They met Skelly.", (2, 3), "Skelly", None, id="a name that no entity has"),
    pytest.param("They met Ana  Roe and Tom Poe.", (2, 8), "Ana Roe and Tom Poe", None, id="two of them, with single blanks"),
    pytest.param("The  old mayor left.", (0, 4), None, None, id="a description"),
    pytest.param("She left.", (0, 1), None, None, id="a pronoun without an entity"),
    pytest.param("[She|person] left.", (0, 1), "She", "id of She", id="a pronoun with one"),
]


@pytest.mark.parametrize(("text", "span", "name", "entity"), SPEAKERS)
def test_speaker_at(read: Callable[[str], Any], text: str, span: tuple[int, int], name: str | None, entity: str | None) -> None:
    reading = read(text)
    speaker = speaker_at(reading.mentions, *span)
    assert (speaker.name, speaker.entity) == (name, entity)
    assert reading.text[speaker.start : speaker.end] == speaker.text


KINDS = [
    pytest.param("The old mayor left.", (0, 3), True, id="a description"),
    pytest.param("A Democrat left.", (0, 2), True, id="with a capital"),
    pytest.param("She left.", (0, 1), False, id="a pronoun"),
    pytest.param("They met Skelly.", (2, 3), False, id="a name"),
]


@pytest.mark.parametrize(("text", "span", "described"), KINDS)
def test_a_speaker_without_a_name_is_described(
    read: Callable[[str], Any], text: str, span: tuple[int, int], described: bool
) -> None:
    assert speaker_at(read(text).mentions, *span).described is described


THINGS = [
    pytest.param("Many tornadoes hit.", (0, 2), id="a thing"),
    pytest.param("They met Reyes’s ally.", (3, 4), id="an ending"),
    pytest.param("Nominated in May, it won.", (0, 1), id="a capital that only begins the sentence"),
    pytest.param('Id="7 left.', (0, 1), id="markup"),
]


@pytest.mark.parametrize(("text", "span"), THINGS)
def test_a_thing_is_no_speaker(read: Callable[[str], Any], text: str, span: tuple[int, int]) -> None:
    assert speaker_at(read(text).mentions, *span) is None


SAYS = [
    pytest.param("The wornout gaffer left.", (0, 3), True, id="a noun in no list that says something"),
    pytest.param("It left.", (0, 1), False, id="a pronoun"),
    pytest.param('Id="7 left.', (0, 1), None, id="markup"),
]


@pytest.mark.parametrize(("text", "span", "described"), SAYS)
def test_what_says_words_between_marks_is_somebody(
    read: Callable[[str], Any], text: str, span: tuple[int, int], described: bool | None
) -> None:
    speaker = speaker_at(read(text).mentions, *span, says=True)
    assert (None if speaker is None else speaker.described) is described
