"""Sums over boxes and over groups of similar blocks: how much around a block the extractor has kept."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.evidence.boosted_trees import Numbers
from transforms.extract.body.blocks import Layout

Positions = NDArray[np.int64]
MAIN_BOX_SHARE = 0.7  # share of the sum over the page that is in the box of the article


class Branches:
    """The boxes around each block, and the end of each box, as arrays of box numbers.

    One value for each block: `own`, `up1`, `up2`, `up3` (its box and the three around it; the outermost box where there are
    fewer). One value for each box: `above` (the box around it, or -1), `depth`, `end` (the first box after all inside of it).
    """

    def __init__(self, layout: Layout) -> None:
        boxes = layout.boxes
        self.boxes = boxes
        self.above: Positions = np.array([box.above for box in boxes], dtype=np.int64)
        self.depth: Numbers = np.array([box.depth for box in boxes], dtype=np.float32)
        self.own: Positions = np.array([block.box for block in layout.blocks], dtype=np.int64)
        self.up1, self.up2, self.up3 = self._up(self.own, 1), self._up(self.own, 2), self._up(self.own, 3)
        self.end = self._end()
        self.steps = (("own", self.own), ("up1", self.up1), ("up2", self.up2), ("up3", self.up3))

    def _up(self, boxes: Positions, steps: int) -> Positions:
        for _ in range(steps):
            boxes = np.where(self.above[boxes] >= 0, self.above[boxes], boxes)
        return boxes

    def _end(self) -> Positions:
        end, above = list(range(1, len(self.above) + 1)), self.above.tolist()
        for i in range(len(end) - 1, -1, -1):  # a box comes after the one around it, so inner ones are complete first
            if above[i] >= 0 and end[i] > end[above[i]]:
                end[above[i]] = end[i]
        return np.array(end, dtype=np.int64)

    def groups(self) -> Iterator[tuple[str, Positions]]:
        """Groups of similar blocks: (name, the group number of each block).

        `like`: same tag and class of the box; `like2`: of the box and the one around it; `like4`: of the two boxes above its
        own; `path`: same tags from the root down.
        """
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


def _numbered(keys: list[Hashable]) -> Positions:
    """A number for each key, the same for equal keys, counted from 0 in the order of first occurrence."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int64)


def box_sums(branches: Branches, values: Numbers) -> Numbers:
    """For each box, the sum of the values of all blocks in it."""
    so_far = np.concatenate([[0.0], np.cumsum(np.bincount(branches.own, values, len(branches.above)))])
    sums: Numbers = (so_far[branches.end] - so_far[:-1]).astype(np.float32)
    return sums


def innermost_box_with_most(sums: Numbers, total: float) -> int:
    """The number of the innermost box whose sum is at least `MOST` of the total; 0, the outermost, when none has as much."""
    enough = np.flatnonzero(sums >= MAIN_BOX_SHARE * total)
    return int(enough[-1]) if len(enough) else 0


def steps_up(branches: Branches, box: int) -> Numbers:
    """For each block, the number of steps up from `box` to the innermost box that contains the block; 0 for blocks inside."""
    above = branches.above.tolist()
    steps: dict[int, int] = {}
    at, n = box, 0
    while at >= 0:
        steps[at] = n
        at, n = above[at], n + 1
    for i in range(len(above)):
        if i not in steps:
            steps[i] = steps.get(above[i], n)
    return np.array([steps[i] for i in branches.own.tolist()], dtype=np.float32)


@dataclass(frozen=True)
class PageSizes:
    """Of each block of a page: its characters, and those inside links."""

    chars: Numbers
    linked: Numbers


def group_features(name: str, group: Positions, marked: Numbers, sizes: PageSizes, *, shares_only: bool) -> dict[str, Numbers]:
    """For each block, the share of the other blocks in its group that are marked, and their share of all marked characters.

    `marked`: 0 to 1 for each block. Unless `shares_only`, also the group's size, mean length and share of links.
    """
    size = int(group.max()) + 1
    count = np.bincount(group, minlength=size)
    marks, mass = np.bincount(group, marked, size), np.bincount(group, marked * sizes.chars, size)
    total = max(1.0, float((marked * sizes.chars).sum()))
    columns = {
        f"{name}_kept": np.where(count[group] > 1, (marks[group] - marked) / np.maximum(1, count[group] - 1), -1),
        f"{name}_mass": (mass[group] - marked * sizes.chars) / total,
    }
    if not shares_only:
        chars, linked = np.bincount(group, sizes.chars, size), np.bincount(group, sizes.linked, size)
        columns[f"{name}_n"] = count[group]
        columns[f"{name}_mean"] = chars[group] / count[group]
        columns[f"{name}_links"] = linked[group] / np.maximum(1, chars[group])
    return {key: values.astype(np.float32) for key, values in columns.items()}
