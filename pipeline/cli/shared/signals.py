"""Handles SIGINT and SIGTERM during a run."""

import os
import select
import signal
import sys
from types import FrameType, TracebackType
from typing import Any, Self

REPEAT_S = 5.0  # an exception raised inside a callback is lost, so it is raised again after this time
FIRST_MESSAGE = b"\nstopping after the current pass; press again to stop at once\n"


class Terminated(KeyboardInterrupt):
    """SIGTERM; handled like Ctrl-C, with another exit code."""


class StopSignals:
    """Within the block SIGINT and SIGTERM raise KeyboardInterrupt; with `patience` only the second signal does.

    `requested` is true after the first signal. For use in the main thread.
    """

    def __init__(self, *, patience: bool = False) -> None:
        self.patience, self.requested = patience, False
        self.raised: KeyboardInterrupt | None = None
        self._signals = (signal.SIGINT, signal.SIGTERM)
        self._previous_handlers: list[Any] = []

    def __enter__(self) -> Self:
        self._read, self._write = os.pipe()
        self._previous_handlers = [signal.signal(number, self._on_signal) for number in self._signals]
        self._previous_handlers.append(signal.signal(signal.SIGALRM, self._on_alarm))
        self._previous_hook, sys.unraisablehook = sys.unraisablehook, self._on_unraisable
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop_repeating()
        sys.unraisablehook = self._previous_hook
        for number, handler in zip((*self._signals, signal.SIGALRM), self._previous_handlers, strict=True):
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)

    def stop_repeating(self) -> KeyboardInterrupt | None:
        """Stops raising the exception again; returns it, if there was one."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        return self.raised

    def wait(self, seconds: float) -> None:
        """Sleeps for so long, or until a signal comes."""
        if not self.requested:
            select.select([self._read], [], [], max(seconds, 0))

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self.patience and not self.requested:
            self.requested = True
            os.write(self._write, b".")  # not an Event: the interrupted thread may hold its lock
            os.write(sys.stderr.fileno(), FIRST_MESSAGE)
            return
        self.requested = True
        self.raised = Terminated() if number == signal.SIGTERM else KeyboardInterrupt()
        signal.setitimer(signal.ITIMER_REAL, REPEAT_S, REPEAT_S)
        raise self.raised

    def _on_alarm(self, number: int, frame: FrameType | None) -> None:
        if self.raised:
            raise self.raised

    def _on_unraisable(self, lost: Any) -> None:
        """Keeps Python from printing a traceback for our exception in a callback, since it is raised again."""
        if self.raised is None or lost.exc_value is not self.raised:
            self._previous_hook(lost)
