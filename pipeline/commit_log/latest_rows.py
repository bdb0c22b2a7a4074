"""Tables of the newest version and revision of articles that have several records, or were replayed after a failure.

24 bytes per article, in files that commits name; the state merges them as it reads the log. An article that is not in the
table has one record: version 1, revision 1.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from transforms.deduplicate.key_file import WIDTH
from transforms.write.files import Numbered

ROW = np.dtype([("id", f"S{WIDTH}"), ("version", "<u4"), ("revision", "<u4")])
LatestRows = npt.NDArray[np.void]
FIRST = (1, 1)  # version and revision of an article's first record


def highest_numbers(numbered: Iterable[Numbered]) -> LatestRows:
    """The table of the highest version and revision of each article, sorted by id.

    >>> highest_numbers([("ff" * 16, 2, 1), ("ff" * 16, 1, 7)]).tolist() == [(b"\\xff" * 16, 2, 1)]
    True
    """
    highest: dict[str, tuple[int, int]] = {}
    for ident, version, revision in numbered:
        highest[ident] = max(highest.get(ident, FIRST), (version, revision))
    return np.array([(bytes.fromhex(ident), *highest[ident]) for ident in sorted(highest)], dtype=ROW)


def read(data: bytes) -> LatestRows:
    """The table in the bytes of a file. Raises ValueError when the file is truncated."""
    return np.frombuffer(data, dtype=ROW)


def empty() -> LatestRows:
    return np.empty(0, dtype=ROW)


def merged(known: LatestRows, more: LatestRows) -> LatestRows:
    """The table after a commit that adds the rows `more`, which replace known rows of the same id. All are sorted by id."""
    kept = known[~np.isin(known["id"], more["id"])]
    return np.sort(np.concatenate([kept, more]), order="id")


def has(known: LatestRows, ident: str) -> bool:
    """Whether the table has a row for the article."""
    return _position(known, ident) is not None


def newest(known: LatestRows, ident: str) -> tuple[int, int]:
    """Version and revision of the article's newest record.

    >>> newest(highest_numbers([("ff" * 16, 2, 1)]), "ff" * 16), newest(empty(), "ff" * 16)
    ((2, 1), (1, 1))
    """
    at = _position(known, ident)
    return FIRST if at is None else (int(known["version"][at]), int(known["revision"][at]))


def _position(known: LatestRows, ident: str) -> int | None:
    key = np.void(bytes.fromhex(ident)).view(f"S{WIDTH}")
    at = int(np.searchsorted(known["id"], key))
    return None if at == len(known) or known["id"][at] != key else at
