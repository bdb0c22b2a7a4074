"""Trains the weights of the signs of entity types: `python tools/train_types.py FILE.jsonl …` writes `weights.yaml`.

A line of a file is a document, {id, text, entities: [{type, name, group?, mentions: [{start, end, kind}]}]}; or {id, text} with
the names marked in the text: [p|Ana Brandt], [o|Quill Foods], [l|Velmarsh] (person, organization, place). `--leave-out` skips
documents with these characters in their id, `--every-second` every second line of the marked files, which is for a check.

The types person, organization and place are learned: multinomial logistic regression over the signs of each entity, where L2
draws each weight not to zero but to its hand-set value (`type_priors.yaml`). So a sign that the few documents don't show keeps
its value. Names that an alias, a list or their head noun decides are left out, since schemes differ there. The scores in the
file are those of documents that the weights have not seen (10 folds by document). The same files give the same weights.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

sys.path[:0] = [str(Path(__file__).parents[1])]

from transforms.annotate.entities.clusters.evidence import scorer
from transforms.annotate.entities.clusters.group import cluster_names
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.names.mentions import find_names
from transforms.annotate.model import DEFAULT, model
from transforms.annotate.parse import parse
from transforms.annotate.words import Words

PRIORS = Path(__file__).with_name("type_priors.yaml")
OUT = Path(scorer.__file__).with_name("weights.yaml")
TYPES = ("person", "organization", "place")
STRENGTH = 30.0  # of the pull to the hand-set weights; 10 and 60 are as good within chance (folds, and outlets kept aside)
STEPS = 8  # of Newton's method; the fourth changes no weight by .001
FOLDS = 10
LEAST_OVERLAP = 0.6  # of the characters of a found name and a marked one
DECIDED = ("name: alias ", "name: user ", "name: listed ", "name: head ")
MARK = re.compile(r"\[([pol])\|([^\]]*)\]")
KINDS = {"p": "person", "o": "organization", "l": "place"}


@dataclass(frozen=True)
class Row:
    """An entity. `values`: sign → how much it counts. `kind`: the number of its true type in `TYPES`."""

    values: Mapping[str, float]
    kind: int


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="+", type=Path)
    ap.add_argument("--leave-out", nargs="*", default=[])
    ap.add_argument("--every-second", action="store_true")
    ap.add_argument("--out", type=Path, default=OUT)
    options = ap.parse_args()
    documents = [d for path in options.files for d in _documents(path, options.every_second)]
    documents = [d for d in documents if not any(part in d["id"] for part in options.leave_out)]
    priors: scorer.Weights = yaml.safe_load(PRIORS.read_text("utf-8"))
    signs = list(priors)
    rows = [list(_rows(document, words)) for document, words in zip(documents, _parsed(documents), strict=True)]
    prior = np.array([[priors[sign].get(kind, 0.0) for kind in TYPES] for sign in signs])
    log(f"{len(documents)} documents, {sum(map(len, rows))} entities, {len(signs)} signs")
    scores = {"hand-set": _accuracy(rows, signs, prior), "learned, unseen documents": _cross_validated(rows, signs, prior)}
    log(str(scores))
    learned = fit(*_matrix(rows, signs), prior)
    options.out.write_text(_as_text(priors, signs, learned, scores, len(documents), sum(map(len, rows))), encoding="utf-8")


def _documents(path: Path, every_second: bool) -> Iterator[dict[str, Any]]:
    for i, line in enumerate(path.read_text("utf-8").splitlines()):
        document = json.loads(line)
        if "entities" in document:
            yield document
        elif not (every_second and i % 2):
            yield unmarked(document)


def unmarked(document: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a document with marked names in the form of the others.

    >>> unmarked({"id": "1", "text": "In [l|Velmarsh]"})["entities"]
    [{'type': 'place', 'mentions': [{'start': 3, 'end': 11, 'kind': 'name'}]}]
    """
    text, entities, position = "", [], 0
    for mark in MARK.finditer(document["text"]):
        text += document["text"][position : mark.start()]
        span = {"start": len(text), "end": len(text) + len(mark[2]), "kind": "name"}
        entities.append({"type": KINDS[mark[1]], "mentions": [span]})
        text, position = text + mark[2], mark.end()
    return {"id": document["id"], "text": text + document["text"][position:], "entities": entities}


def _parsed(documents: Iterable[Mapping[str, Any]]) -> Iterator[Words]:
    nlp = model(DEFAULT)
    for document in documents:
        yield from parse(nlp, [document["text"]])


