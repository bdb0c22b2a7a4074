"""Blocks → numbers: what each is, where it stands, and what its like and its neighbours are. No words of articles."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.extract.blocks import BIT, HIDDEN, Layout
from transforms.extract.witness import words

Column = NDArray[np.float32]
SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?=\s|$)|[。！？]")
ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]*]*$")
QUOTES = re.compile("[\"“”„«»「」]")
LABEL = re.compile(r"[A-Z][A-Z’' ]{2,30}[:|]|\S+( \S+){0,2}: ")
YEAR = re.compile(r"\b(19|20)\d\d\b")
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
KINDS = {"p": 1, "li": 2, "div": 3, "td": 4, "th": 4, "figcaption": 5, "blockquote": 6, "section": 3, "article": 3, "dd": 2, "dt": 2,
         "button": 7, "label": 7, "legend": 7, "pre": 8}  # fmt: skip
LONG = 80  # characters


def features(
    layout: Layout, kept: Sequence[float], titles: Sequence[str], description: str, stated: Sequence[float] | None,
    named: Sequence[int],
) -> dict[str, Column]:  # fmt: skip
    """One number a block in each column. `kept` and `stated`: shares of the witnesses; `named`: a box's furniture rule, or 0."""
    blocks, boxes = layout.blocks, layout.boxes
    n = len(blocks)
    f: dict[str, Column] = {}
    a = lambda values: np.array(values, dtype=np.float32)
    text = [b.text for b in blocks]
    box = np.array([b.box for b in blocks], dtype=np.int64)
    chars = a([b.chars for b in blocks])
    linked = a([b.linked for b in blocks])
    kept_ = a(kept)
    # What it is.
    own = [words(t) for t in text]
    f["chars"] = chars
    f["words"] = a([len(w) for w in own])
    f["sentences"] = a([sum(1 for _ in SENTENCE.finditer(t)) for t in text])
    f["ends"] = a([ENDS.search(t[-12:]) is not None for t in text])
    f["colon"] = a([t.endswith((":", "：")) for t in text])
    f["first"] = a([1 if t[0].isupper() else 2 if t[0].islower() else 3 if t[0].isdigit() else 4 if t[0] in "\"“„«" else 0 for t in text])
    f["capitals"] = a([sum(map(str.isupper, t)) / len(t) for t in text])
    f["titled"] = a([sum(x[0].isupper() for x in s) / len(s) for s in (t.split() for t in text)])
    f["digits"] = a([sum(map(str.isdigit, t)) / len(t) for t in text])
    f["commas"] = a([t.count(",") + t.count("，") + t.count("、") for t in text])
    f["word_length"] = a([sum(map(len, w)) / max(1, len(w)) for w in own])
    f["quotes"] = a([len(QUOTES.findall(t)) for t in text])
    f["odd"] = a([sum(t.count(c) for c in "|©@»›→•/#·") for t in text])
    f["question"] = a([t.endswith("?") for t in text])
    f["link_share"] = linked / np.maximum(1, chars)
    f["links"] = a([b.links for b in blocks])
    f["slanted"] = a([b.slanted / b.chars for b in blocks])
    pics = a([b.pictures for b in blocks])
    f["pictures-1"], f["pictures+1"] = pics, _shift(pics, -1)
    f["label"] = a([LABEL.match(t) is not None for t in text])
    f["dash"] = a([t[0] in "—–-•*" for t in text])
    f["at"] = a([t.count("@") for t in text])
    f["year"] = a([YEAR.search(t) is not None for t in text])
    whole = "\n".join(text)
    f["again"] = a([whole.find(t, whole.find(t) + 1) >= 0 if 25 <= len(t) <= 400 else 0 for t in text])
    f["strong"] = a([b.strong / b.chars for b in blocks])
    tags = [boxes[b].tag for b in box]
    f["heading"] = a([HEADINGS.get(t, 0) for t in tags])
    f["kind"] = a([KINDS.get(t, 0) for t in tags])
    inside = np.array([boxes[b].inside for b in box], dtype=np.int64)
    for tag, bit in BIT.items():
        f["in_" + tag] = ((inside & bit) > 0).astype(np.float32)
    f["hidden"] = ((inside & HIDDEN) > 0).astype(np.float32)
    # The branch.
    above = np.array([b.above for b in boxes], dtype=np.int64)
    bchars, blinked = a([b.chars for b in boxes]), a([b.linked for b in boxes])
    bblocks, bpics = a([b.blocks for b in boxes]), a([b.pictures for b in boxes])
    depth = np.array([b.depth for b in boxes], dtype=np.int64)
    ncls = a([len(b.name.split()) for b in boxes])
    up1 = np.where(above[box] >= 0, above[box], box)
    up2 = np.where(above[up1] >= 0, above[up1], up1)
    up3 = np.where(above[up2] >= 0, above[up2], up2)
    for name, u in (("own", box), ("up1", up1), ("up2", up2), ("up3", up3)):
        f[name + "_chars"] = bchars[u]
        f[name + "_links"] = blinked[u] / np.maximum(1, bchars[u])
        f[name + "_blocks"] = bblocks[u]
        f[name + "_pictures"] = bpics[u]
        f[name + "_mean"] = bchars[u] / np.maximum(1, bblocks[u])
    f["classes"], f["up1_classes"] = ncls[box], ncls[up1]
    f["depth"] = depth[box].astype(np.float32)
    # Kept by the extractor: itself, its box, its kind, its neighbours.
    f["kept"] = kept_
    weight = chars * kept_
    bkept = np.zeros(len(boxes), np.float32)
    np.add.at(bkept, box, weight)
    ckept = np.zeros(len(boxes), np.float32)
    np.add.at(ckept, box, kept_)
    for i in range(len(boxes) - 1, 0, -1):
        u = above[i]
        if u >= 0:
            bkept[u] += bkept[i]
            ckept[u] += ckept[i]
    for name, u in (("own", box), ("up1", up1), ("up2", up2), ("up3", up3)):
        rest = np.maximum(bchars[u] - chars, 0)
        f[name + "_kept"] = np.where(rest > 0, (bkept[u] - weight) / np.maximum(1, rest), -1)
        f[name + "_kept_blocks"] = np.where(bblocks[u] > 1, (ckept[u] - kept_) / np.maximum(1, bblocks[u] - 1), -1)
    total = max(1.0, float(weight.sum()))
    f["up1_mass"], f["up2_mass"] = (bkept[up1] - weight) / total, (bkept[up2] - weight) / total
    f["up3_mass"] = (bkept[up3] - weight) / total
    # a witness of our own: sentences outside of links
    prose = np.where((chars >= LONG) & (f["ends"] > 0) & (f["link_share"] < 0.4), chars - linked, 0).astype(np.float32)
    bprose = np.zeros(len(boxes), np.float32)
    np.add.at(bprose, box, prose)
    for i in range(len(boxes) - 1, 0, -1):
        if above[i] >= 0:
            bprose[above[i]] += bprose[i]
    proses = max(1.0, float(prose.sum()))
    for name, u in (("up1", up1), ("up2", up2), ("up3", up3)):
        f[name + "_prose"] = (bprose[u] - prose) / proses
        f[name + "_proser"] = bprose[u] / np.maximum(1, bchars[u])
    heart2 = _heart(bprose, above, proses)
    f["climb2"] = _climb(box, above, heart2)[0]
    f["prose"] = prose
    f["kept_prose"] = np.full(n, float((prose * kept_).sum()) / proses, np.float32)
    f |= {"prose_" + k: v for k, v in _like(boxes, box, up1, above, (prose > 0).astype(np.float32), chars, linked).items() if "_kept" in k or "_mass" in k}
    # the box that holds most of what is kept
    heart = _heart(bkept, above, total)
    climbs, heart_depth = _climb(box, above, heart)
    f["climb"] = climbs
    f["down"] = a([depth[b] for b in box]) - float(depth[heart]) + climbs * 0
    f["in_heart"] = (climbs == 0).astype(np.float32)
    # Its like: same tag and class; same with the box above; same path of tags.
    f |= _like(boxes, box, up1, above, kept_, chars, linked)
    # Places.
    order = np.arange(n, dtype=np.float32)
    sure = np.flatnonzero((kept_ >= 0.8) & (chars >= LONG))
    if not len(sure):
        sure = np.flatnonzero(kept_ >= 0.5)
    first, last = (float(sure[0]), float(sure[-1])) if len(sure) else (0.0, float(n - 1))
    f["from_first"], f["to_last"] = order - first, last - order
    cum = np.cumsum(weight)
    f["before"], f["after"] = (cum - weight) / total, (total - cum) / total
    f["place"] = order / max(1, n - 1)
    f["size"] = np.full(n, n, np.float32)
    f["kept_total"] = np.full(n, total, np.float32)
    f["page_kept"] = np.full(n, total / max(1.0, float(chars.sum())), np.float32)
    for step in (1, 2, 3):
        f[f"kept-{step}"], f[f"kept+{step}"] = _shift(kept_, step), _shift(kept_, -step)
    for step in (1, 2):
        for name in ("chars", "link_share", "heading", "ends", "kind"):
            f[f"{name}-{step}"], f[f"{name}+{step}"] = _shift(f[name], step), _shift(f[name], -step)
    for width in (3, 8):
        kernel = np.ones(2 * width + 1, np.float32)
        around = np.convolve(weight, kernel)[width:-width] - weight
        mass = np.convolve(chars, kernel)[width:-width] - chars
        f[f"around{width}"] = around / np.maximum(1, mass)
        f[f"links{width}"] = (np.convolve(linked, kernel)[width:-width]) / np.maximum(1, mass + chars)
        f[f"mean{width}"] = mass / np.minimum(2 * width, max(1, n - 1))
    f["same_up-1"] = np.concatenate(([0], up1[1:] == up1[:-1])).astype(np.float32)
    f["same_up+1"] = np.concatenate((up1[1:] == up1[:-1], [0])).astype(np.float32)
    f["same_box-1"] = np.concatenate(([0], box[1:] == box[:-1])).astype(np.float32)
    f["same_box+1"] = np.concatenate((box[1:] == box[:-1], [0])).astype(np.float32)
    # Said elsewhere.
    seen: dict[str, int] = {}
    nth = []
    for t in text:
        seen[t] = seen.get(t, 0) + 1
        nth.append(seen[t])
    f["nth"], f["times"] = a(nth), a([seen[t] for t in text])
    heads = [set(words(t)) for t in titles if t]
    f["title"] = a([max((_jaccard(set(w), h) for h in heads), default=0) for w in own])
    f["title_part"] = a([max((len(set(w) & h) / max(1, len(set(w))) for h in heads), default=0) for w in own])
    about = set(words(description))
    f["description"] = a([_jaccard(set(w), about) for w in own]) if about else np.full(n, -1, np.float32)
    h1 = [i for i in range(n) if f["heading"][i] == 1 and f["title"][i] >= 0.5] or [i for i in range(n) if f["title"][i] >= 0.8]
    f["from_title"] = order - h1[0] if h1 else np.full(n, -999, np.float32)
    f["stated"] = a(stated) if stated is not None else np.full(n, -1, np.float32)
    marks = np.array(named, dtype=np.float32)
    f["named"] = marks[box]
    return f


