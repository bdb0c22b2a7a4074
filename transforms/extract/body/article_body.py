"""The text of an article from its page's tree, with the removals near it and the blocks of the trace."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

import numpy as np
from lxml.html import HtmlElement

from transforms.articles import LineMarkup
from transforms.errors import NoText
from transforms.extract.body.decide import Decision, Explanation, decide, explanations, reported_blocks
from transforms.extract.body.evidence import Evidence, gather_evidence
from transforms.extract.body.fallback_text import choose_fallback
from transforms.extract.body.line_markup import line_markup
from transforms.extract.body.main_text import has_enough_letters
from transforms.extract.body.prune import MIN_WORDS_LEFT, PrunedElement, prune, removals_of, shortened
from transforms.extract.page.lines import lines
from transforms.extract.trace import Outcome, TextSource, TracedBlock
from transforms.records import Removal


@dataclass(frozen=True)
class ArticleBody:
    """An article's text, one paragraph a line; the removals on its page; the source of the text; the blocks of its trace.

    `markup`: how the page marks up the lines that are its blocks.
    """

    text: str
    removals: tuple[Removal, ...]
    source: TextSource
    build_blocks: Callable[[], tuple[TracedBlock, ...]]
    markup: Mapping[str, LineMarkup] = field(default_factory=dict)


def decided_body(
    tree: HtmlElement,
    url: str,
    titles: Sequence[str] = (),
    feed_lines: Sequence[str] = (),
    pruned: Sequence[PrunedElement] = (),
) -> ArticleBody:
    """The text of the blocks that are kept by the decision. The tree is modified. Raises NoText when there is no article.

    `titles`: the headline, and the texts in which the page displays it. `feed_lines`: the feed's own text. It is used when the
    page has only the beginning of it, or nothing, and so is the text of JSON-LD. `pruned`: elements that the configs removed
    from the tree before.
    """
    evidence = gather_evidence(tree, url, titles, [one.next_element for one in pruned if one.next_element is not None])
    decision = decide(evidence)
    all_pruned = (*pruned, *evidence.pruned)
    blocks = evidence.layout.blocks
    text = "\n".join(blocks[i].text for i in np.flatnonzero(decision.kept))
    if source := choose_fallback(text, {"json-ld": evidence.article_body, "feed": feed_lines}):
        return _replaced(
            evidence, decision, evidence.article_body if source == "json-ld" else feed_lines, source, titles, all_pruned
        )
    if not has_enough_letters(text):
        body = _replaced(evidence, decision, evidence.extracted, "extractor", titles, all_pruned)
        if not has_enough_letters(body.text):
            raise evidence.error or NoText(f"no article was found in {url or 'the page'}")
        return body
    dropped = reported_blocks(evidence, decision.kept, titles)
    why = explanations(evidence, decision.kept, dropped)
    return ArticleBody(
        text=text,
        removals=(*removals_of(all_pruned), *_block_removals([(i, why[i].rule, blocks[i].text) for i in dropped])),
        source="page",
        build_blocks=lambda: _page_trace(evidence, decision, why, titles, all_pruned),
        markup=line_markup(evidence.layout, np.flatnonzero(decision.kept).tolist(), {i: why[i].rule for i in dropped}, url),
    )


def whole_body(
    tree: HtmlElement, url: str, source: TextSource, titles: Sequence[str] = (), pruned: Sequence[PrunedElement] = ()
) -> ArticleBody:
    """The whole text of the tree without furniture (unless that would leave too little) and without lines that are a title.

    For a tree that is known to be the article: a feed's own text, or what the site's config selects.
    """
    smaller = deepcopy(tree)
    furniture = prune(smaller, url)
    left, whole = "\n".join(lines(smaller)), "\n".join(lines(tree))
    if len(left.split()) < MIN_WORDS_LEFT * len(whole.split()):
        left, furniture = whole, []
    kept: list[str] = []
    headline: list[str] = []
    for line in left.split("\n"):
        (headline if line in titles else kept).append(line)
    all_pruned = (*pruned, *furniture)
    return ArticleBody(
        text="\n".join(kept),
        removals=tuple(removals_of(all_pruned)),
        source=source,
        build_blocks=lambda: (
            *_pruned_blocks(all_pruned),
            *(TracedBlock(line, Outcome.HEADLINE) for line in headline),
            *_kept_lines(kept),
        ),
    )


def _replaced(
    evidence: Evidence,
    decision: Decision,
    other: Sequence[str],
    source: TextSource,
    titles: Sequence[str],
    pruned: Sequence[PrunedElement],
) -> ArticleBody:
    """The body with the lines of another source instead of the page's blocks."""
    kept = [line for line in other if line not in titles]
    return ArticleBody(
        text="\n".join(kept),
        removals=tuple(removals_of(pruned)),
        source=source,
        build_blocks=lambda: (*_kept_lines(kept), *_pruned_blocks(pruned), *_replaced_blocks(evidence, decision, titles)),
    )


