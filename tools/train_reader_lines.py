"""Trains the cleaning rule for lines that speak to the reader: `python tools/train_reader_lines.py FOLDER` writes `trees.json`.

It learns from our own insertions and look-alikes (`tests/gold/insertions/learn.jsonl`), each in its article, and from the
articles of FOLDER (see `train_blocks.py`), whose gold lines must stay. All numbers are counts, shares and positions, of word
groups that we wrote by hand: no word of an article enters the model. The scores that it prints and writes (not with `--no-cv`,
as the shipped file was made) are those of the whole rule in cross-validation: no article of ours and no site is in the part
that its trees were trained on. The same input gives the same model. It takes five to ten minutes.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from boost import train
from reader_documents import AROUND, FOLDS, GOLD, INSERTED, LOOKALIKE, Document, own_documents, page_documents

from transforms.clean.reader_lines.context import context_names
from transforms.clean.reader_lines.features import feature_names, line_features
from transforms.clean.reader_lines.lexicon import LANGUAGES
from transforms.clean.reader_lines.scores import MODEL
from transforms.evidence.boosted_trees import trees_of

LINE = {"trees": 400, "depth": 4, "rate": 0.1, "ridge": 3.0, "some_features": 0.35, "seed": 1}
CONTEXT = {"trees": 300, "depth": 4, "rate": 0.1, "ridge": 3.0, "some_features": 0.5, "seed": 1}
THRESHOLD = 0.55


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--out", type=Path, default=MODEL)
    ap.add_argument("--no-cv", action="store_true", help="the model's file gets no scores")
    ap.add_argument("--jobs", type=int, default=2)
    options = ap.parse_args()
    documents = own_documents() + page_documents(options.folder, options.jobs)
    for document in documents:
        document.features = line_features(document.lines, document.markup, document.language)
    report: dict[str, Any] = {}
    _cross_validate(documents, "features", feature_names(), LINE, "alone")  # the second decision learns from these scores
    if not options.no_cv:
        _cross_validate(documents, "context", context_names(), CONTEXT, "scores")
        report = _report([document for document in documents if document.importance == 1.0])
        print(json.dumps(report, indent=1), file=sys.stderr)
    model = {
        "about": "Lines that speak to the reader; see transforms/clean/rules/reader_lines.py and docs/extraction.md.",
        "made_with": "tools/train_reader_lines.py",
        "trained_on": "tests/gold/insertions/learn.jsonl, and the lines of news pages whose true text is known (public labels: "
        "MIT, Apache-2.0, CC BY 4.0); counts and shares only",
        "cross_validated": report,
        "threshold": THRESHOLD,
        "line": _fit(documents, "features", feature_names(), LINE),
        "context": _fit(documents, "context", context_names(), CONTEXT),
    }
    options.out.write_text(_as_text(model), encoding="utf-8")
    return 0


def _fit(documents: Sequence[Document], what: str, names: Sequence[str], settings: Mapping[str, Any]) -> dict[str, Any]:
    rows = np.concatenate([getattr(document, what) for document in documents])
    labels = np.concatenate([document.labels for document in documents]).astype(np.float32)
    weights = np.concatenate([np.multiply(document.weights, document.importance) for document in documents]).astype(np.float32)
    used = weights > 0
    model: dict[str, Any] = train(rows[used], labels[used], weights[used], list(names), **settings)
    return model


def _cross_validate(
    documents: Sequence[Document], what: str, names: Sequence[str], settings: Mapping[str, Any], to: str
) -> None:
    """Gives each line a score, by trees that know neither its article nor its site. `to`: the attribute for the scores."""
    for fold in range(FOLDS):
        trees = trees_of(_fit([d for d in documents if d.fold != fold], what, names, settings))
        for document in documents:
            if document.fold == fold:
                setattr(document, to, trees.scores(getattr(document, what)))


def _report(documents: Sequence[Document]) -> dict[str, Any]:
    """Shares that the rule cuts: of insertions and look-alikes by language, and of the gold lines of pages."""
    own = [document for document in documents if document.row.get("what")]
    gold = [cut for document in documents if not document.row.get("what") for cut in document.are_cut(GOLD, 0)]
    report: dict[str, Any] = {name: _report_of_own([d for d in own if d.language == name]) for name in LANGUAGES}
    return report | {"gold_lines": len(gold), "gold_lines_cut": _share(gold)}


def _report_of_own(documents: Sequence[Document]) -> dict[str, float]:
    """Shares that the rule cuts: of insertions all lines, of look-alikes one or more, and of the lines of articles."""
    inserted, alike, around = (
        [document.are_cut(weight, label) for document in documents]
        for weight, label in ((INSERTED, 1), (LOOKALIKE, 0), (AROUND, 0))
    )
    return {
        "insertions_whole": _share([all(cut) for cut in inserted if cut]),
        "lookalikes_touched": _share([any(cut) for cut in alike if cut]),
        "lines_around": _share([cut for lines in around for cut in lines]),
    }


def _share(found: Sequence[bool]) -> float:
    return round(float(np.mean(found)), 5)


def _as_text(model: Mapping[str, Any]) -> str:
    """Returns the model as JSON with a line for each tree, so that a diff of two models is readable."""
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    return text.replace('{"asks"', '\n{"asks"').replace(',"context":', ',\n"context":').replace(',"line":', ',\n"line":') + "\n"


if __name__ == "__main__":
    sys.exit(main())
