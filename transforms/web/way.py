"""One way out for a process and run: polls and page fetches share connections, robots.txt and each host's pace."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.web.answers import Response
from transforms.web.client import PAGE, Client, Header
from transforms.web.limits import Limits
from transforms.web.pace import Pace
from transforms.web.robots import Robots


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


_latest: dict[tuple[Limits, str], Way] = {}
_lock = threading.Lock()


def way_out(limits: Limits, run: str) -> Way:
    """The same objects for all graphs of one run in this process; the run before is hung up and forgotten."""
    with _lock:
        if (limits, run) not in _latest:
            while _latest:
                _latest.popitem()[1].client.close()
            client = Client(limits)
            _latest[limits, run] = Way(client, Robots(client), Pace(limits.delay_seconds))
        return _latest[limits, run]
