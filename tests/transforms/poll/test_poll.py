from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from transforms.errors import Gone, NotAFeed, ServerTrouble
from transforms.poll.poll import Answer, poll_feed
from transforms.records import Feed, FeedState

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
FEED = Feed(id="daily", url="https://a.example/feed", headers=(("X-Key", "k"),))
KNOWN = FeedState(
    id="daily", etag='"old"', last_modified="Sat, 31 Jan 2026 00:00:00 GMT", errors=3, url="https://a.example/feed"
)
BODY = b"<rss><channel><item><link>/1</link></item><item><link>/1</link></item><item><title>x</title></item></channel></rss>"


@dataclass
class Came:
    body: bytes = BODY
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str = "https://a.example/moved/feed"


@dataclass
class FakeGetter:
    outcome: Came | Exception
    asked: list[tuple[str, tuple[tuple[str, str], ...], str]] = field(default_factory=list)

    def get(self, url: str, *, headers: Sequence[tuple[str, str]] = (), accept: str) -> Answer:
        self.asked.append((url, tuple(headers), accept))
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def test_a_first_poll() -> None:
    client = FakeGetter(Came(headers={"etag": '"new"', "last-modified": "Sun, 01 Feb 2026 00:00:00 GMT"}))
    polled = poll_feed(FEED, None, client=client, now=NOW)
    assert [entry.url for entry in polled.entries] == ["https://a.example/1", ""]
    assert {entry.seen_at for entry in polled.entries} == {"2026-02-01T12:00:00+00:00"}
    assert (polled.unchanged, polled.error, polled.merged) == (False, None, 1)
    assert polled.state == FeedState(
        "daily",
        '"new"',
        "Sun, 01 Feb 2026 00:00:00 GMT",
        "2026-02-01T12:00:00+00:00",
        "2026-02-01T12:30:00+00:00",
        errors=0,
        url=FEED.url,
    )
    ((url, headers, accept),) = client.asked
    assert (url, headers) == ("https://a.example/feed", (("X-Key", "k"),))
    assert "application/rss+xml" in accept and "application/feed+json" in accept


def test_the_next_sends_what_the_server_said() -> None:
    client = FakeGetter(Came(status=304, body=b""))
    polled = poll_feed(FEED, KNOWN, client=client, now=NOW)
    assert client.asked[0][1][1:] == (("If-None-Match", '"old"'), ("If-Modified-Since", "Sat, 31 Jan 2026 00:00:00 GMT"))
    assert (polled.unchanged, polled.entries, polled.error) == (True, (), None)
    assert (polled.state.etag, polled.state.last_modified, polled.state.errors) == ('"old"', KNOWN.last_modified, 0)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://a.example/other", id="another path"),
        pytest.param("http://a.example/feed", id="another scheme"),
        pytest.param(None, id="nobody knows which"),
    ],
)
def test_what_another_address_said_is_not_sent(url: str | None) -> None:
    client = FakeGetter(Came(headers={"etag": '"new"'}))
    polled = poll_feed(FEED, replace(KNOWN, url=url), client=client, now=NOW)
    assert client.asked[0][1] == FEED.headers
    assert (polled.state.etag, polled.state.last_modified, polled.state.url) == ('"new"', None, FEED.url)


def test_what_another_origin_said_after_a_redirect_is_not_kept() -> None:
    polled = poll_feed(FEED, KNOWN, client=FakeGetter(Came(headers={"etag": '"b"'}, url="https://b.example/feed")), now=NOW)
    assert (polled.state.etag, polled.state.last_modified) == (None, None)
    assert len(polled.entries) == 2


@pytest.mark.parametrize(
    ("outcome", "error"),
    [
        pytest.param(ServerTrouble("https://a.example/feed answers 503"), ServerTrouble, id="a status"),
        pytest.param(Gone("https://a.example/feed is gone"), Gone, id="gone"),
        pytest.param(
            Came(body=b"<html><title>Log in</title></html>", headers={"etag": '"login"'}), NotAFeed, id="a page for the feed"
        ),
        pytest.param(Came(body=b""), NotAFeed, id="nothing"),
    ],
)
def test_an_error_is_an_outcome_that_keeps_the_validators(outcome: Came | Exception, error: type[Exception]) -> None:
    polled = poll_feed(FEED, KNOWN, client=FakeGetter(outcome), now=NOW)
    assert isinstance(polled.error, error)
    assert (polled.entries, polled.unchanged) == ((), False)
    assert (polled.state.etag, polled.state.last_modified, polled.state.errors) == ('"old"', KNOWN.last_modified, 4)
    assert polled.state.due_at and polled.state.due_at > "2026-02-01T12:30:00+00:00"


@pytest.mark.parametrize(
    ("etag", "kept"),
    [
        pytest.param('W/"x"', 'W/"x"', id="weak"),
        pytest.param("", None, id="empty"),
        pytest.param("a\r\nX-Evil: 1", None, id="a second header"),
        pytest.param("é", None, id="not ASCII"),
        pytest.param("x" * 5000, None, id="too long to be sent each time"),
    ],
)
def test_only_validators_that_can_be_sent_are_kept(etag: str, kept: str | None) -> None:
    assert poll_feed(FEED, KNOWN, client=FakeGetter(Came(headers={"etag": etag})), now=NOW).state.etag == kept


def test_a_bug_is_not_an_outcome() -> None:
    with pytest.raises(ZeroDivisionError):
        poll_feed(FEED, None, client=FakeGetter(ZeroDivisionError()), now=NOW)
