"""What `extract` and `annotate` share: lines from a file or stdin, answers to stdout, problems to stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from pipeline.cli.shared import common
from pipeline.single.worker_pool import Work, answers
from pipeline.wording import counted

FileArgument = Annotated[str, typer.Argument(metavar="[FILE]", help="JSON lines; `-` or nothing for stdin.")]
WorkersOption = Annotated[int, typer.Option("--workers", metavar="N", min=1, max=256, help="Processes at work.")]


def stream(file: str, work: Work, workers: int) -> None:
    """Answers every line of the file; exit code 1 when some could not be answered."""
    bad = done = 0
    with common.clean_ending("stopped"), _source(file) as source:
        for answer in answers(source, work, workers):
            done += 1
            if answer.row is not None:
                sys.stdout.buffer.write(answer.row)
            else:
                bad += 1
            if answer.problem:
                common.say(f"line {answer.number}: {answer.problem}")
            if done % 10 == 0:
                sys.stdout.buffer.flush()
                _watched(f"\r{counted(done, 'line')}")
        sys.stdout.buffer.flush()
    _watched(f"\r{counted(done, 'line')}, {bad} of them bad\n")
    if bad:
        raise typer.Exit(common.FAILED)


@contextmanager
def _source(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    path = Path(file)
    if not path.exists() or path.is_dir():
        raise common.stop(f"{file}: no such file; name one, or `-` for stdin", common.FAILED)
    with path.open("rb") as source:
        yield source


def _watched(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()
