"""What came of a pass that makes no commit of its own, kept in a file until all passes are done."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.commit_log.publish import Outcome
from transforms.articles import Sighting, Unwanted
from transforms.atomic_file import replace_file
from transforms.records import Failure
from transforms.retry import Setback
from transforms.write.files import FileRef
from transforms.write.lines import json_line, read_lines

Left = FileRef | Sighting | Unwanted | Failure


def leave(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Written whole or not at all; a retried worker writes the same again. Raises OSError when the disk is full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    values = (outcome.failure if isinstance(outcome, Setback) else outcome for outcome in outcomes)
    lines = [json_line({"type": type(value).__name__, "value": value}) for value in values]
    replace_file(path, b"".join(lines), many_writers=True, durable=False)  # read by this run, and removed at its end


def left(path: Path) -> list[Left]:
    """Those of a pass, failures in place of setbacks; none when nothing came of it."""
    try:
        return [_made(row["type"], row["value"]) for row in read_lines(path.read_bytes().splitlines())]
    except FileNotFoundError:
        return []


def _made(kind: str, row: dict[str, Any]) -> Left:
    if kind == "Failure":
        return Failure(**row)
    if kind == "Unwanted":
        return Unwanted(**row)
    if kind == "Sighting":
        return Sighting(**{**row, "feeds": tuple(row["feeds"])})
    nested = {name: tuple(map(tuple, row[name])) for name in ("parts", "again")}
    return FileRef(**{**row, **nested, "ids": tuple(row["ids"]), "names": tuple(row["names"])})
