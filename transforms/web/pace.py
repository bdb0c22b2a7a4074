"""The pace of each host: one request at a time, a pause between two, longer when the host asks for it."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from transforms.errors import NewsError, RateLimited
from transforms.web.hosts import host_of

LONGEST_PAUSE_S = 10.0  # that a host may ask for and we wait; what takes longer is done by a later pass
PAUSE_S = 5.0  # for a 429 that does not say how long


class Pace:
    """Keeps requests to one host `delay_s` apart, from the end of one to the start of the next.

    End to start is the politer choice: a server that needs ten seconds for a page gets its pause after them, too. A caller of
    `wait` alone gets start to start, since nobody says when it has ended. Thread-safe within one process. `host` is the
    host's name, or any address on it.
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
        self._next: dict[str, float] = {}  # not before
        self._slow: dict[str, float] = {}  # asked to wait until

    def wait(self, host: str, longest_s: float = math.inf) -> None:
        """Returns when the host may be asked again, and counts that as a request.

        RateLimited when the host itself asked for a pause of which more than `longest_s` is left.
        """
        host = _named(host)
        while True:
            with self._lock:
                now = self.clock()
                slowed = self._slow.get(host, now) - now
                if slowed > longest_s:
                    raise RateLimited(f"{host} was not asked: it wants to be left alone for {slowed:.0f} s more", slowed)
                due = max(self._next.get(host, now), self._slow.get(host, now))
                if due <= now:
                    self._next[host] = now + self.delay(host)
                    return
            self._sleep(due - now)

    def set_pause(self, host: str, seconds: float) -> None:
        """Leaves the host alone for so long, as Retry-After asks; a shorter wish does not shorten a longer one."""
        with self._lock:
            until = self.clock() + seconds
            self._slow[_named(host)] = max(self._slow.get(_named(host), until), until)

    def set_delay(self, host: str, delay_s: float) -> None:
        """From now on the host gets this pause (its robots.txt's crawl-delay) where it is longer than the usual one."""
        self._delays[_named(host)] = delay_s

    def delay(self, host: str) -> float:
        """The pause of this host in seconds."""
        return max(self._delay_s, self._delays.get(_named(host), 0.0))

    def pause_left_s(self, host: str) -> float:
        """Seconds for which the host still wants to be left alone; the usual pause does not count."""
        now = self.clock()
        return max(0.0, self._slow.get(_named(host), now) - now)

    def requested_pauses_s(self) -> dict[str, float]:
        """The hosts that still want to be left alone, and for how many seconds."""
        with self._lock:
            now = self.clock()
            return {host: until - now for host, until in self._slow.items() if until > now}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Held while a request lasts, e.g. as `Client.get(url, turn=pace.turn)`: waits for who is asking this host, then for
        the pause, and at its end begins the next pause. An error that says for how long (429, 503) slows the host.

        One turn at a time a thread: a redirect leaves its turn before it takes the next, so that no two wait for each other.
        RateLimited, and no request, when the host asked for more than 10 s that are not over.
        """
        host = _named(host)
        with self._lock:
            mine = self._turns.setdefault(host, threading.Lock())
        with mine:
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


def _named(host: str) -> str:
    return host_of(host) or host