def _shift(values: Column, by: int) -> Column:
    out = np.full(len(values), -1, np.float32)
    if by > 0:
        out[by:] = values[:-by]
    else:
        out[:by] = values[-by:]
    return out


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, len(a | b))


def _heart(bkept: Column, above: NDArray[np.int64], total: float) -> int:
    """The deepest box with 70 % of what was kept."""
    good = np.flatnonzero(bkept >= 0.7 * total)
    return int(good[-1]) if len(good) else 0


def _climb(box: NDArray[np.int64], above: NDArray[np.int64], heart: int) -> tuple[Column, int]:
    """How far above the heart the branch of each block leaves its way; 0 in the heart."""
    way = {}
    at, steps = heart, 0
    while at >= 0:
        way[at] = steps
        at, steps = int(above[at]), steps + 1
    memo: dict[int, int] = dict(way)
    out = []
    for b in box:
        path = []
        at = int(b)
        while at not in memo and at >= 0:
            path.append(at)
            at = int(above[at])
        value = memo.get(at, steps)
        for p in path:
            memo[p] = value
        out.append(value)
    return np.array(out, np.float32), 0


def _like(boxes, box, up1, above, kept, chars, linked):  # type: ignore[no-untyped-def]
    f = {}
    ids: dict[object, int] = {}
    sig = np.array([ids.setdefault((boxes[b].tag, boxes[b].name), len(ids)) for b in box])
    ids2: dict[object, int] = {}
    sig2 = np.array([ids2.setdefault((boxes[b].tag, boxes[b].name, boxes[u].tag, boxes[u].name), len(ids2)) for b, u in zip(box, up1)])
    ids4: dict[object, int] = {}
    up2 = np.where(above[up1] >= 0, above[up1], up1)
    sig4 = np.array([ids4.setdefault((boxes[u].tag, boxes[u].name, boxes[v].tag, boxes[v].name), len(ids4)) for u, v in zip(up1, up2)])
    paths: list[int] = []
    ids3: dict[object, int] = {}
    for b in boxes:
        paths.append(ids3.setdefault((paths[b.above] if b.above >= 0 else -1, b.tag), len(ids3)))
    sig3 = np.array([paths[b] for b in box])
    for name, s in (("like", sig), ("like2", sig2), ("like4", sig4), ("path", sig3)):
        m = int(s.max()) + 1
        count = np.bincount(s, minlength=m)
        k = np.bincount(s, kept, m)
        c = np.bincount(s, chars, m)
        kc = np.bincount(s, kept * chars, m)
        l = np.bincount(s, linked, m)
        f[name + "_kept"] = np.where(count[s] > 1, (k[s] - kept) / np.maximum(1, count[s] - 1), -1)
        f[name + "_mass"] = (kc[s] - kept * chars) / max(1.0, float((kept * chars).sum()))
        f[name + "_n"] = count[s]
        f[name + "_mean"] = c[s] / count[s]
        f[name + "_links"] = l[s] / np.maximum(1, c[s])
    return {k: v.astype(np.float32) for k, v in f.items()}
