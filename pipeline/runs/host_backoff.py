"""Pauses that hosts asked for and that last longer than a run waits, kept in `pauses.json` until they are over.

They are a courtesy to the hosts and not part of the state: no entry is lost if the file is missing or can't be written.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from transforms.atomic_file import replace_file
from transforms.dates import instant, iso_utc
from transforms.web.answers import LONGEST_WAIT_S

FILE = "pauses.json"
Pauses = dict[str, datetime]  # by host: the time, UTC, until which to send it no request


def load(root: Path, now: datetime) -> Pauses:
    """The pauses of earlier runs that are not over at `now` (UTC)."""
    return current(read(root / FILE), now)


def read(path: Path) -> Pauses:
    """The pauses in a file; none if it can't be read."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        return {str(host): instant(until) for host, until in json.loads(path.read_bytes()).items()}
    return {}


def pauses_of_pass(spool: Path) -> Pauses:
    """The pauses that workers of a pass noted in its spool; the longest for each host."""
    pauses: Pauses = {}
    for path in spool.glob("*.pauses"):
        for host, until in read(path).items():
            pauses[host] = max(until, pauses.get(host, until))
    return pauses


def current(pauses: Mapping[str, datetime], now: datetime) -> Pauses:
    """The pauses that are not over. One longer than any host may ask for was written while the clock was wrong."""
    return {h: until for h, until in pauses.items() if now < until <= now + timedelta(seconds=LONGEST_WAIT_S + 60)}


def save(root: Path, pauses: Mapping[str, datetime], now: datetime) -> None:
    """Writes the pauses that are not over, or removes the file if there are none. Ignores OSError."""
    path, left = root / FILE, current(pauses, now)
    with suppress(OSError):
        if not left:
            path.unlink(missing_ok=True)
            return
        rows = {host: iso_utc(until) for host, until in sorted(left.items())}
        replace_file(path, f"{json.dumps(rows, indent=1)}\n".encode())
