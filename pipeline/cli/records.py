"""`pullquote records`: prints committed records."""

from dataclasses import fields
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state, parse_moment
from pipeline.cli.shared.tables import RowFormat, print_rows
from pipeline.commit_log.reading.queries import RecordFilter, read_records, read_stable
from pipeline.commit_log.store import BrokenLog
from transforms.records import Record

EPILOG = "Example: `pullquote records --out out --since 2026-01-31 | jq .title`"
FIRST = ("title", "published", "authors", "site", "url", "language", "feeds", "text")
COLUMNS = [*FIRST, *(f.name for f in fields(Record) if f.name not in FIRST)]  # of CSV output


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(records)


def records(
    out: common.OutOption,
    feed: common.FeedOption = None,
    since: common.SinceOption = None,
    published_since: Annotated[
        str | None, typer.Option("--published-since", metavar="DATE", help="Only what was published from then on.")
    ] = None,
    versions: common.VersionsOption = common.Versions.latest,
    form: Annotated[RowFormat, typer.Option("--format", help="JSON lines or CSV.")] = RowFormat.jsonl,
    stable: Annotated[
        bool, typer.Option("--stable", help="Sorted by id, without `run` and `fetched_at`, to compare two folders.")
    ] = False,
) -> None:
    """Prints committed records, one per line, in commit order."""
    times = parse_moment("--since", since), parse_moment("--published-since", published_since)
    which = RecordFilter(feed, *times, all_versions=versions is common.Versions.all)
    left_out = ("run", "fetched_at") if stable else ()
    with common.clean_exit("stopped"):
        try:
            rows = (read_stable if stable else read_records)(open_state(out, feed=feed), which)
            print_rows(rows, form, [c for c in COLUMNS if c not in left_out])
        except BrokenLog as error:
            raise common.exit_with(str(error), common.FAILED) from error
