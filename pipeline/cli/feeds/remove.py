"""`pullquote feeds remove`: deletes a feed file, or switches the feed off."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import feed_file
from pipeline.cli.feeds.switch import switched
from pipeline.cli.shared import common
from pipeline.cli.shared.confirm import YesOption, confirm

EPILOG = "Example: `pullquote feeds remove harbor-post --config mine --keep`"


def register(app: typer.Typer) -> None:
    app.command(epilog=EPILOG)(remove)


def remove(
    ident: Annotated[str, typer.Argument(metavar="ID", help="The feed's id: the name of its file.")],
    config: Annotated[
        Path | None, typer.Option("--config", metavar="DIR", help="Your folder with feeds/. Default: `configs`.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Only switch it off and keep the file, as `feeds disable` does.")
    ] = False,
    yes: YesOption = False,
) -> None:
    """Removes a feed. Its records stay, and its waiting entries are still tried."""
    with common.clean_exit("stopped"):
        path = feed_file(config, ident)
        if keep:
            common.print_message(switched(path, False))
            return
        confirm(f"Delete {path}? `--keep` only switches the feed off.", yes=yes)
        path.unlink()
        common.print_message(f"{path} is removed")
