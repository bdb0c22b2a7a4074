"""Weights of subjects → the rule of a removal and the reasons in words."""

import numpy as np
import pytest

from transforms.extract.body.decide import block_model
from transforms.extract.body.reasons import SIGNS, SUBJECTS, rule_and_reasons, subject_of, subject_weights

NUMBER = {subject.rule: i for i, subject in enumerate(SUBJECTS)}
AGAINST = {subject.rule: subject.against for subject in SUBJECTS}
IN_FAVOUR = {subject.rule: subject.in_favour for subject in SUBJECTS}


def explained(weights: dict[str, float], kept: bool, **signs: float) -> tuple[str, tuple[str, ...]]:
    by_number = [weights.get(subject.rule, 0.0) for subject in SUBJECTS]
    block = {**dict.fromkeys(SIGNS, 0.0), **{name.replace("__", "-"): value for name, value in signs.items()}}
    return rule_and_reasons(by_number, kept, block)


@pytest.mark.parametrize(
    ("weights", "signs", "rule", "reasons"),
    [
        pytest.param({"outside": -2, "other_box": -1}, {}, "outside", ["outside", "other_box"], id="the strongest names the removal"),
        pytest.param({"outside": -4, "link_list": -1}, {"link_share": 0.5}, "link_list", ["outside", "link_list"], id="what says what it is names it when strong enough"),
        pytest.param({"outside": -5, "link_list": -1}, {"link_share": 0.5}, "outside", ["outside", "link_list"], id="but not when it is weak"),
        pytest.param({"outside": -4, "link_list": -1}, {}, "outside", ["outside"], id="no links, no reason by links"),
        pytest.param({"caption": -1}, {"pictures__1": 1}, "caption", ["caption"], id="a picture before it"),
        pytest.param({"caption": -1}, {"slanted": 0.4}, "label", [], id="no reason has its sign"),
        pytest.param({"other_box": -1}, {"pulled": 1}, "pull_quote", ["pull_quote", "other_box"], id="a pull quote, whatever weighs more"),
        pytest.param({"outside": -1, "other_box": 3}, {}, "outside", ["outside"], id="reasons in its favour are left out"),
        pytest.param({"outside": -4, "other_box": -3, "other_kind": -2, "label": -1}, {}, "outside", ["outside", "other_box", "other_kind"], id="three at most"),
        pytest.param({}, {}, "label", [], id="no weight at all"),
    ],
)  # fmt: skip
def test_dropped(weights: dict[str, float], signs: dict[str, float], rule: str, reasons: list[str]) -> None:
    assert explained(weights, False, **signs) == (rule, tuple(AGAINST[name] for name in reasons))


@pytest.mark.parametrize(
    ("weights", "reasons"),
    [
        pytest.param({"outside": 1, "label": 2}, ["label", "outside"], id="the strongest first"),
        pytest.param({"outside": 1, "label": -2}, ["outside"], id="reasons against it are left out"),
        pytest.param({"link_list": 1}, ["link_list"], id="signs are needed only against it"),
        pytest.param({}, [], id="none"),
    ],
)
def test_kept(weights: dict[str, float], reasons: list[str]) -> None:
    assert explained(weights, True, pulled=1) == ("", tuple(IN_FAVOUR[name] for name in reasons))


@pytest.mark.parametrize(
    ("feature", "rule"),
    [
        pytest.param("named", "named", id="its box's name"),
        pytest.param("title_part", "headline", id="headline"),
        pytest.param("stated", "standfirst", id="JSON-LD"),
        pytest.param("pulled", "pull_quote", id="pull quote"),
        pytest.param("times", "repeated", id="repetition"),
        pytest.param("pictures+1", "caption", id="a picture behind it"),
        pytest.param("link_share-2", "link_list", id="a neighbour's links"),
        pytest.param("up2_links", "link_list", id="a box's links"),
        pytest.param("like_links", "link_list", id="links of similar blocks"),
        pytest.param("kept", "not_chosen", id="the extractor's choice"),
        pytest.param("kept-1", "outside", id="the extractor's choice of a neighbour"),
        pytest.param("prose_path_mass", "other_kind", id="prose of similar blocks"),
        pytest.param("up3_prose", "other_box", id="prose of a box"),
        pytest.param("in_aside", "other_box", id="the element it stands in"),
        pytest.param("in_figure", "caption", id="a figure"),
        pytest.param("place", "outside", id="place"),
        pytest.param("words", "label", id="everything else"),
    ],
)
def test_subject_of(feature: str, rule: str) -> None:
    assert SUBJECTS[subject_of(feature)].rule == rule


def test_weights_of_the_model() -> None:
    """One weight for each subject, the same for the same block."""
    rows = np.zeros((2, len(block_model().names)), np.float32)
    weights = subject_weights(block_model(), rows)
    assert weights.shape == (2, len(SUBJECTS)) and (weights[0] == weights[1]).all()
