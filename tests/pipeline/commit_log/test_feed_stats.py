"""What each feed has brought lately is a small function of the log: days, texts, and when its pages became poor."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commit_log.feed_stats import BEFORE, DAYS, LATELY, Tally, Texts, added, from_json
from transforms.articles import Entry
from transforms.errors import NoText, NotFound
from transforms.feeds import FeedState
from transforms.poll.outcome import FeedOutcome
from transforms.records import Failure
from transforms.retry import Retry

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
AT = "2026-01-31T12:00:00+00:00"
WHOLE = 3_000


def entry(ident: str, attempts: int = 0) -> Entry:
    return Entry(ident, f"https://news.example/{ident}", ("daily", "weekly"), attempts=attempts)


def with_pages(*lengths: int, at: str = AT) -> Tally:
    tally = Tally()
    tally.add({"texts": list(lengths)}, at)
    return tally


def test_what_a_record_commit_says_of_each_feed() -> None:
    retry = Retry()
    setbacks = [
        retry.setback("extract", entry("b"), NoText("nothing"), NOW),
        retry.setback("extract", entry("d", attempts=1), NoText("again nothing"), NOW),
        retry.setback("fetch", entry("a"), NotFound("404"), NOW),
    ]
    assert added(setbacks, [], [Texts((("daily", "c", 70), ("weekly", "e", 50))), Texts((("daily", "a2", 60),))]) == {
        "daily": {
            "records": 2,
            "failed.extract.NoText": 2,
            "failed.fetch.NotFound": 1,
            "first_failures": 2,
            "texts": [60, 0, 70],
        },
        "weekly": {"records": 1, "texts": [50]},
    }


def test_what_a_poll_commit_says_of_each_feed() -> None:
    failure = Failure("poll", "ill", None, "https://ill.example/", "NotFound", "404 " * 200, True, 1, None)
    polled = [
        FeedOutcome(FeedState("read"), entries=3, left_out=(("skip", 2),)),
        FeedOutcome(FeedState("same"), unchanged=True),
        FeedOutcome(FeedState("ill", errors=1), failure=failure),
    ]
    assert added([], polled, []) == {
        "ill": {"failed.poll.NotFound": 1, "trouble": {"reason": "NotFound", "detail": ("404 " * 200)[:300]}},
        "read": {"listed": 3, "left_out.skip": 2},
    }


def test_a_poll_that_succeeds_ends_the_trouble() -> None:
    tally = Tally()
    tally.add({"failed.poll.NotFound": 1, "trouble": {"reason": "NotFound", "detail": "404"}}, AT)
    tally.add_poll(FeedState("daily", polled_at=AT, errors=1), AT)
    assert (tally.trouble["reason"], tally.first_at, tally.read_at) == ("NotFound", None, None)
    later = "2026-01-31T13:00:00+00:00"
    tally.add_poll(FeedState("daily", polled_at=later), later)
    assert (tally.trouble, tally.first_at, tally.read_at) == ({}, later, later)
    assert tally.counts == {"polls": 2, "failed.poll.NotFound": 1}


def test_what_the_first_poll_brings_is_no_sign_of_life() -> None:
    tally = Tally()
    tally.add_new(AT)
    tally.add_poll(FeedState("daily", polled_at=AT), AT)
    assert tally.new_at is None
    tally.add_new(AT)
    assert tally.new_at == AT


def test_counts_are_kept_for_two_weeks() -> None:
    tally = Tally()
    for n in range(20):
        tally.add({"records": 1}, (NOW + timedelta(days=n)).isoformat())
    assert (len(tally.days), tally.counts["records"], min(tally.days)) == (DAYS, DAYS, "2026-02-06")
    tally.add({"records": 1}, (NOW + timedelta(days=200)).isoformat())
    assert list(tally.days) == ["2026-08-19"]


@pytest.mark.parametrize(
    ("before", "lately", "fell"),
    [
        pytest.param([WHOLE] * 20, [0] * 6 + [WHOLE] * 4, True, id="six of ten, after none of twenty"),
        pytest.param([WHOLE] * 20, [0] * 5 + [WHOLE] * 5, False, id="five of ten"),
        pytest.param([WHOLE] * 19, [0] * 10, False, id="nineteen pages are too few to tell"),
        pytest.param([WHOLE] * 20, [999] * 10, True, id="texts a third as long"),
        pytest.param([WHOLE] * 20, [1_000] * 10, False, id="texts just a third as long"),
        pytest.param([0] * 4 + [WHOLE] * 16, [0] * 7 + [WHOLE] * 3, True, id="seven of ten, after one in five"),
        pytest.param([0] * 5 + [WHOLE] * 15, [0] * 7 + [WHOLE] * 3, False, id="seven of ten, after one in four"),
        pytest.param([0] * 11 + [WHOLE] * 9, [0] * 10, False, id="more than half were poor before"),
        pytest.param([0] * 20, [0] * 10, False, id="it never gave anything"),
        pytest.param([WHOLE, 200] * 10, [200] * 10, True, id="half were short, now all are"),
        pytest.param([200] * 20, [WHOLE] * 10, False, id="longer texts are no trouble"),
    ],
)
def test_when_pages_are_poor(before: list[int], lately: list[int], fell: bool) -> None:
    assert (with_pages(*before, *lately).fell_at == AT) is fell


def test_what_is_poor_does_not_become_usual_at_once() -> None:
    tally = with_pages(*[WHOLE] * 30, *[0] * 200)
    assert (tally.fell_at, tally.poor(tally.before), tally.poor(tally.lately)) == (AT, 0, LATELY)
    tally.add({"texts": [WHOLE] * 7}, AT)
    assert tally.fell_at == AT
    tally.add({"texts": [WHOLE]}, AT)
    assert tally.fell_at is None


def test_after_two_weeks_it_is_usual() -> None:
    tally = with_pages(*[WHOLE] * 30, *[0] * 10)
    tally.add({"texts": [0]}, (NOW + timedelta(days=14)).isoformat())
    assert tally.fell_at == AT
    tally.add({"texts": [0]}, (NOW + timedelta(days=15)).isoformat())
    tally.add({"texts": [0] * 100}, (NOW + timedelta(days=15)).isoformat())
    assert tally.fell_at is None


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([0, 50, WHOLE]), st.booleans()), max_size=150))
def test_it_is_small_and_survives_a_checkpoint_anywhere(steps: list[tuple[int, int, bool]]) -> None:
    """Written down and read back after each step or never: the same."""
    whole, again, now = Tally(), Tally(), NOW
    for days, length, good in steps:
        now += timedelta(days=days / 10)
        for tally in (whole, again):
            tally.add({"texts": [length], "records": 1, "listed": length}, now.isoformat())
            tally.add_poll(FeedState("daily", polled_at=now.isoformat(), errors=int(not good)), now.isoformat())
        again = from_json(again.as_json())
        assert again == whole
    assert (len(whole.days) <= DAYS, len(whole.lately) <= LATELY, len(whole.before) <= BEFORE) == (True, True, True)
