"""Entities of whole sentences: their mentions, and ids that are the same in every article."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

Annotate = Callable[[str], Annotations]


def entity_of(found: Annotations, name: str) -> list[str]:
    return [m.text for e in found.entities if e.name == name for m in e.mentions]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        pytest.param("Tom Reyes left. He was tired.", "Tom Reyes", ["Tom Reyes", "He"], id="he"),
        pytest.param("Anna Vogt met Tom Reyes. She was tired.", "Anna Vogt", ["Anna Vogt", "She"], id="gender"),
        pytest.param(
            "Tom Reyes met Mark Vogt. Reyes told him the news.", "Mark Vogt", ["Mark Vogt", "him"], id="not its own subject"
        ),
        pytest.param("It rained. He was tired.", "Tom Reyes", [], id="nobody"),
        pytest.param("Tom Reyes left.\nThey were tired.", "Tom Reyes", ["Tom Reyes"], id="they is left alone"),
        pytest.param("Tom Reyes met Ana Vogt in Paris. Reyes and Vogt ate.", "Tom Reyes", ["Tom Reyes", "Reyes"], id="carried"),
    ],
)
def test_mentions(annotated: Annotate, text: str, name: str, mentions: list[str]) -> None:
    assert entity_of(annotated(text), name) == mentions


def test_ids_are_the_same_in_every_article(annotated: Annotate) -> None:
    one, other = annotated("Tom Reyes left Paris."), annotated("In Berlin, Mr. Tom Reyes spoke on Monday about bridges.")
    assert (
        {e.id for e in one.entities if e.name == "Tom Reyes"}
        == {e.id for e in other.entities if e.name == "Tom Reyes"}
        != set()
    )
