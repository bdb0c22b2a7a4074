"""Pages with their true text as training examples: the evidence on each block near the article, and its label."""

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
MIN_WORDS = 4  # of a block that is found in the gold text; fewer are the same by chance
MIN_REPEATED = 6  # words of a block that counts as repeated when a longer block has them too
ARTICLE, OTHER, UNKNOWN = 1, 0, -1  # labels


@dataclass
class Example:
    """A page. `labels`: of the blocks near the article, each `ARTICLE`, `OTHER` or `UNKNOWN`."""

    row: Mapping[str, Any]
    known: Evidence
    labels: np.ndarray

    @property
    def texts(self) -> list[str]:
        return [block.text for block in self.known.layout.blocks]

    @property
    def fold(self) -> int:
        """The number of the fold that the page is in; pages of one site are in one fold."""
        return int(hashlib.md5(self.row["domain"].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS

    def features(self, names: Sequence[str]) -> np.ndarray:
        """The named features of the blocks near the article, [block, feature]."""
        return feature_rows(self.known, names, self.known.near)


def example(row: Mapping[str, Any]) -> Example | None:
    """The example of a row of the folder; None for a page that has no block near an article."""
    tree = parse(gzip.decompress(Path(row["html"]).read_bytes()), "text/html")
    about = metadata(tree, row["url"], datetime(2027, 1, 1, tzinfo=UTC))
    known = gather_evidence(tree, row["url"], about.titles)
    if not len(known.near):
        return None
    labels = block_labels([block.text for block in known.layout.blocks], row)
    return Example(row, _without_elements(known), labels[known.near])


def _without_elements(known: Evidence) -> Evidence:
    """The evidence without references to the page's tree, which can't be sent to another process."""
    for box in known.layout.boxes:
        box.element = None
    known.layout.positions.clear()
    return replace(known, pruned=())


def weights(labels: np.ndarray) -> np.ndarray:
    """The weight of each block. Those of a long page weigh more together, but not by its length; `UNKNOWN` weighs nothing."""
    block_weights: np.ndarray = np.where(labels == UNKNOWN, 0, max(1, (labels == ARTICLE).sum()) ** -0.5)
    return block_weights


def gold_lines(row: Mapping[str, Any]) -> list[str]:
    """The lines of the true text that have words."""
    lines = row.get("gold_paragraphs") or row["gold_text"].split("\n")
    return [line for line in lines if words(line)]


def block_labels(texts: Sequence[str], row: Mapping[str, Any]) -> np.ndarray:
    """The label of each block of a page: whether its words are in the true text.

    `UNKNOWN` for what is too short to tell, and for what the true text may have or not. Of a text that the page has more often
    than the true text, only the ones amid the article are `ARTICLE`.
    """
    gold = gold_lines(row)
    required, optional = counterparts(texts, gold), counterparts(texts, row.get("gold_optional") or [])
    whole_lines = {" ".join(words(line)) for line in gold}
    labels = np.full(len(texts), OTHER, np.int64)
    for i, text in enumerate(texts):
        own = words(text)
        if not own:
            labels[i] = UNKNOWN
        elif required[i]:
            labels[i] = ARTICLE if len(own) >= MIN_WORDS or " ".join(own) in whole_lines else UNKNOWN
        elif optional[i]:
            labels[i] = UNKNOWN
    _unlabel_repetitions(texts, labels, gold)
    _unlabel_pull_quotes(texts, labels, gold)
    return labels


def _unlabel_repetitions(texts: Sequence[str], labels: np.ndarray, gold: Sequence[str]) -> None:
    """Makes blocks with the same words `OTHER` beyond the number of times that the true text has them."""
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
    """Blocks with the same words, the likeliest first: amid the article, and near the place where the true text has the words.

    `unique`: blocks of the article whose words are there once. `share`: the place in the true text, 0 to 1.
    """
    if not unique:
        return same
    first, last = min(unique), max(unique)
    place = first + share * (last - first)
    inside = [i for i in same if first <= i <= last] or same
    return sorted(inside, key=lambda i: abs(i - place))


def _unlabel_pull_quotes(texts: Sequence[str], labels: np.ndarray, gold: Sequence[str]) -> None:
    """Makes a block `OTHER` whose words stand in a longer block too, where the true text has them fewer times than the page."""
    block_words = {i: " ".join(words(texts[i])) for i in np.flatnonzero(labels == ARTICLE).tolist()}
    # Two spaces: each line's words have their own on both sides, so equal neighbours are counted as two.
    page, gold_words = f" {'  '.join(block_words.values())} ", f" {'  '.join(' '.join(words(line)) for line in gold)} "
    as_block = Counter(block_words.values())
    for i, text in block_words.items():
        key = f" {text} "
        is_long = text.count(" ") >= MIN_REPEATED - 1
        if is_long and as_block[text] == 1 and 1 <= gold_words.count(key) < page.count(key):
            labels[i] = OTHER
