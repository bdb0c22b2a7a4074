"""Notes on disk about the entries that a process is working on, so that they are known when it dies.

What a page does to the process for pages (`transforms/supervised/`) costs that page only. The notes are for what ends the
process that has started it, such as a container whose memory is full. Writing and removing a note takes about 0.1 ms.
"""

import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PREFIX = "hand-"  # of the files with the notes


@dataclass(frozen=True)
class Watchdog:
    """The limits of the work on entries, and where it is noted.

    `folder`: where notes are written; None, or a folder that does not exist, for no notes. `seconds`: the limit for one page at
    one stage; 0 for no limit.
    """

    folder: str | None = None
    seconds: float = 0.0

    @contextmanager
    def watch(self, ids: Sequence[str]) -> Iterator[None]:
        """Wraps the work on these entries: they are noted meanwhile."""
        note = Path(self.folder) / f"{PREFIX}{os.getpid()}-{threading.get_ident()}" if self.folder else None
        if note:
            with suppress(OSError):  # without the note the entry is found by halving, more slowly
                note.write_text(json.dumps(list(ids)))
        try:
            yield
        finally:
            if note:
                with suppress(OSError):
                    note.unlink()


def entries_at_death(folder: Path) -> frozenset[str]:
    """Ids of the entries that processes were working on when they died; empty when none was, or left no note."""
    ids: set[str] = set()
    for note in folder.glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError, TypeError):
            ids.update(map(str, json.loads(note.read_bytes())))
    return frozenset(ids)
