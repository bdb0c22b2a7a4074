"""Features of blocks: of each by itself, of its place, and of similar and neighbouring blocks. No words of articles.

The names and their order are part of the model: the training draws features by number, so new ones are added at the end.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.evidence.boosted_trees import Numbers
from transforms.extract.body.blocks import BIT, HIDDEN, Layout
from transforms.extract.body.features.groups import (
    Branches,
    PageSizes,
    Positions,
    box_sums,
    group_features,
    innermost_box_with_most,
    steps_up,
)
from transforms.extract.body.features.text import PageSignals, text_features
from transforms.extract.body.overlap import MAX_LINE

Column = NDArray[np.floating[Any]]
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]*]*$")
HEADING_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
KINDS = {"p": 1, "li": 2, "dd": 2, "dt": 2, "div": 3, "section": 3, "article": 3, "td": 4, "th": 4, "figcaption": 5,
         "blockquote": 6, "button": 7, "label": 7, "legend": 7, "pre": 8}  # fmt: skip
LONG = 80  # characters of a block that is prose, if it ends like a sentence
MAX_LINK_SHARE = 0.4  # of the characters of prose
NEAR_BLOCKS = 15  # before the first and after the last block that the extractor kept
SURELY_KEPT, PROBABLY_KEPT = 0.8, 0.5  # share of a block in the extractor's text
# Share of the page's prose; when the extractor kept less, it has missed the article (1 of 490 news pages: it kept the menus).
PASSED_OVER = 0.05
MIN_PROSE_BLOCKS = 5  # in one box, to be an article that the extractor has missed


def block_features(layout: Layout, signals: PageSignals) -> dict[str, Column]:
    """Feature → one number for each block. The layout must have at least one block."""
    features = _own_features(layout)
    kept = _numbers(signals.extractor_share)
    features["kept"] = kept
    branches = Branches(layout)
    features |= _branch_features(layout, branches)
    features |= _mass_features(branches, features, kept)
    features |= _position_features(features, kept)
    features |= _neighbour_features(branches, features, kept)
    near = blocks_near_article(features)
    for name, values in text_features(layout, near, signals, features["heading"]).items():
        features[name] = np.zeros(len(kept), np.float32)  # for blocks far from the article, which are not decided on
        features[name][near] = values
    return features


def prose_in_main_box(features: dict[str, Column]) -> Sequence[float] | None:
    """1.0 for each block of prose in the innermost box with most of the prose, 0.0 for others, if the extractor missed it.

    None when the extractor kept some of the page's prose, or there is hardly any.
    """
    prose = (features["prose"] > 0) & (features["climb_prose"] == 0)
    if features["kept_prose"][0] >= PASSED_OVER or prose.sum() < MIN_PROSE_BLOCKS:
        return None
    return list(map(float, prose))


def blocks_near_article(features: dict[str, Column]) -> Positions:
    """Numbers of the blocks that are decided on.

    Those near what the extractor kept and outside the page's frame; those that it kept, or similar to them; all prose.
    """
    around = (
        (features["from_first"] > -NEAR_BLOCKS)
        & (features["to_last"] > -NEAR_BLOCKS)
        & (features["in_nav"] + features["in_footer"] == 0)
    )
    return np.flatnonzero(around | (features["kept"] > 0) | (features["like2_kept"] > 0) | (features["prose"] > 0))


def _numbers(values: Sequence[float]) -> Numbers:
    return np.array(values, dtype=np.float32)


def _own_features(layout: Layout) -> dict[str, Column]:
    """Features of a block by itself: its length, marks and links, the tag of its box, and the elements around it."""
    blocks, boxes = layout.blocks, layout.boxes
    chars = _numbers([block.chars for block in blocks])
    tags = [boxes[block.box].tag for block in blocks]
    features: dict[str, Column] = {
        "chars": chars,
        "ends": _numbers([SENTENCE_END.search(block.text[:MAX_LINE][-12:]) is not None for block in blocks]),
        "linked": _numbers([block.linked for block in blocks]),
        "links": _numbers([len(block.links) for block in blocks]),
        "strong": _numbers([block.strong for block in blocks]) / chars,
        "slanted": _numbers([block.slanted for block in blocks]) / chars,
        "pictures-1": _numbers([block.pictures for block in blocks]),
        "heading": _numbers([HEADING_LEVELS.get(tag, 0) for tag in tags]),
        "kind": _numbers([KINDS.get(tag, 0) for tag in tags]),
    }
    features |= _context_features(layout)
    features["link_share"] = features["linked"] / chars
    features["prose"] = np.where(
        (chars >= LONG) & (features["ends"] > 0) & (features["link_share"] < MAX_LINK_SHARE), chars - features["linked"], 0
    )
    return features


def _context_features(layout: Layout) -> dict[str, Column]:
    inside = np.array([layout.boxes[block.box].inside for block in layout.blocks], dtype=np.int64)
    bits = {"hidden": HIDDEN} | {f"in_{tag}": bit for tag, bit in BIT.items()}
    return {name: ((inside & bit) > 0).astype(np.float32) for name, bit in bits.items()}


def _branch_features(layout: Layout, branches: Branches) -> dict[str, Column]:
    """Features of the boxes around a block: how much text they have, and how much of that is links."""
    boxes = layout.boxes
    chars, linked = _numbers([box.chars for box in boxes]), _numbers([box.linked for box in boxes])
    blocks, pictures = _numbers([box.blocks for box in boxes]), _numbers([box.pictures for box in boxes])
    classes = _numbers([len(box.name.split()) for box in boxes])
    depth = _numbers([box.depth for box in boxes])
    features: dict[str, Column] = {
        "depth": depth[branches.own],
        "classes": classes[branches.own],
        "up1_classes": classes[branches.up1],
    }
    for name, up in branches.steps:
        features[f"{name}_chars"] = chars[up]
        features[f"{name}_links"] = linked[up] / np.maximum(1, chars[up])
        features[f"{name}_blocks"] = blocks[up]
        features[f"{name}_pictures"] = pictures[up]
        features[f"{name}_mean"] = chars[up] / np.maximum(1, blocks[up])
    return features


def _mass_features(branches: Branches, features: dict[str, Column], kept: Numbers) -> dict[str, Column]:
    """How much of the kept text, and of all prose, is in the boxes around a block and in similar blocks, without itself."""
    chars, prose = features["chars"], features["prose"]
    weight = chars * kept
    all_kept, all_prose = max(1.0, float(weight.sum())), max(1.0, float(prose.sum()))
    box_kept, box_count = box_sums(branches, weight), box_sums(branches, kept)
    box_prose, box_chars = box_sums(branches, prose), box_sums(branches, chars)
    box_blocks = box_sums(branches, np.ones_like(chars))
    columns: dict[str, Column] = {}
    for name, up in branches.steps:
        rest = box_chars[up] - chars
        columns[f"{name}_kept"] = np.where(rest > 0, (box_kept[up] - weight) / np.maximum(1, rest), -1)
        columns[f"{name}_kept_blocks"] = np.where(
            box_blocks[up] > 1, (box_count[up] - kept) / np.maximum(1, box_blocks[up] - 1), -1
        )
        columns[f"{name}_mass"] = (box_kept[up] - weight) / all_kept
        columns[f"{name}_prose"] = (box_prose[up] - prose) / all_prose
        columns[f"{name}_proser"] = box_prose[up] / np.maximum(1, box_chars[up])
    main_box = innermost_box_with_most(box_kept, all_kept)
    columns["climb"] = steps_up(branches, main_box)
    columns["climb_prose"] = steps_up(branches, innermost_box_with_most(box_prose, all_prose))
    columns["in_heart"] = (columns["climb"] == 0).astype(np.float32)
    columns["down"] = features["depth"] - branches.depth[main_box]
    sizes = PageSizes(chars, features["linked"])
    for name, group in branches.groups():
        columns |= group_features(name, group, kept, sizes, shares_only=False)
        columns |= group_features(f"prose_{name}", group, (prose > 0).astype(np.float32), sizes, shares_only=True)
    every = np.ones_like(chars)
    columns["size"] = every * len(chars)
    columns["kept_total"] = every * all_kept
    columns["page_kept"] = every * all_kept / max(1.0, float(chars.sum()))
    columns["kept_prose"] = every * float((prose * kept).sum()) / all_prose
    return columns


def _position_features(features: dict[str, Column], kept: Numbers) -> dict[str, Column]:
    """The place of a block on the page, and relative to the first and the last block that was surely kept."""
    n = len(kept)
    order = np.arange(n, dtype=np.float32)
    sure = np.flatnonzero((kept >= SURELY_KEPT) & (features["chars"] >= LONG))
    sure = sure if len(sure) else np.flatnonzero(kept >= PROBABLY_KEPT)
    first, last = (float(sure[0]), float(sure[-1])) if len(sure) else (0.0, n - 1.0)
    weight = features["chars"] * kept
    so_far, total = np.cumsum(weight), max(1.0, float(weight.sum()))
    return {
        "from_first": order - first,
        "to_last": last - order,
        "before": (so_far - weight) / total,
        "after": (total - so_far) / total,
        "place": order / max(1, n - 1),
    }


def _neighbour_features(branches: Branches, features: dict[str, Column], kept: Numbers) -> dict[str, Column]:
    """Features of the blocks before (`-1`, …) and after (`+1`, …), and sums over the blocks around."""
    chars, linked = features["chars"], features["linked"]
    columns: dict[str, Column] = {"pictures+1": _shifted(features["pictures-1"], -1)}
    for step in (1, 2, 3):
        columns[f"kept-{step}"], columns[f"kept+{step}"] = _shifted(kept, step), _shifted(kept, -step)
    for step in (1, 2):
        for name in ("chars", "link_share", "heading", "ends", "kind"):
            columns[f"{name}-{step}"], columns[f"{name}+{step}"] = (
                _shifted(features[name], step),
                _shifted(features[name], -step),
            )
    for width in (3, 8):
        mass = _window_sums(chars, width)
        columns[f"around{width}"] = (_window_sums(chars * kept, width) - chars * kept) / np.maximum(1, mass - chars)
        columns[f"links{width}"] = _window_sums(linked, width) / np.maximum(1, mass)
        columns[f"mean{width}"] = (mass - chars) / min(2 * width, max(1, len(chars) - 1))
    columns["same_up+1"] = np.append(branches.up1[1:] == branches.up1[:-1], False).astype(np.float32)
    return columns


def _window_sums(values: Column, width: int) -> Column:
    """For each block, the sum over the blocks from `width` before to `width` after it, itself included."""
    return np.convolve(values, np.ones(2 * width + 1, np.float32))[width : width + len(values)]


def _shifted(values: Column, by: int) -> Column:
    """The values of the blocks `by` places before (after, if negative); -1 where there is none."""
    shifted = np.full(len(values), -1, np.float32)
    if by > 0:
        shifted[by:] = values[:-by]
    else:
        shifted[:by] = values[-by:]
    return shifted
