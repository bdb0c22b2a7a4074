"""Entities of whole sentences: their mentions, and ids that are the same in every article."""

from collections.abc import Callable

import pytest

from transforms.annotate.annotator import Annotator
from transforms.annotate.entities.lexicon.alias import Alias
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


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        pytest.param(None, "Q90", id="the table"),
        pytest.param(Alias("Paris", type="place", own=True, wikidata="Q830149"), "Q830149", id="the user's number"),
        pytest.param(Alias("Paris", type="place", id="town-7", own=True), None, id="the user's own entity, without a number"),
        pytest.param(Alias("Paris", ("the City of Light",), own=True), "Q90", id="other names of a well-known one"),
    ],
)
def test_wikidata_ids_of_the_user_come_first(alias: Alias | None, expected: str | None) -> None:
    (found,) = Annotator(aliases=(alias,) if alias else ()).annotate([("Tom Reyes left Paris on Monday.", "en")])
    assert isinstance(found, Annotations)
    assert {e.name: e.wikidata for e in found.entities} == {"Tom Reyes": None, "Paris": expected}
