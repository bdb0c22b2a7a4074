"""The command line: `python -m pipeline`. The command `pullquote` comes here by way of `pullquote/__main__.py`."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

import typer

from pipeline.cli.app import app
from pipeline.cli.shared.common import STOPPED, TERMINATED, clean_exit
from pipeline.cli.shared.std_streams import reopen_closed


def main() -> None:
    """Runs the command that the arguments name."""
    reopen_closed()
    try:
        with clean_exit("stopped"):
            app()
    except (typer.Exit, SystemExit) as ended:
        code = ended.exit_code if isinstance(ended, typer.Exit) else ended.code
        if code in (STOPPED, TERMINATED):
            _exit_without_cleanup(code)
        sys.exit(code)


def _exit_without_cleanup(code: int) -> NoReturn:
    """Ends the process at once. A normal exit would hang: it waits for Beam's threads, they for workers, and those for us."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
