"""The entries that the config keys `max_age` and `skip` exclude, and those that pass."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from transforms.articles import Entry
from transforms.feeds import Feed
from transforms.poll.entry_filter import exclusion_key, filter_entries

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def entry(
    url: str = "https://harborpost.example/news/ferry", title: str = "Ferry stays", published: str | None = None
) -> Entry:
    return Entry("a", url, ("daily",), title=title, published=published)


def feed(max_age_s: float | None = None, *skip: str) -> Feed:
    return Feed("daily", "https://harborpost.example/feed.xml", max_age_s=max_age_s, skip=skip)


@pytest.mark.parametrize(
    ("published", "left_out"),
    [
        pytest.param("2026-01-29T11:59:59+00:00", True, id="older than two days"),
        pytest.param("2026-01-29T12:00:01+00:00", False, id="just within"),
        pytest.param("2026-01-29T13:30:00+02:00", True, id="in another zone: half past eleven"),
        pytest.param("2026-01-29", False, id="a day lasts to its end"),
        pytest.param("2026-01-28", True, id="a day that was over"),
        pytest.param("2026-02-01T00:00:00+00:00", False, id="tomorrow"),
        pytest.param(None, False, id="nobody knows how old it is"),
    ],
)
def test_max_age(published: str | None, left_out: bool) -> None:
    assert (exclusion_key(entry(published=published), feed(2 * 86400.0), NOW) == "max_age") is left_out
    assert exclusion_key(entry(published=published), feed(), NOW) is None, "no default"


@pytest.mark.parametrize(
    ("url", "title", "left_out"),
    [
        pytest.param("https://harborpost.example/video/12", "Ferry", True, id="the address"),
        pytest.param("https://harborpost.example/news/12", "LIVE: ferry", True, id="the title"),
        pytest.param("https://harborpost.example/news/12", "Ferry", False, id="neither"),
        pytest.param("https://harborpost.example/news/video-of-a-ferry", "Ferry", False, id="a word of it elsewhere"),
        pytest.param("https://harborpost.example/news/12", "They live: a ferry's rats", False, id="not at its beginning"),
        pytest.param("", "", False, id="an entry with neither"),
    ],
)
def test_skip(url: str, title: str, left_out: bool) -> None:
    assert (exclusion_key(entry(url, title), feed(None, "/video/", "(?i)^live: "), NOW) == "skip") is left_out


def test_what_is_left_out_is_counted_and_the_rest_keeps_its_order() -> None:
    listed = [entry(title="Live: a"), entry(title="b"), entry(title="Live: c", published="2020-01-01"), entry(title="d")]
    kept, left_out = filter_entries(listed, feed(86400.0, "^Live"), NOW)
    assert [e.title for e in kept] == ["b", "d"]
    assert left_out == Counter(skip=1, max_age=1)
