"""Asks each address on its stdin as a run asks for a page, in a process of its own; says how each ended, and how much memory
that took at most. For `test_web_armour.py`.
"""

import json
import resource
import sys
from pathlib import Path

from transforms.errors import NewsError
from transforms.fetch.fetch_page import fetch_page
from transforms.web import guard
from transforms.web.client import Client
from transforms.web.limits import Limits
from transforms.web.pace import Pace
from transforms.web.robots import Robots
from transforms.web.session import Session


def peak_mb() -> float:
    status = Path("/proc/self/status")
    if status.exists():  # Linux hands the peak of who started us on, in `ru_maxrss` but not here
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000


job = json.load(sys.stdin)
names: dict[str, list[list[str]]] = job["names"]
guard.CACHE_S = 0.0  # each hop looks the name up again


def resolve(host: str, port: int) -> list[str]:
    """The next answer of a name; its last one for ever after."""
    return names[host].pop(0) if len(names[host]) > 1 else names[host][0]


ended = {}
for name, url in job["urls"].items():
    deadline_s = job["deadlines"][name]
    limits = Limits(delay_seconds=0.0, deadline_seconds=deadline_s, max_bytes=job["most"], allow_addresses=("127.0.0.1/32",))
    client = Client(limits, resolve=resolve)
    try:
        ended[name] = ["Page", str(len(fetch_page(url, Session(client, Robots(client), Pace(0.0))).body))]
    except NewsError as error:
        ended[name] = [type(error).__name__, str(error)]
    client.close()
print(json.dumps({"ended": ended, "peak_mb": peak_mb()}))
