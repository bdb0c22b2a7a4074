"""JSON lines: one record for each line, in the shape of docs/records.md."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from transforms.records import Record
from transforms.write.lines import dump_lines, read_lines, rewrite_lines

SUFFIX = ".jsonl"


def dump(records: Sequence[Record], out: BinaryIO) -> None:
    """Writes one line for each record."""
    dump_lines(records, out)


def merge(sources: Sequence[Path], out: BinaryIO) -> int:
    """Writes the lines of all files, byte for byte and in order; returns their number. The last line break may be missing."""
    rows = 0
    for path in sources:
        with path.open("rb") as source:
            for raw in source:
                if raw.strip():
                    out.write(raw if raw.endswith(b"\n") else raw + b"\n")
                    rows += 1
    return rows


def without(source: Path, ids: Collection[str], out: BinaryIO) -> list[int]:
    """Writes the lines of all other records, byte for byte, and returns the places of the dropped ones, counted from 0."""
    with source.open("rb") as lines:
        return rewrite_lines(lines, lambda row: None if row["id"] in ids else row, out)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the rows of a file."""
    with path.open("rb") as source:
        yield from read_lines(source)
