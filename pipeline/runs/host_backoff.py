"""Hosts that asked to be left alone for longer than a run waits: `pauses.json`, beside the log, until that is over.

It is courtesy and no part of the state: a file that is lost, or can't be read or written, costs no entry anything.
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
Pauses = dict[str, datetime]  # host → until when


def load(root: Path, now: datetime) -> Pauses:
    """Those that are not over. What lies further ahead than any host can ask for was written by a clock that was wrong."""
    return current(read(root / FILE), now)


def read(path: Path) -> Pauses:
    with suppress(OSError, ValueError, TypeError, AttributeError):
        return {str(host): instant(until) for host, until in json.loads(path.read_bytes()).items()}
    return {}


def gathered(spool: Path) -> Pauses:
    """What the hosts of a pass asked its workers for."""
    found: Pauses = {}
    for path in spool.glob("*.pauses"):
        for host, until in read(path).items():
            found[host] = max(until, found.get(host, until))
    return found


def current(pauses: Mapping[str, datetime], now: datetime) -> Pauses:
    return {h: until for h, until in pauses.items() if now < until <= now + timedelta(seconds=LONGEST_WAIT_S + 60)}


def save(root: Path, pauses: Mapping[str, datetime], now: datetime) -> None:
    """Writes down those that are not over; without any, there is no file."""
    path, left = root / FILE, current(pauses, now)
    with suppress(OSError):
        if not left:
            path.unlink(missing_ok=True)
            return
        rows = {host: iso_utc(until) for host, until in sorted(left.items())}
        replace_file(path, f"{json.dumps(rows, indent=1)}\n".encode())
