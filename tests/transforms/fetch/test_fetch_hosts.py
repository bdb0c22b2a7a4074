"""The result of each entry, from sites on loopback."""

import pickle
import threading
from pathlib import Path
from typing import Any

import pytest

from transforms.articles import Entry, Page
from transforms.errors import (
    BadAddress,
    DisallowedByRobots,
    ForbiddenAddress,
    NewsError,
    NoAddress,
    NotAPage,
    NotFound,
    RobotsUnreachable,
)
from transforms.feeds import Feed
from transforms.fetch.fetch_hosts import FetchFailure, Result
from transforms.spool import read_body

AT = "2026-01-31T06:00:00Z"


def entry(url: str, **more: Any) -> Entry:
    return Entry(**({"id": url, "url": url, "feeds": ("daily",)} | more))


def reason(result: Result) -> type[Exception] | None:
    return type(result.error) if isinstance(result, FetchFailure) else None


def test_pages_come_with_their_bodies(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    url = paper.page("/a", b"<html>one", "text/html; charset=latin-1")
    paper.answers["/b"] = 301, {"Location": "/a"}, b""
    found = fetcher([entry(url), entry(paper.base + "/b")])
    for page in found.values():
        assert isinstance(page, Page) and page.body
        assert (page.url, page.fetched_at, page.content_type) == (url, AT, "text/html; charset=latin-1")
        assert read_body(page.body) == b"<html>one"
    assert paper.asked == ["/robots.txt", "/a", "/b", "/a"]


def test_what_the_feed_carries_is_not_fetched(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    there, nowhere = entry(paper.base + "/a", content="<p>All of it</p>"), entry("", id="x", content="")
    found = fetcher([there, nowhere])
    assert found == {there.id: Page(there, there.url, AT), "x": Page(nowhere, "", AT)}
    assert paper.asked == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param((404, {}, b""), NotFound, id="not found"),
        pytest.param((200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"), NotAPage, id="a PDF"),
        pytest.param((302, {"Location": "http://10.0.0.1/"}, b""), ForbiddenAddress, id="leads inwards"),
        pytest.param((302, {"Location": "/private/a"}, b""), DisallowedByRobots, id="leads to where robots may not"),
    ],
)
def test_misses(street: Any, fetcher: Any, answer: Any, error: type[NewsError]) -> None:
    (paper,) = street(1)
    paper.page("/robots.txt", b"User-agent: *\nDisallow: /private/", "text/plain")
    paper.answers["/a"] = answer
    miss = fetcher([entry(paper.base + "/a"), entry(paper.page("/b"))])
    assert reason(miss[paper.base + "/a"]) is error
    assert isinstance(miss[paper.base + "/b"], Page), "and the next is fetched"
    assert pickle.loads(pickle.dumps(miss)).keys() == miss.keys()


@pytest.mark.parametrize(
    ("url", "error"),
    [("", NoAddress), ("mailto:a@b", BadAddress), ("http://[::1", BadAddress), ("http://10.0.0.1/", ForbiddenAddress)],
)
def test_addresses_that_lead_nowhere(fetcher: Any, url: str, error: type[NewsError]) -> None:
    assert reason(fetcher([entry(url, id="x")])["x"]) is error


def test_robots_binds_pages_and_is_read_once(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    paper.page("/robots.txt", b"User-agent: *\nDisallow: /private/", "text/plain")
    urls = [paper.page(path) for path in ("/private/a", "/a", "/private/b", "/b")]
    found = fetcher([entry(url) for url in urls])
    assert [reason(found[url]) for url in urls] == [DisallowedByRobots, None, DisallowedByRobots, None]
    assert paper.asked == ["/robots.txt", "/a", "/b"]


def test_robots_that_can_t_be_read(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    paper.answers["/robots.txt"] = 500, {}, b""
    found = fetcher([entry(paper.page(f"/{i}")) for i in range(3)])
    assert {reason(result) for result in found.values()} == {RobotsUnreachable}
    assert paper.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("feed_url", "sent"),
    [
        pytest.param("{here}/feed.xml", True, id="the feed's own host"),
        pytest.param("{there}/feed.xml", False, id="another host"),
        pytest.param("https://127.0.0.2/feed.xml", False, id="a feed over https, a page over http"),
        pytest.param("http://[broken", False, id="no address"),
    ],
)
def test_a_feed_s_headers_go_to_its_own_host_only(street: Any, fetcher: Any, feed_url: str, sent: bool) -> None:
    here, there = street(2)
    fetcher.feeds["daily"] = Feed(
        "daily", feed_url.format(here=here.base, there=there.base), headers=(("Authorization", "secret"),)
    )
    here.answers["/b"] = 302, {"Location": there.page("/c")}, b""
    fetcher([entry(here.page("/a"), feeds=("unknown", "daily")), entry(here.base + "/b")])
    assert [h.get("authorization") == "secret" for h in here.headers] == [False, sent, sent], "robots.txt never"
    assert all("authorization" not in h for h in there.headers)


def test_a_bug_of_ours_is_a_miss_too(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    fetcher.feeds["daily"] = Feed("daily", paper.base, headers=(("X-Key", "a\nb"),))
    found = fetcher([entry(paper.page("/a")), entry(paper.page("/b"), feeds=())])
    assert reason(found[paper.base + "/a"]) is ValueError
    assert isinstance(found[paper.base + "/b"], Page)


def test_it_can_be_left_early(street: Any, fetcher: Any, tmp_path: Path) -> None:
    papers, over = street(3), threading.Event()
    for paper in papers:  # a server that does not answer does not keep us
        paper.hold = lambda path: over.wait(120) if path not in ("/robots.txt", "/0") else None
    results = fetcher.start([entry(paper.page(f"/{i}")) for paper in papers for i in range(200)], delay_seconds=0.0)
    assert isinstance(next(results), Page)
    results.close()  # type: ignore[attr-defined]
    size = (tmp_path / "lane.warc").stat().st_size
    over.set()
    assert max(len(paper.asked) for paper in papers) <= 3, "robots.txt, the first page, and the one that hangs"
    assert (tmp_path / "lane.warc").stat().st_size == size


def test_nothing_to_do(fetcher: Any) -> None:
    assert fetcher([]) == {}
