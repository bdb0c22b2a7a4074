"""`pullquote corrections`: articles that changed at their source."""

import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.records import moment, state_of
from pipeline.cli.shared import common
from pipeline.cli.shared.tables import RowFormat, print_rows
from pipeline.commit_log.queries import RecordFilter
from pipeline.commit_log.store import BrokenLog
from pipeline.compare.corrections import read_corrections
from pipeline.compare.records import marked
from pipeline.wording import counted

if TYPE_CHECKING:
    from rich.text import Text

EPILOG = "Example: `pullquote corrections --out out --since 2026-01-31 | jq '.quotes[] | select(.change == \"altered\")'`"
OWN = ("title", "text", "quotes")  # of what changed, that which is told in full
ALTERED = {"altered": "altered", "removed": "removed", "added": "added", "speaker": "said by another"}


class Form(StrEnum):
    text = "text"
    jsonl = "jsonl"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(corrections)


def corrections(
    out: common.OutOption,
    feed: common.FeedOption = None,
    since: common.SinceOption = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Default: text on a terminal, JSON lines, one a new version, elsewhere.")
    ] = None,
) -> None:
    """Articles that changed at their source: headline, quotes that were altered, removed, added or given to another speaker."""
    with common.clean_ending("stopped"):
        form = form or (Form.text if sys.stdout.isatty() else Form.jsonl)
        try:
            rows = read_corrections(state_of(out, feed=feed), RecordFilter(feed, moment("--since", since)))
            if form is Form.jsonl:
                print_rows(rows, RowFormat.jsonl, ())
            else:
                _show(rows)
        except BrokenLog as error:
            raise common.stop(str(error), common.FAILED) from error


def _show(rows: Iterable[Mapping[str, Any]]) -> None:
    from pipeline.cli.shared.screen import Stdout

    console, shown = Stdout(), 0
    for shown, row in enumerate(rows, 1):  # noqa: B007  # counted
        for text in lines_of(row):
            console.print(text, soft_wrap=True)
        console.print()
    if not shown:
        said = "`recheck` in pipeline.yaml says when that is done, to articles that are new from then on"
        console.print(f"no article changed that was looked at again; {said}")


def lines_of(row: Mapping[str, Any]) -> "Iterable[Text]":
    """A new version for a reader; what went begins with `-`, what came with `+`."""
    from rich.text import Text

    yield Text(common.safe(row["title"]) or "(no title)", style="bold")
    yield Text(common.safe(row["url"]))
    flags = f" ({', '.join(row['flags'])})" if row["flags"] else ""
    before = f"{row['before']['version']} of {row['before']['fetched_at'][:16]}"
    feeds = ", ".join(row["feeds"])
    yield Text(common.safe(f"{feeds}: version {before} → {row['version']} of {row['fetched_at'][:16]}{flags}"), style="dim")
    if row["headline"]:
        yield from _change("headline", row["headline"]["was"], row["headline"]["now"])
    for quote in row["quotes"]:
        was, now = (side and f"{side['speaker'] or 'nobody named'}: {side['said']}" for side in (quote["was"], quote["now"]))
        kind = "" if quote["kind"] == "direct" else f" ({quote['kind']})"
        yield from _change(f"quote {ALTERED[quote['change']]}{kind}", was, now)
    if row["paragraphs"] or "text" in row["changed"]:
        yield Text(f"text: {counted(row['paragraphs'], 'paragraph')} changed")
    if others := [name for name in row["changed"] if name not in OWN]:
        yield Text(common.safe(f"besides: {', '.join(others)}"))


def _change(what: str, was: str | None, now: str | None) -> "Iterable[Text]":
    from rich.text import Text

    yield Text(what)
    left, right = marked(was or "", now or "")
    for mark, style, pieces in (("- ", "red", left), ("+ ", "green", right)):
        if pieces:
            text = Text(f"  {mark}", style=style)
            for piece, differs in pieces:
                text.append(common.safe(piece), style=f"{style} reverse" if differs and was and now else style)
            yield text
