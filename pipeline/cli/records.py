"""`pullquote records`: committed records to stdout."""

from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.tables import RowFormat, print_rows
from pipeline.commit_log.queries import RecordFilter, read_records, read_stable
from pipeline.commit_log.state import State, load
from pipeline.commit_log.store import BrokenLog
from transforms.dates import instant
from transforms.records import Record

EPILOG = "Example: `pullquote records --out out --since 2026-01-31 | jq .title`"
FIRST = ("title", "published", "authors", "site", "url", "language", "feeds", "text")
COLUMNS = [*FIRST, *(f.name for f in fields(Record) if f.name not in FIRST)]  # of a CSV: what is read most, then the rest


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(records)


def records(
    out: common.OutOption,
    feed: common.FeedOption = None,
    since: common.SinceOption = None,
    published_since: Annotated[
        str | None, typer.Option("--published-since", metavar="DATE", help="Only what was published from then on.")
    ] = None,
    versions: common.VersionsOption = common.Which.latest,
    form: Annotated[RowFormat, typer.Option("--format", help="JSON lines or CSV.")] = RowFormat.jsonl,
    stable: Annotated[
        bool, typer.Option("--stable", help="Sorted by id, without `run` and `fetched_at`, to compare two folders.")
    ] = False,
) -> None:
    """Committed records, one a line, in the order of their commits."""
    times = moment("--since", since), moment("--published-since", published_since)
    wanted = RecordFilter(feed, *times, all_versions=versions is common.Which.all)
    left_out = ("run", "fetched_at") if stable else ()
    with common.clean_ending("stopped"):
        try:
            rows = (read_stable if stable else read_records)(state_of(out, feed=feed), wanted)
            print_rows(rows, form, [c for c in COLUMNS if c not in left_out])
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error


def state_of(out: Path, *, load_it: bool = True, feed: str | None = None) -> State:
    """The state of an output folder. Without a log, what to do is told; without the feed, which there are."""
    try:
        there = (out / "commits").is_dir()
    except OSError as error:
        raise common.stop(f"can't go on: {error.filename or out}: {error.strerror or error}", common.FAILED) from error
    if not there:
        raise common.stop(f"{out} holds no commits; `pullquote run --out {out}` makes some", common.FAILED)
    state = load(out) if load_it else State(out)
    if feed and feed not in state.feeds:
        raise common.no_feed(feed, state.feeds)
    return state


def moment(option: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return instant(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no date; write 2026-01-31 or 2026-01-31T09:30", param_hint=option) from error
