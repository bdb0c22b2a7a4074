"""The rhythm of a feed: how often to poll it, by when it publishes, the time that its list spans, and the pause it asks for."""

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
SHORTEST_OWN_S = 900.0  # a quarter of an hour; for shorter pauses there is the config key `every`
LONGEST_OWN_S = DAY_S  # a feed that has been silent for years may publish again
UNKNOWN_S = 1_800.0  # until two articles have dates, or the feed has changed twice
RECENT = 10  # articles from whose dates the usual gap is computed
QUIET_SHARE = 20  # the pause is a twentieth of the silence: after 20 silent days, the feed is polled once a day
LONGEST_TTL_S = DAY_S
LONGEST_CACHE_S = DAY_S / 6  # servers send a year with all that looks like a file

# The usual silence is the largest of these. A paper of five days a week is silent for 63 hours each weekend.
USUAL_GAPS = 4  # usual gaps between two articles
USUAL_LONGEST = 2  # times the longest silence, such as a long weekend
SHORTEST_SILENCE_S = 3 * DAY_S
ENOUGH_DAYS = 5  # with publications; with fewer the usual silence is unknown
MOST_DAYS = 366
LONGEST_SILENCE_S = 30 * DAY_S  # a longer silence, such as a summer break, does not count as usual
HALF_LIFE_S = 28 * DAY_S  # of the memory of a long silence

MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def own_pause_s(state: FeedState, now: datetime) -> float:
    """Seconds between two polls of a feed without `every` in its config, from a quarter of an hour to a day.

    Half of the usual gap between two articles; longer while the feed is silent; at least the pause that it asks for. But never
    longer than half of the time that its list spans, so that no entry drops out between two polls.
    """
    if state.gap_s is None and state.newest is None:
        pause_s = UNKNOWN_S
    else:
        silent_s = (now - instant(state.newest)).total_seconds() if state.newest else 0.0
        pause_s = max((state.gap_s or 0.0) / 2, silent_s / QUIET_SHARE)
    pause_s = max(pause_s, min(state.asks_s or 0.0, LONGEST_OWN_S))
    if state.window_s is not None:
        pause_s = min(pause_s, state.window_s / 2)
    return min(max(pause_s, SHORTEST_OWN_S), LONGEST_OWN_S)


def usual_silence_s(state: FeedState) -> float | None:
    """The longest silence, in seconds, that is usual for this feed; None while too little is known about it."""
    if state.gap_s is None or state.days < ENOUGH_DAYS:
        return None
    return max(SHORTEST_SILENCE_S, USUAL_GAPS * state.gap_s, USUAL_LONGEST * (state.longest_s or 0.0))


def with_learned_rhythm(state: FeedState, entries: Iterable[Entry], now: datetime) -> FeedState:
    """The state with the rhythm learned from a list that has changed: from its dates, or else from the time of the change."""
    moments = sorted({m for e in entries if e.published and (m := instant(e.published)) <= now}, reverse=True)
    has_dates = len(moments) >= 2
    state = _with_silences(state, moments if has_dates else [now], now)
    if has_dates:
        newest = moments[:RECENT]
        newest_gap_s = (newest[0] - newest[-1]).total_seconds() / (len(newest) - 1)
        span_s = (moments[0] - moments[-1]).total_seconds()
        return replace(
            state,
            newest=iso_utc(moments[0]),
            undated=False,
            gap_s=newest_gap_s,
            window_s=span_s if len(moments) >= RECENT else None,
        )
    since_newest_s = (now - instant(state.newest)).total_seconds() if state.newest else None
    gap_s = (
        state.gap_s
        if since_newest_s is None
        else since_newest_s
        if state.gap_s is None
        else 0.7 * state.gap_s + 0.3 * since_newest_s
    )
    return replace(state, newest=iso_utc(now), undated=True, gap_s=gap_s, window_s=None)


def _with_silences(state: FeedState, moments: Sequence[datetime], now: datetime) -> FeedState:
    """The state with `longest_s` and `days` updated. `moments`: of the articles, newest first; `state`: of the poll before.

    A silence is the time between two of the moments, or from the newest article known before to the poll before. The time after
    that poll does not count, since articles may have been published and dropped out of the list.
    """
    known_newest = instant(state.newest) if state.newest else None
    new_days = {moment.date() for moment in moments if known_newest is None or moment > known_newest}
    new_days -= {known_newest.date()} if known_newest else set()
    silences_s = [(later - earlier).total_seconds() for later, earlier in pairwise(moments)]
    polled_at = instant(state.polled_at) if state.polled_at else None
    if known_newest and polled_at:
        if not state.errors:
            silences_s.append((polled_at - known_newest).total_seconds())
        if state.longest_s is not None:
            silences_s.append(state.longest_s * 0.5 ** (max((now - polled_at).total_seconds(), 0.0) / HALF_LIFE_S))
    longest_s = min(max(silences_s), LONGEST_SILENCE_S) if silences_s else None
    return replace(state, longest_s=longest_s, days=min(state.days + len(new_days), MOST_DAYS))


def requested_pause_s(ttl_s: float | None, headers: Mapping[str, str]) -> float | None:
    """The pause in seconds that the feed (`ttl`, `sy:updatePeriod`) or its server (Cache-Control) asks for, within limits.

    >>> requested_pause_s(3600.0, {"cache-control": "public, max-age=300"})
    3600.0
    """
    max_age = MAX_AGE.search(headers.get("cache-control", ""))
    pauses_s = [min(ttl_s, LONGEST_TTL_S)] if ttl_s and isfinite(ttl_s) else []
    pauses_s += [min(float(max_age[1]), LONGEST_CACHE_S)] if max_age and max_age[1].strip("0") else []
    return max(pauses_s, default=None)
