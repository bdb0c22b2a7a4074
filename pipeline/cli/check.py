"""`pullquote check`: are the configs sound, and with `--live`: do the feeds answer."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.check import all_well
from pipeline.cli.shared import common
from pipeline.config.aliases import FILE as ALIASES
from pipeline.config.defaults import default_config
from pipeline.wording import counted

EPILOG = "Example: `pullquote check --config configs --live`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(check)


def check(
    config: common.ConfigOption = None,
    live: Annotated[bool, typer.Option("--live", help="Ask each feed, as `feeds check` does.")] = False,
) -> None:
    """Names every mistake in the configs (exit code 2), or says that there is none. `--live`: exit 4 if a feed is ill."""
    with common.clean_ending("stopped"):
        sound = common.sound_config(config, need_feeds=not _only_names(config or default_config()))
        read = [counted(len(sound.feeds), "feed"), counted(len(sound.rules), "cleaning rule")]
        read += [counted(len(sound.aliases), "name") + " of your own"] if sound.aliases else []
        read += [f"hints for {', '.join(sound.sites)}"] if sound.sites else []
        print(f"{sound.folder}: sound; {', '.join(read)}")  # noqa: T201
        if live and sound.feeds and not all_well(sound, sound.feeds):
            raise typer.Exit(common.TOO_MANY_FAILURES)


def _only_names(folder: Path) -> bool:
    """A folder for `pullquote annotate`, which needs no feeds."""
    return (folder / ALIASES).is_file() and not (folder / "feeds").exists()
