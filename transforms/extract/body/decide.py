"""The decision to keep or drop each block of a page, by boosted trees that give its probability of being article.

`blocks.json` holds the trees; `tools/train_blocks.py` makes it; docs/extraction.md says on what it was trained and how good
it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from transforms.extract.body.blocks import Layout
from transforms.extract.body.boosted_trees import Numbers, Trees, read_trees
from transforms.extract.body.evidence import Evidence
from transforms.extract.body.features.groups import Positions
from transforms.extract.body.poll_answers import with_poll_answers
from transforms.extract.body.reasons import SIGNS, rule_and_reasons, subject_weights

MODEL = Path(__file__).with_name("blocks.json")
REPORTED_BLOCKS = 10  # before the first and after the last that were kept: what was dropped farther off is the page's frame
SURE = 1e-4  # a score nearer to 0 or 1 than this weighs no more in the mean of a list
EXTRACTOR_KEPT = 0.5  # share of a block in the extractor's text
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Decision:
    """What was decided on a page's blocks. By block: `scores`, how likely it is article (0 for those far off); `kept`."""

    scores: Numbers
    kept: Marks


@dataclass(frozen=True)
class Explanation:
    """Why a block was kept or dropped. `rule`: that of its removal, "" if it is kept. `reasons`: the strongest first."""

    rule: str
    reasons: tuple[str, ...]


@cache
def block_model() -> Trees:
    return read_trees(MODEL)


def decide(evidence: Evidence) -> Decision:
    trees = block_model()
    return decision_from(
        evidence, trees.scores(feature_rows(evidence, trees.names, evidence.near)), trees.settings["threshold"]
    )


def decision_from(evidence: Evidence, near_scores: Numbers, threshold: float) -> Decision:
    """The decision that follows from the scores of the blocks near the article, in their order."""
    scores = np.zeros(len(evidence.layout.blocks), np.float32)
    if len(evidence.near):
        scores[evidence.near] = average_lists(evidence.layout, evidence.near, near_scores)
    return Decision(scores, with_poll_answers([block.text for block in evidence.layout.blocks], scores >= threshold))


def average_lists(layout: Layout, near: Positions, scores: Numbers) -> Numbers:
    """The scores, with the items of one list all having their mean, in log odds.

    A list is article as a whole or not at all; a poll that lost one answer is no longer recognized by the cleaning rules.
    """
    odds = np.log(np.clip(scores, SURE, 1 - SURE) / np.clip(1 - scores, SURE, 1 - SURE))
    lists = []
    for i in near.tolist():
        box = layout.boxes[layout.blocks[i].box]
        lists.append(box.above if box.tag == "li" else -1 - i)
    _, group = np.unique(lists, return_inverse=True)
    means = np.bincount(group, odds) / np.bincount(group)
    return (1 / (1 + np.exp(-means[group]))).astype(np.float32)


def feature_rows(evidence: Evidence, names: Sequence[str], positions: Positions) -> Numbers:
    """The named features of some blocks, [block, feature]."""
    if not len(positions):
        return np.zeros((0, len(names)), np.float32)
    return np.stack([evidence.columns[name][positions] for name in names], axis=1).astype(np.float32)


def reported_blocks(evidence: Evidence, kept: Marks, titles: Sequence[str]) -> list[int]:
    """Numbers of the dropped blocks that the record reports: those near the article, without the headline: it is the title."""
    dropped = evidence.near[~kept[evidence.near]]
    return [i for i in dropped[_stand_near(evidence, kept)[dropped]].tolist() if evidence.layout.blocks[i].text not in titles]


def _stand_near(evidence: Evidence, kept: Marks) -> Marks:
    """Which blocks stand where the article stands; menus and banners of the page's frame would fill the record."""
    columns, order, kept_at = evidence.columns, np.arange(len(kept)), np.flatnonzero(kept)
    in_frame = (columns["in_nav"] > 0) | (columns["in_footer"] > 0)
    if not len(kept_at):
        return ~in_frame & (columns["kept"] >= EXTRACTOR_KEPT)
    first, last = kept_at[0], kept_at[-1]
    between = (order > first) & (order < last)
    around = (
        (order >= first - REPORTED_BLOCKS)
        & (order <= last + REPORTED_BLOCKS)
        & (columns["in_aside"] == 0)
        & (columns["in_header"] == 0)
    )
    near: Marks = ~in_frame & ((columns["kept"] >= EXTRACTOR_KEPT) | between | around)
    return near


def explanations(evidence: Evidence, kept: Marks, blocks: Sequence[int]) -> dict[int, Explanation]:
    """By number, why each of these blocks near the article was kept or dropped."""
    if not blocks:
        return {}
    positions = np.array(blocks, np.int64)
    weights = subject_weights(block_model(), feature_rows(evidence, block_model().names, positions)).tolist()
    signs = feature_rows(evidence, SIGNS, positions).tolist()
    return {
        i: _explanation(evidence.furniture[i], *rule_and_reasons(own, bool(kept[i]), dict(zip(SIGNS, shown, strict=True))))
        for i, own, shown in zip(blocks, weights, signs, strict=True)
    }


def _explanation(furniture: str | None, rule: str, reasons: tuple[str, ...]) -> Explanation:
    """A dropped block in a box with a furniture name goes under that name, whatever else weighed more."""
    if not rule:
        return Explanation("", reasons)
    if furniture:
        return Explanation(f"page:{furniture}", (f"its box has the name of furniture: {furniture.replace('_', ' ')}", *reasons))
    return Explanation(f"page:{rule}", reasons)
