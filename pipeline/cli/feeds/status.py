"""`pullquote feeds status`: the state of each feed according to the log, what is wrong and what to do."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.feeds.folder import JsonOption
from pipeline.cli.shared import common
from pipeline.cli.shared.output_folder import open_state
from pipeline.commit_log.counts.feed_stats import DAYS
from pipeline.commit_log.store import BrokenLog
from pipeline.config.load import Config
from pipeline.feeds.health import to_minute
from pipeline.feeds.status import FeedStatus, feed_statuses
from pipeline.wording import counted, duration_text
from transforms.dates import instant
from transforms.feeds import FeedState
from transforms.write.lines import json_line

if TYPE_CHECKING:
    from rich.table import Table

EPILOG = """Example: `pullquote feeds status --out out`, or `pullquote feeds status --out out --feed daily`

Exit codes: 0 all healthy, 4 a feed has problems, 1 the log can't be read, 2 no log or no such feed."""
FULL_WIDTH = 10_000  # columns
NEWEST = {False: "newest article", True: "list changed"}  # by `undated`


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(status)


def status(
    out: common.OutOption,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="DIR", help="The feeds of this folder. Default: all that were ever polled."),
    ] = None,
    feed: Annotated[str | None, typer.Option("--feed", metavar="ID", help="All details of this feed.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Shows for each feed when it was polled and is due, what it brought, what is wrong and what to do. Uses no network."""
    with common.clean_exit("stopped"):
        now = datetime.now(UTC)
        try:
            found = feed_statuses(open_state(out), _config(config), now)
        except BrokenLog as error:
            raise common.exit_with(str(error), common.FAILED) from error
        chosen = [one for one in found if feed is None or one.facts.id == feed]
        if feed and not chosen:
            raise common.unknown_feed(feed, [one.facts.id for one in found])
        if as_json:
            for one in chosen:
                sys.stdout.buffer.write(json_line(one.row()))
            sys.stdout.buffer.flush()
        elif feed:
            print(common.terminal_safe("\n".join(detail_lines(chosen[0]))))  # noqa: T201
        else:
            _show(chosen, now)
        if any(one.unhealthy for one in chosen):
            raise typer.Exit(common.TOO_MANY_FAILURES)


def _config(folder: Path | None) -> Config | None:
    if folder is None:
        return None
    return common.load_or_exit(folder, need_feeds=False, need_models=False, need_environment=False)


def _show(chosen: list[FeedStatus], now: datetime) -> None:
    """Prints a table, then the findings for each feed as sentences."""
    from pipeline.cli.shared.screen import Stdout

    console = Stdout(None if sys.stdout.isatty() else FULL_WIDTH)
    if chosen:
        console.print(as_table(chosen, now))
    for one in chosen:
        for sign in one.signs:
            print(common.terminal_safe(f"{one.facts.id}: {sign.text}"))  # noqa: T201
    failing = sum(one.unhealthy for one in chosen)
    message = f"{counted(len(chosen), 'feed')}: {len(chosen) - failing} healthy, {failing} with problems"
    common.print_message(
        f"{message}; counts cover the last {DAYS} days, times are how long ago (~: no dates, the list changed then)"
    )


def as_table(chosen: list[FeedStatus], now: datetime) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in ("feed", "status", "polled", "due", "newest", "gap", "new", "records", "failed"):
        table.add_column(name, no_wrap=name != "feed", justify="left" if name in ("feed", "status") else "right")
    for one in chosen:
        state, total = one.facts.state or FeedState(one.facts.id), one.facts.stats.total
        when = [time_distance(state.polled_at, now), due_text(state.due_at, now), _newest(state, now)]
        gap = "" if state.gap_s is None else short_duration(state.gap_s)
        brought = (total.new, total.records, total.first_failures)
        table.add_row(*(Text(common.terminal_safe(cell)) for cell in (one.facts.id, one.word, *when, gap, *brought)))
    return table


def due_text(at: str | None, now: datetime) -> str:
    """When a feed is due, from now.

    >>> now = datetime(2026, 1, 31, 12, tzinfo=UTC)
    >>> due_text("2026-01-31T12:14:00+00:00", now), due_text("2026-01-31T11:46:00+00:00", now), due_text(None, now)
    ('in 14 min', 'overdue 14 min', '')
    """
    distance = time_distance(at, now)
    return f"in {distance[1:]}" if distance.startswith("+") else f"overdue {distance}" if distance else ""


def _newest(state: FeedState, now: datetime) -> str:
    """How old the newest article is; with a tilde where no entry has a date, and the list changed so long ago."""
    return ("~" if state.undated else "") + time_distance(state.newest, now)


def time_distance(at: str | None, now: datetime) -> str:
    """How long ago a time is, or with a plus how far ahead.

    >>> now = datetime(2026, 1, 31, 12, tzinfo=UTC)
    >>> time_distance("2026-01-31T06:00:00+00:00", now), time_distance("2026-02-08", now), time_distance(None, now)
    ('6 h', '+8 d', '')
    """
    ahead = (instant(at) - now).total_seconds() if at else 0.0
    return "" if not at else f"+{short_duration(ahead)}" if ahead > 0 else short_duration(-ahead)


def short_duration(seconds: float) -> str:
    """A duration in a few characters.

    >>> short_duration(90), short_duration(86_400), short_duration(12 * 86_400)
    ('2 min', '24 h', '12 d')
    """
    number, thing = duration_text(seconds).split()
    return f"{number} {'min' if thing.startswith('minute') else thing[0]}"


def detail_lines(one: FeedStatus) -> list[str]:
    """All details of one feed, as lines of text."""
    row = one.row()
    habit, lately, before = row["habit"], row["yield"]["lately"], row["yield"]["before"]
    lines = [f"{row['id']}: {row['status']}"] + [f"  {sign['text']}" for sign in row["signs"]]
    message = {
        "address": row["url"],
        "moved to": row["moved_to"],
        "last polled": _at(row["polled_at"]),
        "last success": _at(row["read_at"]),
        "next due": _at(row["due_at"]) or "never",
        NEWEST[row["undated"]]: _at(row["newest"]),
        "silent": row["silent_s"] is not None and duration_text(row["silent_s"]),
        "usual gap": habit["gap_s"] is not None and duration_text(habit["gap_s"]),
        "longest silence": habit["longest_s"] is not None and duration_text(habit["longest_s"]),
        "unusual after": habit["silence_s"] is not None and duration_text(habit["silence_s"]),
        "lists": row["listed"] is not None and _listed(row),
        "waiting": row["waiting"] and counted(row["waiting"], "entry"),
        "pages lately": lately["pages"] and _yield(lately),
        "pages before": before["pages"] and _yield(before),
    }
    lines += [f"  {name:<16} {text}" for name, text in message.items() if text]
    lines += [f"  {'note':<16} {note}" for note in row["notes"]]
    lines += [f"  {day:<16} {_day(counts)}" for day, counts in row["days"].items()]
    return lines


def _at(moment: str | None) -> str:
    return f"{to_minute(moment)} UTC" if moment else ""


def _listed(row: dict[str, object]) -> str:
    left_out: dict[str, int] = row["left_out"]  # type: ignore[assignment]
    return ", ".join([counted(row["listed"], "entry"), *(f"{n} left out by {key}" for key, n in left_out.items())])  # type: ignore[arg-type]


def _yield(pages: dict[str, int]) -> str:
    length = f", mostly of {pages['median_characters']:,} characters" if pages["median_characters"] else ""
    return f"{pages['articles']} of {pages['pages']} gave a complete article{length}"


def _day(row: dict[str, Any]) -> str:
    parts = [counted(row.get("polls", 0), "poll"), f"{row.get('new', 0)} new", counted(row.get("records", 0), "record")]
    return ", ".join([*parts, *(f"{n} {kind}" for kind, n in row.get("failed", {}).items())])
