"""Suspects: entries whose page may have crashed the process that worked on it.

A pass writes a note with its entries into the spool, and removes it when it ends. So a note that a later run finds belongs to a
run that died during a pass. After two such deaths in a row, the entries that were being processed (`transforms/watchdog.py`),
or all entries of the last pass if these are not known, are suspects. They are tried after all others, in a separate process, in
groups that are split (`quarantine` in `runs/record_passes.py`). An entry is settled as a failure only when it was alone in such
a process and ended it twice while the run went on: a run that is killed from outside proves nothing against any entry.
"""

import json
import shutil
from collections.abc import Collection
from pathlib import Path

from pipeline.commit_log.passes import Pass
from transforms.articles import Entry
from transforms.atomic_file import replace_file
from transforms.watchdog import entries_at_death

DEATHS_IN_A_ROW = 2  # a single one may have been a power cut, a kill, or full memory
TRIES_ALONE = 2  # tries of one entry alone in a process, for the same reason
NOTE = "pass.json"
FILE = "suspects.json"


class Suspects:
    """`deaths`: passes in a row that died with their run. `ids`: entries of the last of them that have not been cleared."""

    def __init__(self, deaths: int = 0, ids: frozenset[str] = frozenset()) -> None:
        self.deaths, self.ids = deaths, ids

    @property
    def held(self) -> frozenset[str]:
        """Ids of the entries that are tried last, in quarantine; empty after fewer than DEATHS_IN_A_ROW deaths."""
        return self.ids if self.deaths >= DEATHS_IN_A_ROW else frozenset()

    def add_death(self, ids: frozenset[str]) -> None:
        """Counts a pass that died with its run.

        Its entries replace those of the passes before, until there are DEATHS_IN_A_ROW deaths; from then on they are added.
        """
        self.ids = self.held | ids
        self.deaths += 1

    def hold(self, ids: frozenset[str]) -> None:
        """Holds these entries at once, because a worker process of their pass died while the run went on."""
        self.ids, self.deaths = self.held | ids, max(self.deaths, DEATHS_IN_A_ROW)

    def clear(self, ids: frozenset[str]) -> None:
        """Removes entries whose pass has ended normally. When no suspect is left, the deaths are reset to 0."""
        self.ids = self.held - ids
        if not self.ids:
            self.deaths = 0

    def limit_to(self, ids: Collection[str]) -> None:
        """Removes all entries except these. When no suspect is left, the deaths are reset to 0."""
        self.ids &= frozenset(ids)
        if not self.ids:
            self.deaths = 0

    def save(self, root: Path) -> None:
        """Writes `suspects.json`, or removes it when there were no deaths. Raises OSError when the disk is full."""
        if self.deaths:
            replace_file(root / FILE, json.dumps({"deaths": self.deaths, "ids": sorted(self.ids)}).encode())
        else:
            (root / FILE).unlink(missing_ok=True)


def collect(root: Path) -> Suspects:
    """The saved suspects and those of the notes of dead passes. Empties the spool, so the caller must hold the lock."""
    try:
        row = json.loads((root / FILE).read_bytes())
        suspects = Suspects(int(row["deaths"]), frozenset(map(str, row["ids"])))
    except (OSError, ValueError, KeyError, TypeError):
        suspects = Suspects()  # without the file it only takes longer to find the entry
    for note in sorted((root / "spool").glob(f"*/{NOTE}")):
        try:
            entries = frozenset(map(str, json.loads(note.read_bytes())))
            suspects.add_death(entries & entries_at_death(note.parent) or entries)
        except (OSError, ValueError, TypeError):
            continue  # the pass died while writing its note, so before processing any entry
    suspects.save(root)
    shutil.rmtree(root / "spool", ignore_errors=True)
    return suspects


def split(entries: list[Entry], in_work: frozenset[str]) -> list[list[Entry]]:
    """Two groups to try separately, the more suspect one first: the entries that were being processed and the rest, or halves.

    `in_work`: ids of the entries that were being processed. Halves are taken if that is none or all of them.

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


def begin_pass(work: Pass, entries: list[Entry]) -> None:
    """Writes the note of a pass into its spool. Raises OSError when the disk is full."""
    work.spool.mkdir(parents=True)
    (work.spool / NOTE).write_text(json.dumps([e.id for e in entries]))


def end_pass(work: Pass) -> None:
    """Removes the spool of a pass, with its note, after the pass has succeeded or failed."""
    shutil.rmtree(work.spool, ignore_errors=True)
