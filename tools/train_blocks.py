"""Trains the keep/drop decision on page blocks: `python tools/train_blocks.py FOLDER` writes `blocks.json` (extract/body).

FOLDER holds `open.jsonl` and the pages it names (`html_path`, gzipped). These keys of a row are read: id, url, domain,
html_path, flags, gold_paragraphs or gold_text, gold_optional. A block is article when half of its runs of four words are in
the gold text. Only structural numbers (counts, densities, positions) are learned: no word of an article enters the model.

A label is left out when trees that were trained on other sites are almost sure that it is wrong, because many gold texts are
incomplete or contain a line of the page's frame.

The scores in the model's file are those of cross-validation by site. The same folder gives the same model. It takes ten
minutes on two cores.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from boost import train
from judge import page_scores
from pages import ARTICLE, FOLDS, Example, example, gold_lines, weights

from transforms.evidence.boosted_trees import trees_of
from transforms.extract.body.decide import MODEL, decision_from

SETTINGS = {"trees": 600, "depth": 6, "rate": 0.045, "ridge": 5.0, "some_features": 0.15, "some_rows": 0.7, "seed": 1}
QUICK = SETTINGS | {"trees": 200, "depth": 5, "rate": 0.1}  # for trees that only find doubtful labels
DOUBTFUL = 0.05  # a label that such trees find less probable than this is left out
LEFT_OUT = frozenset(("short_gold", "not_in_page"))  # flags of rows whose gold is not the whole article
# F1 less half of residue and loss is the same within .001 from .40 to .48 (three splits by site, with the rules); each .02 more
# costs .0015 of loss and wins .0006 of precision. So it is set by hand: the best value of a single split would be chance.
THRESHOLD = 0.42
Scores = Mapping[str, np.ndarray]
"""Page id → the scores of its blocks near the article, 0 to 1."""
Folds = tuple[int, int]


def main() -> int:
    options = _options()
    rows = _read_rows(options.folder)
    with Pool(options.jobs) as pool:
        examples = [one for one in pool.imap(example, rows, 4) if one]
        sites = len({e.row["domain"] for e in examples})
        log(f"{len(examples)} pages, {sum(len(e.evidence.near) for e in examples)} blocks, {sites} sites")
        first = _first_scores(pool, examples, all_pairs=not options.no_cv)
        report: dict[str, Any] = {}
        if not options.no_cv:
            scores = _cross_validated(pool, examples, first)
            if options.scores:
                _write_scores(options.scores, examples, scores)
            report = _report(examples, scores)
    about = {
        "about": "Keep/drop decision on page blocks; see docs/extraction.md.",
        "made_with": "tools/train_blocks.py",
        "trained_on": f"{len(examples)} news pages of {sites} sites and their true text: public labels of "
        "naeb, fundus, scrapinghub's article-extraction-benchmark and WCXB; structural numbers only",
        "licence_of_labels": "MIT, Apache-2.0, CC BY 4.0",
        "cross_validated_by_site": report,
        "settings": SETTINGS,
        "threshold": THRESHOLD,
    }
    model = about | _fit(examples, {e.row["id"]: first[e.fold, e.fold][e.row["id"]] for e in examples}, SETTINGS)
    options.out.write_text(_as_text(model), encoding="utf-8")
    log(f"{options.out}: {options.out.stat().st_size} bytes")
    return 0


def _options() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--out", type=Path, default=MODEL)
    ap.add_argument("--scores", type=Path, help="write the out-of-fold score of every block there, a page a line")
    ap.add_argument("--no-cv", action="store_true", help="train only; the model has no scores")
    ap.add_argument("--jobs", type=int, default=2)
    return ap.parse_args()


def _read_rows(folder: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in (folder / "open.jsonl").read_text(encoding="utf-8").splitlines()]
    return [dict(row, html=str(folder / row["html_path"])) for row in rows if not LEFT_OUT & set(row.get("flags", ()))]


def _fit(examples: Sequence[Example], first: Scores, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Trains a model on the examples. `first`: scores by trees that don't know their sites, to leave out doubtful labels."""
    names = list(examples[0].evidence.columns)
    features = np.concatenate([e.features(names) for e in examples])
    labels = np.concatenate([e.labels for e in examples])
    weight = np.concatenate([np.where(_doubtful(e, first), 0, weights(e.labels)) for e in examples])
    used = weight > 0
    model: dict[str, Any] = train(features[used], labels[used].astype(np.float32), weight[used], names, **settings)
    used_names = {name for tree in model["trees"] for name, _ in tree["asks"]}
    return model | {"features": [name for name in names if name in used_names]}


