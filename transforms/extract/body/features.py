"""Blocks → numbers: what each is, where it stands, and what its like and its neighbours are. No words of articles."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.extract.body.blocks import BIT, HIDDEN, Layout
from transforms.extract.body.group_features import Branches, Numbers, Places, Whole, climb, heart, likeness, sums_up
from transforms.extract.body.overlap import LONGEST
from transforms.extract.body.text_features import Witnesses, as_read

Column = NDArray[np.floating[Any]]
ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]*]*$")
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
KINDS = {"p": 1, "li": 2, "dd": 2, "dt": 2, "div": 3, "section": 3, "article": 3, "td": 4, "th": 4, "figcaption": 5,
         "blockquote": 6, "button": 7, "label": 7, "legend": 7, "pre": 8}  # fmt: skip
LONG = 80  # characters of what is prose, when it ends as a sentence does
BEYOND = 15  # blocks before the first and after the last that the extractor kept
LINKED = 0.4  # of its characters at most
PASSED_OVER = 0.05  # the extractor kept less than this of the page's prose: of 490 news pages one, where it had kept the menus
FEWEST_GUESSED = 5  # blocks of prose that lie together


def features(layout: Layout, said: Witnesses) -> dict[str, Column]:
    """One number a block in each column; the layout has at least one block."""
    f = _what_it_is(layout)
    kept = _numbers(said.kept)
    f["kept"] = kept
    branches = Branches(layout)
    f |= _branch(layout, branches)
    f |= _masses(branches, f, kept)
    f |= _places(f, kept)
    f |= _neighbours(layout, branches, f, kept)
    near = near_article(f)
    for name, values in as_read(layout, near, said, f["heading"]).items():
        f[name] = np.zeros(len(kept), np.float32)  # of those far off nobody asks
        f[name][near] = values
    return f


def guessed(f: dict[str, Column]) -> Sequence[float] | None:
    """What the extractor should have kept of each block, where it passed over the article: the prose in the innermost box with
    most of it. None where it kept some of the prose, or there is hardly any.
    """
    prose = (f["prose"] > 0) & (f["climb_prose"] == 0)
    if f["kept_prose"][0] >= PASSED_OVER or prose.sum() < FEWEST_GUESSED:
        return None
    return list(map(float, prose))


def _numbers(values: Sequence[float]) -> Numbers:
    return np.array(values, dtype=np.float32)


def _what_it_is(layout: Layout) -> dict[str, Column]:
    blocks, boxes = layout.blocks, layout.boxes
    texts = [block.text[:LONGEST] for block in blocks]
    chars = _numbers([block.chars for block in blocks])
    tags = [boxes[block.box].tag for block in blocks]
    inside = np.array([boxes[block.box].inside for block in blocks], dtype=np.int64)
    f = {
        "chars": chars,
        "ends": _numbers([ENDS.search(text[-12:]) is not None for text in texts]),
        "linked": _numbers([block.linked for block in blocks]),
        "links": _numbers([block.links for block in blocks]),
        "strong": _numbers([block.strong for block in blocks]) / chars,
        "slanted": _numbers([block.slanted for block in blocks]) / chars,
        "pictures-1": _numbers([block.pictures for block in blocks]),
        "heading": _numbers([HEADINGS.get(tag, 0) for tag in tags]),
        "kind": _numbers([KINDS.get(tag, 0) for tag in tags]),
        "hidden": ((inside & HIDDEN) > 0).astype(np.float32),
    }
    f |= {f"in_{tag}": ((inside & bit) > 0).astype(np.float32) for tag, bit in BIT.items()}
    f["link_share"] = f["linked"] / chars
    f["prose"] = np.where((chars >= LONG) & (f["ends"] > 0) & (f["link_share"] < LINKED), chars - f["linked"], 0)
    return f


def near_article(f: dict[str, Column]) -> Places:
    """Blocks around what the extractor kept, outside of the frame; those it kept, their like, and all prose."""
    around = (f["from_first"] > -BEYOND) & (f["to_last"] > -BEYOND) & (f["in_nav"] + f["in_footer"] == 0)
    return np.flatnonzero(around | (f["kept"] > 0) | (f["like2_kept"] > 0) | (f["prose"] > 0))


def _branch(layout: Layout, branches: Branches) -> dict[str, Column]:
    """The boxes around it: how much they hold, and how much of that is links."""
    boxes = layout.boxes
    chars, linked = _numbers([box.chars for box in boxes]), _numbers([box.linked for box in boxes])
    blocks, pictures = _numbers([box.blocks for box in boxes]), _numbers([box.pictures for box in boxes])
    classes = _numbers([len(box.name.split()) for box in boxes])
    depth = _numbers([box.depth for box in boxes])
    f: dict[str, Column] = {
        "depth": depth[branches.own],
        "classes": classes[branches.own],
        "up1_classes": classes[branches.up1],
    }
    for name, up in branches.steps:
        f[f"{name}_chars"] = chars[up]
        f[f"{name}_links"] = linked[up] / np.maximum(1, chars[up])
        f[f"{name}_blocks"] = blocks[up]
        f[f"{name}_pictures"] = pictures[up]
        f[f"{name}_mean"] = chars[up] / np.maximum(1, blocks[up])
    return f


def _masses(branches: Branches, f: dict[str, Column], kept: Numbers) -> dict[str, Column]:
    """How much of what was kept, and of all prose, lies in the boxes around it and in its like; itself never counts."""
    chars, prose = f["chars"], f["prose"]
    weight = chars * kept
    all_kept, all_prose = max(1.0, float(weight.sum())), max(1.0, float(prose.sum()))
    box_kept, box_count = sums_up(branches, weight), sums_up(branches, kept)
    box_prose, box_chars = sums_up(branches, prose), sums_up(branches, chars)
    box_blocks = sums_up(branches, np.ones_like(chars))
    out: dict[str, Column] = {}
    for name, up in branches.steps:
        rest = box_chars[up] - chars
        out[f"{name}_kept"] = np.where(rest > 0, (box_kept[up] - weight) / np.maximum(1, rest), -1)
        out[f"{name}_kept_blocks"] = np.where(
            box_blocks[up] > 1, (box_count[up] - kept) / np.maximum(1, box_blocks[up] - 1), -1
        )
        out[f"{name}_mass"] = (box_kept[up] - weight) / all_kept
        out[f"{name}_prose"] = (box_prose[up] - prose) / all_prose
        out[f"{name}_proser"] = box_prose[up] / np.maximum(1, box_chars[up])
    middle = heart(box_kept, all_kept)
    out["climb"] = climb(branches, middle)
    out["climb_prose"] = climb(branches, heart(box_prose, all_prose))
    out["in_heart"] = (out["climb"] == 0).astype(np.float32)
    out["down"] = f["depth"] - branches.depth[middle]
    whole = Whole(chars, f["linked"])
    for name, group in branches.groups():
        out |= likeness(name, group, kept, whole, shares_only=False)
        out |= likeness(f"prose_{name}", group, (prose > 0).astype(np.float32), whole, shares_only=True)
    every = np.ones_like(chars)
    out["size"] = every * len(chars)
    out["kept_total"] = every * all_kept
    out["page_kept"] = every * all_kept / max(1.0, float(chars.sum()))
    out["kept_prose"] = every * float((prose * kept).sum()) / all_prose
    return out


def _places(f: dict[str, Column], kept: Numbers) -> dict[str, Column]:
    """Where it stands: on the page, and between the first and the last of what was surely kept."""
    n = len(kept)
    order = np.arange(n, dtype=np.float32)
    sure = np.flatnonzero((kept >= 0.8) & (f["chars"] >= LONG))
    sure = sure if len(sure) else np.flatnonzero(kept >= 0.5)
    first, last = (float(sure[0]), float(sure[-1])) if len(sure) else (0.0, n - 1.0)
    weight = f["chars"] * kept
    so_far, total = np.cumsum(weight), max(1.0, float(weight.sum()))
    return {
        "from_first": order - first,
        "to_last": last - order,
        "before": (so_far - weight) / total,
        "after": (total - so_far) / total,
        "place": order / max(1, n - 1),
    }


def _neighbours(layout: Layout, branches: Branches, f: dict[str, Column], kept: Numbers) -> dict[str, Column]:
    chars, linked = f["chars"], f["linked"]
    out: dict[str, Column] = {"pictures+1": _shifted(f["pictures-1"], -1)}
    for step in (1, 2, 3):
        out[f"kept-{step}"], out[f"kept+{step}"] = _shifted(kept, step), _shifted(kept, -step)
    for step in (1, 2):
        for name in ("chars", "link_share", "heading", "ends", "kind"):
            out[f"{name}-{step}"], out[f"{name}+{step}"] = _shifted(f[name], step), _shifted(f[name], -step)
    for width in (3, 8):
        mass = _around(chars, width)
        out[f"around{width}"] = (_around(chars * kept, width) - chars * kept) / np.maximum(1, mass - chars)
        out[f"links{width}"] = _around(linked, width) / np.maximum(1, mass)
        out[f"mean{width}"] = (mass - chars) / min(2 * width, max(1, len(chars) - 1))
    out["same_up+1"] = np.append(branches.up1[1:] == branches.up1[:-1], False).astype(np.float32)
    return out


def _around(values: Column, width: int) -> Column:
    """The sum from `width` blocks before to `width` after, itself counted."""
    return np.convolve(values, np.ones(2 * width + 1, np.float32))[width : width + len(values)]


def _shifted(values: Column, by: int) -> Column:
    out = np.full(len(values), -1, np.float32)
    if by > 0:
        out[by:] = values[:-by]
    else:
        out[:by] = values[-by:]
    return out
