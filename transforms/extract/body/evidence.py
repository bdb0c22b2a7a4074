"""All that is known of each block of a page before it is decided: its numbers, and what others say of it."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np
from lxml.html import HtmlElement
from numpy.typing import NDArray

from transforms.errors import NewsError
from transforms.extract.body.blocks import EDGES, Layout, layout
from transforms.extract.body.declared import description, stated_lines
from transforms.extract.body.features import Column, features, guessed, near_article
from transforms.extract.body.main_text import body_text
from transforms.extract.body.overlap import shares
from transforms.extract.body.prune import drop, furniture, take_out
from transforms.extract.body.text_features import Witnesses
from transforms.records import Removal

BUDGET = 0.8  # of the extracted words must remain after pruning; else a name stood on the article itself
RISKY = 0.3  # of the prose lies in what is named as furniture: only then can the budget be broken
PROSE = 80  # characters
# The numbers that the model knows these rules by: names are only ever added, at the end.
RULES = ("advertisement", "author_bio", "caption", "comments", "consent", "cta", "disclaimer", "link_list", "linked_heading",
         "modal", "newsletter", "poll", "recirculation", "share", "tags")  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """`near`: numbers of the blocks near the article, the only ones that are decided. `columns`: features of all blocks.

    `lines`: the extractor's own text. `stated`: that of JSON-LD. `inline`: what went from inside of lines before.
    `named`: the furniture rule of each block's box, or None.
    """

    layout: Layout
    columns: dict[str, Column]
    near: NDArray[np.int64]
    lines: list[str]
    stated: list[str]
    named: list[str | None]
    inline: tuple[Removal, ...]
    error: NewsError | None = None


def evidence(tree: HtmlElement, url: str, titles: Sequence[str]) -> Evidence:
    """Reads the tree, which is used up. `titles`: the headline, and how the page displays it."""
    chosen = list(furniture(tree, url))
    inside = [(element, rule) for element, rule in chosen if next(element.iter(*EDGES), None) is None]
    gone = {element for element, _ in inside}
    boxes = [(element, rule) for element, rule in chosen if element not in gone]
    inline = take_out(inside)
    found = layout(tree)
    marks: dict[HtmlElement, str] = {}
    for element, rule in boxes:
        for part in element.iter():
            marks.setdefault(part, rule)
    rules = [marks.get(box.element) for box in found.boxes]
    named = [rules[block.box] for block in found.blocks]
    stated, about = stated_lines(tree), description(tree)
    lines, error = _extracted(tree, url, found, named, boxes)
    texts = [block.text for block in found.blocks]
    said = Witnesses(
        kept=shares(texts, lines),
        stated=shares(texts, stated) if stated else None,
        named=[RULES.index(rule) + 1 if rule else 0 for rule in named],
        titles=titles,
        description=about,
    )
    if not texts or found.endless:
        return Evidence(found, {}, np.array([], np.int64), lines, stated, named, tuple(inline), error)
    columns = features(found, said)
    if (kept := guessed(columns)) is not None:
        columns = features(found, replace(said, kept=kept))
    return Evidence(found, columns, near_article(columns), lines, stated, named, tuple(inline), error)


def _extracted(
    tree: HtmlElement, url: str, found: Layout, named: Sequence[str | None], boxes: Sequence[tuple[HtmlElement, str]]
) -> tuple[list[str], NewsError | None]:
    """The extractor's lines of the tree without its furniture, or of the whole tree when that broke the budget."""
    prose = [block.chars if block.chars >= PROSE else 0 for block in found.blocks]
    risky = sum(n for n, rule in zip(prose, named, strict=True) if rule) > RISKY * sum(prose)
    whole = deepcopy(tree) if risky else None
    drop(element for element, _ in boxes)
    text, error = _text(tree, url)
    if whole is not None:
        other, other_error = _text(whole, url)
        if len(text.split()) < BUDGET * len(other.split()):
            text, error = other, other_error
    return text.split("\n") if text else [], error


def _text(tree: HtmlElement, url: str) -> tuple[str, NewsError | None]:
    try:
        return body_text(tree, url), None
    except NewsError as error:
        return "", error
