"""`pullquote feeds remove`: a feed's file goes, or is switched off and kept."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import every_feed, own_folder
from pipeline.cli.shared import common
from pipeline.feeds.files import CantEdit, set_enabled

EPILOG = "Example: `pullquote feeds remove harbor-post --config mine --keep`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(remove)


def remove(
    ident: Annotated[str, typer.Argument(metavar="ID", help="The feed's id: the name of its file.")],
    config: Annotated[
        Path | None, typer.Option("--config", metavar="DIR", help="Your folder with feeds/. Default: `configs`.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Only switch it off (`enabled: false`); its comments stay.")] = False,
) -> None:
    """Takes a feed away. Records that came from it stay; entries of it that wait are still tried."""
    with common.clean_ending("stopped"):
        folder = own_folder(config)
        sound = common.sound_config(folder, need_feeds=False, need_models=False, need_environment=False)
        known = [feed.id for feed, _ in every_feed(sound)]
        if ident not in known:
            raise common.no_feed(ident, known)
        path = folder / "feeds" / f"{ident}.yaml"
        try:
            if not keep:
                path.unlink()
                common.say(f"{path} is removed")
            elif set_enabled(path, False):
                common.say(f"{path}: enabled: false")
            else:
                common.say(f"{path} was switched off already")
        except CantEdit as error:
            raise common.stop(str(error), common.FAILED) from error
