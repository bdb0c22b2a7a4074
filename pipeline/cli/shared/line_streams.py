"""Reads lines from a file or stdin and prints results, for `extract` and `annotate`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from pipeline.cli.shared import common
from pipeline.single.worker_pool import Work, process_lines
from pipeline.wording import counted

FileArgument = Annotated[str, typer.Argument(metavar="[FILE]", help="JSON lines; `-` or nothing for stdin.")]
WorkersOption = Annotated[int, typer.Option("--workers", metavar="N", min=1, max=256, help="Number of worker processes.")]


def process_file(file: str, work: Work, workers: int) -> None:
    """Prints a result for every line; problems go to stderr. Exit code 1 if some lines gave no result."""
    bad = done = 0
    with common.clean_exit("stopped"), _open_input(file) as source:
        for answer in process_lines(source, work, workers):
            done += 1
            if answer.row is not None:
                sys.stdout.buffer.write(answer.row)
            else:
                bad += 1
            if answer.problem:
                common.print_message(f"line {answer.number}: {answer.problem}")
            if done % 10 == 0:
                sys.stdout.buffer.flush()
                _show_progress(f"\r{counted(done, 'line')}")
        sys.stdout.buffer.flush()
    _show_progress(f"\r{counted(done, 'line')}, {bad} of them invalid\n")
    if bad:
        raise typer.Exit(common.FAILED)


@contextmanager
def _open_input(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    path = Path(file)
    if not path.exists() or path.is_dir():
        raise common.exit_with(f"{file}: no such file; name one, or `-` for stdin", common.INVALID)
    with path.open("rb") as source:
        yield source


def _show_progress(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()
