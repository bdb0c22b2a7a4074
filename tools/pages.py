"""Makes training examples of pages with their gold text: the features of each block near the article, and its label."""

import gzip
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from judge import counterparts

from transforms.extract.body.decide import feature_rows
from transforms.extract.body.evidence import Evidence, gather_evidence
from transforms.extract.body.overlap import words
from transforms.extract.metadata.collect import metadata
from transforms.extract.page.parse import parse

FOLDS = 5
MIN_WORDS = 4  # of a block that is found in the gold text; shorter blocks match by chance
MIN_REPEATED = 6  # words of a block that counts as repeated when a longer block has them too
ARTICLE, OTHER, UNKNOWN = 1, 0, -1  # labels


@dataclass
class Example:
    """A page. `labels`: `ARTICLE`, `OTHER` or `UNKNOWN` for each block near the article."""

    row: Mapping[str, Any]
    evidence: Evidence
    labels: np.ndarray

    @property
    def texts(self) -> list[str]:
        return [block.text for block in self.evidence.layout.blocks]

    @property
    def fold(self) -> int:
        """The number of the page's fold, from 0; all pages of a site are in the same fold."""
        return int(hashlib.md5(self.row["domain"].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS

    def features(self, names: Sequence[str]) -> np.ndarray:
        """Returns the named features of the blocks near the article, as an array [block, feature]."""
        return feature_rows(self.evidence, names, self.evidence.near)


def example(row: Mapping[str, Any]) -> Example | None:
    """Returns the example of a row of the folder; None for a page that has no block near an article."""
    tree = parse(gzip.decompress(Path(row["html"]).read_bytes()), "text/html")
    page_metadata = metadata(tree, row["url"], datetime(2027, 1, 1, tzinfo=UTC))
    evidence = gather_evidence(tree, row["url"], page_metadata.titles)
    if not len(evidence.near):
        return None
    labels = block_labels([block.text for block in evidence.layout.blocks], row)
    return Example(row, _without_elements(evidence), labels[evidence.near])


def _without_elements(evidence: Evidence) -> Evidence:
    """Returns the evidence without references to the page's tree, which can't be sent to another process."""
    for box in evidence.layout.boxes:
        box.element = None
    evidence.layout.positions.clear()
    return replace(evidence, pruned=())


def weights(labels: np.ndarray) -> np.ndarray:
    """Returns the weight of each block: 0 for `UNKNOWN`, else one over the square root of the number of article blocks.

    So a long page weighs more than a short one, but not in proportion to its length.
    """
    block_weights: np.ndarray = np.where(labels == UNKNOWN, 0, max(1, (labels == ARTICLE).sum()) ** -0.5)
    return block_weights


def gold_lines(row: Mapping[str, Any]) -> list[str]:
    """Returns the lines of the gold text that have words."""
    lines = row.get("gold_paragraphs") or row["gold_text"].split("\n")
    return [line for line in lines if words(line)]


def block_labels(texts: Sequence[str], row: Mapping[str, Any]) -> np.ndarray:
    """Returns the label of each block of a page: whether its words are in the gold text.

    Blocks that are too short to decide and blocks of optional text are `UNKNOWN`. When the page has a text more often than the
    gold text, only the blocks in the middle of the article are `ARTICLE`.
    """
    gold = gold_lines(row)
    required, optional = counterparts(texts, gold), counterparts(texts, row.get("gold_optional") or [])
    whole_lines = {" ".join(words(line)) for line in gold}
    labels = np.full(len(texts), OTHER, np.int64)
    for i, text in enumerate(texts):
        block_words = words(text)
        if not block_words:
            labels[i] = UNKNOWN
        elif required[i]:
            labels[i] = ARTICLE if len(block_words) >= MIN_WORDS or " ".join(block_words) in whole_lines else UNKNOWN
        elif optional[i]:
            labels[i] = UNKNOWN
    _unlabel_repetitions(texts, labels, gold)
    _unlabel_pull_quotes(texts, labels, gold)
    return labels


def _unlabel_repetitions(texts: Sequence[str], labels: np.ndarray, gold: Sequence[str]) -> None:
    """Labels repeated blocks `OTHER` where the page has the same words more often than the gold text."""
    positions: dict[str, list[int]] = defaultdict(list)
    for i in np.flatnonzero(labels == ARTICLE).tolist():
        positions[" ".join(words(texts[i]))].append(i)
    gold_words = f" {' '.join(' '.join(words(line)) for line in gold)} "
    unique = [same[0] for same in positions.values() if len(same) == 1]
    for key, same in positions.items():
        times = max(1, gold_words.count(f" {key} "))
        if len(same) > times:
            kept = _nearest(same, unique, gold_words.find(f" {key} ") / len(gold_words))[:times]
            labels[list(set(same) - set(kept))] = OTHER


def _nearest(same: Sequence[int], unique: Sequence[int], share: float) -> Sequence[int]:
    """Sorts blocks with the same words, the likeliest first: inside the article, near where the gold text has the words.

    `unique`: blocks of the article whose words occur once. `share`: the position in the gold text, 0 to 1.
    """
    if not unique:
        return same
    first, last = min(unique), max(unique)
    place = first + share * (last - first)
    inside = [i for i in same if first <= i <= last] or same
    return sorted(inside, key=lambda i: abs(i - place))


def _unlabel_pull_quotes(texts: Sequence[str], labels: np.ndarray, gold: Sequence[str]) -> None:
    """Labels a block `OTHER` when a longer block has its words too, and the page has them more often than the gold text."""
    block_words = {i: " ".join(words(texts[i])) for i in np.flatnonzero(labels == ARTICLE).tolist()}
    # Joined by two spaces, so that each line has a space of its own on both sides and equal neighbours are counted as two.
    page, gold_words = f" {'  '.join(block_words.values())} ", f" {'  '.join(' '.join(words(line)) for line in gold)} "
    as_block = Counter(block_words.values())
    for i, text in block_words.items():
        key = f" {text} "
        is_long = text.count(" ") >= MIN_REPEATED - 1
        if is_long and as_block[text] == 1 and 1 <= gold_words.count(key) < page.count(key):
            labels[i] = OTHER
