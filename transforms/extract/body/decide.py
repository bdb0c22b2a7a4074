"""Decides to keep or drop each block of a page, by boosted trees that give the probability that it is part of the article.

`tools/train_blocks.py` writes the trees to `blocks.json`. docs/extraction.md describes the training data and the quality.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from transforms.evidence.boosted_trees import Numbers, Trees, read_trees
from transforms.extract.body.blocks import Layout
from transforms.extract.body.editorial_notes import with_notes
from transforms.extract.body.evidence import Evidence
from transforms.extract.body.features.groups import Positions
from transforms.extract.body.features.text import ONLY_QUOTED, REPEATED_CHARS
from transforms.extract.body.poll_answers import with_poll_answers
from transforms.extract.body.prune import HEADINGS
from transforms.extract.body.reasons import SIGNS, rule_and_reasons, subject_weights
from transforms.extract.body.subheads import with_announcing_lines, with_subheads

MODEL = Path(__file__).with_name("blocks.json")
REPORTED_BLOCKS = 10  # before the first and after the last block that is kept; blocks beyond are the page's frame
SURE = 1e-4  # scores are clipped to this distance from 0 and 1, so that no single block decides on the list that it is in
LINKED = 0.5  # links fill a block when this share of its characters, or more, is in links
# How far the log odds of a block of links move to the mean over all blocks of links with the same tags and classes on the page.
# At .3, F1 gains half as much.
TO_MEAN_OF_LINKS = 0.6
LEAST_ANNOUNCED = 0.3  # the score of a list below a line of the article that announces it; insertions of that form have .01
EXTRACTOR_KEPT = 0.5  # a block counts as kept by the extractor when this share of it is in the extractor's text
SENTENCE_END = re.compile(r"[.!…][\"”’»)\]]{0,3}$")
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Decision:
    """The decision on a page's blocks. `scores`: the probability that each is part of the article; 0 for blocks far from it.

    `kept`: whether each block is kept.
    """

    scores: Numbers
    kept: Marks


@dataclass(frozen=True)
class Explanation:
    """Why a block was kept or dropped. `rule`: that of its removal, "" if it was kept. `reasons`: in words, strongest first."""

    rule: str
    reasons: tuple[str, ...]


@cache
def block_model() -> Trees:
    """The trees of `blocks.json`, read once in a process."""
    return read_trees(MODEL)


def decide(evidence: Evidence) -> Decision:
    """The decision of the shipped model on the blocks of a page."""
    trees = block_model()
    return decision_from(
        evidence, trees.scores(feature_rows(evidence, trees.names, evidence.near)), trees.settings["threshold"]
    )


def decision_from(evidence: Evidence, near_scores: Numbers, threshold: float) -> Decision:
    """The decision that follows from the scores of the blocks near the article, in their order."""
    scores = np.zeros(len(evidence.layout.blocks), np.float32)
    if len(evidence.near):
        alike = average_links(evidence.layout, evidence.near, near_scores)
        scores[evidence.near] = average_lists(evidence.layout, evidence.near, alike)
    texts = [block.text for block in evidence.layout.blocks]
    linked = np.array([block.linked >= LINKED * block.chars for block in evidence.layout.blocks], np.bool_)
    kept = with_quotations(evidence, with_notes(texts, scores >= threshold, linked))
    kept = with_subheads(evidence.layout, with_announced_lists(evidence.layout, scores, kept), scores)
    kept = with_announcing_lines(texts, kept, scores, evidence.furniture)
    return Decision(scores, with_poll_answers(texts, kept))


def with_announced_lists(layout: Layout, scores: Numbers, kept: Marks) -> Marks:
    """A copy of `kept` in which lists are kept that stand directly below a line of the article that announces them.

    A subhead does, and a line that does not end like a sentence, such as one with a colon at its end.

    Such a list has no links and stands in the box of the paragraphs; its score may be lower than that of other blocks.
    """
    both = kept.copy()
    for i in np.flatnonzero(~kept & (scores >= LEAST_ANNOUNCED)).tolist():
        box = layout.boxes[layout.blocks[i].box]
        if not i or not both[i - 1] or box.tag != "li" or layout.boxes[box.above].linked:
            continue
        line = layout.blocks[i - 1].text
        above = layout.boxes[layout.blocks[i - 1].box]
        announces = above.tag in HEADINGS or not SENTENCE_END.search(line)
        is_below = announces and above.above == layout.boxes[box.above].above
        both[i] = is_below or above.above == box.above  # below the line, or below an item that is
    return both


def with_quotations(evidence: Evidence, kept: Marks) -> Marks:
    """A copy of `kept` in which quotations that the article sets apart are kept as well.

    Such a quotation is alone in a block quote without links or pictures, and its words are on the page once, so it is no pull
    quote. It stands in the box of the paragraphs: between two that are kept, or below one that announces it by a colon.
    """
    both = kept.copy()
    blocks, boxes = evidence.layout.blocks, evidence.layout.boxes

    def is_kept_beside(i: int, box: int) -> bool:
        return 0 <= i < len(blocks) and bool(kept[i]) and boxes[blocks[i].box].above == boxes[box].above

    for i in evidence.near[~kept[evidence.near]].tolist():
        if (quote := _lone_quotation(evidence, i)) is None or not is_kept_beside(i - 1, quote):
            continue
        both[i] = is_kept_beside(i + 1, quote) or blocks[i - 1].text.endswith(":")
    return both


def _lone_quotation(evidence: Evidence, i: int) -> int | None:
    """The number of the block quote that holds nothing but block `i`, a quotation that the page has once; None for others."""
    block, boxes, columns = evidence.layout.blocks[i], evidence.layout.boxes, evidence.columns
    may_be_known = REPEATED_CHARS[0] <= len(block.text) <= REPEATED_CHARS[1]  # whether a repetition would have been found
    is_once = may_be_known and not columns["again"][i] and columns["times"][i] == 1
    if not is_once or evidence.furniture[i] or not ONLY_QUOTED.fullmatch(block.text):
        return None
    at = block.box
    while boxes[at].tag != "blockquote" and boxes[at].above >= 0 and boxes[boxes[at].above].blocks == 1:
        at = boxes[at].above
    box = boxes[at]
    return at if box.tag == "blockquote" and box.blocks == 1 and not box.linked and not box.pictures else None


def average_lists(layout: Layout, near: Positions, scores: Numbers) -> Numbers:
    """The scores of the `near` blocks, where all items of a list get their mean (of the log odds).

    A list is part of the article as a whole or not at all. Of a poll with a missing answer, cleaning would leave the rest.
    """
    lists: list[Hashable] = []
    for i in near.tolist():
        box = layout.boxes[layout.blocks[i].box]
        lists.append(box.above if box.tag == "li" else -1 - i)
    return _moved_to_means(scores, lists, 1)


def average_links(layout: Layout, near: Positions, scores: Numbers) -> Numbers:
    """The scores of the `near` blocks, where links of one kind move toward their mean (of the log odds).

    Of one kind are links with the same tag and class of their box and of the box around it. A site sets its teasers alike, and
    the linked subheads of an article alike.
    """
    kinds: list[Hashable] = []
    for i in near.tolist():
        block = layout.blocks[i]
        own, above = layout.boxes[block.box], layout.boxes[max(0, layout.boxes[block.box].above)]
        is_link = block.linked >= LINKED * block.chars
        kinds.append((own.tag, own.name, above.tag, above.name) if is_link else i)
    return _moved_to_means(scores, kinds, TO_MEAN_OF_LINKS)


def _moved_to_means(scores: Numbers, groups: Sequence[Hashable], share: float) -> Numbers:
    """The scores, each moved by this share of the way to the mean of its group, by their log odds."""
    clipped = np.clip(scores, SURE, 1 - SURE)
    odds = np.log(clipped / (1 - clipped))
    numbers: dict[Hashable, int] = {}
    group = np.array([numbers.setdefault(key, len(numbers)) for key in groups], np.int64)
    means = np.bincount(group, odds) / np.bincount(group)
    moved = (1 - share) * odds + share * means[group]
    probabilities: Numbers = (1 / (1 + np.exp(-moved))).astype(np.float32)
    return probabilities


def feature_rows(evidence: Evidence, names: Sequence[str], positions: Positions) -> Numbers:
    """The named features of some blocks, [block, feature]."""
    if not len(positions):
        return np.zeros((0, len(names)), np.float32)
    rows = np.empty((len(positions), len(names)), np.float32)
    for i, name in enumerate(names):
        rows[:, i] = evidence.columns[name][positions]
    return rows


def reported_blocks(evidence: Evidence, kept: Marks, titles: Sequence[str]) -> list[int]:
    """Numbers of the dropped blocks that the record reports: those near the article, without the headline."""
    dropped = evidence.near[~kept[evidence.near]]
    return [i for i in dropped[_stand_near(evidence, kept)[dropped]].tolist() if evidence.layout.blocks[i].text not in titles]


def _stand_near(evidence: Evidence, kept: Marks) -> Marks:
    """For each block, whether it is near the kept ones; menus and banners of the page's frame would fill the record."""
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
    """Block number → why it was kept or dropped, for some blocks near the article. `blocks`: their numbers."""
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
    """The explanation with the rule as records name it. In a box with a furniture name, that name is the rule in any case."""
    if not rule:
        return Explanation("", reasons)
    if furniture:
        return Explanation(f"page:{furniture}", (f"its box has the name of furniture: {furniture.replace('_', ' ')}", *reasons))
    return Explanation(f"page:{rule}", reasons)
