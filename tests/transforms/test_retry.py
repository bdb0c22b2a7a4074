from dataclasses import replace
from datetime import UTC, datetime

import pytest

from transforms import errors
from transforms.articles import Entry
from transforms.retry import Retry

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def entry(attempts: int = 0) -> Entry:
    return Entry("00" * 16, "https://news.example/a", ("daily", "weekly"), title="A title", attempts=attempts)


@pytest.mark.parametrize(
    ("error", "before", "retry_at"),
    [
        pytest.param(errors.NotFound("404"), 0, "2026-01-31T12:05:00+00:00", id="first pause"),
        pytest.param(errors.NotFound("404"), 1, "2026-01-31T12:10:00+00:00", id="twice as long"),
        pytest.param(errors.NotFound("404"), 2, "2026-01-31T12:20:00+00:00", id="and again"),
        pytest.param(errors.NotFound("404"), 4, None, id="the last try"),
        pytest.param(errors.RateLimited("429", 3600), 0, "2026-01-31T13:00:00+00:00", id="the site asks for longer"),
        pytest.param(errors.RateLimited("429", 1), 0, "2026-01-31T12:05:00+00:00", id="the site asks for less"),
        pytest.param(errors.RateLimited("429", 1e9), 0, "2026-02-01T12:00:00+00:00", id="a day at most"),
        pytest.param(errors.Gone("410"), 0, None, id="trying again can't help"),
        pytest.param(KeyError("x"), 0, "2026-01-31T12:05:00+00:00", id="a bug of ours may be mended"),
    ],
)
def test_when_it_is_tried_again(error, before, retry_at):
    setback = Retry(300, 5).setback("fetch", entry(before), error, NOW)
    assert setback.failure.retry_at == setback.entry.retry_at == retry_at
    assert setback.failure.attempts == setback.entry.attempts == before + 1


@pytest.mark.parametrize(
    ("retry_at", "attempts"),
    [
        pytest.param("2026-01-31T12:00:01+00:00", 3, id="before its time, by force: costs no try"),
        pytest.param("2026-01-31T12:00:00+00:00", 4, id="in time"),
        pytest.param("2026-01-30T12:00:00+00:00", 4, id="late"),
        pytest.param(None, 4, id="no time was set"),
    ],
)
def test_what_a_try_costs(retry_at, attempts):
    waiting = replace(entry(3), retry_at=retry_at)
    setback = Retry(300, 5).setback("fetch", waiting, errors.NotFound("404"), NOW)
    assert (setback.entry.attempts, setback.first) == (attempts, False)
    assert setback.entry.retry_at
    assert Retry(300, 5).setback("fetch", entry(), errors.NotFound("404"), NOW).first


def test_a_failure_says_what_where_and_why():
    failure = Retry().setback("fetch", entry(), errors.NotFound("https://news.example/a answered 404"), NOW).failure
    assert (failure.stage, failure.feed, failure.entry, failure.reason) == ("fetch", "daily", "A title", "NotFound")
    assert failure.detail == "https://news.example/a answered 404"
    assert failure.expected
    bug = Retry().setback("clean", entry(), ValueError("odd"), NOW).failure
    assert (bug.reason, bug.detail, bug.expected) == ("ValueError", "ValueError: odd", False)
