"""Boosted trees that fit a data file: each asks the same few questions of every row, and the answers name a leaf.

The file is JSON: `features` by name; `base`; for each tree `asks` [[feature, bound], …] (is it above the bound?), `leaves`
(2 ** questions values, the first question being the highest bit), `rows` (the share of the training rows in each leaf).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Trees:
    """`asked`, `bounds`: [tree, question]; `values`: [tree, leaf]; `means`: [tree, node], the mean below each node."""

    names: tuple[str, ...]
    base: float
    asked: NDArray[np.int64]
    bounds: Numbers
    values: Numbers
    means: Numbers
    settings: Mapping[str, Any]

    def scores(self, rows: Numbers) -> Numbers:
        """The probability of each row. A tree after the other for all rows at once, so that what is added lies side by side; at
        most eight questions a tree, so that a leaf's number fits a byte.
        """
        columns = np.ascontiguousarray(rows.T)
        leaf = np.zeros((len(self.values), len(rows)), np.uint8)
        for question in range(self.asked.shape[1]):
            leaf += leaf
            leaf += columns[self.asked[:, question]] > self.bounds[:, question, None]
        first = np.arange(0, self.values.size, self.values.shape[1])
        total = self.base + self.values.ravel()[leaf + first[:, None]].sum(axis=0)
        odds: Numbers = (1 / (1 + np.exp(-total))).astype(np.float32)
        return odds

    def shares(self, rows: Numbers, about: Numbers, every: int = 1) -> Numbers:
        """What the features of each subject add to the log odds of each row, down the trees; `about`: [feature, subject]."""
        means = self.means[::every]
        found = np.zeros((len(rows), about.shape[1]), np.float32)
        tree = np.arange(len(means))
        node = np.zeros((len(rows), len(means)), np.int64)
        for question in range(self.asked.shape[1]):
            before = means[tree, node]
            asked = self.asked[::every, question]
            node = 2 * node + 1 + (rows[:, asked] > self.bounds[::every, question])
            found += (means[tree, node] - before) @ about[asked]
        return found


def read(path: Path) -> Trees:
    return made(json.loads(path.read_text(encoding="utf-8")))


def made(model: Mapping[str, Any]) -> Trees:
    """The trees of a model as it stands in its file."""
    names = tuple(model["features"])
    trees = model["trees"]
    values = np.array([tree["leaves"] for tree in trees], np.float32)
    weights = np.array([tree["rows"] for tree in trees], np.float32)
    return Trees(
        names=names,
        base=float(model["base"]),
        asked=np.array([[names.index(name) for name, _ in tree["asks"]] for tree in trees], np.int64),
        bounds=np.array([[bound for _, bound in tree["asks"]] for tree in trees], np.float32),
        values=values,
        means=_means(values, weights),
        settings=model,
    )


def _means(values: Numbers, weights: Numbers) -> Numbers:
    """The heap of means: the root, its two children, …, the leaves."""
    levels, masses = [values], [weights + 1e-6]
    while levels[0].shape[1] > 1:
        value, mass = levels[0], masses[0]
        sums = mass[:, ::2] + mass[:, 1::2]
        levels.insert(0, ((value[:, ::2] * mass[:, ::2] + value[:, 1::2] * mass[:, 1::2]) / sums).astype(np.float32))
        masses.insert(0, sums)
    return np.concatenate(levels, axis=1)
