"""The weights of types: signs of the context, the name itself, and their sum."""

from collections import Counter

import pytest

from transforms.annotate.entities.clusters.types import type_weights
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer

OURS = gazetteer(())


@pytest.mark.parametrize(
    ("signs", "form", "kind"),
    [
        pytest.param({"model: organization": 1}, "Quillbrandt", "organization", id="nothing but the label"),
        pytest.param({"model: organization": 1, "title": 1}, "Quillbrandt", "person", id="a title wins over a label"),
        pytest.param({"model: organization": 1, "age": 1}, "Quillbrandt", "person", id="an age wins over a label"),
        pytest.param(
            {"model: place": 20, "personal act": 3, "title": 1}, "Quillbrandt", "person", id="one mistake made twenty times"
        ),
        pytest.param({"model: person": 1, "place preposition": 2}, "Quillbrandt", "place", id="in"),
        pytest.param({"model: person": 1, "state": 1}, "Quillbrandt", "place", id="a state follows"),
        pytest.param({"model: person": 1}, "Quillbrandt Council", "organization", id="what it ends with"),
        pytest.param({"model: organization": 2}, "Ana Quillbrandt", "person", id="a given name"),
        pytest.param({"model: person": 1}, "QBR", "organization", id="an acronym"),
        pytest.param({"model: person": 1}, "Denmark", "place", id="a country"),
        pytest.param({"model: person": 2, "long person": 2}, "Jordan Quillbrandt", "person", id="a country is no given name"),
        pytest.param({"model: person": 2, "title": 1}, "Jordan", "person", id="a country that may be a person"),
        pytest.param({"model: organization": 3}, "Muslims", "group", id="people of a faith"),
        pytest.param({"model: person": 2}, "Bible", "work", id="a book"),
    ],
)
def test_type_weights(signs: dict[str, int], form: str, kind: str) -> None:
    weights = type_weights(Counter(signs), [form], OURS)
    assert max(weights, key=lambda k: weights[k]) == kind


def test_the_users_type_overrides_all_evidence() -> None:
    own = gazetteer((Alias("Denmark", type="organization", own=True),))
    weights = type_weights(Counter({"model: place": 9, "place preposition": 9}), ["Denmark"], own)
    assert max(weights, key=lambda k: weights[k]) == "organization"
