"""`pullquote check`: validates the configs, and with `--live` polls the feeds."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.check import check_feeds
from pipeline.cli.shared import common
from pipeline.config.aliases import FILE as ALIASES
from pipeline.config.defaults import default_config
from pipeline.wording import counted
from transforms.annotate.quotes.without_model.tables import languages as languages_without_model

EPILOG = "Example: `pullquote check --config configs --live`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(check)


def check(
    config: common.ConfigOption = None,
    live: Annotated[bool, typer.Option("--live", help="Poll each feed, as `feeds check` does.")] = False,
) -> None:
    """Reports every mistake in the configs (exit code 2), or that there is none. `--live`: exit code 4 if a feed fails."""
    with common.clean_exit("stopped"):
        configuration = common.load_or_exit(config, need_feeds=not _is_names_folder(config or default_config()))
        read = [counted(len(configuration.feeds), "feed"), counted(len(configuration.rules), "cleaning rule")]
        read += [counted(len(configuration.aliases), "name") + " of your own"] if configuration.aliases else []
        read += [f"hints for {', '.join(configuration.sites)}"] if configuration.sites else []
        print(f"{configuration.folder}: valid; {', '.join(read)}")  # noqa: T201
        for language, feeds in configuration.feeds_without_model.items():
            print(f"no model for '{language}' in annotate.models: {_without_model(language)} from {', '.join(feeds)}")  # noqa: T201
        if live and configuration.feeds and not check_feeds(configuration, configuration.feeds):
            raise typer.Exit(common.TOO_MANY_FAILURES)


def _without_model(language: str) -> str:
    """What is missing in a language without a model."""
    return "only direct speech, and no entities," if language in languages_without_model() else "no quotes and entities"


def _is_names_folder(folder: Path) -> bool:
    """Whether the folder only has names for `pullquote annotate`, which needs no feeds."""
    return (folder / ALIASES).is_file() and not (folder / "feeds").exists()
