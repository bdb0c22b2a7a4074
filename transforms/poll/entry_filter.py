"""Filters the entries of a feed by the config keys `max_age` and `skip`."""

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
    """The entries that pass, in their order, and the number of the others by the config key that excludes them."""
    kept, left_out = [], Counter[str]()
    for entry in entries:
        if key := exclusion_key(entry, feed, now):
            left_out[key] += 1
        else:
            kept.append(entry)
    return tuple(kept), left_out


def exclusion_key(entry: Entry, feed: Feed, now: datetime) -> str | None:
    """The config key that excludes the entry, `max_age` or `skip`, or None when it passes. `now`: aware.

    An entry without a date is never too old. A date without a time counts as the end of that day.
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
