"""Trains the boosted trees of `transforms/extract/body/boosted_trees.py` with numpy: logistic loss, one question a level."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 32  # of one feature


def train(
    rows: NDArray[np.float32], labels: NDArray[np.float32], weights: NDArray[np.float32], names: list[str], *,
    trees: int = 300, depth: int = 5, rate: float = 0.08, ridge: float = 5.0, some_features: float = 0.3,
    some_rows: float = 0.7, seed: int = 1,
) -> dict[str, Any]:  # fmt: skip
    """The model as its file holds it. The same rows and seed give the same model."""
    random = np.random.default_rng(seed)
    bounds = [_bounds(rows[:, j]) for j in range(rows.shape[1])]
    bins = np.stack([np.searchsorted(b, rows[:, j], side="left") for j, b in enumerate(bounds)]).astype(np.int64)
    weights = weights / weights.mean()
    mean = float((labels * weights).sum() / weights.sum())
    base = float(np.log(mean / (1 - mean)))
    total = np.full(len(rows), base)
    able = np.array([j for j, b in enumerate(bounds) if len(b)])
    made = []
    for _ in range(trees):
        odds = 1 / (1 + np.exp(-total))
        slope, bend = weights * (labels - odds), weights * odds * (1 - odds)
        chosen = np.flatnonzero(random.random(len(rows)) < some_rows)
        features = random.choice(able, max(1, int(len(able) * some_features)), replace=False)
        asks: list[tuple[int, float]] = []
        leaf = np.zeros(len(rows), np.int64)
        some = [(int(j), bins[j][chosen]) for j in features]
        up, down = slope[chosen], bend[chosen]
        for level in range(depth):
            best = _question(some, up, down, leaf[chosen] * (BINS + 1), 1 << level, ridge, asks, bounds)
            asks.append(best)
            leaf = 2 * leaf + (rows[:, best[0]] > np.float32(best[1]))
        size = 1 << depth
        ups, downs = np.bincount(leaf[chosen], up, size), np.bincount(leaf[chosen], down, size)
        values = rate * ups / (downs + ridge)
        total += values[leaf]
        mass = np.bincount(leaf, weights, size) / weights.sum()
        made.append(
            {
                "asks": [[names[j], float(f"{bound:.5g}")] for j, bound in asks],
                "leaves": [round(float(v), 3) for v in values],
                "rows": [round(float(v), 4) for v in mass],
            }
        )
    return {"features": names, "base": round(base, 5), "trees": made}


def _bounds(column: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where a feature may be asked: between its values, or at its quantiles; the largest is no question."""
    values = np.unique(column)
    if len(values) > BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[:-1]).astype(np.float32))
        return np.array([float(f"{v:.4g}") for v in values], np.float32)
    return np.array([float(f"{v:.5g}") for v in (values[1:] + values[:-1]) / 2], np.float32)


def _question(
    some: list[tuple[int, NDArray[np.int64]]], up: NDArray[np.float64], down: NDArray[np.float64], at: NDArray[np.int64],
    leaves: int, ridge: float, asks: list[tuple[int, float]], bounds: list[NDArray[np.float32]],
) -> tuple[int, float]:  # fmt: skip
    """The feature and bound that tell the rows of all leaves apart best. `some`: features and the rows' bins in them."""
    best, gain = (some[0][0], float(bounds[some[0][0]][0])), -np.inf
    size = leaves * (BINS + 1)
    for j, bins in some:
        place = at + bins
        left_up = np.bincount(place, up, size).reshape(leaves, -1).cumsum(axis=1)
        left_down = np.bincount(place, down, size).reshape(leaves, -1).cumsum(axis=1)
        right_up, right_down = left_up[:, -1:] - left_up, left_down[:, -1:] - left_down
        gains = (left_up**2 / (left_down + ridge) + right_up**2 / (right_down + ridge)).sum(axis=0)[: len(bounds[j])]
        i = int(gains.argmax())
        bound = float(bounds[j][i])
        if gains[i] > gain and (j, bound) not in asks:
            best, gain = (j, bound), float(gains[i])
    return best
