"""On how many pages of its site a line has stood: 24 bytes a line, in files that commits name, merged as the log is read.

The counts after a commit depend on the log alone, so they are the same whether a checkpoint was there or not: at each commit,
lines are dropped by the number of commits since they were last seen, and by how many lines there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms.clean.furniture import WIDTH

PAGES = 3  # a line that stood on so many pages of a site is furniture
ONCE = 1_000  # commits after which a line of one page is dropped: five days of a run every 15 minutes
OFTEN = 10_000  # commits after which a line of more pages is dropped
MOST = 1_000_000  # lines; 24 MB. When there are more, those of one page are dropped, the longest unseen first
MOST_KNOWN = 100_000  # furniture lines that workers get, those of most pages
ROW = np.dtype([("key", f"S{WIDTH}"), ("pages", "<u4"), ("last", "<u4")])
Rows = npt.NDArray[np.void]


@dataclass(frozen=True)
class SeenLines:
    """The lines of a shard of a pass, and on how many of its pages each stood: rows as bytes, which pickle fast."""

    rows: bytes


def count(pages: Iterable[frozenset[bytes]], seq: int) -> SeenLines:
    """Counts the lines of some pages. `pages`: the keys of the lines of each. `seq`: of the commit of the pass."""
    counted: dict[bytes, int] = {}
    for keys in pages:
        for key in keys:
            counted[key] = counted.get(key, 0) + 1
    return SeenLines(_rows(counted, seq).tobytes())


def sum_shards(parts: Iterable[SeenLines], seq: int) -> Rows:
    """The lines of all shards of a pass, for its file."""
    counted: dict[bytes, int] = {}
    for part in parts:
        for key, pages in zip(*_fields(read(part.rows)), strict=True):
            counted[key] = counted.get(key, 0) + pages
    return _rows(counted, seq)


def read(data: bytes) -> Rows:
    """The rows of a file. ValueError when it was cut."""
    return np.frombuffer(data, dtype=ROW)


def empty() -> Rows:
    return np.empty(0, dtype=ROW)


def merged(known: Rows, more: Rows, seq: int) -> Rows:
    """The rows after commit `seq`, which has the lines `more`. All are sorted by key."""
    known = known[_alive(known, seq)]
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
    return _fewest(known)


def furniture(known: Rows) -> bytes:
    """The keys of the lines that stood on PAGES or more pages, sorted and joined, for the rule `Furniture`."""
    found = known[known["pages"] >= PAGES]
    if len(found) > MOST_KNOWN:
        found = np.sort(found[np.argsort(-found["pages"].astype(np.int64), kind="stable")[:MOST_KNOWN]], order="key")
    return found["key"].tobytes()


def _alive(rows: Rows, seq: int) -> npt.NDArray[np.bool_]:
    unseen = seq - rows["last"].astype(np.int64)
    return np.asarray(unseen <= np.where(rows["pages"] == 1, ONCE, OFTEN))


def _fewest(rows: Rows) -> Rows:
    if len(rows) <= MOST:
        return rows
    # a quarter goes at once, so that it is not done again at each commit
    order = np.lexsort((rows["key"], rows["last"], rows["pages"] > 1))
    keep = np.ones(len(rows), dtype=bool)
    keep[order[: len(rows) - MOST * 3 // 4]] = False
    return rows[keep]


def _rows(counted: Mapping[bytes, int], seq: int) -> Rows:
    return np.array([(key, counted[key], seq) for key in sorted(counted)], dtype=ROW)


def _fields(rows: Rows) -> tuple[list[bytes], list[int]]:
    """Keys, with the zero bytes at their ends that numpy strips, and pages."""
    return [key.ljust(WIDTH, b"\0") for key in rows["key"].tolist()], rows["pages"].tolist()
