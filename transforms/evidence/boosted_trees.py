"""Boosted oblivious decision trees: each asks the same few questions of every row, and the answers select a leaf.

The model file is JSON: `features` by name; `base`; for each tree `asks` [[feature, bound], …] (is it above the bound?),
`leaves` (2 ** questions values, the first question being the highest bit), `rows` (share of the training rows in each leaf).
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
    """The trees of a model. `names`: the features, in the order of the columns of a row.

    `questions` (feature numbers) and `bounds`: [tree, question]. `values`: [tree, leaf]. `means`: [tree, node], the mean of the
    training rows below each node. `settings`: the whole content of the model file.
    """

    names: tuple[str, ...]
    base: float
    questions: NDArray[np.int64]
    bounds: Numbers
    values: Numbers
    means: Numbers
    settings: Mapping[str, Any]

    def scores(self, rows: Numbers) -> Numbers:
        """The probability of each row, 0 to 1. `rows`: [row, feature].

        Each question is asked of all rows at once, so that the numbers to compare are adjacent in memory. Trees have at most
        eight questions, so that the number of a leaf fits into a byte.
        """
        columns = np.ascontiguousarray(rows.T)
        leaf = np.zeros((len(self.values), len(rows)), np.uint8)
        for question in range(self.questions.shape[1]):
            leaf += leaf
            leaf += columns[self.questions[:, question]] > self.bounds[:, question, None]
        first = np.arange(0, self.values.size, self.values.shape[1])
        total = self.base + self.values.ravel()[leaf + first[:, None]].sum(axis=0)
        probabilities: Numbers = (1 / (1 + np.exp(-total))).astype(np.float32)
        return probabilities

    def contributions(self, rows: Numbers, subject_of: Numbers, tree_step: int = 1) -> Numbers:
        """What the features of each subject add to the log odds of each row: [row, subject].

        A question adds the difference between the means of the node before and the node after it. `subject_of`: [feature,
        subject], 1 where the feature belongs to the subject. `tree_step`: with 6, only each sixth tree is read.
        """
        means = self.means[::tree_step]
        sums = np.zeros((len(rows), subject_of.shape[1]), np.float32)
        first = np.arange(0, means.size, means.shape[1])  # where the means of each tree begin, if all are in one row
        flat = means.ravel()
        node = np.zeros((len(rows), len(means)), np.int64)
        before = np.broadcast_to(means[:, 0], node.shape)
        for question in range(self.questions.shape[1]):
            features = self.questions[::tree_step, question]
            node += node
            node += 1
            node += rows[:, features] > self.bounds[::tree_step, question]
            after = flat.take(node + first)
            sums += (after - before) @ subject_of[features]
            before = after
        return sums


def read_trees(path: Path) -> Trees:
    """The trees of a model file."""
    return trees_of(json.loads(path.read_text(encoding="utf-8")))


def trees_of(model: Mapping[str, Any]) -> Trees:
    """The trees of a model. `model`: the parsed content of a model file."""
    names = tuple(model["features"])
    trees = model["trees"]
    values = np.array([tree["leaves"] for tree in trees], np.float32)
    weights = np.array([tree["rows"] for tree in trees], np.float32)
    return Trees(
        names=names,
        base=float(model["base"]),
        questions=np.array([[names.index(name) for name, _ in tree["asks"]] for tree in trees], np.int64),
        bounds=np.array([[bound for _, bound in tree["asks"]] for tree in trees], np.float32),
        values=values,
        means=_node_means(values, weights),
        settings=model,
    )


def _node_means(values: Numbers, weights: Numbers) -> Numbers:
    """The mean of each node in the order of a heap: the root, its two children, …, the leaves."""
    levels, masses = [values], [weights + 1e-6]
    while levels[0].shape[1] > 1:
        value, mass = levels[0], masses[0]
        sums = mass[:, ::2] + mass[:, 1::2]
        levels.insert(0, ((value[:, ::2] * mass[:, ::2] + value[:, 1::2] * mass[:, 1::2]) / sums).astype(np.float32))
        masses.insert(0, sums)
    return np.concatenate(levels, axis=1)
