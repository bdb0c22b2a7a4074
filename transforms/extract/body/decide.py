"""The keep/drop decision on the blocks of a page: the learned trees say how likely each is article, and why, in words.

`blocks.json` holds the trees; `tools/train_blocks.py` makes it, and docs/extraction.md tells on what and how well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from lxml.html import HtmlElement
from numpy.typing import NDArray

from transforms.errors import NoText
from transforms.extract.body.blocks import Layout
from transforms.extract.body.boosted_trees import Trees, read
from transforms.extract.body.evidence import Evidence, evidence
from transforms.extract.body.fallback_text import rescued
from transforms.extract.body.group_features import Numbers, Places
from transforms.extract.body.main_text import FEWEST_LETTERS
from transforms.extract.body.poll_answers import with_answers
from transforms.extract.body.reasons import SIGNS, rule_and_words, weigh
from transforms.extract.metadata.collect import Metadata
from transforms.records import Removal

MODEL = Path(__file__).with_name("blocks.json")
CLOSE = 10  # blocks before the first and after the last that were kept, whose removal is told; what is farther is the frame
SURE = 1e-4  # a score this near to 0 or 1 weighs no more in a list
Marks = NDArray[np.bool_]
LONGEST_TOLD = 2000  # characters of a removal


@dataclass(frozen=True)
class Decision:
    """One block near the article. `score`: how likely it is article. `rule` names its removal, if any."""

    text: str
    kept: bool
    score: float
    rule: str
    reasons: tuple[str, ...]
    close: bool


def titles_of(said: Metadata) -> tuple[str, ...]:
    """The headline, and how the page displays it."""
    return tuple(dict.fromkeys((said.title, *said.shown)))


@cache
def trees() -> Trees:
    return read(MODEL)


def decisions(tree: HtmlElement, url: str, titles: Sequence[str] = ()) -> list[Decision]:
    """What is decided on each block near the article, in page order, with the reasons. The tree is used up."""
    known = evidence(tree, url, titles)
    scores, kept = _decided(known)
    return list(_told(known, scores, kept, known.near))


def article_text(
    tree: HtmlElement, url: str, titles: Sequence[str] = (), other: Sequence[str] = ()
) -> tuple[str, tuple[Removal, ...]]:
    """The article's paragraphs, one a line, and what was dropped near it. The tree is used up. Raises NoText.

    `other`: the feed's own lines, which may stand in, as JSON-LD's may, where the page has the beginning only, or nothing.
    """
    known = evidence(tree, url, titles)
    scores, kept = _decided(known)
    blocks = known.layout.blocks
    text = "\n".join(blocks[i].text for i in np.flatnonzero(kept))
    if whole := rescued(text, [known.stated, other]):
        return "\n".join(line for line in whole if line not in titles), known.inline
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return _as_extracted(known, url, titles)
    dropped = known.near[~kept[known.near]]
    near = [i for i in dropped[_close(known, kept)[dropped]].tolist() if blocks[i].text not in titles]
    told = [(d.rule, d.text) for d in _told(known, scores, kept, np.array(near, np.int64))]
    return text, (*known.inline, *_removals(told, near))


def _decided(known: Evidence) -> tuple[Numbers, Marks]:
    return decided(known, trees().scores(rows(known, trees().names, known.near)), trees().settings["threshold"])


def decided(known: Evidence, near: Numbers, threshold: float) -> tuple[Numbers, Marks]:
    """The score of each block, 0 for those far off, and whether it is kept. `near`: what the trees say of those near."""
    scores = np.zeros(len(known.layout.blocks), np.float32)
    if len(known.near):
        scores[known.near] = as_lists(known.layout, known.near, near)
    return scores, with_answers([block.text for block in known.layout.blocks], scores >= threshold)


def as_lists(layout: Layout, near: Places, scores: Numbers) -> Numbers:
    """The scores, the items of one list all having their mean: a list is article or is none, and a poll that lost an answer
    is known no more by the rules that clean the text.
    """
    odds = np.log(np.clip(scores, SURE, 1 - SURE) / np.clip(1 - scores, SURE, 1 - SURE))
    lists = []
    for i in near.tolist():
        box = layout.boxes[layout.blocks[i].box]
        lists.append(box.above if box.tag == "li" else -1 - i)
    _, group = np.unique(lists, return_inverse=True)
    means = np.bincount(group, odds) / np.bincount(group)
    return (1 / (1 + np.exp(-means[group]))).astype(np.float32)


def rows(known: Evidence, names: Sequence[str], places: Places) -> Numbers:
    """The features of some blocks, [block, feature]."""
    if not len(places):
        return np.zeros((0, len(names)), np.float32)
    return np.stack([known.columns[name][places] for name in names], axis=1).astype(np.float32)


def _told(known: Evidence, scores: Numbers, kept: Marks, places: Places) -> Iterator[Decision]:
    if not len(places):
        return
    close = _close(known, kept)
    signs = zip(*(known.columns[name][places].tolist() for name in SIGNS), strict=True)
    weighed = weigh(trees(), rows(known, trees().names, places)).tolist()
    for i, weights, shown in zip(places.tolist(), weighed, signs, strict=True):
        rule, reasons = rule_and_words(weights, bool(kept[i]), dict(zip(SIGNS, shown, strict=True)))
        name = known.named[i]
        yield Decision(
            text=known.layout.blocks[i].text,
            kept=bool(kept[i]),
            score=round(float(scores[i]), 3),
            rule="" if kept[i] else f"page:{name or rule}",
            reasons=(f"its box is called as {name.replace('_', ' ')} is", *reasons) if name and not kept[i] else reasons,
            close=bool(close[i]),
        )


def _close(known: Evidence, kept: Marks) -> Marks:
    """Which blocks stand where the article stands; the page's frame would fill the record with menus and banners."""
    f, order, places = known.columns, np.arange(len(kept)), np.flatnonzero(kept)
    framed = (f["in_nav"] > 0) | (f["in_footer"] > 0)
    if not len(places):
        return ~framed & (f["kept"] >= 0.5)
    first, last = places[0], places[-1]
    between = (order > first) & (order < last)
    around = (order >= first - CLOSE) & (order <= last + CLOSE) & (f["in_aside"] == 0) & (f["in_header"] == 0)
    close: Marks = ~framed & ((f["kept"] >= 0.5) | between | around)
    return close


def _removals(told: Sequence[tuple[str, str]], places: Sequence[int]) -> Iterator[Removal]:
    """One for each run of blocks that went under one rule."""
    run: list[str] = []
    for n, (rule, text) in enumerate(told):
        run.append(text)
        if n + 1 < len(told) and told[n + 1][0] == rule and places[n + 1] == places[n] + 1:
            continue
        whole = " ".join(" ".join(run).split())
        whole = whole if len(whole) <= LONGEST_TOLD else whole[: LONGEST_TOLD - 1] + "…"
        yield Removal(rule=rule, where="page", start=None, end=None, text=whole)
        run = []


def _as_extracted(known: Evidence, url: str, titles: Sequence[str]) -> tuple[str, tuple[Removal, ...]]:
    """The extractor's own text, where the decision left nothing."""
    text = "\n".join(line for line in known.lines if line not in titles)
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        raise known.error or NoText(f"no article was found in {url or 'the page'}")
    return text, known.inline
