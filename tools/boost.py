"""Trains boosted trees for `transforms/extract/body/boosted_trees.py` with numpy: logistic loss, one question a level."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 32  # of one feature


def train(
    rows: NDArray[np.float32], labels: NDArray[np.float32], weights: NDArray[np.float32], names: list[str], *,
    trees: int = 300, depth: int = 5, rate: float = 0.08, ridge: float = 5.0, some_features: float = 0.3,
    some_rows: float = 0.7, seed: int = 1,
) -> dict[str, Any]:  # fmt: skip
    """A model as its file holds it. The same rows and seed give the same model.

    `rows`: [row, feature]. `labels`: 0 or 1. `rate`: how much of a tree's step is taken. `ridge`: added to the weight of each
    leaf, so that small leaves say less. `some_features`, `some_rows`: shares that are drawn for each tree.
    """
    random = np.random.default_rng(seed)
    bounds = [_bounds(rows[:, j]) for j in range(rows.shape[1])]
    bins = np.stack([np.searchsorted(b, rows[:, j], side="left") for j, b in enumerate(bounds)]).astype(np.int64)
    weights = weights / weights.mean()
    mean = float((labels * weights).sum() / weights.sum())
    base = float(np.log(mean / (1 - mean)))
    total = np.full(len(rows), base)
    askable = np.array([j for j, b in enumerate(bounds) if len(b)])
    grown = []
    for _ in range(trees):
        odds = 1 / (1 + np.exp(-total))
        gradient, hessian = weights * (labels - odds), weights * odds * (1 - odds)
        chosen = np.flatnonzero(random.random(len(rows)) < some_rows)
        features = random.choice(askable, max(1, int(len(askable) * some_features)), replace=False)
        asks: list[tuple[int, float]] = []
        leaf = np.zeros(len(rows), np.int64)
        some = [(int(j), bins[j][chosen]) for j in features]
        gradients, hessians = gradient[chosen], hessian[chosen]
        for level in range(depth):
            best = _best_question(some, gradients, hessians, leaf[chosen] * (BINS + 1), 1 << level, ridge, asks, bounds)
            asks.append(best)
            leaf = 2 * leaf + (rows[:, best[0]] > np.float32(best[1]))
        size = 1 << depth
        leaf_gradients = np.bincount(leaf[chosen], gradients, size)
        leaf_hessians = np.bincount(leaf[chosen], hessians, size)
        values = rate * leaf_gradients / (leaf_hessians + ridge)
        total += values[leaf]
        mass = np.bincount(leaf, weights, size) / weights.sum()
        grown.append(
            {
                "asks": [[names[j], float(f"{bound:.5g}")] for j, bound in asks],
                "leaves": [round(float(v), 3) for v in values],
                "rows": [round(float(v), 4) for v in mass],
            }
        )
    return {"features": names, "base": round(base, 5), "trees": grown}


def _bounds(column: NDArray[np.float32]) -> NDArray[np.float32]:
    """The bounds at which a feature may be asked: between its values, or at its quantiles when there are many."""
    values = np.unique(column)
    if len(values) > BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[:-1]).astype(np.float32))
        return np.array([float(f"{v:.4g}") for v in values], np.float32)
    return np.array([float(f"{v:.5g}") for v in (values[1:] + values[:-1]) / 2], np.float32)


def _best_question(
    some: list[tuple[int, NDArray[np.int64]]], gradients: NDArray[np.float64], hessians: NDArray[np.float64],
    at: NDArray[np.int64], leaves: int, ridge: float, asks: list[tuple[int, float]], bounds: list[NDArray[np.float32]],
) -> tuple[int, float]:  # fmt: skip
    """The feature and bound that split the rows of all leaves best.

    `some`: features and the bin of each row. `at`: of each row, the first bin of its leaf. `asks`: questions that were asked
    before.
    """
    best, gain = (some[0][0], float(bounds[some[0][0]][0])), -np.inf
    size = leaves * (BINS + 1)
    for j, bins in some:
        place = at + bins
        left = np.bincount(place, gradients, size).reshape(leaves, -1).cumsum(axis=1)
        left_hessian = np.bincount(place, hessians, size).reshape(leaves, -1).cumsum(axis=1)
        right, right_hessian = left[:, -1:] - left, left_hessian[:, -1:] - left_hessian
        gains = (left**2 / (left_hessian + ridge) + right**2 / (right_hessian + ridge)).sum(axis=0)[: len(bounds[j])]
        i = int(gains.argmax())
        bound = float(bounds[j][i])
        if gains[i] > gain and (j, bound) not in asks:
            best, gain = (j, bound), float(gains[i])
    return best
