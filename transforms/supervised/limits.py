"""The time limit for the work on one page, in the process that does it. In any other process nothing happens here."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class _Limit:
    """`seconds`: 0 for none. `begun`: called when the work on pages begins, after imports and models have been loaded."""

    seconds: float = 0.0
    begun: Callable[[], None] | None = None


_limit = _Limit()


def set_limit(seconds: float, begun: Callable[[], None] | None) -> None:
    """Sets the limit of each later `page_limit` of this process."""
    _limit.seconds, _limit.begun = seconds, begun


@contextmanager
def page_limit() -> Iterator[None]:
    """Wraps the work on one page, or on a batch of them. When it takes too long, the system ends this process by SIGALRM.

    Loading libraries and models stays outside, since no page is to blame for them. A timer of the system also ends a process
    whose other threads do not run, since a regular expression holds Python's global lock.
    """
    if _limit.begun:
        _limit.begun()
    if not _limit.seconds:
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, _limit.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
