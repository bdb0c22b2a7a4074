"""SIGINT and SIGTERM while a run is at work."""

import os
import select
import signal
import sys
from types import FrameType, TracebackType
from typing import Any, Self

INSIST_S = 5.0  # an exception that falls into a callback is lost there: it is raised again
FIRST = b"\nstopping after the pass under way; once more stops at once\n"


class Terminated(KeyboardInterrupt):
    """SIGTERM, handled as Ctrl-C is, but for the exit code."""


class Stopping:
    """Within its block, a signal stops at once by KeyboardInterrupt; with `patience`, only the second does.

    `asked` is true after the first. For the main thread.
    """

    def __init__(self, *, patience: bool = False) -> None:
        self.patience, self.asked = patience, False
        self.now: KeyboardInterrupt | None = None  # what was raised
        self._signals = (signal.SIGINT, signal.SIGTERM)
        self._before: list[Any] = []

    def __enter__(self) -> Self:
        self._read, self._write = os.pipe()
        self._before = [signal.signal(number, self._came) for number in self._signals]
        self._before.append(signal.signal(signal.SIGALRM, self._again))
        self._told, sys.unraisablehook = sys.unraisablehook, self._lost
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.heard()
        sys.unraisablehook = self._told
        for number, handler in zip((*self._signals, signal.SIGALRM), self._before, strict=True):
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)

    def heard(self) -> KeyboardInterrupt | None:
        """What was raised, which is not raised again."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        return self.now

    def wait(self, seconds: float) -> None:
        """Sleeps so long, or until a signal comes."""
        if not self.asked:
            select.select([self._read], [], [], max(seconds, 0))

    def _came(self, number: int, frame: FrameType | None) -> None:
        if self.patience and not self.asked:
            self.asked = True
            os.write(self._write, b".")  # an Event's lock may be held by the very thread that runs this
            os.write(sys.stderr.fileno(), FIRST)
            return
        self.asked = True
        self.now = Terminated() if number == signal.SIGTERM else KeyboardInterrupt()
        signal.setitimer(signal.ITIMER_REAL, INSIST_S, INSIST_S)
        raise self.now

    def _again(self, number: int, frame: FrameType | None) -> None:
        if self.now:
            raise self.now

    def _lost(self, lost: Any) -> None:
        """Python's own hook prints a traceback of what fell into a callback; of ours there will be one more."""
        if self.now is None or lost.exc_value is not self.now:
            self._told(lost)
