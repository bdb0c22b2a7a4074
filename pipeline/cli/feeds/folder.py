"""The config folder that commands may change: a folder of the user, never the shipped one."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


@contextmanager
def loaded_user_folder(folder: Path | None) -> Iterator[Config]:
    """The config of the folder, which is created if needed, and removed again if nothing was written into it.

    Exit code 2 with all mistakes if it is invalid.
    """
    chosen = user_folder(folder)
    feeds = chosen / "feeds"
    created = [path for path in (feeds, chosen, *chosen.parents) if not path.exists()]
    feeds.mkdir(parents=True, exist_ok=True)
    try:
        yield common.load_or_exit(chosen, need_feeds=False, need_models=False, need_environment=False)
    finally:
        with suppress(OSError):  # it is not empty: a feed was written
            for path in created:
                path.rmdir()


def all_feeds(config: Config) -> list[tuple[Feed, bool]]:
    """All feeds of the folder, sorted by id, each with whether it is enabled."""
    return sorted([*((f, True) for f in config.feeds), *((f, False) for f in config.disabled)], key=lambda one: one[0].id)


def feed_file(config: Path | None, ident: str) -> Path:
    """The file of a feed in the user's folder. Exit code 2 if there is no such feed."""
    folder = user_folder(config)
    known = [
        f.id for f, _ in all_feeds(common.load_or_exit(folder, need_feeds=False, need_models=False, need_environment=False))
    ]
    if ident not in known:
        raise common.unknown_feed(ident, known)
    return folder / "feeds" / f"{ident}.yaml"
