"""The config folder that commands may change: a folder of the user, never the shipped one."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.config.defaults import shipped_config
from pipeline.config.load import Config
from transforms.feeds import Feed

OwnConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="DIR", help="Your folder with feeds/; created if needed. Default: `configs`."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]


def user_folder(folder: Path | None) -> Path:
    """The folder to change. Exit code 2 for the installed default folder, since an update would undo the change."""
    chosen = folder or Path("configs")
    if chosen.resolve() == shipped_config().resolve() and shipped_config().name == "shipped":
        raise common.exit_with(
            "the default folder must not be changed; name your own with --config, it is created if needed", 2
        )
    return chosen


def load_user_folder(folder: Path | None) -> Config:
    """The config of the folder, which is created if needed. Exit code 2 with all mistakes if it is invalid."""
    chosen = user_folder(folder)
    (chosen / "feeds").mkdir(parents=True, exist_ok=True)
    return common.load_or_exit(chosen, need_feeds=False, need_models=False, need_environment=False)


def all_feeds(config: Config) -> list[tuple[Feed, bool]]:
    """All feeds of the folder, sorted by id, each with whether it is enabled."""
    return sorted([*((f, True) for f in config.feeds), *((f, False) for f in config.disabled)], key=lambda one: one[0].id)
