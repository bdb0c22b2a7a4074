"""`pullquote quotes`: one row a quote."""

from typing import Annotated

import typer

from pipeline.cli.records import moment, state_of
from pipeline.cli.shared import common
from pipeline.cli.shared.tables import RowFormat, print_rows
from pipeline.commit_log.queries import RecordFilter, read_quotes
from pipeline.commit_log.store import BrokenLog

EPILOG = "Example: `pullquote quotes --out out --speaker Okonkwo --format csv > okonkwo.csv`"
WHO = ["said", "speaker", "role", "affiliation", "addressee", "cue", "kind", "confidence"]
COLUMNS = [*WHO, "title", "url", "published", "feeds", "record"]


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(quotes)


def quotes(
    out: common.OutOption,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Part of the speaker's name.")] = None,
    contains: Annotated[str | None, typer.Option("--contains", metavar="TEXT", help="Part of what was said.")] = None,
    feed: common.FeedOption = None,
    since: common.SinceOption = None,
    versions: common.VersionsOption = common.Which.latest,
    form: Annotated[RowFormat, typer.Option("--format", help="JSON lines or CSV.")] = RowFormat.jsonl,
) -> None:
    """Who said what, a row a quote: words, speaker, role, affiliation, addressee, cue, kind, confidence, and its article."""
    with common.clean_ending("stopped"):
        try:
            wanted = RecordFilter(feed, moment("--since", since), all_versions=versions is common.Which.all)
            rows = read_quotes(state_of(out, feed=feed), wanted, speaker=speaker, contains=contains)
            print_rows(rows, form, COLUMNS)
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error
