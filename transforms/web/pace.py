"""The pace of requests to each host: one at a time, with a pause in between that the host can ask to be longer."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from transforms.errors import NewsError, RateLimited
from transforms.web.hosts import host_of

LONGEST_PAUSE_S = 10.0  # that we wait for when a host asks for it; with a longer one, its entries are left to a later pass
PAUSE_S = 5.0  # after a 429 without Retry-After


class Pace:
    """Keeps requests to one host `delay_s` apart, from the end of one to the start of the next.

    A server that needs ten seconds for a page gets its pause after them. With `wait` alone, the time runs from start to start,
    since the end of the request is unknown. Thread-safe within one process. `host`: its name, or any address on it.
    """

    def __init__(
        self, delay_s: float, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        self.clock = clock
        self._delay_s = delay_s
        self._sleep = sleep
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}  # earliest time of the next request
        self._paused_until: dict[str, float] = {}  # end of the pause that the host asked for

    def wait(self, host: str, longest_s: float = math.inf) -> None:
        """Waits until the host may be requested again, and counts that as a request.

        Raises RateLimited when the host asked for a pause of which more than `longest_s` is left.
        """
        host = _host_name(host)
        while True:
            with self._lock:
                now = self.clock()
                pause_s = self._paused_until.get(host, now) - now
                if pause_s > longest_s:
                    detail = f"{host} was not requested: {pause_s:.0f} s are left of the pause that it asked for"
                    raise RateLimited(detail, pause_s)
                due = max(self._next.get(host, now), self._paused_until.get(host, now))
                if due <= now:
                    self._next[host] = now + self.delay(host)
                    return
            self._sleep(due - now)

    def set_pause(self, host: str, seconds: float) -> None:
        """Forbids requests to the host for some seconds, as Retry-After asks for; it never shortens a longer pause."""
        with self._lock:
            until = self.clock() + seconds
            self._paused_until[_host_name(host)] = max(self._paused_until.get(_host_name(host), until), until)

    def set_delay(self, host: str, delay_s: float) -> None:
        """Sets the pause between two requests to the host, such as its crawl-delay, unless the default is longer."""
        self._delays[_host_name(host)] = delay_s

    def delay(self, host: str) -> float:
        """The pause between two requests to the host, in seconds."""
        return max(self._delay_s, self._delays.get(_host_name(host), 0.0))

    def pause_left_s(self, host: str) -> float:
        """Seconds left of a pause that the host asked for; the pause between two requests does not count."""
        now = self.clock()
        return max(0.0, self._paused_until.get(_host_name(host), now) - now)

    def requested_pauses_s(self) -> dict[str, float]:
        """Host → seconds that are left of the pause that it asked for, for all pauses that are not over."""
        with self._lock:
            now = self.clock()
            return {host: until - now for host, until in self._paused_until.items() if until > now}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """A context for one request, as in `Client.get(url, turn=pace.turn)`.

        Entering waits for the other requests to this host and for the pause; leaving begins the next pause. An error with
        Retry-After, or a 429, sets a longer one. Raises RateLimited when more than 10 s are left of a pause that the host asked
        for. A thread must leave a turn before it enters another, also for a redirect, so that no two threads wait for each
        other.
        """
        host = _host_name(host)
        with self._lock:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            self.wait(host, LONGEST_PAUSE_S)
            try:
                yield
            except NewsError as error:
                if error.retry_after_s is not None:
                    self.set_pause(host, error.retry_after_s)
                elif isinstance(error, RateLimited):
                    self.set_pause(host, PAUSE_S)
                raise
            finally:
                with self._lock:
                    self._next[host] = self.clock() + self.delay(host)


def _host_name(host: str) -> str:
    return host_of(host) or host
