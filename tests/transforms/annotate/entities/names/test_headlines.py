"""Headlines: a row for each form, and for lines that only look like a headline."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.headlines import headline_tokens
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]
LATER = "They wept .\nSo it was .\n"  # two paragraphs, so that the next one is not on top


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Angry Growers Lose Court Fight\nThey wept .", [True, False], id="capitals at each word"),
        pytest.param("GROWERS LOSE COURT FIGHT\nThey wept .", [True, False], id="all capitals"),
        pytest.param("Angry growers lose Court Fight\nThey wept .", [False, False], id="a sentence"),
        pytest.param("Angry Growers Lose Court Fight .\nThey wept .", [False, False], id="a stop at the end"),
        pytest.param("Angry Growers Lose Court Etc.\nThey wept .", [False, False], id="a word with a stop at the end"),
        pytest.param("Growers Lose", [False], id="too short"),
        pytest.param("Maria Brandt , Walter Reyes , Hilda Velloran", [False], id="names between commas on top"),
        pytest.param(f"{LATER}Maria Brandt Walter Reyes Hilda", [False, False, False], id="names further down"),
        pytest.param(
            f"{LATER}Angry/JJ Growers/NNS Lose/VBP Court Fight/NN", [False, False, True], id="common words further down"
        ),
        pytest.param("GROWERS LOSE COURT FIGHT\nTHEY WEPT .", [False, False], id="a text that is all capitals"),
    ],
)
def test_headline_tokens(build: Build, text: str, expected: list[bool]) -> None:
    words, _ = build(text)
    in_headline = headline_tokens(words)
    assert [{bool(flag) for flag in in_headline[first:last]} for first, last in words.paragraphs] == [{e} for e in expected]
