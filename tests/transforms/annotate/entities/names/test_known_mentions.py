"""Names of the gazetteer in a text: where they count, and where they are part of something else."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.names.known_mentions import find_user_names, find_well_known_names
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Name, Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("rain in Denmark today", [("Denmark", "place")], id="a country"),
        pytest.param("rain in New Zealand today", [("New Zealand", "place")], id="two words"),
        pytest.param("rain in Guinea +- +Bissau today", [("Guinea - Bissau", "place")], id="a hyphen"),
        pytest.param("news from Reuters today", [("Reuters", "organization")], id="an organization"),
        pytest.param("the UNESCO/NNP said", [("UNESCO", "organization")], id="an acronym"),
        pytest.param("rain in Denmark/JJ today", [], id="one word that is no proper noun"),
        pytest.param("a Denmark +- +based firm", [], id="before a hyphen"),
        pytest.param("see @ +Denmark today", [], id="a handle"),
        pytest.param("in Denmark//compound/2 Street//pobj", [], id="part of a street's name"),
        pytest.param("in Denmark//compound/0 Street//pobj", [("Denmark", "place")], id="a compound with another noun"),
        pytest.param("in Port//compound/2 Denmark//pobj", [], id="the end of a longer name"),
        pytest.param("when President//compound/2 Denmark//pobj", [("Denmark", "place")], id="after a title"),
        pytest.param("Denmark won", [("Denmark", "place")], id="the first word"),
        pytest.param("a Turkey rose", [], id="often something else"),
        pytest.param("rain in Velmarsh today", [], id="not well known"),
    ],
)
def test_find_well_known_names(build: Build, text: str, expected: list[tuple[str, str]]) -> None:
    words, _ = build(text)
    found = find_well_known_names(words, gazetteer(()), bytearray(len(words)))
    assert [(" ".join(words.form[name.first : name.last]), name.kind) for name in found] == expected


def test_taken_tokens_keep_their_name(build: Build) -> None:
    words, _ = build("rain in Denmark today")
    assert list(find_well_known_names(words, gazetteer(()), bytearray(b"\0\0\1\0"))) == []


UNION = Alias("Velmarsh Union", ("VU", "the growers"), "organization", own=True)
PERSON = Alias("Ana Vel", (), "person", own=True)


@pytest.mark.parametrize(
    ("text", "model", "expected"),
    [
        pytest.param("when Velmarsh Union met", [], [("Velmarsh Union", "organization")], id="the canonical name"),
        pytest.param("when the growers met", [], [("the growers", "organization")], id="no capitals"),
        pytest.param("when VU met", [], [("VU", "organization")], id="a short form"),
        pytest.param("when VUs met", [], [], id="part of a word"),
        pytest.param("when vu met", [], [], id="another case"),
        pytest.param("when Ana Vel met", [], [("Ana Vel", "person")], id="a person"),
        pytest.param("when Ana Vel Lopez met", [Name(1, 4, "PERSON")], [], id="a longer name of a person"),
        pytest.param(
            "when Ana Vel KC met", [Name(1, 4, "PERSON")], [("Ana Vel", "person")], id="letters after the name of a person"
        ),
        pytest.param(
            "when VU Lopez met", [Name(1, 3, "PERSON")], [("VU", "organization")], id="an organization in a longer name"
        ),
    ],
)
def test_find_user_names(build: Build, text: str, model: list[Name], expected: list[tuple[str, str]]) -> None:
    words, _ = build(text)
    words.names.extend(model)
    found = find_user_names(words, gazetteer((UNION, PERSON)))
    assert [(" ".join(words.form[name.first : name.last]), name.kind) for name in found] == expected
