"""`pullquote feeds list`: the feeds of a config folder."""

import sys
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import JsonOption, every_feed
from pipeline.cli.shared import common
from pipeline.schedule.cron import duration_option
from pipeline.wording import counted
from transforms.write.lines import json_line

EPILOG = "Example: `pullquote feeds list --config mine --tag world`"


def register(app: typer.Typer) -> None:
    app.command("list", epilog=EPILOG)(list_feeds)


def list_feeds(
    config: common.ConfigOption = None,
    tag: Annotated[str | None, typer.Option("--tag", metavar="TAG", help="Only feeds with this tag.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Id, address, how often it is asked (where its file says so), tags; feeds that are switched off are named so."""
    with common.clean_ending("stopped"):
        sound = common.sound_config(config, need_feeds=False, need_models=False, need_environment=False)
        rows = [(f, on) for f, on in every_feed(sound) if tag is None or tag in f.tags]
        for feed, on in rows:
            if as_json:
                row = {"id": feed.id, "url": feed.url, "name": feed.name, "language": feed.language, "enabled": on}
                sys.stdout.buffer.write(json_line({**row, "every_seconds": feed.every_s, "tags": list(feed.tags)}))
                continue
            every = f"every {duration_option(feed.every_s) if feed.every_s else 'run'}" if feed.every_s is not None else ""
            told = [feed.url, every, "" if on else "switched off", ", ".join(feed.tags)]
            print(common.safe(f"{feed.id:<32} {'  '.join(filter(None, told))}"))  # noqa: T201
        if not as_json:
            common.say(f"{sound.folder}: {counted(len(rows), 'feed')}" + (f" tagged {tag}" if tag else ""))
