"""When a feed is due again. Deterministic: the same state, time and outcome give the same next time."""

from dataclasses import replace
from datetime import datetime, timedelta

from transforms.dates import iso_utc
from transforms.errors import NewsError
from transforms.records import Feed, FeedState

SHORTEST_S = 60.0  # pause after an error, whatever the feed's own rhythm
DAY_S = 86_400.0
LONGEST_S = 366 * DAY_S
LONGEST_WISH_S = 7 * DAY_S  # a Retry-After beyond is a mistake or a way to be forgotten


def is_due(state: FeedState | None, now: datetime) -> bool:
    """Whether to poll at `now` (aware): never polled, due, or with times that make no sense since the clock was wrong."""
    if state is None or state.due_at is None:
        return True
    try:
        due = datetime.fromisoformat(state.due_at)
        if state.polled_at and datetime.fromisoformat(state.polled_at) > now + timedelta(seconds=SHORTEST_S):
            return True  # polled in the future
        # further ahead than any pause
        return not now < due <= now + timedelta(seconds=2 * LONGEST_S)
    except (ValueError, TypeError):
        return True


def next_due(feed: Feed, state: FeedState | None, now: datetime, *, error: NewsError | None = None) -> FeedState:
    """The state after a poll at `now`: when it was polled, when it is due again, how many polls in a row failed.

    After a success in `feed.every_s`: the config wins over what the feed says. After errors the pause doubles, up to a day;
    what trying again can't help (`error.passing` is false) waits a day at once. The site's Retry-After is kept, up to a week.
    A poll before its time (`--force`) that fails makes the pause no longer.
    """
    state = state or FeedState(id=feed.id)
    errors = max(state.errors + is_due(state, now), 1) if error else 0
    pause = min(feed.every_s, LONGEST_S)
    if error:
        doubled = max(pause, SHORTEST_S) * 2.0 ** min(errors - 1, 20)
        pause = max(pause, min(doubled, DAY_S) if error.passing else DAY_S)
        pause = max(pause, min(error.retry_after_s or 0.0, LONGEST_WISH_S))
    return replace(state, polled_at=iso_utc(now), due_at=iso_utc(now + timedelta(seconds=pause)), errors=errors)
