"""How surely each line of an article speaks to the reader, by two sets of trees: for a line alone, and with its neighbours."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from transforms.articles import Article
from transforms.clean.reader_lines.context import context_rows
from transforms.clean.reader_lines.features import Numbers, feature_names, line_features
from transforms.clean.reader_lines.lexicon import ENGLISH, LANGUAGES
from transforms.evidence.boosted_trees import Trees, trees_of

MODEL = Path(__file__).with_name("trees.json")
SENTENCE_WORDS = 8  # a line of so many words that ends like a sentence is one
LEAST_ALONE = 0.35  # the score that a sentence must have by itself; with less, its neighbours can't make it go
LEAST_OF_QUESTIONS = 0.5  # the same for a question among others that are set alike, as in an interview
SHORTEST_UNKNOWN = 5  # words of a line whose markup is not known
SURE_ALONE = 0.99  # the score of a line by itself with which its neighbours do not matter
SURE_UNMARKED = 0.97  # the same where the page's markup is not known, as in a feed's text
FACT = re.compile(r"[^\W\d_][^.!?:;|]{1,40}:\s+\S")  # "Fuel: 31 miles a gallon"
LONGEST_FACT = 120  # characters
FEWEST_FACTS = 3  # lines in a row that make a list
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
    be of that kind to some degree by itself, and so must a question of an interview, to a higher one. In a list of facts, such
    as the data of a car or the results of a vote, only a line that is sure by itself goes. So it is where the page's markup is
    not known, and there no short line goes, which may be a subhead. A line without a letter or digit is none of this rule.
    """
    words, ends, known, asks, alike = _columns(measured, "words", "ends_sentence", "known", "ends_question", "like_questions")
    sure = measured.alone > np.where(known > 0, SURE_ALONE, SURE_UNMARKED)
    least = np.where((words >= SENTENCE_WORDS) & (ends > 0), LEAST_ALONE, 0)
    least = np.where((asks > 0) & (alike > 0), LEAST_OF_QUESTIONS, least)
    likely = (measured.scores > model().threshold) & (measured.alone > least) & ~_in_fact_lists(lines)
    goes = np.where(known > 0, likely | sure, sure & (words >= SHORTEST_UNKNOWN))
    goes &= np.array([any(map(str.isalnum, line)) for line in lines], np.bool_)
    cut: list[int] = np.flatnonzero(goes).tolist()
    if not cut:
        return []
    lengths = [len(line.split()) for line in lines]
    return cut if sum(lengths[i] for i in cut) <= LARGEST_SHARE * sum(lengths) else []


def _columns(measured: Measured, *names: str) -> list[Numbers]:
    """The named numbers of all lines."""
    return [measured.features[:, feature_names().index(name)] for name in names]


def _in_fact_lists(lines: Sequence[str]) -> NDArray[np.bool_]:
    """For each line, whether it is one of several in a row of the form "label: value"."""
    facts = [len(line) <= LONGEST_FACT and FACT.match(line) is not None for line in lines]
    listed = np.zeros(len(lines), np.bool_)
    start = 0
    for is_fact, run in groupby(facts):
        end = start + len(list(run))
        listed[start:end] = is_fact and end - start >= FEWEST_FACTS
        start = end
    return listed
