"""The config folder of commands that change feed files: one of the user's own, never the shipped one."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.shared import common
from pipeline.config.defaults import shipped_config
from pipeline.config.load import Config
from transforms.feeds import Feed

OwnConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="DIR", help="Your folder with feeds/; made if it is not there. Default: `configs`."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON lines instead of a page to look at.")]


def own_folder(folder: Path | None) -> Path:
    """The folder to change. Exit code 2 for the shipped one outside a checkout, since an update would take the change away."""
    chosen = folder or Path("configs")
    if chosen.resolve() == shipped_config().resolve() and shipped_config().name == "shipped":
        raise common.stop("the shipped folder is not yours to change; name one with --config, it is made if it is not there", 2)
    return chosen


def config_of(folder: Path | None) -> Config:
    """The folder's config; one that is not there yet is made. Exit code 2 with all mistakes when it is unsound."""
    chosen = own_folder(folder)
    (chosen / "feeds").mkdir(parents=True, exist_ok=True)
    return common.sound_config(chosen, need_feeds=False, need_models=False, need_environment=False)


def every_feed(config: Config) -> list[tuple[Feed, bool]]:
    """All feeds of the folder by id, and whether each is enabled."""
    return sorted([*((f, True) for f in config.feeds), *((f, False) for f in config.disabled)], key=lambda one: one[0].id)
