"""What the commands share: options, exit codes, the way to stdout, and text that can't drive a terminal."""

import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
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

DONE, FAILED, UNSOUND, OVERTAKEN, TOO_MANY_FAILURES = 0, 1, 2, 3, 4
STOPPED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM  # as a shell tells it

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="DIR",
        help="Folder with feeds/, cleaning/, pipeline.yaml, aliases.yaml. Default: `configs` if there, else the shipped one.",
    ),
]


class Which(StrEnum):
    """Of an article that has several records."""

    latest = "latest"
    all = "all"


OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Output folder.")]
FeedOption = Annotated[str | None, typer.Option("--feed", metavar="ID", help="Only what this feed lists.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only what was committed from this UTC day or time on.")
]
VersionsOption = Annotated[
    Which, typer.Option("--versions", help="Of an article that was made again or has changed: the latest, or all.")
]

# Escapes and other controls drive a terminal; bidirectional marks reorder what is read on it.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]")


def safe(text: object) -> str:
    """Text from the web as a terminal may see it."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", str(text))


def say(text: str) -> None:
    """Talk goes to stderr, so that stdout holds results alone."""
    print(safe(text), file=sys.stderr, flush=True)  # noqa: T201


def watch() -> "ProgressView":
    """Progress, where a person watches."""
    from pipeline.runs.progress import NoProgress, TerminalProgress

    if not sys.stderr.isatty():
        return NoProgress()
    from rich.console import Console

    return TerminalProgress(Console(stderr=True))


def stop(text: str, code: int) -> typer.Exit:
    """`raise stop("…", FAILED)`: one clear sentence on stderr, and the exit code."""
    say(text)
    return typer.Exit(code)


def no_feed(name: str, known: Iterable[str]) -> typer.Exit:
    """`raise no_feed("dialy", ids)`: those that there are, the nearest first."""
    nearest = sorted(known, key=lambda ident: (-SequenceMatcher(None, name, ident).ratio(), ident))
    return stop(f"no feed '{name}'; there are: {', '.join(nearest) or 'none'}", UNSOUND)


def sound_config(
    folder: Path | None, *, need_feeds: bool = True, need_models: bool = True, need_environment: bool = True
) -> Config:
    """The config, or all its mistakes on stderr and exit code 2."""
    needs = {"need_feeds": need_feeds, "need_models": need_models, "need_environment": need_environment}
    try:
        return load_config(folder or default_config(), **needs)
    except InvalidConfig as error:
        for problem in error.problems:
            say(str(problem))
        count = counted(len(error.problems), "mistake")
        raise stop(f"{count} in the configuration; nothing was started", UNSOUND) from error
    except OSError as error:
        raise stop(f"can't go on: {error.filename or folder}: {error.strerror or error}", FAILED) from error


@contextmanager
def clean_ending(stopped: str = "stopped; what was committed stays, the rest waits for the next run") -> Iterator[None]:
    """Ctrl-C ends with 130 and a word; a reader that has enough (`| head`) ends us quietly; a full disk is said plainly."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt as error:
        raise stop(stopped, TERMINATED if isinstance(error, Terminated) else STOPPED) from None
    except BrokenPipeError:
        _give_up_stdout()
        raise typer.Exit(DONE) from None
    except OSError as error:
        _give_up_stdout()
        raise stop(f"can't go on: {error.filename or 'the output'}: {error.strerror or error}", FAILED) from error


def _give_up_stdout() -> None:
    """What can't be written any more is dropped: the interpreter would complain again when it flushes at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
