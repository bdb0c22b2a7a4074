"""The command line: `pullquote`, or `python -m pipeline`."""

import sys

import typer

from pipeline.cli.app import app
from pipeline.cli.common import clean_ending
from pipeline.cli.standard import open_closed


def main() -> None:
    """Entry point of the console script."""
    open_closed()
    try:
        with clean_ending("stopped"):
            app()
    except typer.Exit as ended:
        sys.exit(ended.exit_code)


if __name__ == "__main__":
    main()
