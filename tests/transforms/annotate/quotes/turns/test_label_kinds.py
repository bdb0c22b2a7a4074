"""What a label looks like. No model is needed."""

import pytest

from transforms.annotate.quotes.turns.label_kinds import label_kind, names_beside

TEXT = "The clerk, Oskar Kern, left for Halm with Tomas van Ebner. Where is he?"
KINDS = [
    pytest.param("KERN", "name", id="a surname of the text"),
    pytest.param("Kern", "name", id="not in capitals"),
    pytest.param("Mr Doyle", "name", id="a title"),
    pytest.param("Anna Doyle", "name", id="a given name"),
    pytest.param("Halm", "name", id="a place: its name is as good"),
    pytest.param("OK", "initials", id="initials"),
    pytest.param("T.E.", "initials", id="initials without the particle"),
    pytest.param("XY", "other", id="initials of nobody"),
    pytest.param("Presenter", "role", id="a role"),
    pytest.param("The Minister for Rails", "role", id="a role with its field"),
    pytest.param("THE TOWER", "role", id="an office in capitals"),
    pytest.param("DOYLE", "other", id="a surname of nobody in the text"),
    pytest.param("Where", "other", id="a word that begins a sentence"),
    pytest.param("Tickets", "other", id="a noun"),
]


@pytest.mark.parametrize(("who", "expected"), KINDS)
def test_label_kind(who: str, expected: str) -> None:
    assert label_kind(who, names_beside(TEXT, [])) == expected
