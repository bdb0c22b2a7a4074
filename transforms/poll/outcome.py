"""The outcome of a feed's poll, as it is committed: the next state of the feed, and a failure if there was one."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from transforms.errors import NotAFeed
from transforms.feeds import Feed, FeedState
from transforms.poll.due import next_due
from transforms.poll.poll import HttpClient, PollResult, poll_feed
from transforms.records import Failure

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FeedOutcome:
    """The outcome for one feed. `entries`: the number of entries that it lists, new or not, without those left out.

    `left_out`: the number of entries that each config key (`max_age`, `skip`) excluded.
    """

    state: FeedState
    unchanged: bool = False
    entries: int = 0
    failure: Failure | None = None
    left_out: tuple[tuple[str, int], ...] = ()


def poll_safely(
    feed: Feed, state: FeedState | None, *, client: HttpClient, now: datetime, taken: Mapping[str, str] | None = None
) -> tuple[FeedOutcome, PollResult]:
    """The outcome and the result of `poll_feed`. An unexpected exception becomes a failure, so that other feeds are polled."""
    expected, kind = True, ""
    try:
        polled = poll_feed(feed, state, client=client, now=now, taken=taken)
    except Exception as error:
        log.error("poll: a bug of ours on %s", feed.url, exc_info=error)
        stand_in = NotAFeed(f"{feed.url}: {type(error).__name__}: {error}")
        polled = PollResult(next_due(feed, state, now, error=stand_in), error=stand_in)
        expected, kind = False, type(error).__name__
    failure = None
    if polled.error is not None:
        failure = Failure(
            stage="poll",
            feed=feed.id,
            entry=None,
            url=feed.url,
            reason=kind or type(polled.error).__name__,
            detail=str(polled.error)[:500],
            expected=expected,
            attempts=polled.state.errors,
            retry_at=polled.state.due_at,
        )
    return FeedOutcome(polled.state, polled.unchanged, len(polled.entries), failure, polled.left_out), polled
