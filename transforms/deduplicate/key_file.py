"""Settled keys: 128-bit, sorted, in files that commits name. No database: a worker maps the files and looks keys up."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

WIDTH = 16  # bytes a key: an Entry's id is its 32 hex digits


def pack(ids: Iterable[str]) -> bytes:
    """The ids as a file holds them: 16 bytes each, sorted, once each.

    >>> pack(["ff" * 16, "00" * 16, "ff" * 16]) == b"\\x00" * 16 + b"\\xff" * 16
    True
    """
    return b"".join(sorted({bytes.fromhex(i) for i in ids}))


def unpack(data: bytes) -> list[str]:
    return [data[i : i + WIDTH].hex() for i in range(0, len(data), WIDTH)]


class SettledKeys:
    """Answers `id in keys` over any number of key files, by binary search; the files stay on disk (memory mapped). `more`: ids
    beside theirs.

    Raises FileNotFoundError for a file that is named and not there, ValueError for one of odd size.
    """

    def __init__(self, paths: Sequence[Path], more: Iterable[str] = ()) -> None:
        arrays = (*map(_mapped, paths), np.frombuffer(pack(more), dtype=f"S{WIDTH}"))
        self._arrays = [a for a in arrays if len(a)]

    def __contains__(self, ident: str) -> bool:
        key = np.void(bytes.fromhex(ident)).view(f"S{WIDTH}")
        for keys in self._arrays:
            at = int(np.searchsorted(keys, key))
            if at < len(keys) and keys[at] == key:
                return True
        return False

    def packed(self) -> Iterator[bytes]:
        """All keys as one file would hold them, in pieces: a sixteenth of them is in memory at a time."""
        for first in range(0, 256, 16):
            low, high = bytes([first]), bytes([first + 16]) if first < 240 else None
            pieces = [a[np.searchsorted(a, low) : np.searchsorted(a, high) if high else len(a)] for a in self._arrays]
            if any(map(len, pieces)):
                yield np.unique(np.concatenate(pieces)).tobytes()

    def __len__(self) -> int:
        return sum(len(a) for a in self._arrays)


def _mapped(path: Path) -> npt.NDArray[np.bytes_]:
    size = path.stat().st_size
    if size % WIDTH:
        raise ValueError(f"{path}: {size} bytes is no whole number of {WIDTH}-byte keys; the file was cut or changed by hand")
    if not size:
        return np.empty(0, dtype=f"S{WIDTH}")
    return np.memmap(path, dtype=f"S{WIDTH}", mode="r")
