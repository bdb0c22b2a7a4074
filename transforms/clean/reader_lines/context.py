"""What stands around a line: how much the lines before and after it speak to the reader, as numbers for the second decision."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from transforms.clean.reader_lines.features import Numbers, feature_names

LIKELY = 0.5  # a line with a higher score speaks to the reader, as far as the line alone shows
LONGEST_RUN, MOST_LIKELY, MOST_LINES = 4, 30, 60  # higher counts are all alike
# Features of the line itself that matter for how its neighbours are read.
OWN = (
    "words", "ends_question", "ends_sentence", "ends_colon", "heading", "linked", "emphasized", "capitalized", "quoted",
    "covered",
    "service_share", "known", "has_said", "share_he_she_they", "item", "box", "dropped_before", "dropped_after", "service_link",
    "article_link", "first_asks", "digits", "has_you", "topical", "content_words", "share_past", "like_headings",
    "like_questions",
)  # fmt: skip
OF_NEIGHBOURS = ("words", "ends_question", "heading")
AROUND = (
    "score", "before", "after", "second_before", "second_after", "nearest", "first", "last", "place", "run_before", "run_after",
    "likely_lines", "likely_runs", "likely_share", "lines",
)  # fmt: skip


def context_names() -> tuple[str, ...]:
    """The names of the numbers, in the order of the columns."""
    neighbours = (f"{name}_{side}" for name in OF_NEIGHBOURS for side in ("before", "after"))
    return (*AROUND, *OWN, *neighbours)


def context_rows(features: Numbers, scores: Numbers) -> Numbers:
    """The numbers for each line of an article: [line, number]. `features`: of the lines; `scores`: of each line alone."""
    count = len(scores)
    likely = scores > LIKELY
    before, after = _shifted(scores, 1), _shifted(scores, -1)
    runs = int((np.diff(np.concatenate([[0], likely.astype(int)])) == 1).sum())
    place = np.arange(count)
    columns = [
        scores, before, after, _shifted(scores, 2), _shifted(scores, -2), np.maximum(before, after),
        place == 0, place == count - 1, place / max(1, count - 1),
        _run_before(likely), _run_before(likely[::-1])[::-1],
        np.full(count, min(int(likely.sum()), MOST_LIKELY)), np.full(count, runs),
        np.full(count, likely.mean() if count else 0),
        np.full(count, min(count, MOST_LINES)),
    ]  # fmt: skip
    around = np.empty((count, len(columns)), np.float32)
    for i, column in enumerate(columns):
        around[:, i] = column
    neighbours = features[:, _columns(OF_NEIGHBOURS)]
    beside = np.empty((count, 2 * len(OF_NEIGHBOURS)), np.float32)
    beside[:, ::2], beside[:, 1::2] = _shifted(neighbours, 1), _shifted(neighbours, -1)
    return np.concatenate([around, features[:, _columns(OWN)], beside], axis=1)


@cache
def _columns(names: Sequence[str]) -> Sequence[int]:
    """The numbers of the columns of features."""
    return [feature_names().index(name) for name in names]


def _shifted(column: Numbers, by: int) -> Numbers:
    """The values of the lines that many places before (after, if negative), and 0 where there are none."""
    out = np.zeros_like(column)
    if by > 0:
        out[by:] = column[:-by]
    else:
        out[:by] = column[-by:]
    return out


def _run_before(likely: NDArray[np.bool_]) -> Numbers:
    """How many likely lines stand in a row directly before each line."""
    runs, run = np.zeros(len(likely), np.float32), 0
    for i, is_likely in enumerate(likely):
        runs[i] = min(run, LONGEST_RUN)
        run = run + 1 if is_likely else 0
    return runs
