"""Folded names and ids: what is the same name, and what is another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.entities.lexicon.ids import entity_id, folded


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Velmarsh", "velmarsh", id="case"),
        pytest.param("Inés Núñez", "ines nunez", id="accents"),
        pytest.param("the Velmarsh Union", "velmarsh union", id="article"),
        pytest.param("The", "the", id="an article alone"),
        pytest.param("Velmarsh's", "velmarsh", id="possessive"),
        pytest.param("Growers's Union", "growers union", id="possessive inside"),
        pytest.param("O’Quill", "oquill", id="apostrophe"),
        pytest.param("O'Quill", "oquill", id="another apostrophe"),
        pytest.param("U.N.", "un", id="dots"),
        pytest.param("St. Vel", "st vel", id="one dot"),
        pytest.param("Sea-Air", "sea air", id="hyphen"),
        pytest.param("  Vel \n Quill ", "vel quill", id="spaces"),
        pytest.param("東京", "東京", id="another script"),
        pytest.param("!", "!", id="no letters"),
    ],
)
def test_folded(name: str, expected: str) -> None:
    assert folded(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(("José Quill", "person"), ("Jose Quill", "person"), True, id="accents"),
        pytest.param(("the Union", "organization"), ("Union", "organization"), True, id="article"),
        pytest.param(("Washington", "person"), ("Washington", "place"), False, id="type"),
        pytest.param(("Ana Quill", "person"), ("Eva Quill", "person"), False, id="name"),
    ],
)
def test_entity_id(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert (entity_id(*one) == entity_id(*other)) is same


def test_ids_never_change() -> None:
    assert entity_id("Ana Quill", "person") == "263cde7ec5d38b70"


@given(st.text(st.characters(), max_size=30))
def test_any_name_has_an_id(name: str) -> None:
    assert len(entity_id(name, "person")) == 16
    assert folded(name) == folded(name.strip())
