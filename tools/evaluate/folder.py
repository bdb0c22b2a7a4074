"""Runs Pullquote over the gold files of a folder and scores the results."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tools.evaluate import entities, insertions, one_speaker, pages, predict, quotes
from tools.evaluate.measures import Counts, Figure, Measure, figures, table

Row = Mapping[str, Any]
ALL = "all"
CHUNK = 8  # rows that a worker process gets at a time


@dataclass(frozen=True)
class Task:
    """One kind of score, for rows that have all of `keys`.

    `predict`: (folder, rows) → predicted rows. `counts`: (gold row, predicted row) → counts, which `measures` are made from.
    """

    name: str
    keys: frozenset[str]
    predict: Callable[[Path, list[Row]], list[Row]]
    counts: Callable[[Row, Row], Counts]
    measures: Sequence[Measure]


def tasks_of(sites: bool) -> tuple[Task, ...]:
    """Returns all kinds of scores. `sites`: as in `entities.counts`."""
    count_entities = partial(entities.counts, sites=sites)
    return (
        Task("articles", frozenset({"html_path", "gold_text"}), predict.extracted, pages.counts, pages.MEASURES),
        Task(
            "snippets",
            frozenset({"html_path", "with", "without"}),
            predict.extracted,
            pages.snippet_counts,
            pages.SNIPPET_MEASURES,
        ),
        Task("quotes", frozenset({"text", "quotes"}), predict.annotated, quotes.counts, quotes.MEASURES),
        Task("insertions", insertions.KEYS, insertions.cleaned, insertions.counts, insertions.MEASURES),
        Task("one speaker", one_speaker.KEYS, predict.annotated, one_speaker.counts, one_speaker.MEASURES),
        Task("entities", frozenset({"text", "entities"}), predict.annotated, count_entities, entities.MEASURES),
    )


@dataclass(frozen=True)
class Selection:
    """Which rows are scored: those whose fields have the values of `only`, without those that have a flag of `skip`."""

    only: Mapping[str, str]
    skip: frozenset[str]

    def __contains__(self, row: Row) -> bool:
        return all(str(row.get(key)) == value for key, value in self.only.items()) and not self.skip & {*row.get("flags", ())}


EVERYTHING = Selection({}, frozenset())


@dataclass(frozen=True)
class Score:
    """The scores of one gold file. `columns`: the column's name (`all`, or a group's) → number of documents, and figures."""

    file: str
    task: Task
    columns: Mapping[str, tuple[int, list[Figure]]]

    @property
    def all(self) -> dict[str, float]:
        """The figures over all documents, by the names of the measures."""
        return {figure.name: figure.value for figure in self.columns[ALL][1]}

    @property
    def table(self) -> str:
        """The figures as a table in Markdown."""
        return table(self.columns, self.task.measures)

    def __str__(self) -> str:
        return f"### {self.file}: {self.task.name}, {self.columns[ALL][0]} documents\n\n{self.table}\n"


def evaluate(
    folder: Path, selection: Selection = EVERYTHING, group: str | None = None, workers: int = 1, sites: bool = False
) -> Iterator[Score]:
    """Yields the scores of each gold file of the folder. Raises ValueError when no row of the folder can be scored.

    `group`: a pattern whose first group in the id of a row names the column that the row belongs to.
    """
    nothing_scored = True
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows = [row for row in map(json.loads, filter(str.strip, lines)) if row in selection]
        predicted: dict[Callable[..., list[Row]], list[Row]] = {}
        for task in tasks_of(sites):
            if rows and task.keys <= rows[0].keys():
                nothing_scored = False
                if task.predict not in predicted:
                    predicted[task.predict] = _predicted(task, folder, rows, workers, path.name)
                yield Score(path.name, task, _columns(task, rows, predicted[task.predict], group))
    if nothing_scored:
        raise ValueError(f"{folder} holds no JSON lines with the keys of a gold row that match the filters")


def _columns(task: Task, rows: list[Row], predicted: list[Row], group: str | None) -> dict[str, tuple[int, list[Figure]]]:
    """Returns name of a column → number of documents and figures."""
    members: dict[str, list[Counts]] = {ALL: []}
    for row, guess in zip(rows, predicted, strict=True):
        counted = task.counts(row, guess)
        members[ALL].append(counted)
        if group and (match := re.search(group, row["id"])) and match[1]:
            members.setdefault(match[1], []).append(counted)
    names = [ALL, *sorted(members.keys() - {ALL})]
    return {name: (len(members[name]), figures(members[name], task.measures)) for name in names}


def _predicted(task: Task, folder: Path, rows: list[Row], workers: int, name: str) -> list[Row]:
    chunks = [rows[i : i + CHUNK] for i in range(0, len(rows), CHUNK)]
    predict_chunk = partial(task.predict, folder)
    if workers <= 1:
        return _with_progress(map(predict_chunk, chunks), len(rows), name)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return _with_progress(pool.map(predict_chunk, chunks), len(rows), name)


def _with_progress(chunks: Iterator[list[Row]], total: int, name: str) -> list[Row]:
    """Returns all rows, and prints the progress when standard error is a terminal."""
    done: list[Row] = []
    for chunk in chunks:
        done += chunk
        if sys.stderr.isatty():
            print(f"\r{name}: {len(done)} of {total}", end="\n" if len(done) == total else "", file=sys.stderr, flush=True)
    return done
