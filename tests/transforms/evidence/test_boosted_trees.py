"""The trees of a model file: which leaf a row comes to, and what each question adds."""

import json
from pathlib import Path

import numpy as np
import pytest

from transforms.evidence.boosted_trees import read_trees, trees_of

MODEL = {
    "features": ["a", "b"],
    "base": 0.0,
    "trees": [
        {"asks": [["a", 0.5], ["b", 1.5]], "leaves": [-1, 0, 1, 2], "rows": [0.25, 0.25, 0.25, 0.25]},
        {"asks": [["b", 0.5], ["a", 0.5]], "leaves": [0, 0, 0, 3], "rows": [0.5, 0.5, 0, 0]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "log_odds"),
    [
        pytest.param([0, 0], -1, id="no, no"),
        pytest.param([1, 0], 1, id="the first question is the highest bit"),
        pytest.param([0, 2], 0, id="the second question is the lowest bit"),
        pytest.param([1, 2], 5, id="both trees"),
        pytest.param([0.5, 2], 0, id="a bound itself is not above it"),
    ],
)
def test_scores_and_contributions(row: list[float], log_odds: float) -> None:
    trees, rows = trees_of(MODEL), np.array([row], np.float32)
    (score,) = trees.scores(rows)
    assert np.isclose(np.log(score / (1 - score)), log_odds, atol=1e-4)
    contributions = trees.contributions(rows, np.eye(2, dtype=np.float32))
    assert np.isclose(contributions.sum() + trees.means[:, 0].sum(), log_odds, atol=1e-3), "they add up to the log odds"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param([0, 0], [-1, -0.5], id="both against"),
        pytest.param([1, 0], [1, -0.5], id="one for it, one against"),
    ],
)
def test_contributions_of_the_first_tree(row: list[float], expected: list[float]) -> None:
    """The root's mean is 0.5; a "no" to `a` leads to -0.5, a "yes" to 1.5; `b` adds the rest."""
    trees = trees_of({**MODEL, "trees": MODEL["trees"][:1]})
    (contributions,) = trees.contributions(np.array([row], np.float32), np.eye(2, dtype=np.float32))
    assert contributions.tolist() == pytest.approx(expected, abs=1e-4)


def test_every_other_tree() -> None:
    trees, row = trees_of(MODEL), np.array([[1, 2]], np.float32)
    first = trees_of({**MODEL, "trees": MODEL["trees"][:1]})
    about = np.eye(2, dtype=np.float32)
    assert np.allclose(trees.contributions(row, about, tree_step=2), first.contributions(row, about))


def test_features_of_one_subject_are_summed() -> None:
    trees, row = trees_of(MODEL), np.array([[1, 2]], np.float32)
    apart = trees.contributions(row, np.eye(2, dtype=np.float32))
    together = trees.contributions(row, np.ones((2, 1), np.float32))
    assert together.shape == (1, 1) and np.isclose(together.sum(), apart.sum())


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps(MODEL))
    trees = read_trees(tmp_path / "model.json")
    assert (trees.names, trees.settings["base"]) == (("a", "b"), 0.0)
    assert trees.scores(np.zeros((0, 2), np.float32)).tolist() == []
