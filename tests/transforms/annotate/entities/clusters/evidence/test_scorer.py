"""The weights of types: the sum of the signs of the context and of the names, and the file of the weights."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from transforms.annotate.entities.clusters.evidence.scorer import learned_weights, sign_values, type_weights
from transforms.annotate.entities.clusters.type_evidence import SIGNS
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


@pytest.mark.parametrize(
    ("model", "signs", "form", "kind"),
    [
        pytest.param("person", {"kind of place": 1}, "Orvella", "place", id="the province of"),
        pytest.param("person", {"preposition: with": 1}, "Orvella", "person", id="with"),
        pytest.param("organization", {"dateline": 1}, "QBRA", "place", id="a dateline in capitals"),
        pytest.param("person", {"after: organization": 2, "modifier": 2, "article": 1}, "Orvella", "organization", id="shares"),
        pytest.param("organization", {"who": 1, "is a: person": 1}, "Orvella", "person", id="a man who"),
        pytest.param("organization", {"subject": 1}, "Raghav Deshmukh", "person", id="a given name and surname of India"),
        pytest.param("person", {"subject": 1}, "La Velmarsh", "organization", id="a Romance article is no person's"),
        pytest.param("person", {"beside: place": 2, "preposition: in": 2}, "Orvella", "place", id="in a list of towns"),
        pytest.param("place", {"long person": 1}, "Velmarsh Foods", "organization", id="the last word of a company"),
    ],
)
def test_evidence_outweighs_the_label(model: str, signs: dict[str, int], form: str, kind: str) -> None:
    weights = type_weights(Counter({f"model: {model}": 1, **signs}), [form], OURS)
    assert max(weights, key=lambda k: weights[k]) == kind


def test_further_mentions_count_less() -> None:
    assert sign_values(Counter({"title": 3}), [], OURS) == {"title": 2.0}


def test_a_single_personal_act_of_a_place_may_be_chance() -> None:
    assert sign_values(Counter({"personal act": 1, "model: place": 1}), [], OURS)["personal act"] == pytest.approx(0.6)
    assert sign_values(Counter({"personal act": 1}), [], OURS)["personal act"] == 1.0


def test_the_weights_are_those_of_the_hand_set_signs() -> None:
    priors = yaml.safe_load((Path(__file__).parents[6] / "tools" / "type_priors.yaml").read_text("utf-8"))
    assert list(learned_weights()) == list(priors)
    assert {sign.name for sign in SIGNS} <= priors.keys()
