"""Output formats, one file each: `SUFFIX`, `dump(records, out)`, `merge(sources, out)`, `without(source, ids, out)`,
`read(path)`.

The file's name is the format's name.
"""

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from transforms.records import Record


class Format(Protocol):
    SUFFIX: str

    def dump(self, records: Sequence[Record], out: BinaryIO) -> None: ...

    def merge(self, sources: Sequence[Path], out: BinaryIO) -> int: ...

    def without(self, source: Path, ids: Collection[str], out: BinaryIO) -> list[int]: ...

    def read(self, path: Path) -> Iterator[dict[str, Any]]: ...


def format_names() -> list[str]:
    return sorted(m.name for m in pkgutil.iter_modules(__path__))


def format_named(name: str) -> Format:
    """The format of that name; ValueError names those that there are."""
    if name not in format_names():
        raise ValueError(f"no '{name}'; there are: {', '.join(format_names())}")
    return cast(Format, importlib.import_module(f"{__name__}.{name}"))
