"""When a feed is due again, after successes and errors."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import Gone, NewsError, NotAFeed, NotFound, RateLimited, Refused, TooLarge, Unreachable
from transforms.feeds import Feed, FeedState
from transforms.poll.due import is_due, next_due

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
FEED = Feed(id="daily", url="https://a.example/feed", every_s=1800)


@pytest.mark.parametrize(
    ("due_at", "due"),
    [
        pytest.param(None, True, id="never polled"),
        pytest.param("2026-02-01T12:00:00+00:00", True, id="just now"),
        pytest.param("2026-02-01T11:59:59+00:00", True, id="past"),
        pytest.param("2026-02-01T12:00:01+00:00", False, id="in a second"),
        pytest.param("2026-02-01T12:30:00+01:00", True, id="in another zone"),
        pytest.param("2031-02-01T12:00:00+00:00", True, id="in five years: the clock was wrong"),
        pytest.param("nonsense", True, id="no time"),
        pytest.param("2026-02-01T12:00:01", True, id="no zone"),
    ],
)
def test_is_due(due_at: str | None, due: bool) -> None:
    assert is_due(FeedState(id="daily", due_at=due_at), NOW) is due


@pytest.mark.parametrize(
    ("polled_at", "due_at", "due"),
    [
        pytest.param("11:50:20", "12:00:20", True, id="20 s early of 10 min: a clock that calls each 10 min is in step"),
        pytest.param("11:51:00", "12:01:00", False, id="a minute early of 10 min"),
        pytest.param("06:00:50", "12:00:50", True, id="50 s early of 6 h"),
        pytest.param("06:01:10", "12:01:10", False, id="never more than a minute early"),
    ],
)
def test_a_poll_may_come_a_little_early(polled_at: str, due_at: str, due: bool) -> None:
    state = FeedState(id="daily", polled_at=f"2026-02-01T{polled_at}+00:00", due_at=f"2026-02-01T{due_at}+00:00")
    assert is_due(state, NOW) is due


def test_a_second_410_stops_the_feed() -> None:
    once = next_due(FEED, None, NOW, error=Gone("x"))
    assert (once.gone, once.stopped, once.due_at) == (1, False, "2026-02-02T12:00:00+00:00")
    by_force = next_due(FEED, once, NOW + timedelta(minutes=1), error=Gone("x"))
    assert not by_force.stopped
    later = NOW + timedelta(days=1)
    twice = next_due(FEED, once, later, error=Gone("x"))
    assert (twice.stopped, twice.due_at, is_due(twice, later + timedelta(days=400))) == (True, None, False)
    assert not next_due(FEED, once, later, error=NotFound("x")).stopped
    back = next_due(FEED, twice, later)
    assert not back.stopped and is_due(back, later + timedelta(hours=1))


def test_a_feed_that_goes_by_its_own_rhythm() -> None:
    """The pause is its own and up to a tenth more, the same each time that it is computed; after errors it begins at half an
    hour."""
    own = Feed(id="daily", url="https://a.example/feed")
    state = FeedState(id="daily", gap_s=7 * 86_400, newest="2026-02-01T11:00:00+00:00")
    pauses = []
    for name in ("a", "b", "c"):
        due = next_due(replace(own, id=name), replace(state, id=name), NOW)
        assert due == next_due(replace(own, id=name), replace(state, id=name), NOW)
        pauses.append((datetime.fromisoformat(due.due_at or "") - NOW).total_seconds())
    assert all(86_400 <= pause <= 95_040 for pause in pauses) and len(set(pauses)) == 3
    failed = next_due(own, state, NOW, error=Unreachable("x"))
    assert 1800 <= (datetime.fromisoformat(failed.due_at or "") - NOW).total_seconds() <= 1980


def test_a_feed_without_state_is_due() -> None:
    assert is_due(None, NOW)


@pytest.mark.parametrize(
    ("errors", "every_s", "error", "pause_s"),
    [
        pytest.param(0, 1800, None, 1800, id="success"),
        pytest.param(7, 1800, None, 1800, id="success after errors"),
        pytest.param(0, 1800, Unreachable("x"), 1800, id="first error"),
        pytest.param(1, 1800, Unreachable("x"), 2700, id="second error, temporary: half as long again"),
        pytest.param(1, 1800, NotAFeed("x"), 3600, id="second error, soft: twice as long"),
        pytest.param(1, 1800, NotFound("x"), 7200, id="second error, hard: four times as long"),
        pytest.param(9, 1800, Unreachable("x"), 21_600, id="temporary: up to six hours"),
        pytest.param(9, 1800, NotAFeed("x"), 86_400, id="soft: up to a day"),
        pytest.param(9, 1800, Refused("x"), 259_200, id="hard: up to three days"),
        pytest.param(5000, 1800, Unreachable("x"), 86_400, id="temporary, for months: up to a day"),
        pytest.param(0, 0, Unreachable("x"), 60, id="a minute at least after an error"),
        pytest.param(0, 200_000, Unreachable("x"), 200_000, id="never sooner than the feed's own rhythm"),
        pytest.param(0, 1800, TooLarge("x"), 86_400, id="what does not pass waits a day"),
        pytest.param(0, 1800, RateLimited("x", 7200), 7200, id="Retry-After"),
        pytest.param(4, 1800, RateLimited("x", 60), 9112, id="Retry-After shorter than our own pause"),
        pytest.param(0, 1800, RateLimited("x", 1e12), 604_800, id="Retry-After of ages: a week"),
        pytest.param(0, 1800, RateLimited("x", -5), 1800, id="Retry-After in the past"),
    ],
)
def test_next_due(errors: int, every_s: float, error: NewsError | None, pause_s: float) -> None:
    feed = Feed(id="daily", url="https://a.example/feed", every_s=every_s)
    before = FeedState(id="daily", etag='"x"', last_modified="y", errors=errors)
    due = (NOW + timedelta(seconds=pause_s)).isoformat(timespec="seconds")
    expected = FeedState("daily", '"x"', "y", "2026-02-01T12:00:00+00:00", due, errors + 1 if error else 0)
    assert next_due(feed, before, NOW, error=error) == expected


@given(st.integers(0, 10**6), st.floats(0, 1e12), st.none() | st.floats(allow_nan=False))
def test_a_feed_is_due_again_some_day(errors: int, every_s: float, retry_after_s: float | None) -> None:
    feed = Feed(id="daily", url="https://a.example/feed", every_s=every_s)
    state = next_due(feed, FeedState(id="daily", errors=errors), NOW, error=RateLimited("x", retry_after_s))
    assert state.due_at
    assert is_due(state, datetime.fromisoformat(state.due_at))
    assert not is_due(state, NOW)


def test_a_poll_by_force_that_fails_makes_no_longer_pause() -> None:
    state = next_due(FEED, None, NOW, error=Unreachable("x"))
    soon = NOW + timedelta(seconds=5)
    again = next_due(FEED, state, soon, error=Unreachable("x"))
    assert (state.errors, again.errors) == (1, 1)
    assert again.due_at == (soon + timedelta(seconds=1800)).isoformat()
    assert next_due(FEED, state, NOW + timedelta(days=1), error=Unreachable("x")).errors == 2
