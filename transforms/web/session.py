"""One way out for a process and run: polls and page fetches share connections, robots.txt and each host's pace."""

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
from transforms.web.robots_cache import Shelf


@dataclass(frozen=True)
class Paced:
    """A client whose every request waits for its host's turn. robots.txt does not bind it: feeds are published to be asked."""

    client: Client
    pace: Pace

    def get(self, url: str, *, headers: Sequence[Header] = (), accept: str = PAGE) -> Response:
        return self.client.get(url, headers=headers, accept=accept, turn=self.pace.turn)


@dataclass(frozen=True)
class Way:
    client: Client
    robots: Robots
    pace: Pace

    @property
    def feeds(self) -> Paced:
        return Paced(self.client, self.pace)

    def keep_pauses(self, pauses: Mapping[str, datetime], now: datetime) -> None:
        """Hosts that asked a run or a process before us to leave them alone: until when."""
        for host, until in pauses.items():
            if until > now:
                self.pace.slow(host, (until - now).total_seconds())

    def pauses(self, now: datetime) -> dict[str, datetime]:
        """What hosts ask for that is longer than we wait."""
        wishes = self.pace.wishes().items()
        return {host: now + timedelta(seconds=seconds) for host, seconds in wishes if seconds > LONGEST_PAUSE_S}


_latest: dict[tuple[Limits, str], Way] = {}
_lock = threading.Lock()


def way_out(limits: Limits, run: str, shelf: str | None = None) -> Way:
    """The same objects for all graphs of one run in this process; the run before is hung up and forgotten.

    `shelf`: a folder of the run's, where its processes leave to each other what they read of robots.txt.
    """
    with _lock:
        if (limits, run) not in _latest:
            while _latest:
                _latest.popitem()[1].client.close()
            client = Client(limits)
            _latest[limits, run] = Way(
                client, Robots(client, Shelf(Path(shelf)) if shelf else None), Pace(limits.delay_seconds)
            )
        return _latest[limits, run]
