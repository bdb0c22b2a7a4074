"""What each feed has brought lately is a small function of the log: days, texts, and when its pages became poor."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commit_log.counts.failure_counts import FailureKind
from pipeline.commit_log.counts.feed_counts import FeedCounts, PollTrouble, TextLengths, count_by_feed
from pipeline.commit_log.counts.feed_stats import DAYS, EARLIER_PAGES, RECENT_PAGES, DayCounts, FeedStats
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


def with_pages(*lengths: int, at: str = AT) -> FeedStats:
    stats = FeedStats()
    stats.add(FeedCounts(texts=lengths), at)
    return stats


def test_what_a_record_commit_says_of_each_feed() -> None:
    retry = Retry()
    setbacks = [
        retry.setback("extract", entry("b"), NoText("nothing"), NOW),
        retry.setback("extract", entry("d", attempts=1), NoText("again nothing"), NOW),
        retry.setback("fetch", entry("a"), NotFound("404"), NOW),
    ]
    texts = [TextLengths((("daily", "c", 70), ("weekly", "e", 50))), TextLengths((("daily", "a2", 60),))]
    failed = Counter({FailureKind("extract", "NoText"): 2, FailureKind("fetch", "NotFound"): 1})
    assert count_by_feed(setbacks, [], texts) == {
        "daily": FeedCounts(records=2, failed=failed, first_failures=2, texts=(60, 0, 70)),
        "weekly": FeedCounts(records=1, texts=(50,)),
    }


def test_what_a_poll_commit_says_of_each_feed() -> None:
    failure = Failure("poll", "ill", None, "https://ill.example/", "NotFound", "404 " * 200, True, 1, None)
    polled = [
        FeedOutcome(FeedState("read"), entries=3, left_out=(("skip", 2),)),
        FeedOutcome(FeedState("same"), unchanged=True),
        FeedOutcome(FeedState("ill", errors=1), failure=failure),
    ]
    assert count_by_feed([], polled, []) == {
        "ill": FeedCounts(
            failed=Counter({FailureKind("poll", "NotFound"): 1}), trouble=PollTrouble("NotFound", ("404 " * 200)[:300])
        ),
        "read": FeedCounts(listed=3, left_out={"skip": 2}),
    }


@pytest.mark.parametrize(
    ("counts", "row", "old"),
    [
        pytest.param(FeedCounts(), {}, {}, id="nothing"),
        pytest.param(FeedCounts(listed=0), {"listed": 0}, {"listed": 0}, id="an empty list"),
        pytest.param(
            FeedCounts(listed=3, left_out={"skip": 2}),
            {"listed": 3, "left_out": {"skip": 2}},
            {"listed": 3, "left_out.skip": 2},
            id="a list of which some is left out",
        ),
        pytest.param(
            FeedCounts(records=1, failed=Counter({FailureKind("fetch", "NotFound"): 2}), first_failures=1, texts=(60, 0)),
            {"records": 1, "failed": {"fetch": {"NotFound": 2}}, "first_failures": 1, "texts": [60, 0]},
            {"records": 1, "failed.fetch.NotFound": 2, "first_failures": 1, "texts": [60, 0]},
            id="pages",
        ),
        pytest.param(
            FeedCounts(trouble=PollTrouble("NotFound", "404")),
            {"trouble": {"reason": "NotFound", "detail": "404"}},
            {"trouble": {"reason": "NotFound", "detail": "404"}},
            id="a poll that failed",
        ),
    ],
)
def test_the_counts_of_a_feed_as_json_and_in_earlier_commits(counts: FeedCounts, row: dict, old: dict) -> None:
    assert counts.as_json() == row
    assert FeedCounts.from_json(row) == FeedCounts.from_json(old) == counts


def test_days_of_earlier_checkpoints_are_read() -> None:
    old = {"days": {"2026-01-31": {"polls": 2, "new": 3, "failed.fetch.NotFound": 1}}, "lately": [60], "trouble": {}}
    day = DayCounts(polls=2, new=3, failed=Counter({FailureKind("fetch", "NotFound"): 1}))
    assert FeedStats.from_json(old) == FeedStats(days={"2026-01-31": day}, lately=[60])


def test_a_poll_that_succeeds_ends_the_trouble() -> None:
    stats = FeedStats()
    stats.add(FeedCounts(failed=Counter({FailureKind("poll", "NotFound"): 1}), trouble=PollTrouble("NotFound", "404")), AT)
    stats.add_poll(FeedState("daily", polled_at=AT, errors=1), AT)
    assert (stats.trouble, stats.first_at, stats.read_at) == (PollTrouble("NotFound", "404"), None, None)
    later = "2026-01-31T13:00:00+00:00"
    stats.add_poll(FeedState("daily", polled_at=later), later)
    assert (stats.trouble, stats.first_at, stats.read_at) == (None, later, later)
    assert stats.total == DayCounts(polls=2, failed=Counter({FailureKind("poll", "NotFound"): 1}))


def test_what_the_first_poll_brings_is_no_sign_of_life() -> None:
    stats = FeedStats()
    stats.add_new_entry(AT)
    stats.add_poll(FeedState("daily", polled_at=AT), AT)
    assert stats.new_at is None
    stats.add_new_entry(AT)
    assert stats.new_at == AT


def test_counts_are_kept_for_two_weeks() -> None:
    stats = FeedStats()
    for n in range(20):
        stats.add(FeedCounts(records=1), (NOW + timedelta(days=n)).isoformat())
    assert (len(stats.days), stats.total.records, min(stats.days)) == (DAYS, DAYS, "2026-02-06")
    stats.add(FeedCounts(records=1), (NOW + timedelta(days=200)).isoformat())
    assert list(stats.days) == ["2026-08-19"]


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
    stats = with_pages(*[WHOLE] * 30, *[0] * 200)
    assert (stats.fell_at, stats.count_poor(stats.before), stats.count_poor(stats.lately)) == (AT, 0, RECENT_PAGES)
    stats.add(FeedCounts(texts=(WHOLE,) * 7), AT)
    assert stats.fell_at == AT
    stats.add(FeedCounts(texts=(WHOLE,)), AT)
    assert stats.fell_at is None


def test_after_two_weeks_it_is_usual() -> None:
    stats = with_pages(*[WHOLE] * 30, *[0] * 10)
    stats.add(FeedCounts(texts=(0,)), (NOW + timedelta(days=14)).isoformat())
    assert stats.fell_at == AT
    stats.add(FeedCounts(texts=(0,)), (NOW + timedelta(days=15)).isoformat())
    stats.add(FeedCounts(texts=(0,) * 100), (NOW + timedelta(days=15)).isoformat())
    assert stats.fell_at is None


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([0, 50, WHOLE]), st.booleans()), max_size=150))
def test_it_is_small_and_survives_a_checkpoint_anywhere(steps: list[tuple[int, int, bool]]) -> None:
    """Written down and read back after each step or never: the same."""
    whole, again, now = FeedStats(), FeedStats(), NOW
    for days, length, good in steps:
        now += timedelta(days=days / 10)
        for stats in (whole, again):
            stats.add(FeedCounts(texts=(length,), records=1, listed=length), now.isoformat())
            stats.add_poll(FeedState("daily", polled_at=now.isoformat(), errors=int(not good)), now.isoformat())
        again = FeedStats.from_json(json.loads(json.dumps(again.as_json())))
        assert again == whole
    assert (len(whole.days) <= DAYS, len(whole.lately) <= RECENT_PAGES, len(whole.before) <= EARLIER_PAGES) == (
        True,
        True,
        True,
    )
