"""Cues that follow or interrupt what they report."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.indirect.parenthetical import find_parenthetical

ROWS = [
    pytest.param("The bridge is safe, Reyes said.", "said", (["The bridge is safe ,"], "Reyes said"), id="after"),
    pytest.param("The bridge is safe, said Reyes.", "said", (["The bridge is safe ,"], "said Reyes"), id="inverted"),
    pytest.param(
        "The bridge is safe, Reyes said on Monday.", "said", (["The bridge is safe ,"], "Reyes said on Monday"), id="a day"
    ),
    pytest.param("The bridge, Reyes said, is safe.", "said", (["The bridge ,", "is safe"], "Reyes said"), id="in the middle"),
    pytest.param(
        "The bridge is safe, Reyes said, because it is new.",
        "said",
        (["The bridge is safe ,", "because it is new"], "Reyes said"),
        id="the clause goes on",
    ),
    pytest.param(
        "If the bridge falls, Reyes said, the town must wait.",
        "said",
        (["If the bridge falls ,", "the town must wait"], "Reyes said"),
        id="after a subordinate clause",
    ),
    pytest.param(
        "It was, Reyes said, one of the worst nights.",
        "said",
        (["It was ,", "one of the worst nights"], "Reyes said"),
        id="after a word that needs another",
    ),
    pytest.param(
        "The man who came, Reyes said, has left.",
        "said",
        (["The man who came ,", "has left"], "Reyes said"),
        id="the verb of the sentence comes after it",
    ),
    pytest.param(
        "The bridge fell, Reyes said, near the mill.", "said", (["The bridge fell ,"], "Reyes said"), id="the clause is whole"
    ),
    pytest.param("As Reyes said, the bridge is safe.", "said", (["the bridge is safe"], "As Reyes said"), id="as"),
    pytest.param(
        "But, Reyes said, the bridge is safe.", "said", (["the bridge is safe"], "Reyes said"), id="after a conjunction"
    ),
    pytest.param("The bridge is safe, Reyes has said.", "said", (["The bridge is safe ,"], "Reyes has said"), id="a perfect"),
    pytest.param(
        "The bridge is safe, Brandt, the mayor, said.",
        "said",
        (["The bridge is safe ,"], "Brandt , the mayor , said"),
        id="a name before",
    ),
    pytest.param(
        "As Reyes put it, the bridge is a mess.", "put", (["the bridge is a mess"], "As Reyes put it"), id="as … put it"
    ),
    pytest.param("The bridge had a sign, Reyes put it there.", "put", None, id="put it, without as"),
    pytest.param("Reyes said that the bridge is safe.", "said", None, id="a complement follows"),
    pytest.param("The storm hit Hexley, which Reyes had said.", "said", None, id="a relative clause"),
    pytest.param("The bridge is safe, saying it all.", "saying", None, id="a participle"),
    pytest.param("On Monday, Reyes said.", "said", None, id="no clause before it"),
]


@pytest.mark.parametrize(("text", "form", "expected"), ROWS)
def test_find_parenthetical(read: Callable[[str], Any], text: str, form: str, expected: tuple[list[str], str] | None) -> None:
    reading = read(text)
    view = reading.view()
    found = find_parenthetical(view, view.lower.index(form))
    pieces = found and [reading.positions(view, *piece) for piece in found.pieces]
    assert (found and (pieces, reading.positions(view, found.first, found.last))) == expected


def test_a_fragment_with_a_comma_leads_to_the_cue(read: Callable[[str], Any]) -> None:
    reading = read("The plan “has failed,” Reyes said.")
    view = reading.view()
    found = find_parenthetical(view, view.lower.index("said"))
    assert found is not None
    assert (found.pieces, found.first) == ([(0, 2)], 2)
