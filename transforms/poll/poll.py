"""One poll of one feed: ask, if it changed read it, say when it is due again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from transforms.articles import Entry
from transforms.dates import iso_utc
from transforms.errors import Gone, NewsError
from transforms.feeds import Feed, FeedState
from transforms.poll import moved
from transforms.poll.due import next_due
from transforms.poll.entry_filter import filter_entries
from transforms.poll.identity import entries_of
from transforms.poll.notes import notes_on
from transforms.poll.parsing.models import ParsedFeed
from transforms.poll.parsing.parse import parse_feed, parse_sitemap
from transforms.poll.parsing.sitemap import merge_sitemaps
from transforms.poll.rhythm import requested_pause_s, with_learned_rhythm
from transforms.web.validators import conditional_headers, reusable_validators, same_origin

# Some servers send HTML to who does not name feeds first, some 406 to who takes nothing else.
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
MOST_NOT_MODIFIED = 12  # in a row; then the feed is asked without conditions
READER = "1"  # raise it when the same bytes give other entries, and each feed is read once more
RETURN = timedelta(seconds=60)  # after an address that a feed had moved to does not answer


class FeedResponse(Protocol):
    """What came back: `url` is the address that answered, after redirects; the headers' names are in lower case."""

    @property
    def url(self) -> str: ...
    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def body(self) -> bytes: ...
    @property
    def redirects(self) -> Sequence[tuple[int, str]]: ...


class HttpClient(Protocol):
    """`transforms.web.client.Client`, or what a test puts in its place. Raises NewsError for all but 2xx and 304."""

    def get(self, url: str, *, headers: Sequence[tuple[str, str]] = ..., accept: str) -> FeedResponse: ...


@dataclass(frozen=True)
class PollResult:
    """What came of a poll. `state` is the next poll's; `unchanged`: so the server or its bytes say; an `error` has no entries.

    `merged`: items that became no entry of their own: listed twice, or with nothing to be told by. `left_out`: how many entries
    the config does not want, by its key.
    """

    state: FeedState
    entries: tuple[Entry, ...] = ()
    unchanged: bool = False
    error: NewsError | None = None
    merged: int = 0
    left_out: tuple[tuple[str, int], ...] = ()


def poll_feed(
    feed: Feed, state: FeedState | None, *, client: HttpClient, now: datetime, taken: Mapping[str, str] | None = None
) -> PollResult:
    """Ask, with what the server told us last time. Never raises a NewsError: that is an outcome, and keeps the validators.

    `taken`: the feed that each address belongs to, in the form of `address_key`: none moves to that of another.
    """
    if state is None or state.url != feed.url:  # never polled, or the config names another feed since
        state = FeedState(id=feed.id, url=feed.url)
    if listing_changed(feed, state):  # the same bytes tell something else now, so it is asked without conditions
        state = replace(state, etag=None, last_modified=None, body_hash=None)
    state = replace(state, listing=listing_hash(feed))
    url = moved.address_of(feed, state)
    try:
        headers = feed.headers if same_origin(url, feed.url) else ()
        answer = client.get(url, headers=(*headers, *_conditions(state)), accept=ACCEPT)
        # What is learned from here on is kept only if it is a feed: a login page has an ETag, too.
        after = moved.state_after_answer(feed, state, answer.redirects, taken or {})
        if answer.status == 304:
            return PollResult(_next(feed, replace(after, not_modified=after.not_modified + 1), now), unchanged=True)
        etag, last_modified = reusable_validators(url, answer.url, answer.headers)
        after = replace(after, not_modified=0, etag=etag, last_modified=last_modified)
        digest = _digest(feed, answer)
        if digest == state.body_hash:
            return PollResult(_next(feed, after, now), unchanged=True)
        parsed = read_feed(feed, answer, client)
    except NewsError as error:
        return _failed(feed, state, now, error, away=url != feed.url)
    entries = tuple(entries_of(parsed, feed, base_url=answer.url, seen_at=iso_utc(now)))
    after = replace(
        with_learned_rhythm(after, entries, now),
        body_hash=digest,
        asks_s=requested_pause_s(parsed.ttl_s, answer.headers),
        notes=tuple(notes_on(parsed.items, now)),
    )
    if parsed.is_sitemap_index:  # it stays the same when they change, and must be read each time
        after = replace(after, body_hash=None, etag=None, last_modified=None)
    # Its rhythm was learned from all of them: what is left out is published all the same.
    kept, left_out = filter_entries(entries, feed, now)
    merged = len(parsed.items) - len(entries)
    return PollResult(_next(feed, after, now), kept, merged=merged, left_out=tuple(sorted(left_out.items())))


def _next(feed: Feed, state: FeedState, now: datetime) -> FeedState:
    told = [note for note in state.notes if not note.startswith(moved.NOTE)]
    if note := moved.note(feed, state):
        told.append(note)
    return replace(next_due(feed, state, now), notes=tuple(told))


def _failed(feed: Feed, state: FeedState, now: datetime, error: NewsError, *, away: bool) -> PollResult:
    if away:  # the old address may know better: it is asked next, and this was not the feed's own word
        state = moved.state_after_error(state)
        return PollResult(replace(next_due(feed, state, now, error=error), gone=0, due_at=iso_utc(now + RETURN)), error=error)
    state = next_due(feed, state, now, error=error)
    if state.stopped:
        told = f"{error}; it has said so twice, so it is asked no more: take it out of the configs, or give its new address"
        error = Gone(told)
    return PollResult(state, error=error)


def listing_hash(feed: Feed) -> str:
    """A hash of what the config says of which entries are listed, and how: another one reads the same bytes once more."""
    settings = (READER, feed.kind, feed.content, feed.identity, feed.max_age_s, feed.skip)
    return hashlib.sha256(repr(settings).encode("utf-8", "replace")).hexdigest()[:16]


def listing_changed(feed: Feed, state: FeedState) -> bool:
    """The config says another thing than when the feed was polled; False where that was not written down."""
    return state.listing is not None and state.listing != listing_hash(feed)


def read_feed(feed: Feed, answer: FeedResponse, client: HttpClient) -> ParsedFeed:
    """What the answer says, and, of a list of sitemaps, what those say that it names. NotAFeed says what it is instead."""
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
    return merge_sitemaps(parts)


def _conditions(state: FeedState) -> tuple[tuple[str, str], ...]:
    """None after twelve times not modified in a row: some servers say so for ever."""
    if state.not_modified >= MOST_NOT_MODIFIED:
        return ()
    return conditional_headers(state.etag, state.last_modified)


def _digest(feed: Feed, answer: FeedResponse) -> str:
    """Of the bytes, and of what else decides what is read from them."""
    how = "\n".join((listing_hash(feed), answer.url, answer.headers.get("content-type") or "", ""))
    return hashlib.sha256(how.encode("utf-8", "replace") + answer.body).hexdigest()[:32]