def _rows(document: Mapping[str, Any], words: Words) -> Iterator[Row]:
    """Yields the entities that the annotator finds and the document marks."""
    ours = gazetteer(())
    marked = [
        (mention["start"], mention["end"], entity["type"])
        for entity in document["entities"]
        for mention in entity["mentions"]
        if mention["kind"] == "name" and entity["type"] in TYPES and not entity.get("group")
    ]
    for cluster in cluster_names(words, find_names(words, ours), ours):
        kinds = Counter(kind for name in cluster.names for kind in _kinds_at(words.place(name.first, name.last), marked))
        values = scorer.sign_values(cluster.evidence, cluster.texts, ours)
        if kinds and not any(sign.startswith(DECIDED) and not sign.endswith("surname") for sign in values):
            yield Row(values, TYPES.index(max(sorted(kinds), key=lambda kind: kinds[kind])))


def _kinds_at(place: tuple[int, int], marked: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    for start, end, kind in marked:
        shared = min(end, place[1]) - max(start, place[0])
        if shared > 0 and shared >= LEAST_OVERLAP * (max(end, place[1]) - min(start, place[0])):
            yield kind


def _matrix(rows: Sequence[Sequence[Row]], signs: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Returns the values of the signs (entity × sign) and the types. Raises KeyError for a sign without a hand-set weight."""
    column = {sign: i for i, sign in enumerate(signs)}
    flat = [row for document in rows for row in document]
    values = np.zeros((len(flat), len(signs)))
    for i, row in enumerate(flat):
        for sign, value in row.values.items():
            values[i, column[sign]] = value
    return values, np.array([row.kind for row in flat])


def fit(values: np.ndarray, kinds: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Returns the weights (sign × type) with the highest posterior, by Newton's method."""
    n, k = prior.shape
    true, weights = np.eye(k)[kinds], prior.copy()
    for _ in range(STEPS):
        share = _softmax(values @ weights)
        gradient = values.T @ (share - true) + STRENGTH * (weights - prior)
        curvature = np.zeros((n, k, n, k))
        for a in range(k):
            for b in range(k):
                spread = share[:, a] * ((a == b) - share[:, b])
                curvature[:, a, :, b] = values.T @ (values * spread[:, None]) + (STRENGTH * np.eye(n) if a == b else 0)
        weights -= np.linalg.solve(curvature.reshape(n * k, n * k), gradient.ravel()).reshape(n, k)
    return weights


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers: np.ndarray = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _accuracy(rows: Sequence[Sequence[Row]], signs: Sequence[str], weights: np.ndarray) -> float:
    values, kinds = _matrix(rows, signs)
    return round(float(np.mean((values @ weights).argmax(axis=1) == kinds)), 4)


def _cross_validated(rows: Sequence[Sequence[Row]], signs: Sequence[str], prior: np.ndarray) -> float:
    """Returns the accuracy on entities of documents that the weights have not seen."""
    right: list[bool] = []
    for fold in range(FOLDS):
        held = range(fold, len(rows), FOLDS)
        weights = fit(*_matrix([r for i, r in enumerate(rows) if i not in held], signs), prior)
        values, kinds = _matrix([r for i, r in enumerate(rows) if i in held], signs)
        right.extend((values @ weights).argmax(axis=1) == kinds)
    return round(float(np.mean(right)), 4)


def _as_text(
    priors: scorer.Weights,
    signs: Sequence[str],
    learned: np.ndarray,
    scores: Mapping[str, float],
    documents: int,
    entities: int,
) -> str:
    """Returns the file: where the weights come from, and a line for each sign."""
    trained_on = f"{entities} entities of {documents} documents: news and interviews of the GUM corpus (CC BY)"
    lines = [
        "# Weights of the signs of an entity's type: sign → type → weight. Made by tools/train_types.py; don't edit, but edit",
        "# tools/type_priors.yaml and train again. Apache-2.0, like the rest.",
        "#",
        f"# Trained on {trained_on},",
        "# the gold articles of this project and texts written for this (Apache-2.0). None of their words is in this file.",
        *(f"# Share of right types, {name}: {score:.4f}" for name, score in scores.items()),
        "weights:",
    ]
    for i, sign in enumerate(signs):
        weights = dict(priors[sign]) | {kind: round(float(learned[i, k]), 2) + 0.0 for k, kind in enumerate(TYPES)}
        pairs = ", ".join(f"{kind}: {weight:g}" for kind, weight in weights.items() if weight)
        lines.append(f"  {json.dumps(sign)}: {{{pairs}}}")
    return "\n".join(lines) + "\n"


def log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
