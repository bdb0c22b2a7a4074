"""A page that ends the process that works on it: found by halving, settled as a failure, and never in the way of the rest.

A pass that begins leaves a note of its entries in the spool, and takes it away when it ends by itself. A note that is found
later is of a pass that died. After two in a row the entries of the last are suspects: they wait until all others are done, and
go in passes of half as many, until one of them has died alone, twice (once may be a power cut).
"""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.publish import Pass
from transforms.records import Entry

IN_A_ROW = 2  # one death is a power cut, a kill, a full memory
ALONE = 2
NOTE = "pass.json"
FILE = "suspects.json"


@dataclass
class Suspects:
    """`deaths`: passes in a row that died. `ids`: entries of the last of them. `alone`: how often one entry died by itself."""

    deaths: int = 0
    ids: tuple[str, ...] = ()
    alone: int = 0

    @property
    def held(self) -> frozenset[str]:
        """Entries that wait until all others are done."""
        return frozenset(self.ids) if self.deaths >= IN_A_ROW else frozenset()

    @property
    def guilty(self) -> str | None:
        """The entry that has killed its pass alone, often enough."""
        return self.ids[0] if self.held and self.alone >= ALONE else None

    def died(self, ids: tuple[str, ...]) -> None:
        self.alone = 0 if len(ids) != 1 else self.alone + 1 if ids == self.ids else 1
        self.deaths += 1
        self.ids = ids

    def survived(self, ids: set[str]) -> None:
        """A pass of these came to its end: what is left of the suspects goes on; without suspects, no death counts any more."""
        if self.held and ids & self.held:
            self.ids, self.alone = tuple(i for i in self.ids if i not in ids), 0
        if not self.held:
            self.deaths, self.ids, self.alone = 0, (), 0

    def next_half(self, waiting: list[Entry]) -> list[Entry]:
        """The suspects to try next, of those that may be tried now."""
        return [e for e in waiting if e.id in self.held][: max(1, -(-len(self.ids) // 2))]

    def save(self, root: Path) -> None:
        if self.deaths:
            (root / FILE).write_text(json.dumps(asdict(self)))
        else:
            (root / FILE).unlink(missing_ok=True)


def find(root: Path) -> Suspects:
    """Who is suspect, by the notes of passes that died; the spool is empty afterwards. No other run may be at work."""
    try:
        row = json.loads((root / FILE).read_bytes())
        suspects = Suspects(int(row["deaths"]), tuple(map(str, row["ids"])), int(row["alone"]))
    except (OSError, ValueError, KeyError, TypeError):
        suspects = Suspects()  # only a help for finding the guilty sooner: without it, it is found later
    for note in sorted((root / "spool").glob(f"*/{NOTE}")):
        try:
            suspects.died(tuple(map(str, json.loads(note.read_bytes()))))
        except (OSError, ValueError, TypeError):
            continue  # it died while it wrote its note: before it did any work
    suspects.save(root)
    shutil.rmtree(root / "spool", ignore_errors=True)
    return suspects


def begin(work: Pass, entries: list[Entry]) -> None:
    """The note of a pass. OSError when the disk is full."""
    work.spool.mkdir(parents=True)
    (work.spool / NOTE).write_text(json.dumps([e.id for e in entries]))


def end(work: Pass) -> None:
    """The pass ended by itself, well or not: nothing of it is left in the spool."""
    shutil.rmtree(work.spool, ignore_errors=True)
