"""One poll of one feed: requests it, parses it if it has changed, and computes when it is due again."""

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

# Some servers send HTML unless feed types come first, others answer 406 when nothing else is accepted.
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
MOST_NOT_MODIFIED = 12  # in a row; then the feed is requested without conditions
PARSER_VERSION = "2"  # raise it when the same bytes give other entries; each feed is then parsed once more
RETRY_OLD_ADDRESS = timedelta(seconds=60)  # after an error at the address to which a feed had moved


class FeedResponse(Protocol):
    """A response. `url`: the address that answered, after redirects; names of headers are in lower case."""

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
    """`transforms.web.session.PacedClient`, or a stand-in in tests. Raises NewsError for all but 2xx and 304."""

    def get(self, url: str, *, headers: Sequence[tuple[str, str]] = ..., accept: str) -> FeedResponse: ...


@dataclass(frozen=True)
class PollResult:
    """The result of a poll. `state`: for the next poll. `unchanged`: the server answered 304, or sent the same bytes.

    `error`: why the poll failed; then there are no entries. `merged`: the number of items that have the id of another item, and
    so no entry of their own. `left_out`: the number of entries that each config key (`max_age`, `skip`) excluded.
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
    """Requests the feed with the validators of the last poll. A NewsError is returned, not raised, and keeps the validators.

    `taken`: address (in the form of `address_key`) → id of the feed that has it; a feed never moves to another's address.
    """
    if state is None or state.url != feed.url:  # never polled, or the config has another address now
        state = FeedState(id=feed.id, url=feed.url)
    if listing_changed(feed, state):  # the same bytes give other entries now, so the feed must be requested without conditions
        state = replace(state, etag=None, last_modified=None, body_hash=None)
    state = replace(state, listing=listing_hash(feed))
    url = moved.address_of(feed, state)
    try:
        headers = feed.headers if same_origin(url, feed.url) else ()
        answer = client.get(url, headers=(*headers, *_conditions(state)), accept=ACCEPT)
        # The state from here on is kept only if the response is a feed: a login page has an ETag, too.
        next_state = moved.state_after_answer(feed, state, answer.redirects, taken or {})
        if answer.status == 304:
            return PollResult(
                _state_after_success(feed, replace(next_state, not_modified=next_state.not_modified + 1), now), unchanged=True
            )
        etag, last_modified = reusable_validators(url, answer.url, answer.headers)
        next_state = replace(next_state, not_modified=0, etag=etag, last_modified=last_modified)
        digest = _digest(feed, answer)
        if digest == state.body_hash:
            return PollResult(_state_after_success(feed, next_state, now), unchanged=True)
        parsed = read_feed(feed, answer, client)
    except NewsError as error:
        return _failed_result(feed, state, now, error, at_new_address=url != feed.url)
    entries = tuple(entries_of(parsed, feed, base_url=answer.url, seen_at=iso_utc(now)))
    next_state = replace(
        with_learned_rhythm(next_state, entries, now),
        body_hash=digest,
        asks_s=requested_pause_s(parsed.ttl_s, answer.headers),
        notes=tuple(notes_on(parsed.items, now)),
    )
    if parsed.is_sitemap_index:  # its bytes stay the same when its sitemaps change, so it is parsed each time
        next_state = replace(next_state, body_hash=None, etag=None, last_modified=None)
    # The rhythm was learned from all entries, since those that are left out are published too.
    kept, left_out = filter_entries(entries, feed, now)
    merged = len(parsed.items) - len(entries)
    return PollResult(
        _state_after_success(feed, next_state, now), kept, merged=merged, left_out=tuple(sorted(left_out.items()))
    )


def _state_after_success(feed: Feed, state: FeedState, now: datetime) -> FeedState:
    notes = [note for note in state.notes if note.kind != "moved"]
    if note := moved.note(feed, state):
        notes.append(note)
    return replace(next_due(feed, state, now), notes=tuple(notes))


def _failed_result(feed: Feed, state: FeedState, now: datetime, error: NewsError, *, at_new_address: bool) -> PollResult:
    if at_new_address:  # the old address is polled next, and an error here does not count as the feed's own
        state = moved.state_after_error(state)
        return PollResult(
            replace(next_due(feed, state, now, error=error), gone=0, due_at=iso_utc(now + RETRY_OLD_ADDRESS)), error=error
        )
    state = next_due(feed, state, now, error=error)
    if state.stopped:
        advice = "it answered so twice in a row and is no longer polled; remove it from the configs, or write its new address"
        error = Gone(f"{error}; {advice}")
    return PollResult(state, error=error)


def listing_hash(feed: Feed) -> str:
    """A hash of the settings that decide which entries are listed. When it changes, the same bytes are parsed once more."""
    settings = (PARSER_VERSION, feed.kind, feed.content, feed.identity, feed.max_age_s, feed.skip)
    return hashlib.sha256(repr(settings).encode("utf-8", "replace")).hexdigest()[:16]


def listing_changed(feed: Feed, state: FeedState) -> bool:
    """Whether these settings have changed since the last poll; False when they were not recorded."""
    return state.listing is not None and state.listing != listing_hash(feed)


def read_feed(feed: Feed, answer: FeedResponse, client: HttpClient) -> ParsedFeed:
    """The parsed response. For a list of sitemaps, requests a few of them and merges their items.

    Raises NotAFeed for other documents, and the first NewsError when none of the sitemaps could be read.
    """
    content_type = answer.headers.get("content-type")
    if feed.kind != "sitemap":
        return parse_feed(answer.body, url=answer.url, content_type=content_type)
    sitemap = parse_sitemap(answer.body, url=answer.url, content_type=content_type)
    sitemaps, first_error = [sitemap], None
    for address in sitemap.parts:
        try:
            part = client.get(address, headers=feed.headers if same_origin(address, feed.url) else (), accept=ACCEPT)
            sitemaps.append(parse_sitemap(part.body, url=part.url, content_type=part.headers.get("content-type")))
        except NewsError as error:  # the other sitemaps may be enough
            first_error = first_error or error
    if first_error and len(sitemaps) == 1:
        raise first_error
    return merge_sitemaps(sitemaps)


def _conditions(state: FeedState) -> tuple[tuple[str, str], ...]:
    """Headers for a conditional request; none after twelve 304 in a row, since some servers never send anything else."""
    if state.not_modified >= MOST_NOT_MODIFIED:
        return ()
    return conditional_headers(state.etag, state.last_modified)


def _digest(feed: Feed, answer: FeedResponse) -> str:
    """A hash of the bytes, and of everything else on which the parsed entries depend."""
    context = "\n".join((listing_hash(feed), answer.url, answer.headers.get("content-type") or "", ""))
    return hashlib.sha256(context.encode("utf-8", "replace") + answer.body).hexdigest()[:32]
