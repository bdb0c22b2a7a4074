"""How often a feed is worth asking: from when it publishes, how long its list is, and what it asks for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from math import isfinite

from transforms.articles import Entry
from transforms.dates import instant, iso_utc
from transforms.feeds import FeedState

DAY_S = 86_400.0
SHORTEST_OWN_S = 900.0  # a quarter of an hour: who wants it sooner says so in `every`
LONGEST_OWN_S = DAY_S  # a feed that has been silent for years may speak again
UNKNOWN_S = 1_800.0  # until two articles have dates, or it has changed twice
RECENT = 10  # articles whose dates tell the gap between two
QUIET_SHARE = 20  # silent for 20 days: once a day is enough
LONGEST_TTL_S = DAY_S
LONGEST_CACHE_S = DAY_S / 6  # servers send a year with all that looks like a file

# What is still its habit. A paper of five days a week is silent for 63 hours each weekend; a long weekend is remembered.
USUAL_GAPS = 4
USUAL_LONGEST = 2
SHORTEST_SILENCE_S = 3 * DAY_S
ENOUGH_DAYS = 5  # on which it published: before that nobody knows its habit
MOST_DAYS = 366
LONGEST_HABIT_S = 30 * DAY_S  # a summer without news is no habit
FADES_S = 28 * DAY_S  # half of a long silence is forgotten

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


def usual_silence_s(state: FeedState) -> float | None:
    """Seconds of silence that are nothing strange for this feed; None while too little is known of it."""
    if state.gap_s is None or state.days < ENOUGH_DAYS:
        return None
    return max(SHORTEST_SILENCE_S, USUAL_GAPS * state.gap_s, USUAL_LONGEST * (state.longest_s or 0.0))


def with_learned_rhythm(state: FeedState, entries: Iterable[Entry], now: datetime) -> FeedState:
    """The state with the rhythm of a list that has changed: from the dates in it, or without them from when it changed."""
    moments = sorted({m for e in entries if e.published and (m := instant(e.published)) <= now}, reverse=True)
    dated = len(moments) >= 2
    state = _with_habit(state, moments if dated else [now], now)
    if dated:
        newest = moments[:RECENT]
        gap = (newest[0] - newest[-1]).total_seconds() / (len(newest) - 1)
        span = (moments[0] - moments[-1]).total_seconds()
        return replace(state, newest=iso_utc(moments[0]), gap_s=gap, window_s=span if len(moments) >= RECENT else None)
    since = (now - instant(state.newest)).total_seconds() if state.newest else None
    gap_s = state.gap_s if since is None else since if state.gap_s is None else 0.7 * state.gap_s + 0.3 * since
    return replace(state, newest=iso_utc(now), gap_s=gap_s, window_s=None)


def _with_habit(state: FeedState, moments: Sequence[datetime], now: datetime) -> FeedState:
    """`longest_s` and `days` with what these moments tell, newest first; `state` is as the poll before left it.

    A silence is one between two of them, or one that we have seen: from what was the newest until the poll before. What came
    after that poll may have been longer there, and rolled off.
    """
    known = instant(state.newest) if state.newest else None
    new_days = {m.date() for m in moments if known is None or m > known} - ({known.date()} if known else set())
    silences = [(later - earlier).total_seconds() for later, earlier in pairwise(moments)]
    before = instant(state.polled_at) if state.polled_at else None
    if known and before:
        if not state.errors:
            silences.append((before - known).total_seconds())
        if state.longest_s is not None:
            silences.append(state.longest_s * 0.5 ** (max((now - before).total_seconds(), 0.0) / FADES_S))
    longest = min(max(silences), LONGEST_HABIT_S) if silences else None
    return replace(state, longest_s=longest, days=min(state.days + len(new_days), MOST_DAYS))


def requested_pause_s(ttl_s: float | None, headers: Mapping[str, str]) -> float | None:
    """How long the feed (`ttl`, `sy:updatePeriod`) and its server (Cache-Control) ask to be left alone, within bounds.

    >>> requested_pause_s(3600.0, {"cache-control": "public, max-age=300"})
    3600.0
    """
    found = MAX_AGE.search(headers.get("cache-control", ""))
    wishes = [min(ttl_s, LONGEST_TTL_S)] if ttl_s and isfinite(ttl_s) else []
    wishes += [min(float(found[1]), LONGEST_CACHE_S)] if found and found[1].strip("0") else []
    return max(wishes, default=None)
