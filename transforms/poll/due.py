"""Decides when a feed is polled again. The same state, time and outcome give the same result, jitter included."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from transforms.dates import iso_utc
from transforms.errors import Gone, NewsError, NotFound, RateLimited, Refused, ServerTrouble, TooSlow, Unreachable
from transforms.feeds import Feed, FeedState
from transforms.poll.rhythm import DAY_S, own_pause_s

SHORTEST_S = 60.0  # pause after an error, even for a feed with a faster rhythm
LONGEST_S = 366 * DAY_S
LONGEST_RETRY_AFTER_S = 7 * DAY_S  # a longer Retry-After is a mistake
FIRST_S = 1_800.0  # pause after the first error of a feed without `every` in its config
# The share of a pause (a minute at most) by which a poll may be early: a run every half hour must not miss a feed by a second.
SLACK = 0.05
JITTER = 0.1  # share of a pause that is added at most, so that feeds which were added together are polled at different times

# By severity, the factor by which the pause grows with each error, and its limit. A server that is down is back within hours,
# and entries drop out of its feed meanwhile; a request that it refuses today will be refused tomorrow too.
TEMPORARY = (Unreachable, TooSlow, RateLimited, ServerTrouble)
HARD = (Gone, NotFound, Refused)
GROWTH = {"temporary": 1.5, "soft": 2.0, "hard": 4.0}
LONGEST_AFTER_S = {"temporary": DAY_S / 4, "soft": DAY_S, "hard": 3 * DAY_S}
MANY = 30  # errors in a row, after which the pause may be a day even for temporary ones


def is_due(state: FeedState | None, now: datetime) -> bool:
    """Whether the feed is to be polled at `now` (aware): it was never polled, is due, or has times from a wrong clock.

    A feed that was gone (410) twice in a row is never due.
    """
    if state is None:
        return True
    if state.stopped:
        return False
    try:
        due = datetime.fromisoformat(state.due_at or "")
        polled = datetime.fromisoformat(state.polled_at) if state.polled_at else due
        if polled > now + timedelta(seconds=SHORTEST_S):
            return True  # the last poll is in the future: a clock was wrong
        slack = min(SLACK * (due - polled), timedelta(seconds=60))
        # A time that is further ahead than any pause is from a wrong clock, too.
        return not now < due - slack <= now + timedelta(seconds=2 * LONGEST_S)
    except (ValueError, TypeError):
        return True


def next_due(feed: Feed, state: FeedState | None, now: datetime, *, error: NewsError | None = None) -> FeedState:
    """The state after a poll at `now`: when it was polled, when it is due again, how many polls in a row failed.

    After a success the pause is `feed.every_s`, or follows the feed's own rhythm when that is None. After errors it grows with
    the severity of the error; for an error that does not pass (`error.passing` is false) it is a day at least. Retry-After is
    respected, up to a week. A second 410 in a row stops the feed. A failed poll before its time (`--force`) neither makes the
    pause longer nor stops the feed.
    """
    state = state or FeedState(id=feed.id)
    is_regular = is_due(state, now)
    errors = max(state.errors + is_regular, 1) if error else 0
    gone = max(state.gone + is_regular, 1) if isinstance(error, Gone) else 0
    state = replace(state, polled_at=iso_utc(now), errors=errors, gone=gone)
    if state.stopped:
        return replace(state, due_at=None)
    has_own_rhythm = feed.every_s is None
    pause_s = own_pause_s(state, now) if feed.every_s is None else min(feed.every_s, LONGEST_S)
    if error:
        grown_s = _after_error(min(pause_s, FIRST_S) if has_own_rhythm else pause_s, errors, error)
        pause_s = grown_s if has_own_rhythm else max(pause_s, grown_s)
    if has_own_rhythm:
        pause_s *= 1 + JITTER * _pseudo_random(f"{feed.id} {state.polled_at}")
    if error:
        pause_s = max(pause_s, min(error.retry_after_s or 0.0, LONGEST_RETRY_AFTER_S))
    return replace(state, due_at=iso_utc(now + timedelta(seconds=pause_s)))


def severity(error: NewsError) -> str:
    """The severity of an error: `hard`, `soft` or `temporary`."""
    return "hard" if isinstance(error, HARD) else "temporary" if isinstance(error, TEMPORARY) else "soft"


def _after_error(first_s: float, errors: int, error: NewsError) -> float:
    """The pause in seconds after so many errors in a row. `first_s`: the pause after the first one."""
    kind = severity(error)
    longest_s = max(LONGEST_AFTER_S[kind], DAY_S if errors > MANY else 0.0)
    grown_s = max(first_s, SHORTEST_S) * GROWTH[kind] ** min(errors - 1, 40)
    return min(grown_s, longest_s) if error.passing else max(DAY_S, min(grown_s, longest_s))


def _pseudo_random(text: str) -> float:
    """A number from 0 to 1 that depends on the text alone."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=4).digest(), "big") / 2**32
