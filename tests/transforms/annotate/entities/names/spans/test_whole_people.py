"""People's names that the model cut: the given names before, the surnames after, and what is no part of a name."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.spans.whole_people import join_people, with_given_names
from transforms.annotate.words import Name, Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("then Quill//compound/3 Vel//compound/3 [Brandt]person", "Quill Vel Brandt", id="two given names before"),
        pytest.param("then Quill//compound/3 [Vel Brandt]person", "Quill Vel Brandt", id="one given name before"),
        pytest.param("then [Vel Quill//compound/3]person Brandt", "Vel Quill Brandt", id="a surname after"),
        pytest.param("then [Vel//compound/2]person Brandt", "Vel", id="after a single word"),
        pytest.param("Judge [Vel//compound/2]person Brandt", "Vel Brandt", id="after a single word with a title"),
        pytest.param("then [Vel Quill//compound/3]person Polders/NNPS", "Vel Quill", id="a plural after"),
        pytest.param("then Mayor//compound/3 [Vel Brandt]person", "Vel Brandt", id="a title before"),
        pytest.param("then Plumber//compound/3 [Vel Brandt]person", "Vel Brandt", id="a role before"),
        pytest.param("then Scaffolder//compound/3 [Ana Brandt]person", "Ana Brandt", id="an occupation before a given name"),
        pytest.param("of Quill//compound/3 [Ana Brandt]person", "Ana Brandt", id="the end of another phrase"),
        pytest.param("then Denmark//compound/3 [Vel Brandt]person", "Vel Brandt", id="a country before"),
        pytest.param("then Council//compound/3 [Vel Brandt]person", "Vel Brandt", id="a body before"),
        pytest.param("then Quill [Vel Brandt]person", "Vel Brandt", id="not joined to the name"),
        pytest.param("then Quill//compound/3 [Vel Brandt]place", "Vel Brandt", id="no person"),
    ],
)
def test_with_given_names(build: Build, text: str, expected: str) -> None:
    words, (name,) = build(text)
    grown = with_given_names(words, name)
    assert " ".join(words.form[grown.first : grown.last]) == expected


def test_another_name_of_several_words_is_not_cut(build: Build) -> None:
    words, (name,) = build("Harbor//compound/2 Quill//compound/3 [Vel Brandt]person")
    words.names.append(Name(0, 2, "ORG"))
    assert with_given_names(words, name) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("then [Quill]person [Vel Brandt]person left", ["Quill Vel Brandt"], id="two people"),
        pytest.param("then [Quill]person [Vel]person [Brandt]person left", ["Quill Vel Brandt"], id="three people"),
        pytest.param("then [Quill//compound/3]place [Vel Brandt]person left", ["Quill Vel Brandt"], id="a place first"),
        pytest.param("then [Ana//compound/3]group [Vel Brandt]person left", ["Ana Vel Brandt"], id="a given name first"),
        pytest.param(
            "then [Quill//compound/3]group [Vel Brandt]person left", ["Quill", "Vel Brandt"], id="a group that is no given name"
        ),
        pytest.param("then [Denmark//compound/3]place [Vel Brandt]person left", ["Denmark", "Vel Brandt"], id="a country"),
        pytest.param("then [Quill]place [Vel Brandt]person left", ["Quill", "Vel Brandt"], id="a place that is no compound"),
        pytest.param(
            "then [Harbor Quill//compound/3]place [Vel Brandt]person left",
            ["Harbor Quill", "Vel Brandt"],
            id="a place of two words",
        ),
        pytest.param("then [Quill]person and [Vel Brandt]person left", ["Quill", "Vel Brandt"], id="a word between"),
        pytest.param("then [Quill]person [NGU]person left", ["Quill", "NGU"], id="capitals"),
        pytest.param("then [Quill]person [Vel Brandt]place left", ["Quill", "Vel Brandt"], id="no person after"),
        pytest.param("[Quill]person\n[Vel Brandt]person left", ["Quill", "Vel Brandt"], id="two paragraphs"),
        pytest.param(
            "[Quill Vel Ana Tom]person [Leo Ivo Brandt]person left", ["Quill Vel Ana Tom", "Leo Ivo Brandt"], id="too long"
        ),
    ],
)
def test_join_people(build: Build, text: str, expected: list[str]) -> None:
    words, names = build(text)
    assert [" ".join(words.form[n.first : n.last]) for n in join_people(words, names)] == expected


def test_a_name_of_the_user_is_not_joined(build: Build) -> None:
    words, (one, other) = build("then [Quill]person [Vel Brandt]person left")
    names = [one._replace(source="rule"), other]
    assert list(join_people(words, names)) == names
