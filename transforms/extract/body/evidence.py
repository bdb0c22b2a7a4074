"""Collects what the decision on a page's blocks is based on: their features, and how much of them other texts contain."""

from collections import Counter
from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np
from lxml.html import HtmlElement

from transforms.errors import NewsError
from transforms.extract.body.blocks import BIT, BOX_TAGS, Box, Layout, layout
from transforms.extract.body.declared import article_body_lines, description
from transforms.extract.body.features.groups import Positions
from transforms.extract.body.features.table import (
    MAX_LINK_SHARE,
    Column,
    block_features,
    blocks_near_article,
    prose_in_main_box,
)
from transforms.extract.body.features.text import PageSignals
from transforms.extract.body.main_text import main_text
from transforms.extract.body.overlap import block_shares
from transforms.extract.body.prune import MIN_WORDS_LEFT, PrunedElement, drop, find_furniture, take_out

RISKY = 0.3  # share of the page's prose that is in furniture; above it, the furniture may be the article itself
LEAST_PROSE = 400  # characters of prose outside of comments that can be an article
PROSE = 80  # characters of a block that counts as prose here
# A box of links: its tag, fewest blocks, characters of a block on average, share of them that is linked, and what is not in it.
LINK_BOX_TAGS = frozenset(("ul", "ol", "div"))
LEAST_LINKS, MEAN_LINK, LINK_SHARE = 5, 100, 0.9
ARTICLE_PARTS = ("p", "h1", "article")
IN_FRAME = BIT["nav"] | BIT["footer"] | BIT["aside"]
DISPLAYED_TAGS = frozenset(("h1", "p"))
# The place of a rule in this tuple is its number in the model, so new ones are added at the end.
RULES = ("advertisement", "author_bio", "caption", "comments", "consent", "cta", "disclaimer", "link_list", "linked_heading",
         "modal", "newsletter", "poll", "recirculation", "share", "tags")  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """A page's blocks and what is known about them.

    `columns`: feature → number for each block; empty when there are no blocks, or too many to decide on. `near`: numbers of the
    blocks near the article, the only ones that are decided on. `furniture`: the furniture rule of each block's box, or None.
    `extracted`: the extractor's lines. `error`: why it has none. `article_body`: JSON-LD's lines. `pruned`: furniture inside of
    blocks, which was removed before. `layout.positions` has the places of `pruned` and of the elements to be located.
    """

    layout: Layout
    columns: dict[str, Column]
    near: Positions
    furniture: list[str | None]
    extracted: list[str]
    article_body: list[str]
    pruned: tuple[PrunedElement, ...]
    error: NewsError | None = None


def gather_evidence(tree: HtmlElement, url: str, titles: Sequence[str], locate: Collection[HtmlElement] = ()) -> Evidence:
    """The evidence for the blocks of a page. The tree is modified.

    `titles`: the headline, and the texts in which the page displays it. `locate`: elements whose positions are stored.
    """
    inline, boxes = _split_furniture(tree, url)
    pruned = tuple(take_out(inline))
    page = layout(tree, {*locate, *(one.next_element for one in pruned if one.next_element is not None)})
    furniture = _rules_of_blocks(page, boxes)
    article_body, described = article_body_lines(tree), description(tree)
    extracted, error = _extractor_lines(tree, url, page, furniture, boxes)
    texts = [block.text for block in page.blocks]
    evidence = Evidence(page, {}, np.array([], np.int64), furniture, extracted, article_body, pruned, error)
    if not texts or page.is_truncated:
        return evidence
    signals = PageSignals(
        extractor_share=block_shares(texts, extracted),
        json_ld_share=block_shares(texts, article_body) if article_body else None,
        furniture=[RULES.index(rule) + 1 if rule else 0 for rule in furniture],
        titles=titles,
        description=described,
    )
    columns = block_features(page, signals)
    if (prose := prose_in_main_box(columns)) is not None:
        columns = block_features(page, replace(signals, extractor_share=prose))
    return replace(evidence, columns=columns, near=blocks_near_article(columns))


Chosen = list[tuple[HtmlElement, str]]
"""Elements, each with the furniture rule that it falls under."""


def _split_furniture(tree: HtmlElement, url: str) -> tuple[Chosen, Chosen]:
    """The furniture inside of a block, and the furniture that has blocks of its own."""
    inline: Chosen = []
    boxes: Chosen = []
    for element, rule in find_furniture(tree, url):
        has_edges = next(element.iter(*BOX_TAGS), None) is not None
        (boxes if has_edges else inline).append((element, rule))
    return inline, boxes


