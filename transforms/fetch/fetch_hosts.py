"""Hosts side by side, each at its own pace: entries in, their pages out as they come."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from transforms.articles import Entry, Page, Unchanged
from transforms.errors import NewsError, NoAddress, RateLimited
from transforms.feeds import Feed
from transforms.fetch.fetch_page import FetchStopped, fetch_page
from transforms.spool import Spool
from transforms.web.answers import Response
from transforms.web.client import Client
from transforms.web.hosts import THREADS, group_by_host, host_of, run_groups
from transforms.web.limits import Limits
from transforms.web.pace import LONGEST_PAUSE_S, Pace
from transforms.web.robots import Robots
from transforms.web.session import Session
from transforms.web.target import parse_target
from transforms.web.validators import conditional_headers, reusable_validators

MOST_RATE_LIMITED = 3  # in a row: this host has had enough of us for now


@dataclass(frozen=True)
class FetchFailure:
    """An entry whose page did not come. `error`: a NewsError, or the exception of a bug of ours."""

    entry: Entry
    error: Exception


@dataclass(frozen=True)
class NotTried:
    """An entry that was not tried: its host's time was up, or the host asked us to stay away for longer than we wait."""

    entry: Entry


Result = Page | Unchanged | FetchFailure | NotTried


def fetch_entries(
    entries: Iterable[Entry],
    *,
    client: Client,
    robots: Robots,
    pace: Pace,
    limits: Limits,
    spool: Spool,
    feeds: Mapping[str, Feed],
    now: Callable[[], str],
    threads: int = THREADS,
) -> Iterator[Result]:
    """One result for each entry: in order within a host, hosts in any order. `now` gives UTC for `fetched_at`.

    `feeds` by id, for their headers. One request a host at a time and at its pace, robots.txt and redirects to it included,
    as far as they go through this `pace`: another process has another. The first entry of a host is tried however little
    time is left, unless the host wants to be left alone. Closing
    the iterator early does not wait for requests that are under session; what they bring is dropped.
    """
    trip = _Trip(Session(client, robots, pace), limits, spool, feeds, now)
    to_ask: list[Entry] = []
    for entry in entries:
        if entry.content is not None:
            yield trip.text(entry)
        elif host_of(entry.url or ""):
            to_ask.append(entry)
        else:
            yield FetchFailure(entry, _no_host(entry))
    yield from run_groups(list(group_by_host(to_ask, lambda entry: entry.url).values()), trip.host, threads=threads)


@dataclass(frozen=True)
class _Trip:
    """What all hosts of one walk share."""

    session: Session
    limits: Limits
    spool: Spool
    feeds: Mapping[str, Feed]
    now: Callable[[], str]

    def text(self, entry: Entry) -> Page:
        """The page of an entry that brought its text from its feed."""
        at = self.now()
        if self.spool.archive:
            self.spool.append_text(entry, at)
        return Page(entry, entry.url, at)

    def host(self, entries: Sequence[Entry], stop: threading.Event) -> Iterator[Result]:
        """The entries of one host, one after the other, until its time is up."""
        pace, clock = self.session.pace, self.session.pace.clock
        until = clock() + self.limits.host_seconds
        limited, halted = 0, False
        for i, entry in enumerate(entries):
            if stop.is_set():
                return
            if not halted:
                slowed = pace.pause_left_s(entry.url)
                # Its feed, or a page before, was told so: what is not asked costs no entry a try.
                halted = slowed > LONGEST_PAUSE_S
            if i and not halted:
                halted = clock() + slowed >= until or limited >= MOST_RATE_LIMITED
            if halted:
                yield NotTried(entry)
                continue
            try:
                yield self._page(entry, stop)
                limited = 0
            except NewsError as error:
                limited = limited + 1 if isinstance(error, RateLimited) and pace.pause_left_s(entry.url) else 0
                yield FetchFailure(entry, _bare(error))
            except FetchStopped:
                return
            except Exception as error:
                yield FetchFailure(entry, error)

    def _page(self, entry: Entry, stop: threading.Event) -> Page | Unchanged:
        feeds = (self.feeds[i] for i in entry.feeds if i in self.feeds)
        known = conditional_headers(entry.past.etag, entry.past.last_modified) if entry.past else ()
        answer = fetch_page(entry.url, self.session, feeds, stop.is_set, partial(self._refused, entry), known)
        at = self.now()
        if answer.status == 304 and known:
            return Unchanged(entry, at)
        body = self.spool.append(answer, at, entry)
        etag, last_modified = reusable_validators(entry.url, answer.url, answer.headers)
        return Page(entry, answer.url, at, answer.headers.get("content-type"), body, etag, last_modified)

    def _refused(self, entry: Entry, answer: Response, why: NewsError) -> None:
        if self.spool.archive:
            self.spool.append(answer, self.now(), entry, type(why).__name__)


def _bare(error: NewsError) -> NewsError:
    """The reason alone: the frames of its traceback and of its causes hold bodies and sockets."""
    return type(error)(str(error), error.retry_after_s)


def _no_host(entry: Entry) -> NewsError:
    if not entry.url:
        return NoAddress(f"{(entry.title or entry.id)[:100]!r} has no address, and its feed does not carry the text")
    try:
        parse_target(entry.url)
    except NewsError as error:
        return _bare(error)
    raise AssertionError("host_of and target agree on what can be asked")
