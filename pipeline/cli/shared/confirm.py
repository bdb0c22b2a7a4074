"""Asks before something is done that can't be undone."""

import sys
from typing import Annotated

import typer

from pipeline.cli.shared import common

YesOption = Annotated[bool, typer.Option("--yes", help="Don't ask for confirmation; needed without a terminal.")]


def confirm(question: str, *, yes: bool) -> None:
    """Returns if the answer is yes, or with `--yes`. Else ends the command: code 1 after another answer, 2 without a terminal.

    An answer is only read from a terminal: what stands in a pipe may have been meant for another command.
    """
    if yes:
        return
    if not is_terminal():
        raise common.exit_with(f"{question} Without a terminal this needs `--yes`; nothing was changed", common.INVALID)
    common.print_message(f"{question} [y/N]")
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise common.exit_with("nothing was changed", common.FAILED)


def is_terminal() -> bool:
    """Whether a person sees the question and can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()
