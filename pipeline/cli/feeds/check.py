"""`pullquote feeds check`: does each feed answer, how many entries, how fresh, what is wrong and what to do."""

import sys
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.feeds.folder import JsonOption
from pipeline.counted import counted
from pipeline.feed_check import Checked, check_feed
from transforms.write.lines import line

EPILOG = "Example: `pullquote feeds check --config mine --pages 2`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(check)


def check(
    config: common.ConfigOption = None,
    pages: Annotated[int, typer.Option("--pages", min=0, max=20, metavar="N", help="Try the first N pages of each.")] = 0,
    feed: common.FeedOption = None,
    as_json: JsonOption = False,
) -> None:
    """One line a feed, as they answer. Writes nothing. Exit code 4 if one is ill."""
    from transforms.web.hosts import in_parallel
    from transforms.web.way import way_out

    with common.clean_ending("stopped"):
        sound = common.sound_config(config, need_models=False)
        chosen = [one for one in sound.feeds if feed is None or one.id == feed]
        if not chosen:
            raise common.no_feed(feed or "", [one.id for one in sound.feeds])
        way = way_out(sound.limits, "check")
        ill, width = 0, max(len(one.id) for one in chosen)
        for done in in_parallel(chosen, lambda one: check_feed(sound, way, one, pages), key=lambda one: one.url):
            ill += not done.well
            if as_json:
                sys.stdout.buffer.write(line(done.row()))
                sys.stdout.buffer.flush()
            else:
                print(common.safe(_told(done, width)), flush=True)  # noqa: T201
        if not as_json:
            common.say(f"{counted(len(chosen), 'feed')}: {len(chosen) - ill} well, {ill} ill")
        if ill:
            raise typer.Exit(common.TOO_MANY_FAILURES)


def _told(done: Checked, width: int) -> str:
    look = done.look
    fresh = f"newest {look.newest[:16].replace('T', ' ')}" if look.newest else "no dates"
    parts = [f"{look.feed.id:<{width}}  {look.outcome:<15}"]
    if look.entries:
        parts.append(f"{counted(len(look.entries), 'entry')}, {fresh}")
    if done.pages:
        good = [page for page in done.pages if page.outcome == "ok"]
        bad = ", ".join(dict.fromkeys(page.outcome for page in done.pages if page.outcome != "ok"))
        parts.append(f"{len(good)} of {len(done.pages)} pages read" + (f" ({bad})" if bad else ""))
    parts += [text for text in (look.detail, done.advice()) if text]
    return "  ".join(parts)
