"""`pullquote check`: are the configs sound, and with `--live`: do the feeds answer."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.aliases import FILE as ALIASES
from pipeline.cli import common
from pipeline.config import Config
from pipeline.counted import counted
from pipeline.shipped import default_config
from transforms.records import Feed

EPILOG = "Example: `pullquote check --config configs --live`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(check)


def check(
    config: common.ConfigOption = None,
    live: Annotated[bool, typer.Option("--live", help="Ask each feed: does it answer, how many entries, how fresh.")] = False,
) -> None:
    """Names every mistake in the configs (exit code 2), or says that there is none. `--live`: exit 4 if a feed is ill."""
    with common.clean_ending("stopped"):
        sound = common.sound_config(config, need_feeds=not _only_names(config or default_config()))
        read = [counted(len(sound.feeds), "feed"), counted(len(sound.rules), "cleaning rule")]
        read += [counted(len(sound.aliases), "name") + " of your own"] if sound.aliases else []
        read += [f"hints for {', '.join(sound.sites)}"] if sound.sites else []
        print(f"{sound.folder}: sound; {', '.join(read)}")  # noqa: T201
        if live and not _all_answer(sound):
            raise typer.Exit(common.TOO_MANY_FAILURES)


def _only_names(folder: Path) -> bool:
    """A folder for `pullquote annotate`, which needs no feeds."""
    return (folder / ALIASES).is_file() and not (folder / "feeds").exists()


def _all_answer(sound: Config) -> bool:
    from transforms.poll.outcome import poll_safely
    from transforms.web.hosts import in_parallel
    from transforms.web.way import way_out

    way = way_out(sound.limits, "check")
    well = True

    def line(feed: Feed) -> tuple[bool, str]:
        outcome, polled = poll_safely(feed, None, client=way.feeds, now=datetime.now(UTC))
        if outcome.failure:
            return False, f"{feed.id}: {outcome.failure.reason}: {outcome.failure.detail}"
        dates = sorted(e.published for e in polled.entries if e.published)
        fresh = f"newest {dates[-1]}" if dates else "no dates"
        return bool(polled.entries), f"{feed.id}: {counted(len(polled.entries), 'entry')}, {fresh}"

    for good, text in in_parallel(sound.feeds, line, key=lambda feed: feed.url):
        well &= good
        print(common.safe(text), flush=True)  # noqa: T201
    return well
