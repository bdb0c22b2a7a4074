"""The newest row of each article that has several: made again, changed at its source, or replayed after a failure.

24 bytes an article, in files that commits name, merged as the log is read. An article that is not in it has one row, the first.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from transforms.deduplicate.key_file import WIDTH
from transforms.write.files import Numbered

ROW = np.dtype([("id", f"S{WIDTH}"), ("version", "<u4"), ("revision", "<u4")])
Rows = npt.NDArray[np.void]
FIRST = (1, 1)  # version and revision of a row that supersedes none


def rows_of(numbered: Iterable[Numbered]) -> Rows:
    """The rows for a file: the highest version and revision of each article, by id.

    >>> rows_of([("ff" * 16, 2, 1), ("ff" * 16, 1, 7)]).tolist() == [(b"\\xff" * 16, 2, 1)]
    True
    """
    highest: dict[str, tuple[int, int]] = {}
    for ident, version, revision in numbered:
        highest[ident] = max(highest.get(ident, FIRST), (version, revision))
    return np.array([(bytes.fromhex(ident), *highest[ident]) for ident in sorted(highest)], dtype=ROW)


def read(data: bytes) -> Rows:
    """The rows of a file. ValueError when it was cut."""
    return np.frombuffer(data, dtype=ROW)


def empty() -> Rows:
    return np.empty(0, dtype=ROW)


def merged(known: Rows, more: Rows) -> Rows:
    """The rows after a commit with the rows `more`, which go before the known ones. All are sorted by id."""
    kept = known[~np.isin(known["id"], more["id"])]
    return np.sort(np.concatenate([kept, more]), order="id")


def has(known: Rows, ident: str) -> bool:
    """Whether the article has a row among these."""
    return _row(known, ident) is not None


def newest(known: Rows, ident: str) -> tuple[int, int]:
    """Version and revision of the article's newest row.

    >>> newest(rows_of([("ff" * 16, 2, 1)]), "ff" * 16), newest(empty(), "ff" * 16)
    ((2, 1), (1, 1))
    """
    at = _row(known, ident)
    return FIRST if at is None else (int(known["version"][at]), int(known["revision"][at]))


def _row(known: Rows, ident: str) -> int | None:
    key = np.void(bytes.fromhex(ident)).view(f"S{WIDTH}")
    at = int(np.searchsorted(known["id"], key))
    return None if at == len(known) or known["id"][at] != key else at
