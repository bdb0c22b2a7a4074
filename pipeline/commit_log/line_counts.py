"""On how many pages of its site a line has stood: 24 bytes a line, in files that commits name, summed up as the log goes on.

What is known after a commit is a function of the log alone, so it is the same whether a checkpoint was there or not: lines are
forgotten by the number of commits that have passed, and by how many there are, at each commit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms.clean.furniture import WIDTH

PAGES = 3  # a line that stood on so many pages of a site is furniture
ONCE = 1_000  # commits after which a line is forgotten that stood on one page: five days of a run every 15 minutes
OFTEN = 10_000  # and one that stood on more
MOST = 1_000_000  # lines; 24 MB. When there are more, those that stood on one page go, the longest unseen first
MOST_KNOWN = 100_000  # furniture lines that are handed to workers, those of most pages
ROW = np.dtype([("key", f"S{WIDTH}"), ("pages", "<u4"), ("last", "<u4")])
Rows = npt.NDArray[np.void]


@dataclass(frozen=True)
class SeenLines:
    """What a shard of a pass has seen: rows of lines and the pages they stood on, as bytes that travel."""

    rows: bytes


def count(pages: Iterable[frozenset[bytes]], seq: int) -> SeenLines:
    """The lines of some pages, each page given by the keys of its lines."""
    counted: dict[bytes, int] = {}
    for keys in pages:
        for key in keys:
            counted[key] = counted.get(key, 0) + 1
    return SeenLines(_rows(counted, seq).tobytes())


def together(parts: Iterable[SeenLines], seq: int) -> Rows:
    """The lines of all shards of a pass, as its file holds them."""
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


def added(known: Rows, more: Rows, seq: int) -> Rows:
    """What is known after commit `seq`, which saw `more`. Both are sorted by key, and so is the sum."""
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
    """Keys of the lines that stood on enough pages, sorted, for `Furniture`."""
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
    """Keys, whole again where numpy has left out zero bytes at their ends, and pages."""
    return [key.ljust(WIDTH, b"\0") for key in rows["key"].tolist()], rows["pages"].tolist()
