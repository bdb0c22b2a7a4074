"""`pullquote feeds export`: writes the feeds as OPML, for other feed readers."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import all_feeds
from pipeline.cli.shared import common
from pipeline.feeds.opml import write_opml

EPILOG = "Example: `pullquote feeds export --config mine > feeds.opml`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(export)


def export(
    config: common.ConfigOption = None,
    every: Annotated[bool, typer.Option("--all", help="Include feeds that are switched off.")] = False,
) -> None:
    """Prints the feeds as OPML 2.0, with a folder for each tag. Headers are left out, since they may hold secrets."""
    with common.clean_exit("stopped"):
        configuration = common.load_or_exit(config, need_feeds=False, need_models=False, need_environment=False)
        feeds = [feed for feed, on in all_feeds(configuration) if on or every]
        sys.stdout.buffer.write(write_opml(feeds, made=datetime.now(UTC)))
        sys.stdout.buffer.flush()
