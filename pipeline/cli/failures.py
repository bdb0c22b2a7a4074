"""`pullquote failures`: lists failed entries and feeds, and when they are tried again."""

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state
from pipeline.cli.shared.tables import RowFormat, print_rows
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import Row
from pipeline.commit_log.store import BrokenLog
from transforms.dates import instant

if TYPE_CHECKING:
    from rich.table import Table

EPILOG = "Example: `pullquote failures --out out`"
MAX_TABLE_ROWS = 1000  # rows
FULL_WIDTH = 10_000  # columns; wide enough that nothing is cut
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
        FailureFormat | None, typer.Option("--format", help="Default: a table on a terminal, else JSON lines.")
    ] = None,
) -> None:
    """Lists entries and feeds that failed and have not succeeded since, with the reason and the time of the next try."""
    with common.clean_exit("stopped"):
        if form is None:
            form = FailureFormat.table if sys.stdout.isatty() else FailureFormat.jsonl
        try:
            rows = read_failures(open_state(out))
            if form is FailureFormat.table:
                _show(rows)
            else:
                print_rows(rows, RowFormat(form.value), COLUMNS)
        except BrokenLog as error:
            raise common.exit_with(str(error), common.FAILED) from error


def _show(rows: Iterator[Row]) -> None:
    """Prints a table as wide as the terminal; in a file nothing is cut."""
    from pipeline.cli.shared.screen import Stdout

    table = as_table(islice(rows, MAX_TABLE_ROWS))
    console = Stdout(None if sys.stdout.isatty() else FULL_WIDTH)
    console.print(table if table.row_count else "no failures")
    if more := sum(1 for _ in rows):
        common.print_message(f"{more:,} more; `--format csv` lists all")


def as_table(rows: Iterable[Row]) -> "Table":
    """One line per row; text that does not fit ends in `…`. What happened comes first, then the headline and the address."""
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name in ("stage", "feed", "reason", "tries", "again (UTC)", "what"):
        table.add_column(name, no_wrap=name not in ("feed", "what"))  # these two get narrower first
    for row in rows:
        again = f"{instant(row['retry_at']):%Y-%m-%d %H:%M}" if row["retry_at"] else "never"
        cells = (row["stage"], row["feed"], row["reason"], row["attempts"], again, _what(row))
        words = (" ".join(common.terminal_safe("" if c is None else c).split()) for c in cells)
        table.add_row(*(Text(text, no_wrap=True, overflow="ellipsis") for text in words))
    return table


def _what(row: Row) -> str:
    """What happened, without the address at its beginning; then the headline and the address, where they are known.

    >>> _what({"detail": "https://a.example/x: answered 404", "url": "https://a.example/x", "entry": "Ferry stays"})
    'answered 404 · Ferry stays · https://a.example/x'
    """
    detail, url = row["detail"] or "", row.get("url") or ""
    parts = [detail.removeprefix(url).lstrip(": ") if url else detail, row.get("entry"), url]
    return " · ".join(part for part in parts if part)
