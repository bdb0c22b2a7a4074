"""`python -m tools.evaluate DIR`: scores all gold files of a folder and prints a table for each."""

import argparse
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

import tools.evaluate
from tools.evaluate import entities, pages, predict, quotes
from tools.evaluate.measures import Counts, Figure, Measure, figures, table

Row = Mapping[str, Any]
CHUNK = 8  # rows that a worker is given at a time


@dataclass(frozen=True)
class Task:
    """What is scored in rows that have all of `keys`. `predict` is given the folder and some rows."""

    name: str
    keys: frozenset[str]
    predict: Callable[[Path, list[Row]], list[Row]]
    counts: Callable[[Row, Row], Counts]
    measures: Sequence[Measure]


def tasks_of(sites: bool) -> tuple[Task, ...]:
    """All that can be scored. `sites`: as in `entities.counts`."""
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
        Task("entities", frozenset({"text", "entities"}), predict.annotated, count_entities, entities.MEASURES),
    )


@dataclass(frozen=True)
class Selection:
    """Which rows are scored. `only`: fields and their values. `skip`: flags that leave a row out."""

    only: Mapping[str, str]
    skip: frozenset[str]

    def __contains__(self, row: Row) -> bool:
        return all(str(row.get(key)) == value for key, value in self.only.items()) and not self.skip & {*row.get("flags", ())}


EVERYTHING = Selection({}, frozenset())


def evaluate(
    folder: Path, selection: Selection = EVERYTHING, group: str | None = None, workers: int = 1, sites: bool = False
) -> Iterator[tuple[str, Task, list[Figure]]]:
    """The figures of each gold file of the folder, with a heading; with `group`, of each group of its ids too.

    `group`: a pattern whose first group in the id names the group. Raises ValueError when no row of the folder can be scored.
    """
    nothing = True
    for path in sorted(folder.glob("*.jsonl")):
        rows = [row for row in map(json.loads, path.read_text().splitlines()) if row in selection]
        tasks = [task for task in tasks_of(sites) if rows and task.keys <= rows[0].keys()]
        predicted: dict[Callable[..., list[Row]], list[Row]] = {}
        for task in tasks:
            nothing = False
            if task.predict not in predicted:
                predicted[task.predict] = _predicted(task, folder, rows, workers, path.name)
            counted = [task.counts(row, guess) for row, guess in zip(rows, predicted[task.predict], strict=True)]
            for name, members in _groups(rows, counted, group):
                yield f"{path.name}: {task.name}{name}, {len(members)} documents", task, figures(members, task.measures)
    if nothing:
        raise ValueError(f"{folder} holds no JSON lines with the keys of a gold that match the filters")


def _predicted(task: Task, folder: Path, rows: list[Row], workers: int, name: str) -> list[Row]:
    chunks = [rows[i : i + CHUNK] for i in range(0, len(rows), CHUNK)]
    work = partial(task.predict, folder)
    if workers <= 1:
        return _watched(map(work, chunks), len(rows), name)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return _watched(pool.map(work, chunks), len(rows), name)


def _watched(chunks: Iterator[list[Row]], total: int, name: str) -> list[Row]:
    """All rows; how many there are already is shown where a person watches."""
    done: list[Row] = []
    for chunk in chunks:
        done += chunk
        if sys.stderr.isatty():
            print(f"\r{name}: {len(done)} of {total}", end="\n" if len(done) == total else "", file=sys.stderr, flush=True)
    return done


def _groups(rows: Sequence[Row], counted: Sequence[Counts], group: str | None) -> Iterator[tuple[str, list[Counts]]]:
    yield "", list(counted)
    if group is None:
        return
    by_name: dict[str, list[Counts]] = {}
    for row, counts in zip(rows, counted, strict=True):
        if match := re.search(group, row["id"]):
            by_name.setdefault(match[1], []).append(counts)
    yield from ((f" ({name})", members) for name, members in sorted(by_name.items()))


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"'{text}' is not KEY=VALUE, e.g. lang=en")
    return key, value


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="tools.evaluate", description=tools.evaluate.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument(
        "--only", type=_pair, action="append", default=[], metavar="KEY=VALUE", help="only rows with this value"
    )
    parser.add_argument("--skip", default="", metavar="FLAGS", help="leave out rows with one of these flags (a,b)")
    parser.add_argument(
        "--group", metavar="REGEX", help="a table for each group of ids too, named by the first group of the pattern"
    )
    parser.add_argument(
        "--sites", action="store_true", help="a museum, a school and the like may be a place or an organization"
    )
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes (1)")
    arguments = parser.parse_args()
    selection = Selection(dict(arguments.only), frozenset(filter(None, arguments.skip.split(","))))
    try:
        for heading, task, rows in evaluate(arguments.folder, selection, arguments.group, arguments.workers, arguments.sites):
            print(f"### {heading}\n\n{table(rows, task.measures)}\n", flush=True)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
