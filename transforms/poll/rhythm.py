"""How often a feed is worth asking: from when it publishes, how long its list is, and what it asks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from math import isfinite

from transforms.dates import instant, iso_utc
from transforms.records import Entry, FeedState

DAY_S = 86_400.0
SHORTEST_OWN_S = 900.0  # a quarter of an hour: who wants it sooner says so in `every`
LONGEST_OWN_S = DAY_S  # a feed that has been silent for years may speak again
UNKNOWN_S = 1_800.0  # until two articles have dates, or it has changed twice
RECENT = 10  # articles whose dates tell the gap between two
QUIET_SHARE = 20  # silent for 20 days: once a day is enough
LONGEST_TTL_S = DAY_S
LONGEST_CACHE_S = DAY_S / 6  # servers send a year with all that looks like a file

MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def own_pause_s(state: FeedState, now: datetime) -> float:
    """Seconds between two polls of a feed that the config leaves to itself, from a quarter of an hour to a day.

    Half of the usual gap between two articles, less often while it is silent, no sooner than it asks for; but always so that
    its list does not roll over between two polls, whatever it asks for.
    """
    if state.gap_s is None and state.newest is None:
        pause = UNKNOWN_S
    else:
        quiet = (now - instant(state.newest)).total_seconds() if state.newest else 0.0
        pause = max((state.gap_s or 0.0) / 2, quiet / QUIET_SHARE)
    pause = max(pause, min(state.asks_s or 0.0, LONGEST_OWN_S))
    if state.window_s is not None:
        pause = min(pause, state.window_s / 2)
    return min(max(pause, SHORTEST_OWN_S), LONGEST_OWN_S)


def learned(state: FeedState, entries: Iterable[Entry], now: datetime) -> FeedState:
    """The state with the rhythm of a list that has changed: from the dates in it, or without them from when it changed."""
    moments = sorted({m for e in entries if e.published and (m := instant(e.published)) <= now}, reverse=True)
    if len(moments) >= 2:
        newest = moments[:RECENT]
        gap = (newest[0] - newest[-1]).total_seconds() / (len(newest) - 1)
        span = (moments[0] - moments[-1]).total_seconds()
        return replace(state, newest=iso_utc(moments[0]), gap_s=gap, window_s=span if len(moments) >= RECENT else None)
    since = (now - instant(state.newest)).total_seconds() if state.newest else None
    gap_s = state.gap_s if since is None else since if state.gap_s is None else 0.7 * state.gap_s + 0.3 * since
    return replace(state, newest=iso_utc(now), gap_s=gap_s, window_s=None)


def asked_s(ttl_s: float | None, headers: Mapping[str, str]) -> float | None:
    """How long the feed (`ttl`, `sy:updatePeriod`) and its server (Cache-Control) ask to be left alone, within bounds.

    >>> asked_s(3600.0, {"cache-control": "public, max-age=300"})
    3600.0
    """
    found = MAX_AGE.search(headers.get("cache-control", ""))
    wishes = [min(ttl_s, LONGEST_TTL_S)] if ttl_s and isfinite(ttl_s) else []
    wishes += [min(float(found[1]), LONGEST_CACHE_S)] if found and found[1].strip("0") else []
    return max(wishes, default=None)
