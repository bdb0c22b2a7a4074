"""The process that works on pages: it takes requests from the process that has started it, and returns results.

Beam is not imported here. What a page does to this process (time, memory, a crash in a library) costs that page only.
"""

import logging
import os
import pickle
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from transforms.errors import NewsError
from transforms.supervised.limits import set_limit

BEGUN, GOOD, ERROR = b"begun", "good", "error"
OOM_SCORE = "500"  # when memory is short, the system ends this process rather than the run
Request = tuple[str, bytes | None, Any, float]


def main(descriptor: int) -> None:
    """Answers requests until the other end is closed.

    A request is pickled: (stage, the pickled work or None if it is known, its argument, seconds for a page). A reply is `BEGUN`
    when the work on a page begins, then a pickled (GOOD or ERROR, result or exception, peak memory as in `ru_maxrss`).
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # the run gets them as well, and ends this process
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(OOM_SCORE)
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s", stream=sys.stderr, force=True)
    sys.stdout = sys.stderr
    connection, works = Connection(descriptor), dict[str, Callable[[Any], Any]]()
    with suppress(EOFError, OSError):  # the other end is gone
        while True:
            connection.send_bytes(_reply(connection, connection.recv_bytes(), works))


def _reply(connection: Connection, request: bytes, works: dict[str, Callable[[Any], Any]]) -> bytes:
    try:
        stage, work, argument, seconds = pickle.loads(request)
        if work is not None:
            works[stage] = pickle.loads(work)
        told: list[bool] = []

        def begun() -> None:
            if not told:
                told.append(True)
                connection.send_bytes(BEGUN)

        set_limit(seconds, begun)
        return _pickled(GOOD, works[stage](argument))
    except Exception as error:
        return _pickled(ERROR, _portable(error))


def _pickled(kind: str, value: object) -> bytes:
    return pickle.dumps((kind, value, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss), pickle.HIGHEST_PROTOCOL)


def _portable(error: Exception) -> Exception:
    """The error to raise at the other end. That of a bug has its traceback as a note, since tracebacks are not pickled.

    An error that can't be pickled itself becomes a RuntimeError.
    """
    if isinstance(error, NewsError):  # expected, and its traceback tells nothing
        return error
    text = "".join(traceback.format_exception(error))
    try:
        copy = pickle.loads(pickle.dumps(error))
    except Exception:
        copy = RuntimeError(f"{type(error).__name__}: {error}")
    if not isinstance(copy, Exception):
        return RuntimeError(text)
    copy.add_note(text)
    return copy


def _exit_with_parent() -> None:
    """Ends this process when the pipe to its standard input is closed: the other process has ended, maybe within a page."""
    with suppress(OSError):
        while os.read(0, 1):
            pass
    os._exit(1)
