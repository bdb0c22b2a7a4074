"""`pullquote feeds remove`: deletes a feed file, or switches the feed off."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import all_feeds, user_folder
from pipeline.cli.shared import common
from pipeline.cli.shared.confirm import YesOption, confirm
from pipeline.feeds.files import CannotEdit, set_enabled

EPILOG = "Example: `pullquote feeds remove harbor-post --config mine --keep`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(remove)


def remove(
    ident: Annotated[str, typer.Argument(metavar="ID", help="The feed's id: the name of its file.")],
    config: Annotated[
        Path | None, typer.Option("--config", metavar="DIR", help="Your folder with feeds/. Default: `configs`.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Only switch it off (`enabled: false`) and keep the file.")] = False,
    yes: YesOption = False,
) -> None:
    """Removes a feed. Its records stay, and its waiting entries are still tried."""
    with common.clean_exit("stopped"):
        folder = user_folder(config)
        configuration = common.load_or_exit(folder, need_feeds=False, need_models=False, need_environment=False)
        known = [feed.id for feed, _ in all_feeds(configuration)]
        if ident not in known:
            raise common.unknown_feed(ident, known)
        path = folder / "feeds" / f"{ident}.yaml"
        try:
            if not keep:
                confirm(f"Delete {path}? `--keep` only switches the feed off.", yes=yes)
                path.unlink()
                common.print_message(f"{path} is removed")
            elif set_enabled(path, False):
                common.print_message(f"{path}: enabled: false")
            else:
                common.print_message(f"{path} was switched off already")
        except CannotEdit as error:
            raise common.exit_with(str(error), common.FAILED) from error