def _block_removals(dropped: Sequence[tuple[int, str, str]]) -> Iterator[Removal]:
    """One removal for each run of neighbouring blocks (number, rule, text) that were dropped under one rule."""
    texts: list[str] = []
    for i, (number, rule, text) in enumerate(dropped):
        texts.append(text)
        if dropped[i + 1 : i + 2] and dropped[i + 1][:2] == (number + 1, rule):
            continue
        whole = " ".join(" ".join(texts).split())
        yield Removal(rule=rule, where="page", start=None, end=None, text=shortened(whole))
        texts = []


def _page_trace(
    evidence: Evidence,
    decision: Decision,
    removed: Mapping[int, Explanation],
    titles: Sequence[str],
    pruned: Sequence[PrunedElement],
) -> tuple[TracedBlock, ...]:
    """The page's blocks, and pruned elements at their places. `removed`: block number → explanation of its removal."""
    near = evidence.near.tolist()
    why = {**explanations(evidence, decision.kept, [i for i in near if i not in removed]), **removed}
    pruned_at = _pruned_by_position(evidence, pruned)
    traced: list[TracedBlock] = []
    start = 0
    for i, block in enumerate(evidence.layout.blocks):
        traced += _pruned_blocks(pruned_at.get(i, ()))
        score = _score(decision, i) if i in why else None
        reasons = why[i].reasons if i in why else ()
        if decision.kept[i]:
            end = start + len(block.text)
            traced.append(TracedBlock(block.text, Outcome.KEPT, (start, end), "", score, reasons))
            start = end + 1
        elif i in removed:
            traced.append(TracedBlock(block.text, Outcome.REMOVED, None, removed[i].rule, score, reasons))
        else:
            outcome = Outcome.HEADLINE if block.text in titles else Outcome.FRAME
            traced.append(TracedBlock(block.text, outcome, None, "", score, reasons))
    return (*traced, *_pruned_blocks(pruned_at.get(len(evidence.layout.blocks), ())))


def _pruned_by_position(evidence: Evidence, pruned: Sequence[PrunedElement]) -> dict[int, list[PrunedElement]]:
    """Pruned elements by the number of the block that follows them; the number of all blocks for those after the last one."""
    by_element = {one.element: one for one in pruned}
    by_position: dict[int, list[PrunedElement]] = {}
    for one in pruned:
        element = one.next_element
        while (
            element is not None and element not in evidence.layout.positions
        ):  # it was pruned later, by itself or with a box around it
            around = next((e for e in (element, *element.iterancestors()) if e in by_element), None)
            element = by_element[around].next_element if around is not None else None
        position = len(evidence.layout.blocks) if element is None else evidence.layout.positions[element]
        by_position.setdefault(position, []).append(one)
    return by_position


def _pruned_blocks(pruned: Iterable[PrunedElement]) -> list[TracedBlock]:
    return [TracedBlock(one.removal.text, Outcome.REMOVED, None, one.removal.rule) for one in pruned if one.removal]


def _kept_lines(kept: Iterable[str]) -> Iterator[TracedBlock]:
    start = 0
    for line in kept:
        yield TracedBlock(line, Outcome.KEPT, (start, start + len(line)))
        start += len(line) + 1


def _replaced_blocks(evidence: Evidence, decision: Decision, titles: Sequence[str]) -> Iterator[TracedBlock]:
    near = set(evidence.near.tolist())
    for i, block in enumerate(evidence.layout.blocks):
        outcome = Outcome.HEADLINE if block.text in titles else Outcome.REPLACED
        yield TracedBlock(block.text, outcome, score=_score(decision, i) if i in near else None)


def _score(decision: Decision, block: int) -> float:
    return round(float(decision.scores[block]), 3)
