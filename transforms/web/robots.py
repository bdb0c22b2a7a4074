"""Fetches the robots.txt of each origin once a day, and tells what it allows (RFC 9309)."""

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
VALID_S = 86_400.0  # RFC 9309 2.4: no longer than a day
FAILURE_VALID_S = 600.0  # a site that is down is not requested again for each of its pages

# One page in 30 s is 2,880 a day, more than any site publishes; delays such as 3600 are meant for search engines.
LONGEST_DELAY_S = 30.0

# Errors that mean that there is no robots.txt: RFC 9309 2.3.1.3. A 429 counts as unreachable, as it does for Google.
NO_FILE = (NotFound, Gone, Refused, OddStatus, BadRedirect)
# Errors of the guard. It refuses the page itself as well, with the right reason.
REFUSED_BY_GUARD = (ForbiddenAddress, BadAddress)

AGENT_LINE = re.compile(r"(?i)\s*user[-\s]*agent\s*:?\s*(.*)")  # as loosely as Protego reads it: "user agent *"


@dataclass(frozen=True)
class _OriginRules:
    """The rules of one origin until a time of the client's clock, or why they could not be fetched.

    `rules`: as Protego parsed them; None when all pages are allowed.
    """

    until: float
    rules: Any = None
    failure: tuple[str, float | None] | None = None  # message and Retry-After in seconds


class Robots:
    """The rules of each site's robots.txt for the first word of our User-Agent. `cache`: shared with other processes."""

    def __init__(self, client: Client, cache: RobotsCache | None = None) -> None:
        self._client = client
        self._cache = cache
        self._agent = (client.limits.user_agent.split() or [""])[0].partition("/")[0]
        self._known: dict[tuple[str, str, int], _OriginRules] = {}
        self._locks: dict[tuple[str, str, int], threading.Lock] = {}
        self._lock = threading.Lock()

    def allows(self, url: str, turn: Turn = no_wait) -> bool:
        """Whether the page may be fetched. Raises RobotsUnreachable when robots.txt can't be fetched, and BadAddress.

        `turn`: as for `Client.get`, used when the file has to be fetched.
        """
        target = parse_target(url)
        rules = self._rules(target, turn)
        return rules is None or bool(rules.can_fetch(target.url, self._agent))

    def delay(self, url: str, turn: Turn = no_wait) -> float:
        """Seconds between two requests that the site asks for (Crawl-delay or Request-rate), at most 30; 0 when it doesn't."""
        rules = self._rules(parse_target(url), turn)
        if rules is None:
            return 0.0
        rate = rules.request_rate(self._agent)
        delay_s = max(rules.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        return min(float(delay_s), LONGEST_DELAY_S)

    def _rules(self, target: Target, turn: Turn) -> Any:
        """The rules as Protego parsed them, or None when all is allowed. One thread fetches the file, others wait for it."""
        with self._lock:
            lock = self._locks.setdefault(target.origin, threading.Lock())
        with lock:
            known = self._known.get(target.origin)
            if known is None or known.until <= self._client.clock():
                known = self._known[target.origin] = self._fetched(target, turn)
        if known.failure:
            raise RobotsUnreachable(*known.failure)
        return known.rules

    def _fetched(self, target: Target, turn: Turn) -> _OriginRules:
        url = Target(target.scheme, target.host, target.port, "/robots.txt").url
        now = self._client.clock
        if self._cache and (body := self._cache.get(target.origin)) is not None:
            return _OriginRules(now() + VALID_S, rules=parse_robots(body, self._agent))
        try:
            answer = self._client.get(url, accept="text/plain,*/*;q=0.5", max_bytes=MOST_BYTES, truncate=True, turn=turn)
        except NO_FILE + REFUSED_BY_GUARD:
            if self._cache:
                self._cache.put(target.origin, b"")
            return _OriginRules(now() + VALID_S)
        except NewsError as error:
            return _OriginRules(now() + FAILURE_VALID_S, failure=(str(error), error.retry_after_s))
        if self._cache:
            self._cache.put(target.origin, answer.body)
        return _OriginRules(now() + VALID_S, rules=parse_robots(answer.body, self._agent))


def parse_robots(body: bytes, agent: str) -> Any:
    """The rules of a robots.txt as Protego parses them, in linear time.

    All other agents are renamed to one first: Protego copies each rule to each agent of its group, and a file can have 18,000
    of both, which would make 300 million copies.
    """
    own_agent = agent.lower()

    def with_known_agent(line: str) -> str:
        match = AGENT_LINE.match(line)
        if not match:
            return line
        # "Pullquote/0.1" and "Pull*" are written where RFC 9309 wants the bare name.
        name = match[1].partition("#")[0].partition("/")[0].replace("*", "").strip().lower()
        if not name:
            return "User-agent: *"
        return f"User-agent: {name if own_agent.startswith(name) else 'others'}"

    # Split as Protego does, also at \r, \x0b and U+2028.
    return Protego.parse("\n".join(map(with_known_agent, body.decode("utf-8-sig", "replace").splitlines())))
