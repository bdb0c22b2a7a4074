"""One poll of one feed: ask, if it changed read it, say when it is due again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from transforms.dates import iso_utc
from transforms.errors import NewsError
from transforms.poll.due import next_due
from transforms.poll.identity import entries_of
from transforms.poll.items import ParsedFeed
from transforms.poll.parse import parse_feed, parse_sitemap
from transforms.poll.sitemap import as_feed
from transforms.records import Entry, Feed, FeedState
from transforms.web.target import target

# Some servers send HTML to who does not name feeds first, some 406 to who takes nothing else.
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
LONGEST_VALIDATOR = 1_000  # characters; it is kept in the log and sent each time


class Answer(Protocol):
    """What came back: `url` is the address that answered, after redirects; the headers' names are in lower case."""

    @property
    def url(self) -> str: ...
    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def body(self) -> bytes: ...


class Getter(Protocol):
    """`transforms.web.client.Client`, or what a test puts in its place. Raises NewsError for all but 2xx and 304."""

    def get(self, url: str, *, headers: Sequence[tuple[str, str]] = ..., accept: str) -> Answer: ...


@dataclass(frozen=True)
class Polled:
    """What came of a poll. `state` is the next poll's; `unchanged`: the server said so; an `error` has no entries.

    `merged`: items that became no entry of their own: listed twice, or with nothing to be told by.
    """

    state: FeedState
    entries: tuple[Entry, ...] = ()
    unchanged: bool = False
    error: NewsError | None = None
    merged: int = 0


def poll_feed(feed: Feed, state: FeedState | None, *, client: Getter, now: datetime) -> Polled:
    """Ask, with what the server told us last time. Never raises a NewsError: that is an outcome, and keeps the validators."""
    if state is None or state.url != feed.url:  # never polled, or the config names another feed since
        state = FeedState(id=feed.id, url=feed.url)
    try:
        answer = client.get(feed.url, headers=(*feed.headers, *_conditions(state)), accept=ACCEPT)
        if answer.status == 304:
            return Polled(next_due(feed, state, now), unchanged=True)
        parsed = _read(feed, answer, client)
    except NewsError as error:
        return Polled(next_due(feed, state, now, error=error), error=error)
    entries = tuple(entries_of(parsed, feed, base_url=answer.url, seen_at=iso_utc(now)))
    etag, modified = _validator(feed, answer, "etag"), _validator(feed, answer, "last-modified")
    state = replace(next_due(feed, state, now), etag=etag, last_modified=modified)
    return Polled(state, entries, merged=len(parsed.items) - len(entries))


def _read(feed: Feed, answer: Answer, client: Getter) -> ParsedFeed:
    said = answer.headers.get("content-type")
    if feed.kind != "sitemap":
        return parse_feed(answer.body, url=answer.url, content_type=said)
    found = parse_sitemap(answer.body, url=answer.url, content_type=said)
    parts, error = [found], None
    for address in found.parts:
        try:
            part = client.get(address, headers=feed.headers if same_origin(address, feed.url) else (), accept=ACCEPT)
            parts.append(parse_sitemap(part.body, url=part.url, content_type=part.headers.get("content-type")))
        except NewsError as trouble:  # the others may tell enough
            error = error or trouble
    if error and len(parts) == 1:
        raise error
    return as_feed(parts)


def _conditions(state: FeedState) -> tuple[tuple[str, str], ...]:
    said = (("If-None-Match", state.etag), ("If-Modified-Since", state.last_modified))
    return tuple((name, value) for name, value in said if value)


def _validator(feed: Feed, answer: Answer, name: str) -> str | None:
    """As it came, if it can be sent back: printable ASCII, of a decent length, and from where the next poll asks.

    The client sends headers to the feed's own origin only: what another said after a redirect would go to the wrong one.
    """
    if not same_origin(answer.url, feed.url):
        return None
    value = (answer.headers.get(name) or "").strip()
    return value if value and value.isascii() and value.isprintable() and len(value) <= LONGEST_VALIDATOR else None


def same_origin(one: str, other: str) -> bool:
    return target(one).origin == target(other).origin
