"""Notes the entries that a process is working on, and ends the process when that takes too long.

A page may crash a library, use up all memory, or keep a regular expression busy without end. When a process dies, the note that
it has left says which entries it was working on. Writing and removing a note takes about 0.1 ms.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PREFIX = "hand-"  # of the files with the notes
CHECK_EVERY_S = 0.5
_limits: dict[int, tuple[float, str]] = {}  # by thread: the time (monotonic) of its limit, and the message to end with
_checker: list[threading.Thread] = []


@dataclass(frozen=True)
class Watchdog:
    """Limits the time of work on entries, and notes the entries on disk meanwhile.

    `folder`: where notes are written; None, or a folder that does not exist, for no notes. `seconds`: the limit for one page at
    one stage; 0 for no limit.
    """

    folder: str | None = None
    seconds: float = 0.0

    @contextmanager
    def watch(self, stage: str, ids: Sequence[str]) -> Iterator[None]:
        """Wraps the work on these entries. When it takes too long, the process ends with a message and exit code 1."""
        thread = threading.get_ident()
        note = Path(self.folder) / f"{PREFIX}{os.getpid()}-{thread}" if self.folder else None
        if note:
            with suppress(OSError):  # without the note the entry is found by halving, more slowly
                note.write_text(json.dumps(list(ids)))
        if self.seconds:
            what = f"entry {ids[0]}" if len(ids) == 1 else f"{len(ids)} entries"
            message = f"{stage}: {what} took longer than {self.seconds:g} s; this process ends, a new one continues\n"
            _limits[thread] = (time.monotonic() + self.seconds, message)
            _start_checker()
        try:
            yield
        finally:
            _limits.pop(thread, None)
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


def _start_checker() -> None:
    if not _checker or not _checker[0].is_alive():  # the thread does not survive a fork
        _checker[:] = [threading.Thread(target=_check_limits, name="watchdog", daemon=True)]
        _checker[0].start()


def _check_limits() -> None:
    while True:
        time.sleep(CHECK_EVERY_S)
        now = time.monotonic()
        for until, message in list(_limits.values()):
            if now > until:
                with suppress(OSError):
                    os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, message.encode())
                os._exit(1)
