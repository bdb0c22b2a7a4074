"""`pullquote feeds disable` and `enable`: switch a feed off and on, and keep its file."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.feeds.folder import feed_file
from pipeline.cli.shared import common
from pipeline.feeds.files import CannotEdit, set_enabled

IdArgument = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of feeds: the names of their files.")]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", metavar="DIR", help="Your folder with feeds/. Default: `configs`.")
]


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: `pullquote feeds disable harbor-post --config mine`")(disable)
    app.command(epilog="Example: `pullquote feeds enable harbor-post --config mine`")(enable)


def disable(idents: IdArgument, config: ConfigOption = None) -> None:
    """Switches feeds off (`enabled: false`). Their records stay, and entries that wait are still tried."""
    _switch(idents, config, False)


def enable(idents: IdArgument, config: ConfigOption = None) -> None:
    """Switches feeds on again (`enabled: true`); the next run polls them."""
    _switch(idents, config, True)


def _switch(idents: list[str], config: Path | None, enabled: bool) -> None:
    with common.clean_exit("stopped"):
        for path in [feed_file(config, ident) for ident in dict.fromkeys(idents)]:
            common.print_message(switched(path, enabled))


def switched(path: Path, enabled: bool) -> str:
    """Sets `enabled` in the file, and returns what to say of it. Ends the command with code 1 if the file can't be edited."""
    try:
        changed = set_enabled(path, enabled)
    except CannotEdit as error:
        raise common.exit_with(str(error), common.FAILED) from error
    if changed:
        return f"{path}: enabled: {str(enabled).lower()}"
    return f"{path} was switched {'on' if enabled else 'off'} already"
