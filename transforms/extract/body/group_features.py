"""Sums over boxes and over blocks of one kind: what a block's branch and its like were taken for."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.extract.body.blocks import Layout

Numbers = NDArray[np.float32]
Places = NDArray[np.int64]
HEART = 0.7  # of the mass lies in the box that holds the article


class Branches:
    """Of each block its box and the three around it, by number; of each box the one around it, its depth and where it ends."""

    def __init__(self, layout: Layout) -> None:
        boxes = layout.boxes
        self.boxes = boxes
        self.above: Places = np.array([box.above for box in boxes], dtype=np.int64)
        self.depth: Numbers = np.array([box.depth for box in boxes], dtype=np.float32)
        self.own: Places = np.array([block.box for block in layout.blocks], dtype=np.int64)
        self.up1, self.up2, self.up3 = self._up(self.own, 1), self._up(self.own, 2), self._up(self.own, 3)
        self.after = self._after()
        self.steps = (("own", self.own), ("up1", self.up1), ("up2", self.up2), ("up3", self.up3))

    def _up(self, places: Places, steps: int) -> Places:
        for _ in range(steps):
            places = np.where(self.above[places] >= 0, self.above[places], places)
        return places

    def _after(self) -> Places:
        """Of each box, the number of the first after all that lies in it: a box comes after the one around it."""
        after, above = list(range(1, len(self.above) + 1)), self.above.tolist()
        for i in range(len(after) - 1, -1, -1):
            if above[i] >= 0 and after[i] > after[above[i]]:
                after[above[i]] = after[i]
        return np.array(after, dtype=np.int64)

    def groups(self) -> Iterator[tuple[str, Places]]:
        """Blocks of one kind have one number: by tag and class of one, of two boxes, of the two above; by path of tags."""
        boxes = self.boxes
        kinds = _numbered([(box.tag, box.name) for box in boxes])
        paths: list[int] = []
        known: dict[tuple[int, str], int] = {}
        for box in boxes:
            paths.append(known.setdefault((paths[box.above] if box.above >= 0 else -1, box.tag), len(known)))
        yield "like", _numbered(kinds[self.own].tolist())
        yield "like2", _numbered(list(zip(kinds[self.own].tolist(), kinds[self.up1].tolist(), strict=True)))
        yield "like4", _numbered(list(zip(kinds[self.up1].tolist(), kinds[self.up2].tolist(), strict=True)))
        yield "path", _numbered([paths[i] for i in self.own])


def _numbered(keys: list[Hashable]) -> Places:
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int64)


def sums_up(branches: Branches, values: Numbers) -> Numbers:
    """Of each box, the sum over all blocks in it."""
    so_far = np.concatenate([[0.0], np.cumsum(np.bincount(branches.own, values, len(branches.above)))])
    sums: Numbers = (so_far[branches.after] - so_far[:-1]).astype(np.float32)
    return sums


def heart(box_sums: Numbers, total: float) -> int:
    """The innermost box with most of the mass; the first of all when none has."""
    good = np.flatnonzero(box_sums >= HEART * total)
    return int(good[-1]) if len(good) else 0


def climb(branches: Branches, to: int) -> Numbers:
    """How far above that box the branch of each block leaves the way to it; 0 inside of it."""
    above = branches.above.tolist()
    steps: dict[int, int] = {}
    at, n = to, 0
    while at >= 0:
        steps[at] = n
        at, n = above[at], n + 1
    found = []
    for i in range(len(above)):
        if i not in steps:
            steps[i] = steps.get(above[i], n)
    for i in branches.own.tolist():
        found.append(steps[i])
    return np.array(found, dtype=np.float32)


@dataclass(frozen=True)
class Whole:
    """All blocks: their characters, and those in links."""

    chars: Numbers
    linked: Numbers


def likeness(name: str, group: Places, marked: Numbers, whole: Whole, shares_only: bool) -> dict[str, Numbers]:
    """Of the blocks of each one's kind, itself not counted, how many are marked, and their share of all that is marked."""
    size = int(group.max()) + 1
    count = np.bincount(group, minlength=size)
    marks, mass = np.bincount(group, marked, size), np.bincount(group, marked * whole.chars, size)
    total = max(1.0, float((marked * whole.chars).sum()))
    out = {
        f"{name}_kept": np.where(count[group] > 1, (marks[group] - marked) / np.maximum(1, count[group] - 1), -1),
        f"{name}_mass": (mass[group] - marked * whole.chars) / total,
    }
    if not shares_only:
        chars, linked = np.bincount(group, whole.chars, size), np.bincount(group, whole.linked, size)
        out[f"{name}_n"] = count[group]
        out[f"{name}_mean"] = chars[group] / count[group]
        out[f"{name}_links"] = linked[group] / np.maximum(1, chars[group])
    return {key: values.astype(np.float32) for key, values in out.items()}
