"""Spans extended to the whole name: the other half of a person's name, and the rest of a word with a hyphen."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.spans.grow import with_neighbour, with_word_after_hyphen
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


def text_of(words: Words, name: NameMention) -> str:
    return " ".join(words.form[name.first : name.last])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("then Ana [Quillbrandt]organization left", ("Ana Quillbrandt", "person"), id="a given name before"),
        pytest.param("then Vel//compound/2 [Quillbrandt]place left", ("Vel Quillbrandt", "person"), id="half of a name before"),
        pytest.param("then Vel//compound/2 [Denmark]place left", ("Denmark", "place"), id="a country after half of a name"),
        pytest.param("then March//compound/2 [Quillbrandt]place left", ("Quillbrandt", "place"), id="a month before"),
        pytest.param("then Vel [Quillbrandt]place left", ("Quillbrandt", "place"), id="not joined to the name"),
        pytest.param("then [Ana]place Quillbrandt left", ("Ana Quillbrandt", "person"), id="a surname after"),
        pytest.param("then [Vel]place Quillbrandt left", ("Vel", "place"), id="no given name"),
        pytest.param("then [Ana]person Council left", ("Ana", "person"), id="the name of a body after"),
        pytest.param("then Ana [Council]organization left", ("Council", "organization"), id="a body after a given name"),
        pytest.param("then [Ana]person January left", ("Ana", "person"), id="a month after"),
        pytest.param("then [Ana]person Denmark left", ("Ana", "person"), id="a country after"),
        pytest.param("then [Ana]person QUILL left", ("Ana", "person"), id="capitals after"),
        pytest.param("then Ana [Quillbrandt]event left", ("Quillbrandt", "event"), id="an event"),
        pytest.param("then Ana [Vel Quillbrandt]place left", ("Vel Quillbrandt", "place"), id="two words"),
        pytest.param("then [Ana]person", ("Ana", "person"), id="nothing after"),
        pytest.param("[Quillbrandt]place left", ("Quillbrandt", "place"), id="nothing before"),
    ],
)
def test_with_neighbour(build: Build, text: str, expected: tuple[str, str]) -> None:
    words, (name,) = build(text)
    grown = with_neighbour(words, name)
    assert (text_of(words, grown), grown.kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Lim Su] +- +jin left", "Lim Su - jin", id="three tokens"),
        pytest.param("[Lim Su] +-jin left", "Lim Su -jin", id="two tokens"),
        pytest.param("[Sea] +- +Air left", "Sea - Air", id="a capital after the hyphen"),
        pytest.param("[Sea] +- +Harborliner left", "Sea - Harborliner", id="a long word with a capital"),
        pytest.param("[Sea] +- +washing left", "Sea", id="a long word without a capital"),
        pytest.param("[Velmarsh] +- +based left", "Velmarsh", id="based, in three tokens"),
        pytest.param("[Velmarsh] +-based left", "Velmarsh", id="based, in two tokens"),
        pytest.param("[Lim Su] - jin left", "Lim Su", id="a dash with spaces"),
        pytest.param("[Lim Su] +- jin left", "Lim Su", id="a space after the hyphen"),
        pytest.param("[Lim Su] +- +jin +-ho left", "Lim Su - jin -ho", id="two hyphens"),
        pytest.param("[Lim Su]", "Lim Su", id="the end of the text"),
    ],
)
def test_with_word_after_hyphen(build: Build, text: str, expected: str) -> None:
    words, (name,) = build(text)
    assert text_of(words, with_word_after_hyphen(words, name)) == expected
