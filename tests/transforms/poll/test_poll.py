"""One poll of a feed against a stand-in for the HTTP client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from transforms.errors import Gone, NotAFeed, ServerTrouble
from transforms.feeds import Feed, FeedState, Note
from transforms.poll.poll import FeedResponse, PollResult, listing_changed, poll_feed

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
FEED = Feed(id="daily", url="https://a.example/feed", headers=(("X-Key", "k"),), every_s=1800)
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
    redirects: tuple[tuple[int, str], ...] = ()


@dataclass
class FakeGetter:
    outcome: Came | Exception
    asked: list[tuple[str, tuple[tuple[str, str], ...], str]] = field(default_factory=list)

    def get(self, url: str, *, headers: Sequence[tuple[str, str]] = (), accept: str) -> FeedResponse:
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
        body_hash=polled.state.body_hash,
        listing=polled.state.listing,
        newest="2026-02-01T12:00:00+00:00",
        undated=True,
        days=1,
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


def after(*answers: Came | Exception, feed: Feed = FEED, state: FeedState | None = None) -> tuple[PollResult, FakeGetter]:
    """The last of several polls, half an hour apart, and the client that it asked."""
    for number, answer in enumerate(answers):
        client = FakeGetter(answer)
        polled = poll_feed(feed, state, client=client, now=NOW + number * timedelta(days=2), taken=TAKEN)
        state = polled.state
    return polled, client


TAKEN = {"//a.example/feed": "daily", "//b.example/feed": "other"}
THERE = Came(url="https://c.example/feed", redirects=((301, "https://c.example/feed"),))


def test_the_same_bytes_are_not_read_again() -> None:
    polled, _ = after(Came(), Came())
    assert (polled.unchanged, polled.entries) == (True, ())
    polled, _ = after(Came(), Came(BODY + b" "))
    assert not polled.unchanged and len(polled.entries) == 2
    first = poll_feed(FEED, None, client=FakeGetter(Came()), now=NOW).state
    whole = poll_feed(replace(FEED, content="feed"), first, client=FakeGetter(Came()), now=NOW)
    assert not whole.unchanged  # read in another way


def test_a_feed_is_asked_without_conditions_now_and_then() -> None:
    first, never = Came(headers={"etag": '"1"'}), Came(status=304, body=b"")
    asked = [bool(after(first, *[never] * times)[1].asked[0][1][1:]) for times in (1, 12, 13, 14)]
    assert asked == [True, True, False, False]
    _, client = after(first, *[never] * 13, Came(BODY, headers={"etag": '"2"'}), never)
    assert client.asked[0][1][1:] == (("If-None-Match", '"2"'),)


@pytest.mark.parametrize(
    ("answers", "asks"),
    [
        pytest.param([THERE] * 4, "https://c.example/feed", id="three times in a row"),
        pytest.param([THERE] * 3, FEED.url, id="the third time is still asked here"),
        pytest.param([THERE, THERE, Came(url=FEED.url), THERE, THERE], FEED.url, id="not in a row"),
        pytest.param([THERE, THERE, ServerTrouble("x"), THERE, THERE], "https://c.example/feed", id="an error is no answer"),
        pytest.param([replace(THERE, redirects=((302, "https://c.example/feed"),))] * 4, FEED.url, id="for today only"),
        pytest.param(
            [replace(THERE, redirects=((308, "https://a.example/new"), (302, "https://c.example/feed")))] * 4,
            "https://a.example/new",
            id="what comes after a temporary one is not kept",
        ),
        pytest.param(
            [replace(THERE, redirects=((301, "https://b.example/feed/"),))] * 4, FEED.url, id="another feed's address"
        ),
        pytest.param(
            [replace(THERE, redirects=((301, "http://www.a.example/feed"),))] * 4, "http://www.a.example/feed", id="www"
        ),
        pytest.param([replace(THERE, redirects=((301, "http://10.0.0.1/feed"),))] * 4, FEED.url, id="a private address"),
        pytest.param([replace(THERE, redirects=((301, "http://router.lan/feed"),))] * 4, FEED.url, id="an inner name"),
        pytest.param(
            [replace(THERE, body=b"<html><title>Log in</title>")] * 4, FEED.url, id="a page is no feed that has moved"
        ),
    ],
)
def test_a_move_for_good_is_kept_after_three_in_a_row(answers: list[Came | Exception], asks: str) -> None:
    polled, client = after(*answers)
    assert client.asked[0][0] == asks
    assert [
        note for note in polled.state.notes if asks in note.text and "configs/feeds/daily.yaml" in note.text
    ] or asks == FEED.url
    assert client.asked[0][1][:1] == (FEED.headers if asks.startswith("https://a.example/") else ())


def test_who_has_moved_and_does_not_answer_is_asked_at_home() -> None:
    polled, client = after(*[THERE] * 3, Gone("x"))
    assert client.asked[0][0] == "https://c.example/feed"
    assert (polled.state.gone, polled.state.errors, polled.state.moved_to) == (0, 1, None)
    polled, client = after(*[THERE] * 3, Gone("x"), Came())
    assert client.asked[0][0] == FEED.url


def test_a_feed_that_has_gone_says_what_to_do() -> None:
    polled, _ = after(Gone("https://a.example/feed is gone"), Gone("https://a.example/feed is gone"))
    assert polled.state.stopped
    assert "is no longer polled" in str(polled.error) and "https://a.example/feed is gone" in str(polled.error)


def test_dates_that_are_not_used_are_told() -> None:
    items = "".join(f"<item><link>/{d}</link><pubDate>{d}</pubDate></item>" for d in ("2026-01-31", "soon", "2031-01-01"))
    polled, _ = after(Came(f"<rss><channel>{items}</channel></rss>".encode()))
    assert [entry.published for entry in polled.entries] == ["2026-01-31", None, None]
    assert polled.state.notes == (Note("dates", "2 of its dates are not used: 'soon' is no date that can be read"),)


@pytest.mark.parametrize(
    ("other", "asked_anew"),
    [
        pytest.param({"skip": ("x",)}, True, id="skip"),
        pytest.param({"max_age_s": 60.0}, True, id="max_age"),
        pytest.param({"identity": "guid"}, True, id="identity"),
        pytest.param({"content": "feed"}, True, id="content"),
        pytest.param(
            {"name": "x", "every_s": 60.0, "tags": ("x",), "prune": ("x",), "language": "de"}, False, id="what lists the same"
        ),
    ],
)
def test_a_config_that_lists_otherwise_asks_without_conditions(other: dict[str, object], asked_anew: bool) -> None:
    """Also when the first poll after the change fails."""
    tags = {"etag": '"one"', "last-modified": "Sun, 01 Feb 2026 00:00:00 GMT"}
    state = poll_feed(FEED, None, client=FakeGetter(Came(headers=tags)), now=NOW).state
    changed = replace(FEED, **other)
    assert listing_changed(changed, state) is asked_anew
    failed = poll_feed(changed, state, client=FakeGetter(ServerTrouble("503")), now=NOW + timedelta(hours=1)).state
    assert not listing_changed(changed, failed)
    client = FakeGetter(Came(headers=tags))
    polled = poll_feed(changed, failed, client=client, now=NOW + timedelta(hours=9))
    names = {name for name, _ in client.asked[0][1]}
    assert ("If-None-Match" not in names, not polled.unchanged) == (asked_anew, asked_anew)
    again = FakeGetter(Came(headers=tags))
    assert poll_feed(changed, polled.state, client=again, now=NOW + timedelta(hours=18)).unchanged
    assert "If-None-Match" in dict(again.asked[0][1])
