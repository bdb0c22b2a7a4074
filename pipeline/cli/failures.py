"""`pullquote failures`: what could not go on, and when it is tried again."""

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.records import state_of
from pipeline.cli.shared import common
from pipeline.cli.shared.tables import RowFormat, print_rows
from pipeline.commit_log.failures import read_failures
from pipeline.commit_log.queries import Row
from pipeline.commit_log.store import BrokenLog
from transforms.dates import instant

if TYPE_CHECKING:
    from rich.table import Table

EPILOG = "Example: `pullquote failures --out out`"
ON_A_SCREEN = 1000  # rows
UNCUT = 10_000  # columns; a row of a table is only as wide as it must be
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
                _show(rows)
            else:
                print_rows(rows, RowFormat(form.value), COLUMNS)
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error


def _show(rows: Iterator[Row]) -> None:
    """As wide as the terminal; elsewhere, such as in a file, nothing is cut."""
    from pipeline.cli.shared.screen import Stdout

    table = as_table(islice(rows, ON_A_SCREEN))
    console = Stdout(None if sys.stdout.isatty() else UNCUT)
    console.print(table if table.row_count else "nothing failed that has not succeeded since")
    if more := sum(1 for _ in rows):
        common.say(f"{more:,} more; `--format csv` lists all")


def as_table(rows: Iterable[Row]) -> "Table":
    """One line a row; where there is no room, what is too long ends in `…`."""
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name in ("stage", "feed", "reason", "tries", "again (UTC)", "what"):
        table.add_column(name, no_wrap=name not in ("feed", "what"))  # these two give way first
    for row in rows:
        again = f"{instant(row['retry_at']):%Y-%m-%d %H:%M}" if row["retry_at"] else "never"
        cells = (row["stage"], row["feed"], row["reason"], row["attempts"], again, row["detail"])
        words = (" ".join(common.safe("" if c is None else c).split()) for c in cells)
        table.add_row(*(Text(text, no_wrap=True, overflow="ellipsis") for text in words))
    return table
