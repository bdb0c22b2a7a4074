"""When a feed is due again. Deterministic: the same state, time and outcome give the same next time, jitter included."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from transforms.dates import iso_utc
from transforms.errors import Gone, NewsError, NotFound, RateLimited, Refused, ServerTrouble, TooSlow, Unreachable
from transforms.feeds import Feed, FeedState
from transforms.poll.rhythm import DAY_S, own_pause_s

SHORTEST_S = 60.0  # pause after an error, whatever the feed's own rhythm
LONGEST_S = 366 * DAY_S
LONGEST_WISH_S = 7 * DAY_S  # a Retry-After beyond is a mistake or a way to be forgotten
FIRST_S = 1_800.0  # pause after the first error of a feed that goes by its own rhythm
SLACK = 0.05  # of a pause, a minute at most: a clock that calls each half hour must not miss a feed by the second it took
JITTER = 0.1  # of a pause: feeds that were added together are not asked together for ever

# How much an error weighs: what the pause grows by each time, and up to how long. A server that is down is back within hours,
# and what its feed lists meanwhile rolls off; what it refuses to us it will refuse tomorrow.
TEMPORARY = (Unreachable, TooSlow, RateLimited, ServerTrouble)
HARD = (Gone, NotFound, Refused)
GROWTH = {"temporary": 1.5, "soft": 2.0, "hard": 4.0}
LONGEST_AFTER_S = {"temporary": DAY_S / 4, "soft": DAY_S, "hard": 3 * DAY_S}
MANY = 30  # errors in a row after which nothing is temporary any more


def is_due(state: FeedState | None, now: datetime) -> bool:
    """Whether to poll at `now` (aware): never polled, due, or with times that make no sense since the clock was wrong.

    A feed that said twice that it is gone is not.
    """
    if state is None:
        return True
    if state.stopped:
        return False
    try:
        due = datetime.fromisoformat(state.due_at or "")
        polled = datetime.fromisoformat(state.polled_at) if state.polled_at else due
        if polled > now + timedelta(seconds=SHORTEST_S):
            return True  # polled in the future
        slack = min(SLACK * (due - polled), timedelta(seconds=60))
        # further ahead than any pause
        return not now < due - slack <= now + timedelta(seconds=2 * LONGEST_S)
    except (ValueError, TypeError):
        return True


def next_due(feed: Feed, state: FeedState | None, now: datetime, *, error: NewsError | None = None) -> FeedState:
    """The state after a poll at `now`: when it was polled, when it is due again, how many polls in a row failed.

    After a success in `feed.every_s` if the config says so, else by the feed's own rhythm. After errors the pause grows, by
    how much the error weighs; what trying again can't help (`error.passing` is false) waits a day at once. The site's
    Retry-After is kept, up to a week. A second 410 in a row stops the feed. A poll before its time (`--force`) that fails
    makes the pause no longer, and stops nothing.
    """
    state = state or FeedState(id=feed.id)
    regular = is_due(state, now)
    errors = max(state.errors + regular, 1) if error else 0
    gone = max(state.gone + regular, 1) if isinstance(error, Gone) else 0
    state = replace(state, polled_at=iso_utc(now), errors=errors, gone=gone)
    if state.stopped:
        return replace(state, due_at=None)
    own = feed.every_s is None
    pause = own_pause_s(state, now) if feed.every_s is None else min(feed.every_s, LONGEST_S)
    if error:
        grown = _after_error(min(pause, FIRST_S) if own else pause, errors, error)
        pause = grown if own else max(pause, grown)
    if own:
        pause *= 1 + JITTER * _share(f"{feed.id} {state.polled_at}")
    if error:
        pause = max(pause, min(error.retry_after_s or 0.0, LONGEST_WISH_S))
    return replace(state, due_at=iso_utc(now + timedelta(seconds=pause)))


def severity(error: NewsError) -> str:
    """`hard`, `soft` or `temporary`."""
    return "hard" if isinstance(error, HARD) else "temporary" if isinstance(error, TEMPORARY) else "soft"


def _after_error(first: float, errors: int, error: NewsError) -> float:
    kind = severity(error)
    longest = max(LONGEST_AFTER_S[kind], DAY_S if errors > MANY else 0.0)
    grown = max(first, SHORTEST_S) * GROWTH[kind] ** min(errors - 1, 40)
    return min(grown, longest) if error.passing else max(DAY_S, min(grown, longest))


def _share(text: str) -> float:
    """0 to 1, the same for the same text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=4).digest(), "big") / 2**32