def _doubtful(e: Example, first: Scores) -> np.ndarray:
    """For each block near the article, whether its label is probably wrong."""
    if e.row["id"] not in first:
        return np.zeros(len(e.labels), np.bool_)
    scores = first[e.row["id"]]
    doubtful: np.ndarray = np.where(e.labels == ARTICLE, scores, 1 - scores) < DOUBTFUL
    return doubtful


def _scores(model: Mapping[str, Any], examples: Iterable[Example]) -> Scores:
    trees = trees_of(model)
    return {e.row["id"]: trees.scores(e.features(trees.names)) for e in examples}


def _first_scores_of(task: tuple[Folds, Sequence[Example]]) -> tuple[Folds, Scores]:
    folds, examples = task
    model = _fit([e for e in examples if e.fold not in folds], {}, QUICK)
    return folds, _scores(model, [e for e in examples if e.fold in folds])


def _first_scores(pool: Any, examples: Sequence[Example], all_pairs: bool) -> Mapping[Folds, Scores]:
    """Returns, for each pair of folds, the scores of their pages by trees that know neither fold.

    So nothing of a held-out fold reaches the trees, not even through those that find doubtful labels in the other folds. For a
    fold paired with itself, the trees know all other folds. Without `all_pairs`, only such pairs are made.
    """
    pairs = [(a, b) for a in range(FOLDS) for b in range(a, FOLDS) if all_pairs or a == b]
    return dict(pool.imap_unordered(_first_scores_of, [(pair, examples) for pair in pairs]))


def _fold_scores(task: tuple[int, Sequence[Example], Scores]) -> Scores:
    fold, examples, first = task
    model = _fit([e for e in examples if e.fold != fold], first, SETTINGS)
    return _scores(model, [e for e in examples if e.fold == fold])


def _cross_validated(pool: Any, examples: Sequence[Example], first: Mapping[Folds, Scores]) -> dict[str, np.ndarray]:
    """Returns the scores of all pages, each by trees that know no page of its site."""
    tasks = []
    for fold in range(FOLDS):
        first_scores = {
            e.row["id"]: first[min(fold, e.fold), max(fold, e.fold)][e.row["id"]] for e in examples if e.fold != fold
        }
        tasks.append((fold, examples, first_scores))
    all_scores: dict[str, np.ndarray] = {}
    for scores in pool.imap_unordered(_fold_scores, tasks):
        all_scores |= scores
        log(f"{len(all_scores)} pages scored by trees that know no page of their site")
    return all_scores


def _report(examples: Sequence[Example], scores: Scores) -> dict[str, Any]:
    """Returns the scores of the decision on pages of sites that its trees don't know, for English and for all pages."""
    report = {}
    for name, some in (("english", [e for e in examples if e.row["lang"] == "en"]), ("all", list(examples))):
        report[name] = {"pages": len(some)} | _summary([_page_scores(e, scores) for e in some])
        log(f"{name}: {report[name]}")
    return report


def _page_scores(example: Example, scores: Scores) -> dict[str, float]:
    kept = decision_from(example.evidence, scores[example.row["id"]], THRESHOLD).kept
    lines = [line for text, k in zip(example.texts, kept, strict=True) if k for line in text.split("\n")]
    scored: dict[str, float] = page_scores(lines, gold_lines(example.row), example.row.get("gold_optional") or [])
    return scored


def _summary(pages: Sequence[Mapping[str, float]]) -> dict[str, float]:
    p, r = mean(page["precision"] for page in pages), mean(page["recall"] for page in pages)
    means = {key: mean(page[key] for page in pages) for key in ("residue", "loss", "clean")}
    return {key: round(value, 4) for key, value in ({"f1": 2 * p * r / (p + r), "precision": p} | means).items()}


def _write_scores(path: Path, examples: Sequence[Example], scores: Scores) -> None:
    with path.open("w", encoding="utf-8") as file:
        for e in examples:
            block_scores = decision_from(e.evidence, scores[e.row["id"]], 0).scores
            blocks = [[round(float(score), 4), text] for score, text in zip(block_scores, e.texts, strict=True)]
            file.write(json.dumps({"id": e.row["id"], "blocks": blocks}) + "\n")


def _as_text(model: Mapping[str, Any]) -> str:
    """Returns the model as JSON with a line for each key and each tree, so that a diff of two models is readable."""
    keys = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in model.items() if key != "trees"]
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in model["trees"])
    return "{\n" + ",\n".join(keys) + ',\n"trees": [\n' + trees + "\n]}\n"


def log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
