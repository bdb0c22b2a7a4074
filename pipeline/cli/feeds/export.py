"""`pullquote feeds export`: the feeds as OPML, for another reader."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import every_feed
from pipeline.cli.shared import common
from pipeline.feeds.opml import write_opml

EPILOG = "Example: `pullquote feeds export --config mine > feeds.opml`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(export)


def export(
    config: common.ConfigOption = None,
    every: Annotated[bool, typer.Option("--all", help="Those that are switched off, too.")] = False,
) -> None:
    """OPML 2.0 on stdout; each tag is a folder. Headers, which may hold secrets, stay behind."""
    with common.clean_ending("stopped"):
        sound = common.sound_config(config, need_feeds=False, need_models=False, need_environment=False)
        feeds = [feed for feed, on in every_feed(sound) if on or every]
        sys.stdout.buffer.write(write_opml(feeds, made=datetime.now(UTC)))
        sys.stdout.buffer.flush()
