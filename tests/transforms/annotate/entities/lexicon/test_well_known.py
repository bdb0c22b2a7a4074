"""The names that ship: each in its list, and rows that are well formed."""

import pytest

from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.well_known import names_in, well_known_names

SHIPPED = well_known_names()
TYPES = {"person", "organization", "place", "group", "event", "work", "product", "law", "other"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Denmark", "place", id="country"),
        pytest.param("Reuters", "organization", id="media"),
        pytest.param("Jordan", "place", id="ambiguous"),
        pytest.param("Muslims", "group", id="group"),
        pytest.param("Bible", "work", id="work"),
        pytest.param("Velmarsh", None, id="not well known"),
    ],
)
def test_types(name: str, expected: str | None) -> None:
    assert SHIPPED.types.get(name) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Ohio", True, id="state"),
        pytest.param("New", True, id="first word of a state"),
        pytest.param("Mass.", True, id="abbreviated state"),
        pytest.param("Denmark", True, id="country"),
        pytest.param("Paris", False, id="city"),
    ],
)
def test_regions(word: str, expected: bool) -> None:
    assert (word in SHIPPED.regions) is expected


def test_ambiguous_names_are_well_known_too() -> None:
    assert "Jordan" in SHIPPED.ambiguous and "Denmark" not in SHIPPED.ambiguous
    assert SHIPPED.ambiguous <= SHIPPED.types.keys()


def test_no_name_stands_in_two_alias_rows() -> None:
    owners: dict[str, set[str]] = {}
    for row in SHIPPED.aliases:
        assert row.type in TYPES
        for name in row.all_names:
            owners.setdefault(folded(name), set()).add(row.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Vel; Quill", ["Vel", "Quill"], id="two"),
        pytest.param("Vel;  Quill \n Brandt;", ["Vel", "Quill \n Brandt"], id="spaces and an empty end"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_in(text: str, expected: list[str]) -> None:
    assert names_in(text) == expected
