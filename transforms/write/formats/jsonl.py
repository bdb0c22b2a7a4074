"""JSON lines: one record a line, the shape of docs/records.md."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from transforms.records import Record
from transforms.write.lines import dump_lines, read_lines

SUFFIX = ".jsonl"


def dump(records: Sequence[Record], out: BinaryIO) -> None:
    dump_lines(records, out)


def read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as source:
        yield from read_lines(source)
