"""`pullquote corrections`: lists articles that changed at their source."""

import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state, parse_moment
from pipeline.cli.shared.tables import RowFormat, print_rows
from pipeline.commit_log.reading.queries import RecordFilter
from pipeline.commit_log.store import BrokenLog
from pipeline.compare.corrections import read_corrections
from pipeline.compare.records import marked_words
from pipeline.wording import counted

if TYPE_CHECKING:
    from rich.text import Text

EPILOG = "Example: `pullquote corrections --out out --since 2026-01-31 | jq '.quotes[] | select(.change == \"altered\")'`"
SHOWN_IN_FULL = ("title", "text", "quotes", "notes")  # other changed fields are only named
CHANGE_WORDS = {"altered": "altered", "removed": "removed", "added": "added", "speaker": "given to another speaker"}


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
        Form | None, typer.Option("--format", help="Default: text on a terminal, else JSON lines, one per new version.")
    ] = None,
) -> None:
    """Lists articles that changed at their source: headline, new notes, quotes altered, removed, added or given to others."""
    with common.clean_exit("stopped"):
        form = form or (Form.text if sys.stdout.isatty() else Form.jsonl)
        try:
            rows = read_corrections(open_state(out, feed=feed), RecordFilter(feed, parse_moment("--since", since)))
            if form is Form.jsonl:
                print_rows(rows, RowFormat.jsonl, ())
            else:
                _show(rows)
        except BrokenLog as error:
            raise common.exit_with(str(error), common.FAILED) from error


def _show(rows: Iterable[Mapping[str, Any]]) -> None:
    from pipeline.cli.shared.screen import Stdout

    console, shown = Stdout(), 0
    for shown, row in enumerate(rows, 1):  # noqa: B007  # counted
        for text in lines_of(row):
            console.print(text, soft_wrap=True)
        console.print()
    if not shown:
        hint = "`recheck` in pipeline.yaml sets when articles that are new from then on are checked again"
        console.print(f"no article that was checked again has changed; {hint}")


def lines_of(row: Mapping[str, Any]) -> "Iterable[Text]":
    """A new version as text for a reader: removed words after `-`, added words after `+`."""
    from rich.text import Text

    yield Text(common.terminal_safe(row["title"]) or "(no title)", style="bold")
    yield Text(common.terminal_safe(row["url"]))
    flags = f" ({', '.join(row['flags'])})" if row["flags"] else ""
    before = f"{row['before']['version']} of {row['before']['fetched_at'][:16]}"
    feeds = ", ".join(row["feeds"])
    yield Text(
        common.terminal_safe(f"{feeds}: version {before} → {row['version']} of {row['fetched_at'][:16]}{flags}"), style="dim"
    )
    if row["headline"]:
        yield from _change("headline", row["headline"]["was"], row["headline"]["now"])
    for note in row["notes"]:
        yield from _change(f"note ({note['kind']})", None, note["text"])
    for quote in row["quotes"]:
        was, now = (side and f"{side['speaker'] or 'nobody named'}: {side['said']}" for side in (quote["was"], quote["now"]))
        kind = "" if quote["kind"] == "direct" else f" ({quote['kind']})"
        yield from _change(f"quote {CHANGE_WORDS[quote['change']]}{kind}", was, now)
    if row["paragraphs"] or "text" in row["changed"]:
        yield Text(f"text: {counted(row['paragraphs'], 'paragraph')} changed")
    if others := [name for name in row["changed"] if name not in SHOWN_IN_FULL]:
        yield Text(common.terminal_safe(f"also changed: {', '.join(others)}"))


def _change(what: str, was: str | None, now: str | None) -> "Iterable[Text]":
    from rich.text import Text

    yield Text(what)
    left, right = marked_words(was or "", now or "")
    for mark, style, pieces in (("- ", "red", left), ("+ ", "green", right)):
        if pieces:
            text = Text(f"  {mark}", style=style)
            for piece, differs in pieces:
                text.append(common.terminal_safe(piece), style=f"{style} reverse" if differs and was and now else style)
            yield text
