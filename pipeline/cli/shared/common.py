"""Options, exit codes and messages that all commands share."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.shared.signals import Terminated
from pipeline.config.defaults import default_config
from pipeline.config.load import Config, load_config
from pipeline.config.yaml_io import InvalidConfig
from pipeline.wording import counted

if TYPE_CHECKING:
    from pipeline.runs.progress import ProgressView

DONE, FAILED, INVALID, BUSY, TOO_MANY_FAILURES = 0, 1, 2, 3, 4
STOPPED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM  # as a shell reports them

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="DIR",
        help="Folder with feeds/, cleaning/, pipeline.yaml, aliases.yaml. Default: `configs` if there, else the shipped one.",
    ),
]


class Versions(StrEnum):
    """Which records of an article that has several."""

    latest = "latest"
    all = "all"


OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Output folder.")]
FeedOption = Annotated[str | None, typer.Option("--feed", metavar="ID", help="Only articles that this feed lists.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only what was committed on or after this UTC day or time.")
]
VersionsOption = Annotated[
    Versions, typer.Option("--versions", help="For an article with several records: the latest, or all.")
]

# Escape and control characters control a terminal; bidirectional marks reorder the text on it.
UNSAFE_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]")


def terminal_safe(text: object) -> str:
    """Text from the web without characters that control a terminal."""
    return UNSAFE_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", str(text))


def print_message(text: str) -> None:
    """Prints a message on stderr; stdout is for results."""
    print(terminal_safe(text), file=sys.stderr, flush=True)  # noqa: T201


def progress_display(tell: Callable[[str], None] | None = None, *, quiet: bool = False) -> "ProgressView":
    """A progress display on a terminal; elsewhere a line a minute with `tell`. It shows nothing without it, or if quiet."""
    from pipeline.runs.progress import LineProgress, NoProgress, TerminalProgress

    if quiet:
        return NoProgress()
    if not sys.stderr.isatty():
        return LineProgress(tell) if tell else NoProgress()
    from rich.console import Console

    return TerminalProgress(Console(stderr=True))


def exit_with(text: str, code: int) -> typer.Exit:
    """Prints a message and returns the exception to raise: `raise exit_with("…", FAILED)`."""
    print_message(text)
    return typer.Exit(code)


def unknown_feed(name: str, known: Iterable[str]) -> typer.Exit:
    """For `raise unknown_feed("dialy", ids)`: the message lists the known ids, the most similar first."""
    nearest = sorted(known, key=lambda ident: (-SequenceMatcher(None, name, ident).ratio(), ident))
    return exit_with(f"no feed '{name}'; there are: {', '.join(nearest) or 'none'}", INVALID)


def load_or_exit(
    folder: Path | None, *, need_feeds: bool = True, need_models: bool = True, need_environment: bool = True
) -> Config:
    """The config; if it is invalid, prints all mistakes and exits with code 2."""
    needs = {"need_feeds": need_feeds, "need_models": need_models, "need_environment": need_environment}
    try:
        return load_config(folder or default_config(), **needs)
    except InvalidConfig as error:
        for problem in error.problems:
            print_message(str(problem))
        count = counted(len(error.problems), "mistake")
        raise exit_with(f"{count} in the configuration; nothing was started", INVALID) from error
    except OSError as error:
        raise exit_with(f"can't go on: {error.filename or folder}: {error.strerror or error}", FAILED) from error


@contextmanager
def clean_exit(stopped: str = "stopped; what was committed is kept, the rest waits for the next run") -> Iterator[None]:
    """Ends the command cleanly: Ctrl-C with code 130 and a message, a closed pipe (`| head`) silently, a full disk plainly."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt as error:
        raise exit_with(stopped, TERMINATED if isinstance(error, Terminated) else STOPPED) from None
    except BrokenPipeError:
        _discard_stdout()
        raise typer.Exit(DONE) from None
    except OSError as error:
        _discard_stdout()
        raise exit_with(f"can't go on: {error.filename or 'the output'}: {error.strerror or error}", FAILED) from error


def _discard_stdout() -> None:
    """Drops output that can't be written, or the interpreter would report it again at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
