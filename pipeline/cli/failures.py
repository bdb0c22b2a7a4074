"""`pullquote failures`: what could not go on, and when it is tried again."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.records import state_of
from pipeline.cli.tables import RowFormat, print_rows
from pipeline.reading import Row, read_failures
from pipeline.store import BrokenLog

EPILOG = "Example: `pullquote failures --out out`"
ON_A_SCREEN = 1000  # rows
COLUMNS = ["at", "stage", "feed", "reason", "detail", "expected", "attempts", "retry_at", "entry", "url", "id"]


class FailureFormat(StrEnum):
    jsonl = "jsonl"
    csv = "csv"
    table = "table"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(failures)


def failures(
    out: common.OutOption,
    form: Annotated[
        FailureFormat | None, typer.Option("--format", help="Default: a table on a terminal, JSON lines elsewhere.")
    ] = None,
) -> None:
    """Entries and feeds that failed and have not succeeded since, with the reason and when they are tried again."""
    with common.clean_ending("stopped"):
        if form is None:
            form = FailureFormat.table if sys.stdout.isatty() else FailureFormat.jsonl
        try:
            rows = read_failures(state_of(out))
            if form is FailureFormat.table:
                _table(rows)
            else:
                print_rows(rows, RowFormat(form.value), COLUMNS)
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error


def _table(rows: Iterable[Row]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table()
    for name in ("stage", "feed", "reason", "tries", "again", "what"):
        table.add_column(name, overflow="fold")  # an address that is cut helps nobody
    rest, shown = iter(rows), 0
    for row in islice(rest, ON_A_SCREEN):
        shown += 1
        cells = (row["stage"], row["feed"], row["reason"], row["attempts"], row["retry_at"] or "never", row["detail"])
        table.add_row(*(escape(common.safe("" if c is None else c)) for c in cells))
    Console().print(table if shown else "nothing failed that has not succeeded since")
    if more := sum(1 for _ in rest):
        common.say(f"{more} more; `--format csv` lists all")
