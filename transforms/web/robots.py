"""Reads the robots.txt of each origin once a day and answers what it allows (RFC 9309)."""

import re
import threading
from dataclasses import dataclass
from typing import Any

from protego import Protego

from transforms.errors import (
    BadAddress,
    BadRedirect,
    ForbiddenAddress,
    Gone,
    NewsError,
    NotFound,
    OddStatus,
    Refused,
    RobotsUnreachable,
)
from transforms.web.client import Client, Turn, no_wait
from transforms.web.robots_cache import RobotsCache
from transforms.web.target import Target, parse_target

MOST_BYTES = 512 * 1024  # RFC 9309 2.5 asks for at least 500 KiB to be read
KEPT_S = 86_400.0  # RFC 9309 2.4: no longer than a day
FAILED_S = 600.0  # a site that was down is not asked again for each of its pages

# A page in 30 s is 2,880 a day, more than any paper publishes; sites that write 3600 mean search engines.
LONGEST_DELAY_S = 30.0

# These say that there is no robots.txt for us: 2.3.1.3. Google reads 429 as trouble, and so do we.
NO_FILE = (NotFound, Gone, Refused, OddStatus, BadRedirect)
# The guard stands before the page as well; there it is the page's own reason.
GUARDED = (ForbiddenAddress, BadAddress)

AGENT_LINE = re.compile(r"(?i)\s*user[-\s]*agent\s*:?\s*(.*)")  # as loosely as Protego reads it: "user agent *"


@dataclass(frozen=True)
class _Known:
    until: float
    rules: Any = None  # Protego
    trouble: tuple[str, float | None] | None = None  # why it can't be known, and for how long


class Robots:
    """The rules of each site's robots.txt for the first word of our User-Agent. `cache`: shared with other processes."""

    def __init__(self, client: Client, cache: RobotsCache | None = None) -> None:
        self._client = client
        self._cache = cache
        self._agent = (client.limits.user_agent.split() or [""])[0].partition("/")[0]
        self._known: dict[tuple[str, str, int], _Known] = {}
        self._locks: dict[tuple[str, str, int], threading.Lock] = {}
        self._lock = threading.Lock()

    def allows(self, url: str, turn: Turn = no_wait) -> bool:
        """Whether the page may be fetched. RobotsUnreachable when that can't be known now; BadAddress for no address.

        `turn`: as for `Client.get`, for the one time that the file is fetched.
        """
        at = parse_target(url)
        rules = self._rules(at, turn)
        return rules is None or bool(rules.can_fetch(at.url, self._agent))

    def delay(self, url: str, turn: Turn = no_wait) -> float:
        """Seconds between two requests that the site asks for (Crawl-delay or Request-rate), at most 30; 0 when it doesn't."""
        rules = self._rules(parse_target(url), turn)
        if rules is None:
            return 0.0
        rate = rules.request_rate(self._agent)
        asked = max(rules.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        return min(float(asked), LONGEST_DELAY_S)

    def _rules(self, at: Target, turn: Turn) -> Any:
        """Protego's reading, or None when all is allowed. Threads that want the same file wait for the one that fetches it."""
        with self._lock:
            lock = self._locks.setdefault(at.origin, threading.Lock())
        with lock:
            known = self._known.get(at.origin)
            if known is None or known.until <= self._client.clock():
                known = self._known[at.origin] = self._fetched(at, turn)
        if known.trouble:
            raise RobotsUnreachable(*known.trouble)
        return known.rules

    def _fetched(self, at: Target, turn: Turn) -> _Known:
        url = Target(at.scheme, at.host, at.port, "/robots.txt").url
        now = self._client.clock
        if self._cache and (body := self._cache.get(at.origin)) is not None:
            return _Known(now() + KEPT_S, rules=parse_robots(body, self._agent))
        try:
            answer = self._client.get(url, accept="text/plain,*/*;q=0.5", max_bytes=MOST_BYTES, truncate=True, turn=turn)
        except NO_FILE + GUARDED:
            if self._cache:
                self._cache.put(at.origin, b"")
            return _Known(now() + KEPT_S)
        except NewsError as error:
            return _Known(now() + FAILED_S, trouble=(str(error), error.retry_after_s))
        if self._cache:
            self._cache.put(at.origin, answer.body)
        return _Known(now() + KEPT_S, rules=parse_robots(answer.body, self._agent))


def parse_robots(body: bytes, agent: str) -> Any:
    """The rules of a robots.txt as Protego reads them, in linear time.

    All other agents become one first: Protego writes each rule to each agent of its group, and 18,000 of both fit into the
    file, which makes 300 million.
    """
    mine = agent.lower()

    def folded(line: str) -> str:
        match = AGENT_LINE.match(line)
        if not match:
            return line
        # "Pullquote/0.1" and "Pull*" are written where RFC 9309 wants the bare name.
        name = match[1].partition("#")[0].partition("/")[0].replace("*", "").strip().lower()
        if not name:
            return "User-agent: *"
        return f"User-agent: {name if mine.startswith(name) else 'others'}"

    # The same line ends that Protego sees: \r, \x0b and U+2028 are among them.
    return Protego.parse("\n".join(map(folded, body.decode("utf-8-sig", "replace").splitlines())))