def _rules_of_blocks(page: Layout, boxes: Chosen) -> list[str | None]:
    """For each block, the rule of the outermost furniture around it, or None."""
    if not boxes:
        return [None] * len(page.blocks)
    rule_of: dict[HtmlElement, str] = {}
    for element, rule in boxes:
        rule_of.setdefault(element, rule)
        if element.tag not in BOX_TAGS:  # the boxes in it do not know of it
            for part in element.iter(*BOX_TAGS):
                rule_of.setdefault(part, rule)
    rules: list[str | None] = []  # of each box; the one around it comes before
    for box in page.boxes:
        rules.append((rules[box.above] if box.above >= 0 else None) or rule_of.get(box.element))
    return [rules[block.box] for block in page.blocks]


def _extractor_lines(
    tree: HtmlElement, url: str, page: Layout, furniture: Sequence[str | None], boxes: Chosen
) -> tuple[list[str], NewsError | None]:
    """The extractor's lines for the tree without furniture, or for the whole tree if that leaves too few words; its error.

    Readers may write more than the article has. So comments are left out in any case, unless hardly any
    prose is outside of them. Boxes of links, and those beside all prose, are left out to save time.
    """
    prose: Counter[str | None] = Counter()
    for block, rule in zip(page.blocks, furniture, strict=True):
        prose[rule] += block.chars if block.chars >= PROSE else 0
    left = prose.total()
    if left - prose["comments"] >= LEAST_PROSE:
        drop(element for element, rule in boxes if rule == "comments")
        left -= prose.pop("comments", 0)
    if not page.is_truncated:  # else it is not known what the last boxes hold
        drop((*boxes_beside_prose(page), *link_boxes(page)))
    risky = left - prose[None] > RISKY * left
    whole = deepcopy(tree) if risky else None
    drop(element for element, _ in boxes)
    text, error = _text_or_error(tree, url)
    if whole is not None:
        whole_text, whole_error = _text_or_error(whole, url)
        if len(text.split()) < MIN_WORDS_LEFT * len(whole_text.split()):
            text, error = whole_text, whole_error
    return text.split("\n") if text else [], error


def boxes_beside_prose(page: Layout) -> list[HtmlElement]:
    """The boxes beside the innermost box that has all prose of the page: banners, menus, forms, teasers.

    Prose in the page's frame does not count; empty if there is hardly any. No <h1> and no paragraph is among them.
    """
    prose = [0] * len(page.boxes)  # characters of prose in each box
    for block in page.blocks:
        box = page.boxes[block.box]
        if block.chars >= PROSE and block.linked < MAX_LINK_SHARE * block.chars and not box.inside & IN_FRAME:
            prose[block.box] += block.chars
    for i in range(len(prose) - 1, 0, -1):  # a box comes after the one around it
        prose[page.boxes[i].above] += prose[i]
    if not prose or prose[0] < LEAST_PROSE:
        return []
    at = max(i for i, chars in enumerate(prose) if chars == prose[0])
    chosen: list[HtmlElement] = []
    around: set[int] = set()  # the boxes around the innermost one
    while (above := page.boxes[at].above) >= 0:
        around.add(above)
        at = above
    for i, box in enumerate(page.boxes):
        if box.above in around and prose[i] < prose[0] and box.tag not in DISPLAYED_TAGS:
            chosen.append(box.element)
    return chosen


def link_boxes(page: Layout) -> list[HtmlElement]:
    """The outermost boxes that are nothing but short links: menus and lists of teasers. The extractor would drop them too."""
    chosen: list[HtmlElement] = []
    inside: list[bool] = []  # for each box, whether it is in one of them
    for box in page.boxes:
        is_inside = box.above >= 0 and inside[box.above]
        if not is_inside and _is_of_links(box):
            chosen.append(box.element)
            is_inside = True
        inside.append(is_inside)
    return chosen


def _is_of_links(box: Box) -> bool:
    return (
        box.tag in LINK_BOX_TAGS
        and box.blocks >= LEAST_LINKS
        and box.chars <= MEAN_LINK * box.blocks
        and box.linked >= LINK_SHARE * box.chars
        and box.chars - box.linked < LEAST_PROSE
        and next(box.element.iter(*ARTICLE_PARTS), None) is None
    )


def _text_or_error(tree: HtmlElement, url: str) -> tuple[str, NewsError | None]:
    try:
        return main_text(tree, url), None
    except NewsError as error:
        return "", error
