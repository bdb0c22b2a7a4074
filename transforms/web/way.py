"""One way out for a process and run: polls and page fetches share connections, robots.txt and each host's pace."""

from dataclasses import dataclass
from functools import lru_cache

from transforms.web.client import Client
from transforms.web.limits import Limits
from transforms.web.pace import Pace
from transforms.web.robots import Robots


@dataclass(frozen=True)
class Way:
    client: Client
    robots: Robots
    pace: Pace


@lru_cache(maxsize=1)
def way_out(limits: Limits, run: str) -> Way:
    """The same objects for all graphs of one run in this process; the run before is forgotten, its robots.txt with it."""
    client = Client(limits)
    return Way(client, Robots(client), Pace(limits.delay_seconds))
