"""Output formats. Each module here is a format of that name, with the members of `Format`."""

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Protocol, cast

from transforms.records import Record


class Format(Protocol):
    """The members that each module of this package defines. `SUFFIX`: of file names, such as ".jsonl", unique to the format."""

    SUFFIX: str

    def dump(self, records: Sequence[Record], out: BinaryIO) -> None:
        """Writes the records as one complete file."""

    def merge(self, sources: Sequence[Path], out: BinaryIO) -> int:
        """Writes the rows of several files as one, in order, without holding all of them in memory. Returns their number."""

    def without(self, source: Path, ids: Collection[str], out: BinaryIO) -> list[int]:
        """Writes the rows of a file without the records with these ids. Returns the places of those, counted from 0."""

    def read(self, path: Path) -> Iterator[dict[str, Any]]:
        """Yields the rows of a file as JSON lines have them."""


def format_names() -> list[str]:
    """The names of all formats, sorted."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__))


def format_named(name: str) -> Format:
    """The format with this name. Raises ValueError, with a list of the known names, for another one."""
    if name not in format_names():
        raise ValueError(f"no '{name}'; there are: {', '.join(format_names())}")
    return cast(Format, importlib.import_module(f"{__name__}.{name}"))


def format_of(path: PurePath) -> Format:
    """The format of a records file, by the suffix of its name; ValueError when no format has it."""
    for name in format_names():
        if path.suffix == (candidate := format_named(name)).SUFFIX:
            return candidate
    raise ValueError(f"{path.name}: no output format has the suffix '{path.suffix}'")
