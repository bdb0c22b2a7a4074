"""How surely each line of an article speaks to the reader, by two sets of trees: for a line alone, and with its neighbours."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from transforms.articles import Article
from transforms.clean.reader_lines.context import context_rows
from transforms.clean.reader_lines.features import Numbers, feature_names, line_features
from transforms.clean.reader_lines.lexicon import ENGLISH, LANGUAGES
from transforms.evidence.boosted_trees import Trees, trees_of

MODEL = Path(__file__).with_name("trees.json")
SENTENCE_WORDS = 8  # a line of so many words that ends like a sentence is one
LEAST_ALONE = 0.35  # the score that a sentence must have by itself; with less, its neighbours can't make it go
SHORTEST_UNKNOWN = 5  # words of a line whose markup is not known
SURE_ALONE = 0.97  # the score of a line by itself with which its neighbours do not matter
LARGEST_SHARE = 0.5  # of the words of a text; if more would go, the article itself addresses the reader, and nothing is cut
MOST_LINES = 2000  # of a text; on longer ones, such as live blogs of a week, nothing is decided


@dataclass(frozen=True)
class Model:
    """`line`: the trees for a line alone. `context`: for a line among its neighbours. `threshold`: of the second score."""

    line: Trees
    context: Trees
    threshold: float


@dataclass(frozen=True)
class Measured:
    """The lines of an article in numbers, [line, number]: of each alone, and with its neighbours.

    `alone`, `scores`: 0 to 1, how surely each speaks to the reader: by itself, and with its neighbours.
    """

    features: Numbers
    alone: Numbers
    context: Numbers
    scores: Numbers


@cache
def model() -> Model:
    """The model that ships, which `tools/train_reader_lines.py` writes."""
    content = json.loads(MODEL.read_text(encoding="utf-8"))
    return Model(trees_of(content["line"]), trees_of(content["context"]), float(content["threshold"]))


def measure(lines: Sequence[str], article: Article) -> Measured | None:
    """The scores of the lines of an article; None without lines, with too many, or in a language that `words.yaml` lacks.

    An article that names no language is taken for English.
    """
    language = (article.language or ENGLISH)[:2].lower()
    if language not in LANGUAGES or not 0 < len(lines) <= MOST_LINES:
        return None
    trees = model()
    features = line_features(lines, [article.markup.get(line) for line in lines], language)
    alone = trees.line.scores(features)
    context = context_rows(features, alone)
    return Measured(features, alone, context, trees.context.scores(context))


def lines_to_cut(lines: Sequence[str], measured: Measured) -> list[int]:
    """The numbers of the lines whose score is above the threshold; none if they are most of the text.

    A line that is sure by itself goes wherever it stands. A sentence does not go for the sake of its neighbours alone: it must
    be of that kind to some degree by itself. Where the page's markup is not known, only a line that is sure by itself goes,
    and no short one, which may be a subhead.
    """
    names = feature_names()
    words, ends, known = (measured.features[:, names.index(name)] for name in ("words", "ends_sentence", "known"))
    sure = measured.alone > SURE_ALONE
    is_sentence = (words >= SENTENCE_WORDS) & (ends > 0)
    likely = (measured.scores > model().threshold) & (~is_sentence | (measured.alone > LEAST_ALONE))
    goes = np.where(known > 0, likely | sure, sure & (words >= SHORTEST_UNKNOWN))
    cut: list[int] = np.flatnonzero(goes).tolist()
    if not cut:
        return []
    lengths = [len(line.split()) for line in lines]
    return cut if sum(lengths[i] for i in cut) <= LARGEST_SHARE * sum(lengths) else []
