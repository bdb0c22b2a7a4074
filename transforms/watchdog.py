"""What a process has in hand: a note of the page that it works on, for who finds it dead, and an end to what takes for ever.

A page may crash a library, eat all memory, or send a pattern into a loop that nobody outside can leave. The note tells which
page it was; it is written and removed in about 0.1 ms, and a killed process leaves it behind.
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

PREFIX = "hand-"
LOOK_S = 0.5
_overdue: dict[int, tuple[float, str]] = {}  # by thread: when its time is up, and the sentence to end with
_watch: list[threading.Thread] = []


@dataclass(frozen=True)
class Hand:
    """`folder`: for the notes, if it is there; None for no notes. `seconds`: for one page at one stage; 0 for no end."""

    folder: str | None = None
    seconds: float = 0.0

    @contextmanager
    def holding(self, stage: str, ids: Sequence[str]) -> Iterator[None]:
        """Around the work on these entries. When it takes too long, the process ends, with a sentence and exit code 1."""
        thread = threading.get_ident()
        note = Path(self.folder) / f"{PREFIX}{os.getpid()}-{thread}" if self.folder else None
        if note:
            with suppress(OSError):  # only a help: the pass is found out without it, more slowly
                note.write_text(json.dumps(list(ids)))
        if self.seconds:
            what = f"entry {ids[0]}" if len(ids) == 1 else f"{len(ids)} entries"
            sentence = f"{stage}: {what} took longer than {self.seconds:g} s; this process ends, the next looks into it\n"
            _overdue[thread] = (time.monotonic() + self.seconds, sentence)
            _start_watch()
        try:
            yield
        finally:
            _overdue.pop(thread, None)
            if note:
                with suppress(OSError):
                    note.unlink()


def held_at_death(folder: Path) -> frozenset[str]:
    """Ids of the entries that processes had in hand when they died; empty where none had, or left no note."""
    ids: set[str] = set()
    for note in folder.glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError, TypeError):
            ids.update(map(str, json.loads(note.read_bytes())))
    return frozenset(ids)


def _start_watch() -> None:
    if not _watch or not _watch[0].is_alive():  # the thread does not survive a fork
        _watch[:] = [threading.Thread(target=_look, name="in-hand", daemon=True)]
        _watch[0].start()


def _look() -> None:
    while True:
        time.sleep(LOOK_S)
        now = time.monotonic()
        for until, sentence in list(_overdue.values()):
            if now > until:
                with suppress(OSError):
                    os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, sentence.encode())
                os._exit(1)
