"""`pullquote quotes`: lists quotes, one row each."""

from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state, parse_moment
from pipeline.cli.shared.tables import RowFormat, print_rows
from pipeline.commit_log.reading.queries import RecordFilter, read_quotes
from pipeline.commit_log.store import BrokenLog

EPILOG = "Example: `pullquote quotes --out out --speaker Okonkwo --format csv > okonkwo.csv`"
QUOTE_COLUMNS = ["said", "speaker", "role", "affiliation", "addressee", "cue", "kind", "confidence"]
COLUMNS = [*QUOTE_COLUMNS, "title", "url", "published", "feeds", "record"]


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(quotes)


def quotes(
    out: common.OutOption,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Part of the speaker's name.")] = None,
    contains: Annotated[str | None, typer.Option("--contains", metavar="TEXT", help="Part of what was said.")] = None,
    feed: common.FeedOption = None,
    since: common.SinceOption = None,
    versions: common.VersionsOption = common.Versions.latest,
    form: Annotated[RowFormat, typer.Option("--format", help="JSON lines or CSV.")] = RowFormat.jsonl,
) -> None:
    """Prints one quote per row: words, speaker, role, affiliation, addressee, cue, kind, confidence, and its article."""
    with common.clean_exit("stopped"):
        try:
            which = RecordFilter(feed, parse_moment("--since", since), all_versions=versions is common.Versions.all)
            rows = read_quotes(open_state(out, feed=feed), which, speaker=speaker, contains=contains)
            print_rows(rows, form, COLUMNS)
        except BrokenLog as error:
            raise common.exit_with(str(error), common.FAILED) from error
