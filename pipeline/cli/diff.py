"""`pullquote diff`: shows what changed between two records of one article."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state
from pipeline.commit_log.reading.queries import Row, read_article, version_and_revision
from pipeline.commit_log.store import BrokenLog
from pipeline.compare.records import difference, differs
from transforms.write.lines import json_line

EPILOG = "Example: `pullquote diff --out out https://news.example/a-story`, or `pullquote diff --out out ID 1.1 1.2`"
MAKING_FIELDS = ("version", "revision", "run", "fetched_at", "made_with")


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(diff)


def diff(
    out: common.OutOption,
    article: Annotated[str, typer.Argument(metavar="ID|URL", help="The record's id, or its address.")],
    a: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]", help="VERSION.REVISION such as 1.1, VERSION, or a run. Default: the one before the last."
        ),
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="[B]", help="Likewise. Default: the last.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Shows what changed between two records of an article: fields, text, removals, quotes and entities."""
    with common.clean_exit("stopped"):
        try:
            rows = _records_of_one(read_article(open_state(out), article), article)
        except BrokenLog as error:
            raise common.exit_with(str(error), common.FAILED) from error
        was, now = _choose(rows, a, b)
        found = difference(was, now)
        if as_json:
            message = {"id": now["id"], "url": now["url"], "title": now["title"]}
            sides = {name: {k: row[k] for k in MAKING_FIELDS} for name, row in (("was", was), ("now", now))}
            sys.stdout.buffer.write(json_line({**message, **sides, "differs": differs(found), **found}))
            return
        from pipeline.cli.shared.change_view import show_difference
        from pipeline.cli.shared.screen import Stdout

        show_difference(Stdout(), was, now, found)


def _records_of_one(rows: Sequence[Row], name: str) -> list[Row]:
    """The records, sorted by number. Ends the command unless they are all of one article."""
    ids = dict.fromkeys(row["id"] for row in rows)
    if not ids:
        raise common.exit_with(f"no record has the id or the address {name}; `pullquote records` lists all", common.INVALID)
    if len(ids) > 1:
        raise common.exit_with(
            f"{len(ids)} articles have the address {name}; take one by its id: {', '.join(ids)}", common.INVALID
        )
    return sorted(rows, key=version_and_revision)


def _choose(rows: Sequence[Row], a: str | None, b: str | None) -> tuple[Row, Row]:
    if a is None and len(rows) == 1:
        raise common.exit_with(
            f"there is only one record of {rows[0]['url']}, {_number(rows[0])}: nothing to compare", common.INVALID
        )
    now = rows[-1] if b is None else _find_record(rows, b)
    return (rows[-2] if a is None else _find_record(rows, a)), now


def _find_record(rows: Sequence[Row], name: str) -> Row:
    """The record with this number, the last of this version, or the one that this run made."""
    found = [row for row in rows if name in (_number(row), str(row["version"]), row["run"])]
    if not found:
        there = ", ".join(f"{_number(row)} (run {row['run']})" for row in rows)
        raise common.exit_with(f"no record '{name}' of {rows[0]['url']}; there are: {there}", common.INVALID)
    return found[-1]


def _number(row: Row) -> str:
    return f"{row['version']}.{row['revision']}"
