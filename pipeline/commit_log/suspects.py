"""Suspects: entries whose page may have ended the process that worked on it.

A pass writes a note of its entries into the spool, and removes it when it ends by itself. A note that a later run finds is of
a run that died during a pass. After two such deaths in a row, the entries that were being worked on (`transforms/watchdog.py`),
or else all entries of those passes, are suspects: they wait until all others are done, and are then tried in a process of their
own, by halves (`quarantine` in `runs/record_passes.py`). Only an entry that ends that process alone, twice, while the run lives
on, is settled as a failure: a run that is killed from outside, however often, proves nothing against any entry.
"""

import json
import shutil
from collections.abc import Collection
from pathlib import Path

from pipeline.commit_log.passes import Pass
from transforms.articles import Entry
from transforms.atomic_file import replace_file
from transforms.watchdog import entries_at_death

DEATHS_IN_A_ROW = 2  # one may be by a power cut, a kill, or full memory
TRIES_ALONE = 2  # for the same reason, of one entry in a process of its own
NOTE = "pass.json"
FILE = "suspects.json"


class Suspects:
    """`deaths`: passes in a row that died with their run. `ids`: entries of those passes that were not cleared since."""

    def __init__(self, deaths: int = 0, ids: frozenset[str] = frozenset()) -> None:
        self.deaths, self.ids = deaths, ids

    @property
    def held(self) -> frozenset[str]:
        """Ids of the entries that wait until all others are done, and are then tried in quarantine."""
        return self.ids if self.deaths >= DEATHS_IN_A_ROW else frozenset()

    def add_death(self, ids: frozenset[str]) -> None:
        """Counts a pass with these entries that died with its run."""
        self.ids = self.held | ids
        self.deaths += 1

    def accuse(self, ids: frozenset[str]) -> None:
        """Holds these entries at once: a worker process of their pass has ended, and the run has seen it."""
        self.ids, self.deaths = self.held | ids, max(self.deaths, DEATHS_IN_A_ROW)

    def clear(self, ids: frozenset[str]) -> None:
        """Takes entries off whose pass came to its end; when no suspect is left, earlier deaths do not count any more."""
        self.ids = self.held - ids
        if not self.ids:
            self.deaths = 0

    def limit_to(self, ids: Collection[str]) -> None:
        """Takes off all entries but these; when no suspect is left, earlier deaths do not count any more."""
        self.ids &= frozenset(ids)
        if not self.ids:
            self.deaths = 0

    def save(self, root: Path) -> None:
        if self.deaths:
            replace_file(root / FILE, json.dumps({"deaths": self.deaths, "ids": sorted(self.ids)}).encode())
        else:
            (root / FILE).unlink(missing_ok=True)


def find(root: Path) -> Suspects:
    """The suspects, by the notes of passes that died. Empties the spool, so no other run may be at work."""
    try:
        row = json.loads((root / FILE).read_bytes())
        suspects = Suspects(int(row["deaths"]), frozenset(map(str, row["ids"])))
    except (OSError, ValueError, KeyError, TypeError):
        suspects = Suspects()  # the file only helps to find the entry sooner
    for note in sorted((root / "spool").glob(f"*/{NOTE}")):
        try:
            entries = frozenset(map(str, json.loads(note.read_bytes())))
            suspects.add_death(entries & entries_at_death(note.parent) or entries)
        except (OSError, ValueError, TypeError):
            continue  # it died while it wrote its note: before it did any work
    suspects.save(root)
    shutil.rmtree(root / "spool", ignore_errors=True)
    return suspects


def split(entries: list[Entry], in_work: frozenset[str]) -> list[list[Entry]]:
    """Two groups to try apart, the likelier one first: the entries that were being worked on, or else halves.

    >>> three = [Entry("a", "u", ()), Entry("b", "u", ()), Entry("c", "u", ())]
    >>> [[e.id for e in part] for part in split(three, frozenset("b"))]
    [['b'], ['a', 'c']]
    >>> [[e.id for e in part] for part in split(three, frozenset())]
    [['a', 'b'], ['c']]
    """
    likely = [e for e in entries if e.id in in_work]
    if likely and len(likely) < len(entries):
        return [likely, [e for e in entries if e.id not in in_work]]
    middle = -(-len(entries) // 2)
    return [entries[:middle], entries[middle:]]


def begin(work: Pass, entries: list[Entry]) -> None:
    """Writes the note of a pass. OSError when the disk is full."""
    work.spool.mkdir(parents=True)
    (work.spool / NOTE).write_text(json.dumps([e.id for e in entries]))


def end(work: Pass) -> None:
    """Removes the note and all else in the spool of a pass that ended by itself, well or not."""
    shutil.rmtree(work.spool, ignore_errors=True)
