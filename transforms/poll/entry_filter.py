"""Which entries of a feed its config wants: not older than `max_age`, and not told off by `skip`. Without them, all."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

from transforms.articles import Entry
from transforms.dates import instant
from transforms.feeds import Feed

MAX_AGE, SKIP = "max_age", "skip"
DAY = timedelta(days=1)


def filter_entries(entries: Iterable[Entry], feed: Feed, now: datetime) -> tuple[tuple[Entry, ...], Counter[str]]:
    """The entries that are wanted, in their order, and how many were left out, by the key of the config that says so."""
    kept, left_out = [], Counter[str]()
    for entry in entries:
        if why := exclusion_key(entry, feed, now):
            left_out[why] += 1
        else:
            kept.append(entry)
    return tuple(kept), left_out


def exclusion_key(entry: Entry, feed: Feed, now: datetime) -> str | None:
    """`max_age` or `skip`, or None when the entry is wanted. `now`: aware.

    An entry without a date is as young as can be. A day without a time lasts to its end.
    """
    if feed.max_age_s is not None and entry.published:
        end = instant(entry.published) + (DAY if len(entry.published) == len("2026-01-31") else timedelta())
        if end < now - timedelta(seconds=feed.max_age_s):
            return MAX_AGE
    if any(pattern.search(entry.url) or pattern.search(entry.title) for pattern in map(_compiled, feed.skip)):
        return SKIP
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
