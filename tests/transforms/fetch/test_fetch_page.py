"""One page, as `explain`, `feeds check` and a run fetch it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from transforms.errors import AggregatorLink, DisallowedByRobots, NewsError, NotAPage, SoftNotFound
from transforms.feeds import Feed
from transforms.fetch.fetch_page import FetchStopped, fetch_page
from transforms.web.client import Client
from transforms.web.limits import Limits
from transforms.web.pace import Pace
from transforms.web.robots import Robots
from transforms.web.session import Session


@pytest.fixture
def session() -> Iterator[Session]:
    client = Client(Limits(allow_addresses=("127.0.0.0/8",), deadline_seconds=120))
    yield Session(client, Robots(client), Pace(0.0, lambda: 0.0, lambda seconds: None))
    client.close()


def test_a_page(street: Any, session: Session) -> None:
    here, there = street(2)
    here.answers["/a"] = 302, {"Location": there.page("/b")}, b""
    assert fetch_page(here.base + "/a", session).url == there.base + "/b"
    assert (here.asked, there.asked) == (["/robots.txt", "/a"], ["/robots.txt", "/b"])


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(
            lambda base: (302, {"Location": base + "/private/b"}, b""), DisallowedByRobots, id="a hop that is disallowed"
        ),
        pytest.param(lambda base: (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"), NotAPage, id="a PDF"),
        pytest.param(lambda base: (302, {"Location": base + "/error"}, b""), SoftNotFound, id="another page"),
        pytest.param(lambda base: (302, {"Location": base + "/open"}, b""), None, id="a hop that is allowed"),
    ],
)
def test_what_comes_instead(
    street: Any, session: Session, answer: Callable[[str], Any], reason: type[NewsError] | None
) -> None:
    here, there = street(2)
    there.page("/robots.txt", b"User-agent: *\nDisallow: /private/", "text/plain")
    there.page("/private/b")
    there.page("/open")
    there.page("/error")
    here.answers["/news/2026/a"] = answer(there.base)
    if reason is None:
        fetch_page(here.base + "/news/2026/a", session)
    else:
        with pytest.raises(reason):
            fetch_page(here.base + "/news/2026/a", session)
    assert "/private/b" not in there.asked


def test_an_aggregator_is_not_asked(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session.client, "get", None)
    with pytest.raises(AggregatorLink):
        fetch_page("https://news.google.com/rss/articles/CBMi", session)


def test_the_feed_s_headers_go_along(street: Any, session: Session) -> None:
    here, there = street(2)
    feed = Feed("daily", here.base + "/feed.xml", headers=(("X-Key", "secret"),))
    fetch_page(here.page("/a"), session, [feed])
    fetch_page(there.page("/a"), session, [feed])
    assert [h.get("x-key") for h in here.headers + there.headers] == [None, "secret", None, None]
    assert "secret" not in repr(feed)


def test_nobody_waits_any_more(street: Any, session: Session) -> None:
    (here,) = street(1)
    with pytest.raises(FetchStopped):
        fetch_page(here.page("/a"), session, is_stopping=lambda: True)
    assert here.asked == ["/robots.txt"]
