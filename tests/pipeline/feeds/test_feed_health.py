"""What is said of a feed: its signs, the gravest first, at the boundaries of each rule."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.commit_log.counts.failure_counts import FailureKind
from pipeline.commit_log.counts.feed_counts import FeedCounts, PollTrouble
from pipeline.commit_log.counts.feed_stats import FeedStats
from pipeline.feeds.health import UNHEALTHY, FeedFacts
from transforms.feeds import Feed, FeedState

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
HOUR = 3_600.0
DAY = 24 * HOUR
FEED = Feed("daily", "https://news.example/rss")


def ago(seconds: float) -> str:
    return (NOW - timedelta(seconds=seconds)).isoformat()


STATE = FeedState("daily", polled_at=ago(60), due_at=ago(-HOUR), newest=ago(HOUR), gap_s=HOUR, longest_s=HOUR, days=9)
STATS = FeedStats(first_at=ago(99 * DAY), read_at=ago(60), listed=20)


def signs(state: FeedState | None = STATE, stats: FeedStats = STATS, **known: object) -> list[str]:
    found = FeedFacts("daily", FEED, state=state, stats=stats, last_poll=ago(60))
    return [sign.word for sign in replace(found, **known).signs(NOW)]


def stats(**fields: object) -> FeedStats:
    return replace(STATS, **fields)


def counted(stage: str, reason: str, tries: int, **counts: int) -> FeedStats:
    fresh = stats(days={})
    fresh.add(FeedCounts(failed=Counter({FailureKind(stage, reason): tries}), **counts), ago(60))
    return fresh


def test_all_is_well() -> None:
    assert signs() == []


@pytest.mark.parametrize(
    ("newest", "others", "silent"),
    [
        pytest.param(3 * DAY + 60, {}, False, id="three days to the second"),
        pytest.param(3 * DAY + 61, {}, True, id="a second more"),
        pytest.param(99 * DAY, {"state": {"days": 4}}, False, id="four days are too few to know its habit"),
        pytest.param(99 * DAY, {"state": {"gap_s": None}}, False, id="it was seen once"),
        pytest.param(7 * DAY, {"state": {"gap_s": 2 * DAY}}, False, id="every other day: eight days are nothing strange"),
        pytest.param(9 * DAY, {"state": {"gap_s": 2 * DAY}}, True, id="every other day: nine are"),
        pytest.param(13 * DAY, {"state": {"longest_s": 7 * DAY}}, False, id="a weekly that lists all at once"),
        pytest.param(15 * DAY, {"state": {"longest_s": 7 * DAY}}, True, id="a weekly that left out two issues"),
        pytest.param(99 * DAY, {"stats": {"new_at": ago(DAY)}}, False, id="old dates, but a new entry yesterday"),
        pytest.param(99 * DAY, {"stats": {"new_at": ago(5 * DAY)}}, True, id="and none since five days"),
        pytest.param(99 * DAY, {"stats": {"first_at": ago(2 * DAY)}}, False, id="we read it since two days"),
        pytest.param(99 * DAY, {"stats": {"first_at": ago(4 * DAY)}}, True, id="we read it since four days"),
        pytest.param(
            99 * DAY, {"stats": {"read_at": ago(98 * DAY), "first_at": ago(99 * DAY)}}, False, id="nobody asked since"
        ),
    ],
)
def test_when_it_is_silent(newest: float, others: dict[str, dict[str, object]], silent: bool) -> None:
    state = replace(STATE, newest=ago(newest), **others.get("state", {}))
    assert ("silent" in signs(state, stats(**others.get("stats", {})))) is silent


@pytest.mark.parametrize(
    ("reason", "errors", "word"),
    [
        pytest.param("ServerTrouble", 1, "troubled", id="it mostly passes"),
        pytest.param("Unreachable", 2, "troubled", id="twice"),
        pytest.param("TooSlow", 3, "failing", id="three times"),
        pytest.param("NotFound", 1, "failing", id="it hardly passes"),
        pytest.param("NotAFeed", 1, "failing", id="a page instead"),
        pytest.param("KeyError", 1, "failing", id="a bug of ours"),
        pytest.param("log", 1, "failing", id="no reason that we know"),
    ],
)
def test_when_it_fails(reason: str, errors: int, word: str) -> None:
    ill = stats(trouble=PollTrouble(reason, "https://news.example/rss: so it is"))
    (sign,) = FeedFacts("daily", FEED, state=replace(STATE, errors=errors), stats=ill).signs(NOW)
    assert sign.word == word
    assert f"{reason}: https://news.example/rss: so it is; " in sign.text
    assert (word in UNHEALTHY) is (word == "failing")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param(
            counted("fetch", "DisallowedByRobots", 5, first_failures=5), ["no_articles"], id="five entries, no record"
        ),
        pytest.param(counted("extract", "TakesTooLong", 3), ["harmful"], id="three pages that take too long"),
        pytest.param(counted("annotate", "EndsProcess", 4, records=40), ["harmful"], id="one harmful page to ten records"),
        pytest.param(counted("annotate", "EndsProcess", 3, records=31), [], id="few harmful pages among many good ones"),
        pytest.param(counted("extract", "NeedsTooMuchMemory", 2), [], id="two harmful pages may be chance"),
        pytest.param(
            counted("fetch", "NotFound", 20, first_failures=4), [], id="four say nothing, however often they were tried"
        ),
        pytest.param(counted("fetch", "DisallowedByRobots", 99, first_failures=99, records=1), [], id="one record came"),
        pytest.param(counted("poll", "Unreachable", 99), [], id="its polls are not its pages"),
        pytest.param(stats(fell_at=ago(DAY), lately=[0] * 10, before=[900] * 20), ["layout"], id="its pages are poor"),
        pytest.param(stats(listed=0), ["empty"], id="it lists nothing"),
        pytest.param(stats(listed=0, left_out={"skip": 3}), ["left_out"], id="all is left out"),
        pytest.param(stats(listed=1, left_out={"skip": 3}), [], id="one is not"),
        pytest.param(stats(listed=None), [], id="a log of before this was counted"),
    ],
)
def test_what_its_pages_say(found: FeedStats, words: list[str]) -> None:
    assert signs(stats=found) == words


@pytest.mark.parametrize(
    ("known", "words"),
    [
        pytest.param({"state": None}, ["never"], id="never polled"),
        pytest.param({"enabled": False}, ["off"], id="switched off"),
        pytest.param({"state": replace(STATE, gone=2, errors=2, due_at=None)}, ["stopped"], id="gone twice"),
        pytest.param({"state": replace(STATE, due_at=ago(DAY - 1))}, [], id="due for less than a day"),
        pytest.param({"state": replace(STATE, due_at=ago(DAY))}, ["late"], id="due for a day: nothing runs"),
        pytest.param(
            {"feed": None, "state": replace(STATE, due_at=ago(2 * DAY))}, ["removed"], id="others are asked, it is not"
        ),
        pytest.param({"feed": None}, [], id="without a config"),
    ],
)
def test_what_its_place_says(known: dict[str, object], words: list[str]) -> None:
    assert signs(**known) == words


def test_the_gravest_comes_first() -> None:
    state = replace(STATE, newest=ago(9 * DAY), due_at=ago(9 * DAY))
    assert signs(state, replace(counted("fetch", "Refused", 9, first_failures=9), listed=0)) == [
        "late",
        "no_articles",
        "silent",
        "empty",
    ]
