"""Runs of capitalised proper nouns: what continues a run, and what ends it."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.capital_runs import capital_runs, end_of_proper_nouns
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("then Ana Brandt left", ["Ana Brandt"], id="two words"),
        pytest.param("Ana met/VBD Tom", ["Ana", "Tom"], id="another word between"),
        pytest.param("from Sea +- +Air then", ["Sea - Air"], id="a hyphen without spaces"),
        pytest.param("from Sea - +Air then", ["Sea", "Air"], id="a space before the hyphen"),
        pytest.param("from Sea - Air then", ["Sea", "Air"], id="a dash with spaces"),
        pytest.param("from Brandt & Vogt then", ["Brandt & Vogt"], id="an ampersand"),
        pytest.param("from Brandt & partners", ["Brandt"], id="no capital after the ampersand"),
        pytest.param("The/DT Harbor Council", ["Harbor Council"], id="an article with a capital"),
        pytest.param("velmarsh/NNP Council", ["Council"], id="a proper noun without a capital"),
        pytest.param("from Sea +-", ["Sea"], id="a hyphen at the end"),
        pytest.param("Ana Brandt\nTom Reyes", ["Ana Brandt", "Tom Reyes"], id="paragraphs"),
        pytest.param("nothing here", [], id="no capital"),
    ],
)
def test_runs(build: Build, text: str, expected: list[str]) -> None:
    words, _ = build(text)
    runs = capital_runs(words, bytearray(len(words)))
    assert [" ".join(words.form[first:last]) for first, last in runs] == expected


def test_a_headline_has_no_runs(build: Build) -> None:
    words, _ = build("Growers Lose Fight\nAna Brandt left")
    in_headline = bytearray(b"\1\1\1\0\0\0")
    assert list(capital_runs(words, in_headline)) == [(3, 5)]


@pytest.mark.parametrize(
    ("start", "end"), [pytest.param(1, 3, id="two"), pytest.param(0, 0, id="none"), pytest.param(4, 5, id="to the end")]
)
def test_end_of_proper_nouns(build: Build, start: int, end: int) -> None:
    words, _ = build("of North Delta at Harborside")
    assert end_of_proper_nouns(words, start) == end
