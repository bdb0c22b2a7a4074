"""Trains the keep/drop decision on page blocks: `python tools/train_blocks.py FOLDER` writes transforms/extract/blocks.json.

FOLDER holds `open.jsonl` and the pages it names (`html_path`, gzipped). Of a row are read: id, url, domain, html_path,
flags, gold_paragraphs or gold_text, gold_optional. Blocks are article when half of their runs of four words stand in the gold
text. Only counts, densities, places and the like are learned: no word of an article enters the model.

Scores are those of cross-validation by site, the threshold of each fold being chosen on the others; they are written into
the model's file. The same folder gives the same model. It takes a quarter of an hour on two cores.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import Pool
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from boost import train
from judge import counterparts, page_scores

from transforms.extract.decide import MODEL, decided, rows, titles_of
from transforms.extract.evidence import Evidence, evidence
from transforms.extract.metadata import metadata
from transforms.extract.shares import words
from transforms.extract.tree import parse
from transforms.extract.trees import made

FOLDS = 5
SETTINGS = {"trees": 600, "depth": 7, "rate": 0.045, "ridge": 5.0, "some_features": 0.15, "some_rows": 0.7, "seed": 1}
LEFT_OUT = frozenset(("short_gold", "not_in_page"))  # flags of gold that is no whole answer
THRESHOLDS = [0.36, 0.38, 0.4, 0.42, 0.44, 0.46, 0.48, 0.5]
SHORT = 4  # words; fewer are the same by chance


@dataclass
class Example:
    row: Mapping[str, Any]
    known: Evidence
    labels: np.ndarray  # of those near: 1 article, 0 not, -1 can't be told
    weights: np.ndarray

    @property
    def texts(self) -> list[str]:
        return [block.text for block in self.known.layout.blocks]

    @property
    def fold(self) -> int:
        return int(hashlib.md5(self.row["domain"].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--out", type=Path, default=MODEL)
    ap.add_argument("--scores", type=Path, help="write the out-of-fold score of every block there, a page a line")
    ap.add_argument("--no-cv", action="store_true", help="train only, with the threshold of the model that is there")
    ap.add_argument("--jobs", type=int, default=2)
    options = ap.parse_args()
    given = [json.loads(line) for line in (options.folder / "open.jsonl").read_text(encoding="utf-8").splitlines()]
    given = [
        dict(row, html=str(options.folder / row["html_path"])) for row in given if not LEFT_OUT & set(row.get("flags", ()))
    ]
    with Pool(options.jobs) as pool:
        examples = [example for example in pool.imap(_example, given, 4) if example]
        sites = len({e.row["domain"] for e in examples})
        tell(f"{len(examples)} pages, {sum(len(e.known.near) for e in examples)} blocks, {sites} sites")
        report: dict[str, Any] = {}
        if options.no_cv:
            threshold = json.loads(MODEL.read_text(encoding="utf-8"))["threshold"]
        else:
            scored = _cross_validated(pool, examples)
            if options.scores:
                _write_scores(options.scores, examples, scored)
            threshold, report = _report(examples, scored)
    about = {
        "about": "Keep/drop decision on page blocks; see docs/extraction.md.",
        "made_with": "tools/train_blocks.py",
        "trained_on": f"{len(examples)} news pages of {sites} sites and their true text: public labels of "
        "naeb, fundus, scrapinghub's article-extraction-benchmark and WCXB; structural numbers only",
        "licence_of_labels": "MIT, Apache-2.0, CC BY 4.0",
        "cross_validated_by_site": report,
        "settings": SETTINGS,
        "threshold": threshold,
    }
    model = about | _fit(examples)
    options.out.write_text(_compact(model), encoding="utf-8")
    tell(f"{options.out}: {options.out.stat().st_size} bytes")
    return 0


def _example(row: Mapping[str, Any]) -> Example | None:
    tree = parse(gzip.decompress(Path(row["html"]).read_bytes()), "text/html")
    said = metadata(tree, row["url"], datetime(2027, 1, 1, tzinfo=UTC))
    known = evidence(tree, row["url"], titles_of(said))
    if not len(known.near):
        return None
    texts = [block.text for block in known.layout.blocks]
    labels = labelled(texts, row)[known.near]
    weights = np.where(
        labels < 0, 0, max(1, (labels == 1).sum()) ** -0.5
    )  # a long page counts more than a short one, not as much more
    for box in known.layout.boxes:
        box.element = None  # can't be sent to another process
    return Example(row, known, labels, weights)


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


def _names(examples: Sequence[Example]) -> list[str]:
    return list(examples[0].known.columns)


def _fit(examples: Sequence[Example]) -> dict[str, Any]:
    names = _names(examples)
    table = np.concatenate([rows(e.known, names, e.known.near) for e in examples])
    labels, weights = (np.concatenate([getattr(e, key) for e in examples]) for key in ("labels", "weights"))
    sure = weights > 0
    model = train(table[sure], labels[sure].astype(np.float32), weights[sure], names, **SETTINGS)
    asked = {name for tree in model["trees"] for name, _ in tree["asks"]}
    return model | {"features": [name for name in names if name in asked]}


def _fold(task: tuple[int, Sequence[Example]]) -> dict[str, np.ndarray]:
    fold, examples = task
    model = made(_fit([e for e in examples if e.fold != fold]))
    return {e.row["id"]: model.scores(rows(e.known, model.names, e.known.near)) for e in examples if e.fold == fold}


def _cross_validated(pool: Any, examples: Sequence[Example]) -> dict[str, np.ndarray]:
    scored: dict[str, np.ndarray] = {}
    for scores in pool.imap_unordered(_fold, [(fold, examples) for fold in range(FOLDS)]):
        scored |= scores
        tell(f"{len(scored)} pages scored by trees that know no page of their site")
    return scored


def _report(examples: Sequence[Example], scored: Mapping[str, np.ndarray]) -> tuple[float, dict[str, Any]]:
    """The threshold for the model, and how well the decision does with thresholds chosen without the site."""
    results = {(e.row["id"], t): _page(e, scored, t) for e in examples for t in THRESHOLDS}

    def best(some: Iterable[Example]) -> float:
        some = list(some)
        return max(THRESHOLDS, key=lambda t: _worth([results[e.row["id"], t] for e in some]))

    chosen = {fold: best(e for e in examples if e.fold != fold) for fold in range(FOLDS)}
    held = {e.row["id"]: results[e.row["id"], chosen[e.fold]] for e in examples}
    report = {}
    for name, some in (("english", [e for e in examples if e.row["lang"] == "en"]), ("all", list(examples))):
        report[name] = {"pages": len(some)} | _summary([held[e.row["id"]] for e in some])
        tell(f"{name}: {report[name]}")
    return best(examples), report


def _page(example: Example, scored: Mapping[str, np.ndarray], threshold: float) -> dict[str, float]:
    _, kept = decided(example.known, scored[example.row["id"]], threshold)
    lines = [line for text, k in zip(example.texts, kept, strict=True) if k for line in text.split("\n")]
    return page_scores(lines, gold_lines(example.row), example.row.get("gold_optional") or [])


def _worth(results: Sequence[Mapping[str, float]]) -> float:
    """What a threshold is chosen for: F1, and a line too many weighs as much as a line too few."""
    s = _summary(results)
    return s["f1"] - 0.5 * (s["residue"] + s["loss"])


def _summary(results: Sequence[Mapping[str, float]]) -> dict[str, float]:
    p, r = mean(x["precision"] for x in results), mean(x["recall"] for x in results)
    found = {"f1": 2 * p * r / (p + r), "precision": p} | {
        key: mean(x[key] for x in results) for key in ("residue", "loss", "clean")
    }
    return {key: round(value, 4) for key, value in found.items()}


def _write_scores(path: Path, examples: Sequence[Example], scored: Mapping[str, np.ndarray]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for e in examples:
            blocks = [
                [round(float(s), 4), t] for s, t in zip(decided(e.known, scored[e.row["id"]], 0)[0], e.texts, strict=True)
            ]
            file.write(json.dumps({"id": e.row["id"], "blocks": blocks}) + "\n")


def _compact(model: Mapping[str, Any]) -> str:
    """A line a key, and a line a tree: a file that can be compared."""
    keys = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in model.items() if key != "trees"]
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in model["trees"])
    return "{\n" + ",\n".join(keys) + ',\n"trees": [\n' + trees + "\n]}\n"


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
