"""`pullquote diff`: what changed between two records of one article."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline.cli.records import state_of
from pipeline.cli.shared import common
from pipeline.commit_log.queries import Row, number_of, read_article
from pipeline.commit_log.store import BrokenLog
from pipeline.compare.records import difference, differs
from transforms.write.lines import json_line

EPILOG = "Example: `pullquote diff --out out https://news.example/a-story`, or `pullquote diff --out out ID 1.1 1.2`"
MADE = ("version", "revision", "run", "fetched_at", "made_with")


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(diff)


def diff(
    out: common.OutOption,
    article: Annotated[str, typer.Argument(metavar="ID|URL", help="The record's id, or its address.")],
    a: Annotated[
        str | None,
        typer.Argument(metavar="[A]", help="VERSION.REVISION such as 1.1, VERSION, or a run. Default: the last but one."),
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="[B]", help="Likewise. Default: the last.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """What changed between two records of an article: title and the like, text, what was cut, quotes, entities."""
    with common.clean_ending("stopped"):
        try:
            rows = _one(read_article(state_of(out), article), article)
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error
        was, now = _chosen(rows, a, b)
        found = difference(was, now)
        if as_json:
            told = {"id": now["id"], "url": now["url"], "title": now["title"]}
            sides = {name: {k: row[k] for k in MADE} for name, row in (("was", was), ("now", now))}
            sys.stdout.buffer.write(json_line({**told, **sides, "differs": differs(found), **found}))
            return
        from pipeline.cli.shared.change_view import show
        from pipeline.cli.shared.screen import Stdout

        show(Stdout(), was, now, found)


def _one(rows: Sequence[Row], name: str) -> list[Row]:
    """The rows of the article, in the order of their numbers."""
    ids = dict.fromkeys(row["id"] for row in rows)
    if not ids:
        raise common.stop(
            f"no record has the id or the address {name}; `pullquote records` lists those there are", common.UNSOUND
        )
    if len(ids) > 1:
        raise common.stop(f"{len(ids)} articles have the address {name}; take one by its id: {', '.join(ids)}", common.UNSOUND)
    return sorted(rows, key=number_of)


def _chosen(rows: Sequence[Row], a: str | None, b: str | None) -> tuple[Row, Row]:
    if a is None and len(rows) == 1:
        raise common.stop(
            f"there is only one record of {rows[0]['url']}, {_number(rows[0])}: nothing to compare", common.UNSOUND
        )
    now = rows[-1] if b is None else _named(rows, b)
    return (rows[-2] if a is None else _named(rows, a)), now


def _named(rows: Sequence[Row], name: str) -> Row:
    """The record of that number, or the last of that version, or that the run made."""
    found = [row for row in rows if name in (_number(row), str(row["version"]), row["run"])]
    if not found:
        there = ", ".join(f"{_number(row)} (run {row['run']})" for row in rows)
        raise common.stop(f"no record '{name}' of {rows[0]['url']}; there are: {there}", common.UNSOUND)
    return found[-1]


def _number(row: Row) -> str:
    return f"{row['version']}.{row['revision']}"
