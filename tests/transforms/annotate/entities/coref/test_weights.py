"""The table of weights: each has a reason and a measurement, and none is zero."""

from dataclasses import asdict, fields
from importlib.resources import files

import yaml

from transforms.annotate.entities.coref.weights import SalienceWeights, salience_weights


def test_each_weight_has_its_reason_and_what_it_is_worth() -> None:
    data = yaml.safe_load((files("transforms.annotate.entities.coref") / "salience.yaml").read_text("utf-8"))
    assert [*data] == [field.name for field in fields(SalienceWeights)]
    assert all(set(row) == {"weight", "why", "without"} and row["why"] and row["without"] for row in data.values())


def test_the_weights_are_those_of_the_table() -> None:
    weights = asdict(salience_weights())
    assert (weights["main_subject"], weights["named_in_own_quote"]) == (1.9, -2.5)
    assert all(weights.values())
