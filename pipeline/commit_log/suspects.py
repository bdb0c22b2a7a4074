"""A page that ends the process that works on it: found by halving, settled as a failure, and never in the way of the rest.

A pass that begins leaves a note of its entries in the spool, and takes it away when it ends by itself. A note that is found
later is of a run that died with its pass. After two in a row the entries that were in hand (`transforms/watchdog.py`), or else
all of those passes, are suspects: they wait until all others are done, and are then tried in a process of their own, by halves
(`quarantine` in passes.py). Only what ends that process alone, twice, while the run itself lives on, is guilty: runs that are
killed from outside, however often, prove nothing.
"""

import json
import shutil
from collections.abc import Collection
from pathlib import Path

from pipeline.commit_log.passes import Pass
from transforms.articles import Entry
from transforms.atomic_file import replace_file
from transforms.watchdog import held_at_death

IN_A_ROW = 2  # one death is a power cut, a kill, a full memory
ALONE = 2  # so it may be for the process of one entry
NOTE = "pass.json"
FILE = "suspects.json"


class Suspects:
    """`deaths`: passes in a row that died with their run. `ids`: entries of those passes, as far as they have not survived."""

    def __init__(self, deaths: int = 0, ids: frozenset[str] = frozenset()) -> None:
        self.deaths, self.ids = deaths, ids

    @property
    def held(self) -> frozenset[str]:
        """Entries that wait until all others are done, and are then tried in quarantine."""
        return self.ids if self.deaths >= IN_A_ROW else frozenset()

    def died(self, ids: frozenset[str]) -> None:
        self.ids = self.held | ids
        self.deaths += 1

    def accuse(self, ids: frozenset[str]) -> None:
        """A worker process of a pass with these entries has ended, and the run has seen it."""
        self.ids, self.deaths = self.held | ids, max(self.deaths, IN_A_ROW)

    def survived(self, ids: frozenset[str]) -> None:
        """A pass of these came to its end: they are cleared; when no suspect is left, no death counts any more."""
        self.ids = self.held - ids
        if not self.ids:
            self.deaths = 0

    def only(self, ids: Collection[str]) -> None:
        """No others than these can be suspect; when none is left, no death counts any more."""
        self.ids &= frozenset(ids)
        if not self.ids:
            self.deaths = 0

    def save(self, root: Path) -> None:
        if self.deaths:
            replace_file(root / FILE, json.dumps({"deaths": self.deaths, "ids": sorted(self.ids)}).encode())
        else:
            (root / FILE).unlink(missing_ok=True)


def find(root: Path) -> Suspects:
    """Who is suspect, by the notes of passes that died; the spool is empty afterwards. No other run may be at work."""
    try:
        row = json.loads((root / FILE).read_bytes())
        suspects = Suspects(int(row["deaths"]), frozenset(map(str, row["ids"])))
    except (OSError, ValueError, KeyError, TypeError):
        suspects = Suspects()  # only a help for finding the guilty sooner: without it, it is found later
    for note in sorted((root / "spool").glob(f"*/{NOTE}")):
        try:
            entries = frozenset(map(str, json.loads(note.read_bytes())))
            suspects.died(entries & held_at_death(note.parent) or entries)
        except (OSError, ValueError, TypeError):
            continue  # it died while it wrote its note: before it did any work
    suspects.save(root)
    shutil.rmtree(root / "spool", ignore_errors=True)
    return suspects


def parted(entries: list[Entry], accused: frozenset[str]) -> list[list[Entry]]:
    """Two groups to look into, the likelier one first: those that were in hand, or else halves.

    >>> three = [Entry("a", "u", ()), Entry("b", "u", ()), Entry("c", "u", ())]
    >>> [[e.id for e in part] for part in parted(three, frozenset("b"))]
    [['b'], ['a', 'c']]
    >>> [[e.id for e in part] for part in parted(three, frozenset())]
    [['a', 'b'], ['c']]
    """
    held = [e for e in entries if e.id in accused]
    if held and len(held) < len(entries):
        return [held, [e for e in entries if e.id not in accused]]
    middle = -(-len(entries) // 2)
    return [entries[:middle], entries[middle:]]


def begin(work: Pass, entries: list[Entry]) -> None:
    """The note of a pass. OSError when the disk is full."""
    work.spool.mkdir(parents=True)
    (work.spool / NOTE).write_text(json.dumps([e.id for e in entries]))


def end(work: Pass) -> None:
    """The pass ended by itself, well or not: nothing of it is left in the spool."""
    shutil.rmtree(work.spool, ignore_errors=True)
