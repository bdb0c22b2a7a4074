"""`pullquote feeds list`: lists the feeds of a config folder."""

import sys
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import JsonOption, all_feeds
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
    """Lists id, address, polling interval if set, tags, and whether the feed is switched off."""
    with common.clean_exit("stopped"):
        configuration = common.load_or_exit(config, need_feeds=False, need_models=False, need_environment=False)
        rows = [(f, on) for f, on in all_feeds(configuration) if tag is None or tag in f.tags]
        for feed, on in rows:
            if as_json:
                row = {"id": feed.id, "url": feed.url, "name": feed.name, "language": feed.language, "enabled": on}
                sys.stdout.buffer.write(json_line({**row, "every_seconds": feed.every_s, "tags": list(feed.tags)}))
                continue
            every = f"every {duration_option(feed.every_s) if feed.every_s else 'run'}" if feed.every_s is not None else ""
            message = [feed.url, every, "" if on else "switched off", ", ".join(feed.tags)]
            print(common.terminal_safe(f"{feed.id:<32} {'  '.join(filter(None, message))}"))  # noqa: T201
        if not as_json:
            common.print_message(f"{configuration.folder}: {counted(len(rows), 'feed')}" + (f" tagged {tag}" if tag else ""))
