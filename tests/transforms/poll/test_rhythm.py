"""The rhythm learned from a feed, and the pause between polls that follows from it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles import Entry
from transforms.dates import iso_utc
from transforms.feeds import FeedState
from transforms.poll.notes import refusal
from transforms.poll.rhythm import own_pause_s, requested_pause_s, usual_silence_s, with_learned_rhythm

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
HOUR = 3_600.0
DAY = 24 * HOUR


def ago(hours: float) -> str:
    return iso_utc(NOW - timedelta(hours=hours))


def entries(*hours: float) -> list[Entry]:
    return [Entry(str(h), "", ("daily",), published=ago(h)) for h in hours]


@pytest.mark.parametrize(
    ("state", "pause"),
    [
        pytest.param(FeedState("f"), HOUR / 2, id="nothing known yet"),
        pytest.param(FeedState("f", gap_s=4 * HOUR, newest=ago(1)), 2 * HOUR, id="half of its gap"),
        pytest.param(FeedState("f", gap_s=60, newest=ago(0)), HOUR / 4, id="a wire: a quarter of an hour at least"),
        pytest.param(FeedState("f", gap_s=30 * DAY, newest=ago(1)), DAY, id="a monthly: a day at most"),
        pytest.param(FeedState("f", gap_s=HOUR, newest=ago(10 * 24)), DAY / 2, id="silent for ten days"),
        pytest.param(FeedState("f", gap_s=HOUR, newest=ago(9999)), DAY, id="silent for a year"),
        pytest.param(FeedState("f", gap_s=HOUR, newest=ago(0), asks_s=3 * HOUR), 3 * HOUR, id="it asks for more"),
        pytest.param(FeedState("f", gap_s=8 * HOUR, newest=ago(0), asks_s=60), 4 * HOUR, id="it asks for less"),
        pytest.param(FeedState("f", gap_s=HOUR, asks_s=DAY, window_s=6 * HOUR), 3 * HOUR, id="its list would roll over"),
        pytest.param(FeedState("f", gap_s=60, asks_s=DAY, window_s=60), HOUR / 4, id="it rolls over faster than we ask"),
    ],
)
def test_own_pause(state: FeedState, pause: float) -> None:
    assert own_pause_s(state, NOW) == pause


@pytest.mark.parametrize(
    ("before", "listed", "gap", "newest"),
    [
        pytest.param(FeedState("f"), entries(1, 3, 5), 2 * HOUR, ago(1), id="from its dates"),
        pytest.param(FeedState("f"), entries(*range(1, 11), 999), HOUR, ago(1), id="of the newest ten"),
        pytest.param(FeedState("f"), entries(-24, 1, 3), 2 * HOUR, ago(1), id="what lies ahead does not count"),
        pytest.param(FeedState("f"), entries(3, 3, 3), None, ago(0), id="one date for all says nothing"),
        pytest.param(FeedState("f"), [], None, ago(0), id="no dates: it has changed now"),
        pytest.param(FeedState("f", newest=ago(6)), [], 6 * HOUR, ago(0), id="no dates: since it has changed before"),
        pytest.param(FeedState("f", newest=ago(1), gap_s=11 * HOUR), [], 8 * HOUR, ago(0), id="no dates: slowly"),
    ],
)
def test_learned(before: FeedState, listed: list[Entry], gap: float | None, newest: str) -> None:
    state = with_learned_rhythm(before, listed, NOW)
    assert (state.gap_s, state.newest) == (gap if gap is None else pytest.approx(gap), newest)
    assert state.undated is (newest == ago(0))


def test_a_short_list_says_nothing_of_how_fast_it_rolls_over() -> None:
    assert with_learned_rhythm(FeedState("f"), entries(1, 2), NOW).window_s is None
    assert with_learned_rhythm(FeedState("f"), entries(*range(20)), NOW).window_s == 19 * HOUR


@pytest.mark.parametrize(
    ("ttl_s", "cache_control", "asks"),
    [
        pytest.param(None, "", None, id="nothing"),
        pytest.param(HOUR, "", HOUR, id="ttl"),
        pytest.param(99 * DAY, "", DAY, id="a ttl of months: a day"),
        pytest.param(float("inf"), "", None, id="a ttl without end"),
        pytest.param(None, "public, max-age=600", 600.0, id="max-age"),
        pytest.param(None, "max-age=31536000", 4 * HOUR, id="a year, as for files: four hours"),
        pytest.param(None, "s-maxage=600", None, id="what is meant for proxies"),
        pytest.param(None, "no-store, max-age=0", None, id="zero"),
        pytest.param(HOUR, "max-age=600", HOUR, id="the longer of two"),
    ],
)
def test_what_a_feed_asks_for(ttl_s: float | None, cache_control: str, asks: float | None) -> None:
    assert requested_pause_s(ttl_s, {"cache-control": cache_control}) == asks


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param("2026-01-31", None, id="a date that is used"),
        pytest.param("2026-02-02", None, id="a zone ahead"),
        pytest.param("2031-01-01", "is in the future", id="the future"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 -1200", "is in the future", id="the end of time"),
        pytest.param("1970-01-01", "is before 1990", id="an empty field"),
        pytest.param("Mon, 01 Jan 0001 00:00:00 +1200", "is before 1990", id="the beginning of time"),
        pytest.param("soon", "is no date that can be read", id="words"),
    ],
)
def test_why_a_date_is_not_used(raw: str, why: str | None) -> None:
    assert refusal(raw, NOW) == why


moments = st.integers(-48, 300_000).map(ago)  # hours


@given(st.lists(moments), st.none() | st.floats(0, 1e12), st.none() | moments)
def test_no_feed_is_forgotten_or_flooded(dates: list[str], asks_s: float | None, newest: str | None) -> None:
    listed = [Entry(str(i), "", ("f",), published=date) for i, date in enumerate(dates)]
    state = with_learned_rhythm(FeedState("f", asks_s=asks_s, newest=newest), listed, NOW)
    assert HOUR / 4 <= own_pause_s(state, NOW) <= DAY


@pytest.mark.parametrize(
    ("state", "habit"),
    [
        pytest.param(FeedState("f", gap_s=HOUR, days=5), 3 * DAY, id="hourly: three days at least"),
        pytest.param(FeedState("f", gap_s=HOUR, days=4), None, id="four days are too few to know"),
        pytest.param(FeedState("f", days=30), None, id="without a gap"),
        pytest.param(FeedState("f", gap_s=DAY, days=5), 4 * DAY, id="daily: four times its gap"),
        pytest.param(
            FeedState("f", gap_s=60, longest_s=7 * DAY, days=5), 14 * DAY, id="all at once each week: twice the longest"
        ),
    ],
)
def test_habit(state: FeedState, habit: float | None) -> None:
    assert usual_silence_s(state) == habit


@pytest.mark.parametrize(
    ("before", "listed", "longest", "days"),
    [
        pytest.param(FeedState("f"), entries(1, 3, 30, 31), 27 * HOUR, 2, id="a list that is read first"),
        pytest.param(FeedState("f"), entries(1, 2000), 30 * DAY, 2, id="a month at most"),
        pytest.param(
            FeedState("f", newest=ago(30), polled_at=ago(2), days=4), entries(1, 1.5, 30), 28.5 * HOUR, 5, id="seen and listed"
        ),
        pytest.param(FeedState("f", newest=ago(90), polled_at=ago(10), days=4), entries(1, 2), 80 * HOUR, 5, id="seen: by us"),
        pytest.param(
            FeedState("f", newest=ago(90), polled_at=ago(10), errors=1, days=4),
            entries(1, 2),
            HOUR,
            5,
            id="not while it failed",
        ),
        pytest.param(
            FeedState("f", newest=ago(29 * 24), polled_at=ago(28 * 24), longest_s=9 * DAY, days=4),
            entries(1, 2),
            4.5 * DAY,
            5,
            id="half is forgotten in four weeks",
        ),
        pytest.param(FeedState("f", newest=ago(2), days=400), entries(1, 2, 3), HOUR, 366, id="a year of days"),
        pytest.param(FeedState("f", newest=ago(50), polled_at=ago(20), days=1), [], 30 * HOUR, 2, id="no dates"),
        pytest.param(FeedState("f"), [], None, 1, id="no dates, the first time"),
    ],
)
def test_its_silences_are_learned(before: FeedState, listed: list[Entry], longest: float | None, days: int) -> None:
    state = with_learned_rhythm(before, listed, NOW)
    assert (state.longest_s, state.days) == (longest if longest is None else pytest.approx(longest), days)


def test_a_feed_that_is_read_once_has_no_habit_yet() -> None:
    assert usual_silence_s(with_learned_rhythm(FeedState("f"), entries(*range(1, 20)), NOW)) is None
