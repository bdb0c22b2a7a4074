"""Settled keys: 128 bits each, sorted, in files that commits list. Workers map the files into memory and search them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

WIDTH = 16  # bytes of a key; the id of an entry is the same as 32 hex digits


def pack(ids: Iterable[str]) -> bytes:
    """The content of a key file with these ids: 16 bytes each, sorted, without duplicates.

    >>> pack(["ff" * 16, "00" * 16, "ff" * 16]) == b"\\x00" * 16 + b"\\xff" * 16
    True
    """
    return b"".join(sorted({bytes.fromhex(i) for i in ids}))


def unpack(data: bytes) -> list[str]:
    """The ids in the content of a key file."""
    return [data[i : i + WIDTH].hex() for i in range(0, len(data), WIDTH)]


class SettledKeys:
    """Answers `id in keys` for any number of key files, by binary search in memory-mapped files. `more`: additional ids.

    Raises FileNotFoundError for a missing file, and ValueError for one whose size is no multiple of a key's.
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
        """All keys as the content of one file, in pieces. A sixteenth of them is in memory at a time."""
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
        raise ValueError(f"{path}: its {size} bytes are no whole number of {WIDTH}-byte keys; the file was truncated or edited")
    if not size:
        return np.empty(0, dtype=f"S{WIDTH}")
    return np.memmap(path, dtype=f"S{WIDTH}", mode="r")
