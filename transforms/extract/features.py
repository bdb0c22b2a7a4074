"""Blocks → numbers: what each is, where it stands, and what its like and its neighbours are. No words of articles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.extract.blocks import BIT, HIDDEN, Layout
from transforms.extract.likeness import Branches, Numbers, Places, Whole, climb, heart, likeness, sums_up
from transforms.extract.shares import LONGEST, words

Column = NDArray[np.floating[Any]]
SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)|[。！？]")
ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]*]*$")
QUOTES = re.compile('["“”„«»「」]')
LABEL = re.compile(r"[A-Z][A-Z’' ]{2,30}[:|]|\S+( \S+){0,2}: ")
YEAR = re.compile(r"\b(19|20)\d\d\b")
UPPER = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]+")
DIGIT = re.compile(r"\d+")
ODD = re.compile("[|©@»›→•/#·]")
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
KINDS = {"p": 1, "li": 2, "dd": 2, "dt": 2, "div": 3, "section": 3, "article": 3, "td": 4, "th": 4, "figcaption": 5,
         "blockquote": 6, "button": 7, "label": 7, "legend": 7, "pre": 8}  # fmt: skip
LONG = 80  # characters of what is prose, when it ends as a sentence does
BEYOND = 15  # blocks before the first and after the last that the extractor kept
LINKED = 0.4  # of its characters at most
FAR = -999.0  # no headline was displayed
LONGEST_PAGE = 200_000  # characters that are searched for what is said again
AGAIN = (25, 400)  # characters of what may be said again: a pull quote, a standfirst


@dataclass(frozen=True)
class Witnesses:
    """What others say of each block. `kept`, `stated`: its share in the extractor's text and in JSON-LD's; `named`: the number
    of its furniture rule, 0 for none.
    """

    kept: Sequence[float]
    stated: Sequence[float] | None
    named: Sequence[int]
    titles: Sequence[str]
    description: str


def features(layout: Layout, said: Witnesses) -> dict[str, Column]:
    """One number a block in each column; the layout has at least one block."""
    own = [words(block.text) for block in layout.blocks]
    f = _what_it_is(layout, own)
    kept = _numbers(said.kept)
    f["kept"] = kept
    branches = Branches(layout)
    f |= _branch(layout, branches)
    f |= _masses(branches, f, kept)
    f |= _places(f, kept)
    f |= _neighbours(layout, branches, f, kept)
    f |= _said_elsewhere(layout, own, said, f)
    f |= _as_read(layout, own, f)
    return f


def _numbers(values: Sequence[float]) -> Numbers:
    return np.array(values, dtype=np.float32)


def _what_it_is(layout: Layout, own: list[list[str]]) -> dict[str, Column]:
    blocks, boxes = layout.blocks, layout.boxes
    texts = [block.text[:LONGEST] for block in blocks]
    chars = _numbers([block.chars for block in blocks])
    tags = [boxes[block.box].tag for block in blocks]
    inside = np.array([boxes[block.box].inside for block in blocks], dtype=np.int64)
    f = {
        "chars": chars,
        "words": _numbers([len(w) for w in own]),
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


def _as_read(layout: Layout, own: list[list[str]], f: dict[str, Column]) -> dict[str, Column]:
    """How the letters and marks of the blocks near the article are; 0 for those far off, which nobody asks."""
    near = near_article(f)
    places = near.tolist()
    texts = [layout.blocks[i].text[:LONGEST] for i in places]
    starts = [[word[0] for word in text.split()] for text in texts]
    found = {
        "sentences": [sum(1 for _ in SENTENCE.finditer(text)) for text in texts],
        "first": [_first(text[0]) for text in texts],
        "capitals": [_share(UPPER, text) for text in texts],
        "titled": [sum(map(str.isupper, s)) / len(s) for s in starts],
        "digits": [_share(DIGIT, text) for text in texts],
        "word_length": [sum(map(len, own[i])) / max(1, len(own[i])) for i in places],
        "quotes": [len(QUOTES.findall(text)) for text in texts],
        "odd": [len(ODD.findall(text)) for text in texts],
        "question": [text.endswith("?") for text in texts],
        "label": [LABEL.match(text) is not None for text in texts],
        "year": [YEAR.search(text) is not None for text in texts],
    }
    out = {}
    for name, values in found.items():
        out[name] = np.zeros(len(own), np.float32)
        out[name][near] = np.array(values, np.float32)
    return out


def _share(pattern: re.Pattern[str], text: str) -> float:
    return sum(map(len, pattern.findall(text))) / len(text)


def _first(letter: str) -> int:
    return 1 if letter.isupper() else 2 if letter.islower() else 3 if letter.isdigit() else 4 if letter in '"“„«' else 0


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


def _said_elsewhere(layout: Layout, own: list[list[str]], said: Witnesses, f: dict[str, Column]) -> dict[str, Column]:
    """Headline, description, JSON-LD, and itself again on the page."""
    texts = [block.text[:LONGEST] for block in layout.blocks]
    n = len(texts)
    times: dict[str, int] = {}
    nth = []
    for text in texts:
        times[text] = times.get(text, 0) + 1
        nth.append(times[text])
    whole = "\n".join(texts)[:LONGEST_PAGE]
    sets = [set(w) for w in own]
    heads = [set(words(title)) for title in said.titles if title]
    about = set(words(said.description))
    title = _numbers([max((_alike(s, head) for head in heads), default=0) for s in sets])
    displayed = [i for i in range(n) if f["heading"][i] == 1 and title[i] >= 0.5] or [i for i in range(n) if title[i] >= 0.8]
    return {
        "nth": _numbers(nth),
        "times": _numbers([times[text] for text in texts]),
        "again": _numbers([_again(text, whole) for text in texts]),
        "title": title,
        "title_part": _numbers([max((len(s & head) / max(1, len(s)) for head in heads), default=0) for s in sets]),
        "description": _numbers([_alike(s, about) for s in sets] if about else [-1] * n),
        "from_title": _numbers([i - displayed[0] if displayed else FAR for i in range(n)]),
        "stated": _numbers(said.stated if said.stated is not None else [-1] * n),
        "named": _numbers(said.named),
    }


def _again(text: str, whole: str) -> bool:
    return AGAIN[0] <= len(text) <= AGAIN[1] and whole.find(text, whole.find(text) + 1) >= 0


def _alike(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, len(a | b))
