"""The folder's pages as examples to learn from: what is known of each block near the article, and whether it is article."""

import gzip
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
SHORT = 4  # words; fewer are the same by chance
SENTENCE = 6  # words; what has as many and stands in a longer block too is said twice


@dataclass
class Example:
    """A page. `labels` are of the blocks near the article: 1 article, 0 not, -1 can't be told."""

    row: Mapping[str, Any]
    known: Evidence
    labels: np.ndarray

    @property
    def texts(self) -> list[str]:
        return [block.text for block in self.known.layout.blocks]

    @property
    def fold(self) -> int:
        """Pages of one site are in one fold."""
        return int(hashlib.md5(self.row["domain"].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS

    def table(self, names: Sequence[str]) -> np.ndarray:
        return feature_rows(self.known, names, self.known.near)


def example(row: Mapping[str, Any]) -> Example | None:
    tree = parse(gzip.decompress(Path(row["html"]).read_bytes()), "text/html")
    about = metadata(tree, row["url"], datetime(2027, 1, 1, tzinfo=UTC))
    known = gather_evidence(tree, row["url"], about.titles)
    if not len(known.near):
        return None
    labels = labelled([block.text for block in known.layout.blocks], row)
    for box in known.layout.boxes:
        box.element = None  # can't be sent to another process
    return Example(row, known, labels[known.near])


def weights(labels: np.ndarray) -> np.ndarray:
    """A long page counts more than a short one, not as much more; what can't be told counts nothing."""
    found: np.ndarray = np.where(labels < 0, 0, max(1, (labels == 1).sum()) ** -0.5)
    return found


def gold_lines(row: Mapping[str, Any]) -> list[str]:
    lines = row.get("gold_paragraphs") or row["gold_text"].split("\n")
    return [line for line in lines if words(line)]


def labelled(texts: Sequence[str], row: Mapping[str, Any]) -> np.ndarray:
    """1 for what is article, 0 for what is not, -1 for what can't be told or may be either. Of a text that the page has more
    often than the gold, those count that stand amid the article.
    """
    gold = gold_lines(row)
    told, optional = counterparts(texts, gold), counterparts(texts, row.get("gold_optional") or [])
    whole = {" ".join(words(line)) for line in gold}
    found = np.zeros(len(texts), np.int64)
    for i, text in enumerate(texts):
        own = words(text)
        if not own:
            found[i] = -1
        elif told[i]:
            found[i] = 1 if len(own) >= SHORT or " ".join(own) in whole else -1
        elif optional[i]:
            found[i] = -1
    _once(texts, found, gold)
    _apart(texts, found, gold)
    return found


def _once(texts: Sequence[str], found: np.ndarray, gold: Sequence[str]) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if found[i] == 1:
            places[" ".join(words(text))].append(i)
    flat = f" {' '.join(' '.join(words(line)) for line in gold)} "
    sure = [i for where in places.values() if len(where) == 1 for i in where]
    for key, where in places.items():
        times = max(1, flat.count(f" {key} "))
        if len(where) <= times:
            continue
        if sure:
            first, last = min(sure), max(sure)
            target = first + flat.find(f" {key} ") / len(flat) * (last - first)
            inside = [i for i in where if first <= i <= last] or where
            kept = sorted(inside, key=lambda i: abs(i - target))[:times]
        else:
            kept = where[:times]
        for i in set(where) - set(kept):
            found[i] = 0


def _apart(texts: Sequence[str], found: np.ndarray, gold: Sequence[str]) -> None:
    """What stands by itself and in a longer block as well is no article where the gold has it fewer times: a pull quote."""
    said = {i: " ".join(words(texts[i])) for i in np.flatnonzero(found == 1).tolist()}
    # Two spaces: each line's words have their own on both sides, so neighbours that say the same are counted as two.
    page, flat = f" {'  '.join(said.values())} ", f" {'  '.join(' '.join(words(line)) for line in gold)} "
    alone = Counter(said.values())
    for i, text in said.items():
        key = f" {text} "
        if text.count(" ") >= SENTENCE - 1 and alone[text] == 1 and 1 <= flat.count(key) < page.count(key):
            found[i] = 0
