"""The process for pages, as its owner sees it: started when it is needed, and again when a page has ended it.

A process has at most one, for all stages, so that the language model is in memory once.
"""

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from hashlib import blake2b
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from transforms.supervised.child import BEGUN, ERROR

# The path is that of this process, so that a file in the working folder does not take the place of a module.
START = "import sys; sys.path[:] = sys.argv[2:]; from transforms.supervised.child import main; main(int(sys.argv[1]))"
# As `limit_arenas` of pipeline/engine/memory.py; the process is started anew, so the settings are those of its environment.
MALLOC = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "131072"}


class WorkerEnded(Exception):
    """The process ended, or ran out of memory, within the work. `how`: the signal (negative), the exit code, or NO_MEMORY.

    `begun`: it ended within the work on a page, not while it loaded libraries or a model.
    """

    def __init__(self, how: int, *, begun: bool) -> None:
        super().__init__(how, begun)
        self.how, self.begun = how, begun


NO_MEMORY = 256  # no exit code
TOO_LONG = -signal.SIGALRM


class PackedWork:
    """A picklable callable of one argument, as it is sent to the process, once. `stage`: replaces earlier work of that name."""

    def __init__(self, stage: str, work: Any) -> None:
        self.stage, self.pickled = stage, pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        self.key = blake2b(self.pickled, digest_size=16).digest()


class PageWorker:
    """One process, used by one thread at a time. `peak`: its peak memory and that of earlier ones, as in `ru_maxrss`."""

    def __init__(self) -> None:
        self.peak = 0
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._known: dict[str, bytes] = {}  # stage → key of the work that the process has
        self._owner = os.getpid()

    def call(self, work: PackedWork, argument: object, seconds: float) -> Any:
        """The result of the work on this argument. Raises what it raises, with the traceback as a note.

        `seconds`: for each `page_limit` of the work; 0 for no limit. Raises WorkerEnded when the process ended or has no
        memory; a later call starts a new one.
        """
        with self._lock:
            connection = self._running()
            known = self._known.get(work.stage) == work.key
            try:
                request = (work.stage, None if known else work.pickled, argument, seconds)
                begun, result = _exchange(connection, pickle.dumps(request, pickle.HIGHEST_PROTOCOL))
            except WorkerEnded as ended:
                raise WorkerEnded(self._stop(), begun=ended.begun) from None
            except BaseException:  # an interrupt: the reply would be taken for the one to the next request
                self._stop(kill=True)
                raise
            self._known[work.stage] = work.key
            kind, value, peak = result
            self.peak = max(self.peak, peak)
            if kind != ERROR:
                return value
            if isinstance(value, MemoryError):
                self._stop(kill=True)
                raise WorkerEnded(NO_MEMORY, begun=begun)
            raise value

    def restart(self) -> None:
        """Ends the process; the next call starts a new one."""
        with self._lock:
            self._stop(kill=True)

    def _running(self) -> Connection:
        if self._owner != os.getpid():  # a fork of the owner, which goes on using the process
            self._owner, self._process, self._connection = os.getpid(), None, None
        if self._connection is None:
            ours, theirs = Pipe()
            command = [sys.executable, "-c", START, str(theirs.fileno()), *sys.path]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, pass_fds=[theirs.fileno()], env={**MALLOC, **os.environ}
            )
            theirs.close()
            self._connection, self._known = ours, {}
        return self._connection

    def _stop(self, *, kill: bool = False) -> int:
        """Ends the process and returns its exit code; the signal, negative, that has ended it."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is None or process is None or self._owner != os.getpid():
            return 0
        connection.close()
        if kill:
            process.kill()
        if process.stdin:
            process.stdin.close()
        return process.wait()


def _exchange(connection: Connection, request: bytes) -> tuple[bool, tuple[str, Any, int]]:
    """Sends a request; returns whether the work on a page began, and the reply. Raises WorkerEnded if the other end is gone."""
    begun = False
    try:
        connection.send_bytes(request)
        while (reply := connection.recv_bytes()) == BEGUN:
            begun = True
    except (EOFError, ConnectionError):
        raise WorkerEnded(0, begun=begun) from None
    return begun, pickle.loads(reply)


PAGE_WORKER = PageWorker()
atexit.register(PAGE_WORKER.restart)
