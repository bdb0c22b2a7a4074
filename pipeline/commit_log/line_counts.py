"""Tables of the number of pages of its site on which a line was seen.

24 bytes per line, in files that commits name; the state merges them as it reads the log. Lines are dropped by the number of
commits since they were last seen and by the size of the table. So the counts depend on the log alone, not on checkpoints.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms.clean.furniture import WIDTH

FURNITURE_PAGES = 3  # a line that was seen on so many pages of a site is furniture
DROP_SINGLE_AFTER = 1_000  # commits without the line, if it was seen on one page: five days of a run every 15 minutes
DROP_REPEATED_AFTER = 10_000  # commits without the line, if it was seen on several pages
MAX_LINES = 1_000_000  # 24 MB; above it lines of one page are dropped first, and those not seen for longest first
MAX_FURNITURE = 100_000  # furniture lines that are sent to workers: those with the most pages
ROW = np.dtype([("key", f"S{WIDTH}"), ("pages", "<u4"), ("last", "<u4")])
LineRows = npt.NDArray[np.void]


@dataclass(frozen=True)
class SeenLines:
    """The lines of one shard of a pass with their numbers of pages: the bytes of a LineRows table, which pickle fast."""

    rows: bytes


def count(pages: Iterable[frozenset[bytes]], seq: int) -> SeenLines:
    """The number of pages of each line. `pages`: the line keys of each page. `seq`: number of the pass's commit."""
    counted: dict[bytes, int] = {}
    for keys in pages:
        for key in keys:
            counted[key] = counted.get(key, 0) + 1
    return SeenLines(_rows(counted, seq).tobytes())


def sum_shards(parts: Iterable[SeenLines], seq: int) -> LineRows:
    """The table of all shards of a pass together, sorted by key. `seq`: number of the pass's commit."""
    counted: dict[bytes, int] = {}
    for part in parts:
        for key, pages in zip(*_keys_and_pages(read(part.rows)), strict=True):
            counted[key] = counted.get(key, 0) + pages
    return _rows(counted, seq)


def read(data: bytes) -> LineRows:
    """The table in the bytes of a file. Raises ValueError when the file is truncated."""
    return np.frombuffer(data, dtype=ROW)


def empty() -> LineRows:
    return np.empty(0, dtype=ROW)


def merged(known: LineRows, more: LineRows, seq: int) -> LineRows:
    """The table after commit `seq`, which adds the rows `more`. All are sorted by key."""
    known = known[_is_recent(known, seq)]
    if len(more):
        at = np.searchsorted(known["key"], more["key"])
        there = at < len(known)
        there[there] = known["key"][at[there]] == more["key"][there]
        known = known.copy()
        known["pages"][at[there]] += more["pages"][there]
        known["last"][at[there]] = seq
        new = more[~there].copy()
        new["last"] = seq
        known = np.insert(known, at[~there], new)
    return _limited(known)


def furniture(known: LineRows) -> bytes:
    """The keys of the lines that were seen on FURNITURE_PAGES or more pages, sorted and joined, for the rule `Furniture`."""
    found = known[known["pages"] >= FURNITURE_PAGES]
    if len(found) > MAX_FURNITURE:
        found = np.sort(found[np.argsort(-found["pages"].astype(np.int64), kind="stable")[:MAX_FURNITURE]], order="key")
    return found["key"].tobytes()


def _is_recent(rows: LineRows, seq: int) -> npt.NDArray[np.bool_]:
    unseen = seq - rows["last"].astype(np.int64)
    return np.asarray(unseen <= np.where(rows["pages"] == 1, DROP_SINGLE_AFTER, DROP_REPEATED_AFTER))


def _limited(rows: LineRows) -> LineRows:
    if len(rows) <= MAX_LINES:
        return rows
    # drops to three quarters of the limit, so that this is not done at every commit
    order = np.lexsort((rows["key"], rows["last"], rows["pages"] > 1))
    keep = np.ones(len(rows), dtype=bool)
    keep[order[: len(rows) - MAX_LINES * 3 // 4]] = False
    return rows[keep]


def _rows(counted: Mapping[bytes, int], seq: int) -> LineRows:
    return np.array([(key, counted[key], seq) for key in sorted(counted)], dtype=ROW)


def _keys_and_pages(rows: LineRows) -> tuple[list[bytes], list[int]]:
    """The keys and the numbers of pages. numpy strips zero bytes at the end of a key; they are put back."""
    return [key.ljust(WIDTH, b"\0") for key in rows["key"].tolist()], rows["pages"].tolist()
