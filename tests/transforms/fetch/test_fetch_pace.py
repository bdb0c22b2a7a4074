"""The pace of requests to each host: one at a time, pauses, and what a host asks for."""

import threading
from typing import Any

import pytest

from transforms.articles import Entry, Page
from transforms.errors import RateLimited, ServerTrouble
from transforms.fetch.fetch_hosts import FetchFailure, NotTried, Result


def entry(url: str, **more: Any) -> Entry:
    return Entry(**({"id": url, "url": url, "feeds": ("daily",)} | more))


def reason(result: Result) -> type[Exception] | None:
    return type(result.error) if isinstance(result, FetchFailure) else None


def test_in_order_and_one_at_a_time_at_each_host(street: Any, fetcher: Any) -> None:
    papers = street(4)
    entries = [entry(paper.page(f"/{i}")) for i in range(8) for paper in papers]
    # An aggregator of the first two leads to the others: redirects stand in line as well.
    for i in range(4):
        papers[0].answers[f"/{i}"] = 302, {"Location": papers[2].base + f"/{i}"}, b""
        papers[1].answers[f"/{i}"] = 302, {"Location": papers[3].base + f"/{i}"}, b""
    found = fetcher(entries, delay_seconds=0.0)
    assert all(isinstance(result, Page) for result in found.values())
    for paper in papers[:2]:
        assert [path for path in paper.asked if path != "/robots.txt"] == [f"/{i}" for i in range(8)]
    assert [paper.overlaps for paper in papers] == [0, 0, 0, 0]
    assert [paper.asked.count("/robots.txt") for paper in papers] == [1, 1, 1, 1]


def test_hosts_stand_side_by_side(street: Any, fetcher: Any) -> None:
    papers, meet = street(3), threading.Barrier(3, timeout=120)
    for paper in papers:
        paper.hold = lambda path: meet.wait() if path == "/a" else None
    found = fetcher([entry(paper.page("/a")) for paper in papers])
    assert all(isinstance(result, Page) for result in found.values())


def test_the_pause_lies_between_all_requests_to_a_host(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    times: list[float] = []
    paper.hold = lambda path: times.append(fetcher.clock())
    fetcher([entry(paper.page(f"/{i}")) for i in range(4)], delay_seconds=2.5)
    assert times == [0.0, 2.5, 5.0, 7.5, 10.0], "robots.txt, too"


def test_crawl_delay(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    paper.page("/robots.txt", b"User-agent: *\nCrawl-delay: 4", "text/plain")
    times: list[float] = []
    paper.hold = lambda path: times.append(fetcher.clock())
    fetcher([entry(paper.page(f"/{i}")) for i in range(3)])
    assert times[2] - times[1] == times[3] - times[2] == 4.0


def test_the_time_of_a_host_is_limited_but_one_is_always_tried(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    urls = [paper.page(f"/{i}") for i in range(5)]
    # robots.txt at 0 s, pages at 10, 20 and 30 s
    found = fetcher([entry(url) for url in urls], delay_seconds=10.0, host_seconds=25.0)
    assert [type(found[url]) for url in urls] == [Page, Page, Page, NotTried, NotTried]
    again = fetcher([entry(url) for url in urls], host_seconds=0.0)
    assert [type(again[url]) for url in urls] == [Page] + [NotTried] * 4


@pytest.mark.parametrize(
    ("answer", "host_seconds", "first", "rest", "waited"),
    [
        pytest.param((429, {"Retry-After": "7"}, b""), 100.0, RateLimited, Page, 7.0, id="429: waits and goes on"),
        pytest.param((503, {"Retry-After": "7"}, b""), 100.0, ServerTrouble, Page, 7.0, id="503: waits and goes on"),
        pytest.param((429, {}, b""), 100.0, RateLimited, Page, 5.0, id="429 without a time"),
        pytest.param((503, {}, b""), 100.0, ServerTrouble, Page, 1.0, id="503 without a time: the usual pause"),
        pytest.param((429, {"Retry-After": "11"}, b""), 100.0, RateLimited, NotTried, None, id="too long to wait for"),
        pytest.param((429, {"Retry-After": "7"}, b""), 6.0, RateLimited, NotTried, None, id="no time left for it"),
    ],
)
def test_a_host_that_asks_us_to_slow_down(
    street: Any, fetcher: Any, answer: Any, host_seconds: float, first: Any, rest: Any, waited: float | None
) -> None:
    (paper,) = street(1)
    times: list[float] = []
    paper.hold = lambda path: times.append(fetcher.clock())
    urls = [paper.page(f"/{i}") for i in range(3)]
    paper.answers["/0"] = answer
    found = fetcher([entry(url) for url in urls], host_seconds=host_seconds)
    assert reason(found[urls[0]]) is first
    assert [type(found[url]) for url in urls[1:]] == [rest, rest]
    if waited is not None:
        assert times[2] - times[1] == waited


def test_a_host_that_always_says_429_is_left_alone(street: Any, fetcher: Any) -> None:
    (paper,) = street(1)
    urls = [f"{paper.base}/{i}" for i in range(6)]
    paper.answers |= {f"/{i}": (429, {"Retry-After": "1"}, b"") for i in range(6)}
    found = fetcher([entry(url) for url in urls])
    assert [type(found[url]) for url in urls] == [FetchFailure] * 3 + [NotTried] * 3


def test_a_redirect_to_a_host_that_wants_to_be_left_alone(street: Any, fetcher: Any) -> None:
    busy, other = street(2)
    other.answers["/0"] = 302, {"Location": busy.base + "/0"}, b""
    busy.answers["/0"] = 429, {"Retry-After": "3600"}, b""
    other.answers["/1"] = 302, {"Location": busy.page("/1")}, b""
    urls = [other.base + "/0", other.base + "/1", other.page("/2")]
    found = fetcher([entry(url) for url in urls])
    assert [reason(found[url]) for url in urls] == [RateLimited, RateLimited, None], "the busy host is slowed, not this one"
    assert busy.asked == ["/robots.txt", "/0"]
    assert fetcher.clock() < 60


@pytest.mark.parametrize(
    ("seconds", "kind", "asked"),
    [
        pytest.param(3600.0, NotTried, [], id="for an hour: none of its pages is asked, and none has failed"),
        pytest.param(7.0, Page, ["/robots.txt", "/0", "/1"], id="for as long as we wait"),
    ],
)
def test_a_host_that_asked_for_a_pause_before(street: Any, fetcher: Any, seconds: float, kind: type, asked: list[str]) -> None:
    """Its feed was answered 429, say: the pages of the same host wait, too."""
    (paper,) = street(1)
    fetcher.asked_to_wait = {paper.base: seconds}
    found = fetcher([entry(paper.page(f"/{i}")) for i in range(2)])
    assert [type(result) for result in found.values()] == [kind, kind]
    assert paper.asked == asked and fetcher.clock() == (0.0 if kind is NotTried else 9.0)
