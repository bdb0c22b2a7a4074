"""The HTTP session of one process and run: feed polls and page fetches share connections, robots.txt and each host's pace."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from transforms.web.answers import Response
from transforms.web.client import PAGE, Client, Header
from transforms.web.limits import Limits
from transforms.web.pace import LONGEST_PAUSE_S, Pace
from transforms.web.robots import Robots
from transforms.web.robots_cache import RobotsCache


@dataclass(frozen=True)
class PacedClient:
    """A client whose every request waits for its host's turn. It ignores robots.txt, since feeds are published to be polled."""

    client: Client
    pace: Pace

    def get(self, url: str, *, headers: Sequence[Header] = (), accept: str = PAGE) -> Response:
        """The response, as `Client.get` returns it, requested in the host's turn."""
        return self.client.get(url, headers=headers, accept=accept, turn=self.pace.turn)


@dataclass(frozen=True)
class Session:
    """The HTTP client of one process and run, with what it has learned about hosts: their robots.txt and their pace."""

    client: Client
    robots: Robots
    pace: Pace

    @property
    def paced_client(self) -> PacedClient:
        """The client for feeds: at the pace of each host, without robots.txt."""
        return PacedClient(self.client, self.pace)

    def apply_pauses(self, pauses: Mapping[str, datetime], now: datetime) -> None:
        """Respects the pauses that hosts asked for in an earlier run or another process. `pauses`: host → end (aware)."""
        for host, until in pauses.items():
            if until > now:
                self.pace.set_pause(host, (until - now).total_seconds())

    def requested_pauses(self, now: datetime) -> dict[str, datetime]:
        """Host → end of the pause that it asked for, for pauses of more than 10 s, which no run waits for."""
        pauses_s = self.pace.requested_pauses_s().items()
        return {host: now + timedelta(seconds=pause_s) for host, pause_s in pauses_s if pause_s > LONGEST_PAUSE_S}


_latest: dict[tuple[Limits, str], Session] = {}
_lock = threading.Lock()


def session_of(limits: Limits, run: str, robots_folder: str | None = None) -> Session:
    """The session of this run, the same object for all graphs in this process; the session of an earlier run is closed.

    `robots_folder`: a folder of the run in which its processes share the robots.txt files that they have read.
    """
    with _lock:
        if (limits, run) not in _latest:
            while _latest:
                _latest.popitem()[1].client.close()
            client = Client(limits)
            cache = RobotsCache(Path(robots_folder)) if robots_folder else None
            _latest[limits, run] = Session(client, Robots(client, cache), Pace(limits.delay_seconds))
        return _latest[limits, run]
