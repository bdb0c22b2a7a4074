"""What a host asks for binds the runs to come, for its feeds and its pages alike."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.runs import host_backoff

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def limited(seconds: int):
    def answer(handler):
        handler.send_response(429)
        handler.send_header("Retry-After", str(seconds))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def daily(web, desk, **pages):
    """A paper with one feed and two pages; `pages` are answered otherwise."""
    web.feed("/feed.xml", "/a", "/b")
    web.page("/a")
    web.page("/b", "Ferry goes")
    web.pages |= {f"/{name}": answer for name, answer in pages.items()}
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0\n")


def test_a_page_that_is_answered_429_for_an_hour_quiets_its_host_for_the_next_run_too(desk, web):
    daily(web, desk, a=limited(3600), b=limited(3600))
    first = desk.run()
    asked = list(web.hits)
    assert asked[:2] == ["/feed.xml", "/robots.txt"] and len(asked) == 3, "one of the two pages, not the other"
    assert sum(first.failed.values()) == 1 and first.waiting == 2
    second = desk.run()
    assert web.hits == asked, "neither the feed nor the other page"
    assert second.feeds["daily"].poll == "RateLimited" and second.waiting == 2
    web.page("/a")
    web.page("/b", "Ferry goes")
    forced = desk.run(force=True)
    assert forced.records == 2 and web.hits.count("/feed.xml") == 2


def test_a_feed_that_is_answered_429_quiets_its_host_s_pages(desk, web):
    daily(web, desk)
    web.feed("/other.xml", "/c")
    web.pages["/feed.xml"] = limited(3600)
    desk.settle(other="url: '{base}/other.xml'\nevery: 0\n")
    summary = desk.run()
    assert web.hits == ["/feed.xml"], "nor the other feed"
    assert {name: feed.poll for name, feed in summary.feeds.items()} == {"daily": "RateLimited", "other": "RateLimited"}


def test_a_pause_that_is_over_or_short_binds_nobody(desk, web):
    daily(web, desk, a=limited(1))
    desk.run()
    assert not (desk.out / host_backoff.FILE).exists() and web.hits.count("/b") == 1
    (desk.out / host_backoff.FILE).write_text(json.dumps({"127.0.0.1": "2026-01-01T00:00:00+00:00"}))
    desk.run()
    assert web.hits.count("/feed.xml") == 2 and not (desk.out / host_backoff.FILE).exists()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('{"a.example": "2026-01-31T13:00:00+00:00"}', {"a.example": NOW + timedelta(hours=1)}, id="an hour more"),
        pytest.param('{"a.example": "2026-01-31T12:00:00+00:00"}', {}, id="over"),
        pytest.param('{"a.example": "2036-01-31T13:00:00+00:00"}', {}, id="by a clock that was wrong"),
        pytest.param('{"a.example": "soon"}', {}, id="no time"),
        pytest.param("[1]", {}, id="something else"),
        pytest.param("{", {}, id="cut short"),
    ],
)
def test_what_is_read(tmp_path, text, found):
    (tmp_path / host_backoff.FILE).write_text(text)
    assert host_backoff.load(tmp_path, NOW) == found
    assert host_backoff.load(tmp_path / "none", NOW) == {}


def test_what_is_written(tmp_path):
    hour, over = {"b.example": NOW + timedelta(hours=1)}, {"a.example": NOW - timedelta(hours=1)}
    host_backoff.save(tmp_path, hour | over, NOW)
    assert host_backoff.load(tmp_path, NOW) == hour
    host_backoff.save(tmp_path, over, NOW)
    assert list(tmp_path.iterdir()) == []
    host_backoff.save(tmp_path / "none", hour, NOW)  # a folder that is not there is no reason to end a run


def test_what_several_workers_were_told(tmp_path):
    for name, minutes in (("000-a", 5), ("001-b", 9), ("002-c", 7)):
        host_backoff.save(tmp_path, {"a.example": NOW + timedelta(minutes=minutes)}, NOW)
        (tmp_path / host_backoff.FILE).rename(tmp_path / f"{name}.pauses")
    assert host_backoff.pauses_of_pass(tmp_path) == {"a.example": NOW + timedelta(minutes=9)}
