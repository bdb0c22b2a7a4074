"""Turns the counts of documents into figures: over all documents with an interval, and as a mean over documents.

A scorer gives named counts for each document. A measure is a formula over sums of such counts, so the same formula serves for
one document, for all, and for each resample of the bootstrap.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Counts = Mapping[str, float]
Values = npt.NDArray[np.float64]
Sums = Mapping[str, Values]

RESAMPLES = 2000
SEED = 20260131
INTERVAL = (2.5, 97.5)  # percentiles


class Formula(Protocol):
    def __call__(self, sums: Sums) -> Values: ...


@dataclass(frozen=True)
class Ratio:
    """One count over another; undefined (NaN) where there is nothing to count."""

    part: str
    whole: str

    def __call__(self, sums: Sums) -> Values:
        whole = sums[self.whole]
        ratio: Values = np.divide(sums[self.part], whole, out=np.full(len(whole), np.nan), where=whole > 0)
        return ratio


@dataclass(frozen=True)
class F1:
    """The harmonic mean of precision and recall; an undefined one counts as 0 if the other is defined."""

    precision: Formula
    recall: Formula

    def __call__(self, sums: Sums) -> Values:
        precision, recall = self.precision(sums), self.recall(sums)
        undefined = np.isnan(precision) & np.isnan(recall)
        p, r = np.nan_to_num(precision), np.nan_to_num(recall)
        f1 = np.divide(2 * p * r, p + r, out=np.zeros(len(p)), where=p + r > 0)
        f1[undefined] = np.nan
        return f1


@dataclass(frozen=True)
class Measure:
    """A row of a table. `digits`: after the point; `percent`: shown times 100."""

    name: str
    formula: Formula
    digits: int = 1
    percent: bool = True


@dataclass(frozen=True)
class Figure:
    """The value of a measure: over all documents, the ends of its 95 % interval, the mean over documents. NaN: undefined."""

    name: str
    value: float
    low: float
    high: float
    mean: float


def figures(documents: Sequence[Counts], measures: Sequence[Measure], resamples: int = RESAMPLES) -> list[Figure]:
    """Returns the figure of each measure. The interval comes from `resamples` draws of documents, always the same ones.

    >>> documents = [{"right": 1, "all": 2}, {"right": 4, "all": 4}]
    >>> [figure] = figures(documents, [Measure("right", Ratio("right", "all"))])
    >>> round(figure.value, 3), figure.low, figure.high, figure.mean
    (0.833, 0.5, 1.0, 0.75)
    """
    names = sorted({name for counts in documents for name in counts})
    table = np.array([[counts.get(name, 0.0) for name in names] for counts in documents], dtype=float)
    draws = _draws(len(documents), resamples)
    single, total, resampled = (_columns(names, rows) for rows in (table, table.sum(axis=0, keepdims=True), draws @ table))
    return [
        Figure(
            measure.name,
            float(measure.formula(total)[0]),
            *_interval(measure.formula(resampled)),
            _mean(measure.formula(single)),
        )
        for measure in measures
    ]


def table(columns: Mapping[str, tuple[int, Sequence[Figure]]], measures: Sequence[Measure]) -> str:
    """Returns the figures as a table in Markdown. `columns`: name → number of documents, and figures.

    A cell is the figure over all documents with its 95 % interval. A single column is followed by its means over documents. A
    row that is undefined in every column is left out.
    """
    alone = len(columns) == 1
    lines = [["", *(f"{name} ({count})" for name, (count, _) in columns.items()), *(["mean over documents"] if alone else [])]]
    for measure, *row in zip(measures, *(figures for _, figures in columns.values()), strict=True):
        if not all(np.isnan(figure.value) for figure in row):
            means = [formatted(row[0].mean, measure)] if alone else []
            lines.append([measure.name, *(_cell(figure, measure) for figure in row), *means])
    head, *rows = ("| " + " | ".join(cells) + " |" for cells in lines)
    return "\n".join([head, "|---" * len(lines[0]) + "|", *rows])


def formatted(value: float, measure: Measure) -> str:
    """Returns a value as it is printed in the table.

    >>> right, parts = Measure("right", Ratio("a", "b")), Measure("parts", Ratio("a", "b"), 3, percent=False)
    >>> formatted(0.97652, right), formatted(1.0341, parts)
    ('97.7', '1.034')
    """
    return "–" if np.isnan(value) else f"{value * (100 if measure.percent else 1):.{measure.digits}f}"


def _draws(documents: int, resamples: int) -> Values:
    """Returns how often each document is drawn, as an array [resample, document].

    The random numbers come from Python's generator, which gives the same ones in every version.
    """
    generator = random.Random(SEED)  # noqa: S311 - no secret
    everything = range(documents)
    return np.array(
        [np.bincount(generator.choices(everything, k=documents), minlength=documents) for _ in range(resamples)], dtype=float
    )


def _cell(figure: Figure, measure: Measure) -> str:
    if np.isnan(figure.value):
        return "–"
    return f"{formatted(figure.value, measure)} ({formatted(figure.low, measure)}–{formatted(figure.high, measure)})"


def _columns(names: Sequence[str], rows: Values) -> Sums:
    return _Columns({name: rows[:, i] for i, name in enumerate(names)}, len(rows))


class _Columns(dict[str, Values]):
    """Count's name → its values. A count that no document has is 0 everywhere."""

    def __init__(self, columns: Mapping[str, Values], length: int) -> None:
        super().__init__(columns)
        self.length = length

    def __missing__(self, name: str) -> Values:
        return np.zeros(self.length)


def _interval(values: Values) -> tuple[float, float]:
    defined = values[~np.isnan(values)]
    return tuple(np.percentile(defined, INTERVAL).tolist()) if len(defined) else (np.nan, np.nan)


def _mean(values: Values) -> float:
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else np.nan
