"""The lock of an output folder: one run at a time. The kernel releases it when the process ends, even if it is killed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):
    """Another run holds the lock of the output folder."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Holds `root/.lock` within the block. Raises Busy at once if another run holds it, OSError if it can't be written."""
    root.mkdir(parents=True, exist_ok=True)
    handle = os.open(root / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(f"another run is at work on {root}; this one steps aside") from error
        yield
    finally:
        os.close(handle)
