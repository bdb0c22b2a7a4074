"""What an "according to" attributes to its source."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.indirect.according import attributed_clauses

ROWS = [
    pytest.param("According to Reyes, the bridge is safe.", ["the bridge is safe"], id="first"),
    pytest.param("The bridge is safe, according to Reyes.", ["The bridge is safe ,"], id="last"),
    pytest.param("The bridge, according to Reyes, is safe.", ["The bridge ,", "is safe"], id="in the middle"),
    pytest.param(
        "The bridge is safe, according to Reyes, because it is new.",
        ["The bridge is safe ,", "because it is new"],
        id="it goes on",
    ),
    pytest.param("The bridge is safe, according to Reyes, a driver.", ["The bridge is safe ,"], id="it does not go on"),
    pytest.param("According to Reyes, who drives, the bridge is safe.", ["the bridge is safe"], id="a relative clause between"),
    pytest.param(
        "According to police, Ana Brandt, 40, died there.", ["Ana Brandt , 40 , died there"], id="a subject with commas"
    ),
    pytest.param("That’s according to Reyes.", [], id="nothing but a pronoun"),
    pytest.param("They acted, according the law.", [], id="no to"),
    pytest.param("According to Reyes.", [], id="no clause"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("In the words of Reyes, the bridge is safe.", ["the bridge is safe"], id="first"),
        pytest.param("The bridge, in the words of Reyes, is safe.", ["The bridge ,", "is safe"], id="in the middle"),
        pytest.param("In the works of Reyes, the bridge is safe.", [], id="another noun"),
    ],
)
def test_the_words_of_somebody(read: Callable[[str], Any], text: str, expected: list[str]) -> None:
    reading = read(text)
    view = reading.view()
    clauses = attributed_clauses(view, view.lower.index("in"))
    assert [reading.positions(view, *clause) for clause in clauses] == expected


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_attributed_clauses(read: Callable[[str], Any], text: str, expected: list[str]) -> None:
    reading = read(text)
    view = reading.view()
    clauses = attributed_clauses(view, view.lower.index("according"))
    assert [reading.positions(view, *clause) for clause in clauses] == expected
