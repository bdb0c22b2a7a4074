"""The place in a dateline, and lines that begin alike."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.datelines import find_datelines
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]
REST = "growers said on the harbor that rain had come late this week"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"VELMARSH — {REST}", ["VELMARSH"], id="a dash"),
        pytest.param(f"NORTH QUILL : {REST}", ["NORTH QUILL"], id="two words and a colon"),
        pytest.param(f"VELMARSH , Ohio — {REST}", ["VELMARSH"], id="a state after it"),
        pytest.param(f"VELMARSH ( AP ) {REST}", ["VELMARSH"], id="an agency after it"),
        pytest.param(f"VELMARSH {REST}", [], id="no mark"),
        pytest.param(f"Velmarsh — {REST}", [], id="no capitals"),
        pytest.param(f"UPDATE : {REST}", [], id="a label"),
        pytest.param(f"CEO : {REST}", [], id="an abbreviation"),
        pytest.param(f"HARBOR COUNCIL : {REST}", [], id="a body"),
        pytest.param("VELMARSH — growers said", [], id="a short line"),
        pytest.param("VELMARSH — A B C D E F G H I J K L", [], id="a line in capitals"),
        pytest.param("a\n" * 6 + f"VELMARSH — {REST}", [], id="far below the top"),
    ],
)
def test_find_datelines(build: Build, text: str, expected: list[str]) -> None:
    words, _ = build(text)
    found = list(find_datelines(words))
    assert [" ".join(words.form[name.first : name.last]) for name in found] == expected
    assert {name.kind for name in found} <= {"place"}
