"""Trains boosted trees for `transforms/evidence/boosted_trees.py` with numpy.

The loss is logistic. All nodes on one level of a tree ask the same question (oblivious trees): is a feature above a bound?
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 32  # per feature


def train(
    rows: NDArray[np.float32], labels: NDArray[np.float32], weights: NDArray[np.float32], names: list[str], *,
    trees: int = 300, depth: int = 5, rate: float = 0.08, ridge: float = 5.0, some_features: float = 0.3,
    some_rows: float = 0.7, seed: int = 1,
) -> dict[str, Any]:  # fmt: skip
    """Returns a trained model in the format of its file. The same rows and seed give the same model.

    `rows`: [row, feature]. `labels`: 0 or 1. `rate`: how much of a tree's step is taken. `ridge`: added to the weight of each
    leaf, so that small leaves count less. `some_features`, `some_rows`: shares, 0 to 1, that are drawn for each tree.
    """
    random = np.random.default_rng(seed)
    bounds = [_bounds(rows[:, j]) for j in range(rows.shape[1])]
    bins = np.stack([np.searchsorted(b, rows[:, j], side="left") for j, b in enumerate(bounds)]).astype(np.int64)
    weights = weights / weights.mean()
    mean = float((labels * weights).sum() / weights.sum())
    base = float(np.log(mean / (1 - mean)))
    log_odds = np.full(len(rows), base)
    usable = np.array([j for j, b in enumerate(bounds) if len(b)])
    grown = []
    for _ in range(trees):
        probability = 1 / (1 + np.exp(-log_odds))
        gradient, hessian = weights * (labels - probability), weights * probability * (1 - probability)
        chosen = np.flatnonzero(random.random(len(rows)) < some_rows)
        features = random.choice(usable, max(1, int(len(usable) * some_features)), replace=False)
        asks: list[tuple[int, float]] = []
        leaf = np.zeros(len(rows), np.int64)
        binned = [(int(j), bins[j][chosen]) for j in features]
        gradients, hessians = gradient[chosen], hessian[chosen]
        for level in range(depth):
            best = _best_question(binned, gradients, hessians, leaf[chosen] * (BINS + 1), 1 << level, ridge, asks, bounds)
            asks.append(best)
            leaf = 2 * leaf + (rows[:, best[0]] > np.float32(best[1]))
        size = 1 << depth
        leaf_gradients = np.bincount(leaf[chosen], gradients, size)
        leaf_hessians = np.bincount(leaf[chosen], hessians, size)
        values = rate * leaf_gradients / (leaf_hessians + ridge)
        log_odds += values[leaf]
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
    """Returns the bounds that a feature may be compared with: between its values, or its quantiles when there are many."""
    values = np.unique(column)
    if len(values) > BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[:-1]).astype(np.float32))
        return np.array([float(f"{v:.4g}") for v in values], np.float32)
    return np.array([float(f"{v:.5g}") for v in (values[1:] + values[:-1]) / 2], np.float32)


def _best_question(
    binned: list[tuple[int, NDArray[np.int64]]], gradients: NDArray[np.float64], hessians: NDArray[np.float64],
    leaf_start: NDArray[np.int64], leaves: int, ridge: float, asks: list[tuple[int, float]], bounds: list[NDArray[np.float32]],
) -> tuple[int, float]:  # fmt: skip
    """Returns the feature and bound that split the rows of all leaves best.

    `binned`: pairs of a feature and the bin of each row. `leaf_start`: for each row, the number of the first bin of its leaf.
    `asks`: the questions of the levels above.
    """
    best, gain = (binned[0][0], float(bounds[binned[0][0]][0])), -np.inf
    size = leaves * (BINS + 1)
    for j, bins in binned:
        place = leaf_start + bins
        left = np.bincount(place, gradients, size).reshape(leaves, -1).cumsum(axis=1)
        left_hessian = np.bincount(place, hessians, size).reshape(leaves, -1).cumsum(axis=1)
        right, right_hessian = left[:, -1:] - left, left_hessian[:, -1:] - left_hessian
        gains = (left**2 / (left_hessian + ridge) + right**2 / (right_hessian + ridge)).sum(axis=0)[: len(bounds[j])]
        i = int(gains.argmax())
        bound = float(bounds[j][i])
        if gains[i] > gain and (j, bound) not in asks:
            best, gain = (j, bound), float(gains[i])
    return best
