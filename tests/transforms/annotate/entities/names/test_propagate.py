"""Further mentions of names: which places count, and which are part of another name."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.propagate import extend_to_longer_names, missed_surnames, propagate
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Ana Vogt] left and Ana Vogt wept", ["Ana Vogt"], id="the same name"),
        pytest.param("[Ana Vogt] left and Vogt wept", ["Vogt"], id="the surname"),
        pytest.param("[Ana Vogt +- +Reyes] left and Vogt +- +Reyes wept", ["Vogt - Reyes"], id="a surname with a hyphen"),
        pytest.param("[Ana Vogt +- +Reyes] left and Reyes wept", ["Reyes"], id="the second half of a surname"),
        pytest.param("[Ana Vogt] left and Ana wept", ["Ana"], id="the given name"),
        pytest.param("[Harbor Vogt] left and Harbor wept", [], id="a noun of places as given name"),
        pytest.param("[Quill Vogt] left the quill and Quill wept", [], id="a word that the text also has without a capital"),
        pytest.param("[Ana Maria Vogt] left and Maria wept", ["Maria"], id="the second given name"),
        pytest.param("[Ana Vel Vogt] left and Vel wept", [], id="an unlisted word in the middle"),
        pytest.param("[Ana Vogt] left and Ana//compound/5 Quill wept", ["Ana Quill"], id="another surname"),
        pytest.param("[Velmarsh Council]organization met and Council fell", [], id="the last word of an organization"),
        pytest.param("[Ana Vogt] left and vogt wept", [], id="no capital"),
        pytest.param("[Ana Vogt] left Vogt Street today", [], id="part of a street's name"),
        pytest.param("[Ana Vogt] left and Vogt/VB wept", [], id="tagged as a verb"),
        pytest.param("[Ana Vogtly] left and Vogtly/RB wept", ["Vogtly"], id="tagged as an adverb, within a sentence"),
        pytest.param("[Ana Vogtly] left ./. Vogtly/RB she wept", [], id="tagged as an adverb, at the beginning of a sentence"),
        pytest.param("[Ana Will] left and Will/MD he come", [], id="a modal verb"),
        pytest.param("[Ana Ek] left and Ek wept", [], id="a surname of two letters"),
        pytest.param("[Ana Vogt] left. [Vogt]place is a town", [], id="a name already"),
        pytest.param("[Vel]place grew and Vel fell", ["Vel"], id="three letters"),
        pytest.param("[Ve]place grew and Ve fell", [], id="two letters"),
    ],
)
def test_propagate(build: Build, text: str, expected: list[str]) -> None:
    words, names = build(text)
    taken = bytearray(len(words))
    for name in names:
        taken[name.first : name.last] = b"\1" * name.length
    found = list(propagate(words, names, taken))
    assert [" ".join(words.form[name.first : name.last]) for name in found] == expected
    assert {name.source for name in found} <= {"propagated"}
    assert all(all(taken[name.first : name.last]) for name in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Jim To] left and [Jim] To wept", ["Jim To", "Jim To"], id="its beginning was seen"),
        pytest.param("[Jim To] left and Jim [To] wept", ["Jim To", "Jim To"], id="its end was seen"),
        pytest.param("[Jim To] left and [Jim] wept", ["Jim To", "Jim"], id="the longer name does not stand there"),
        pytest.param("[Jim To] left and Jim To wept", ["Jim To"], id="nothing of it was seen"),
        pytest.param("[Jim To] left and [Jim]place [To Hall]place fell", ["Jim To", "Jim", "To Hall"], id="would cut a name"),
        pytest.param("[Jim To] left and [Jim To]place fell", ["Jim To", "Jim To"], id="the same name"),
    ],
)
def test_extend_to_longer_names(build: Build, text: str, expected: list[str]) -> None:
    words, names = build(text)
    extended = extend_to_longer_names(words, names)
    assert [" ".join(words.form[name.first : name.last]) for name in extended] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Velma Brandt]organization left and Brandt wept", ["Brandt"], id="the surname of a person"),
        pytest.param("[Velma Brandt]person left and Brandt wept", [], id="done before"),
        pytest.param("[Velma]organization left and Brandt wept", [], id="one word"),
    ],
)
def test_missed_surnames(build: Build, text: str, expected: list[str]) -> None:
    words, names = build(text)
    found = missed_surnames(words, names, names)
    assert [" ".join(words.form[name.first : name.last]) for name in found] == expected
    assert {name.kind for name in found} <= {"person"}


def test_a_longer_name_has_the_type_of_where_it_was_seen(build: Build) -> None:
    words, names = build("[Jim To] left and [Jim]place To wept")
    assert extend_to_longer_names(words, names)[1] == NameMention(4, 6, "person", "propagated")
