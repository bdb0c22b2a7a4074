"""Fetches the pages of entries, from many hosts in parallel and from each host at its own pace."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from transforms.articles import Entry, Page, Recheck, Unchanged
from transforms.errors import NewsError, NoAddress, RateLimited
from transforms.feeds import Feed
from transforms.fetch.fetch_page import FetchStopped, fetch_page
from transforms.spool import Spool
from transforms.web.answers import Response
from transforms.web.hosts import THREADS, group_by_host, host_of, run_groups
from transforms.web.pace import LONGEST_PAUSE_S, Pace
from transforms.web.session import Session
from transforms.web.target import parse_target
from transforms.web.validators import conditional_headers, reusable_validators

MOST_RATE_LIMITED = 3  # in a row, after which the host is not requested again in this pass


@dataclass(frozen=True)
class FetchFailure:
    """An entry whose page could not be fetched. `error`: a NewsError, or the exception of a bug of ours."""

    entry: Entry
    error: Exception


@dataclass(frozen=True)
class NotTried:
    """An entry that was not requested: the time for its host was used up, or the host asked for a pause that is too long."""

    entry: Entry


Result = Page | Unchanged | FetchFailure | NotTried


def fetch_entries(
    entries: Iterable[Entry],
    *,
    session: Session,
    spool: Spool,
    feeds: Mapping[str, Feed],
    now: Callable[[], str],
    threads: int = THREADS,
) -> Iterator[Result]:
    """Yields one result for each entry, in order within a host. `now` returns the UTC time for `fetched_at`.

    `feeds`: by id, for their headers. Each host gets one request at a time and at its pace, including those for robots.txt and
    redirects from other hosts, as long as all use this session. The first entry of a host is always requested, unless the host
    asked for a pause. Closing the iterator early does not wait for the requests under way; their responses are dropped.
    """
    fetcher = _Fetcher(session, spool, feeds, now)
    to_request: list[Entry] = []
    for entry in entries:
        if entry.content is not None:
            yield fetcher.page_from_feed(entry)
        elif host_of(entry.url or ""):
            to_request.append(entry)
        else:
            yield FetchFailure(entry, _bad_address(entry))
    hosts = list(group_by_host(to_request, lambda entry: entry.url).values())
    yield from run_groups(hosts, fetcher.fetch_host, threads=threads)


@dataclass(frozen=True)
class _Fetcher:
    """The arguments of `fetch_entries`, which the threads of all hosts share."""

    session: Session
    spool: Spool
    feeds: Mapping[str, Feed]
    now: Callable[[], str]

    def page_from_feed(self, entry: Entry) -> Page:
        """The page of an entry whose feed carries the full text."""
        fetched_at = self.now()
        if self.spool.archive:
            self.spool.append_text(entry, fetched_at)
        return Page(entry, entry.url, fetched_at)

    def fetch_host(self, entries: Sequence[Entry], stop: threading.Event) -> Iterator[Result]:
        """Fetches the entries of one host one by one; entries that are left when its time is used up give NotTried."""
        budget = _HostBudget(self.session.pace, self.session.client.limits.host_seconds)
        for entry in entries:
            if stop.is_set():
                return
            if not budget.allows(entry.url):
                yield NotTried(entry)
                continue
            try:
                page = self._fetch(entry, stop)
            except NewsError as error:
                budget.failed(entry.url, error)
                yield FetchFailure(entry, _without_traceback(error))
            except FetchStopped:
                return
            except Exception as error:
                yield FetchFailure(entry, error)
            else:
                budget.succeeded()
                yield page

    def _fetch(self, entry: Entry, stop: threading.Event) -> Page | Unchanged:
        feeds = (self.feeds[i] for i in entry.feeds if i in self.feeds)
        past = entry.past
        conditions = conditional_headers(past.etag, past.last_modified) if isinstance(past, Recheck) else ()
        answer = fetch_page(entry.url, self.session, feeds, stop.is_set, partial(self._archive_refused, entry), conditions)
        fetched_at = self.now()
        if answer.status == 304 and conditions:
            return Unchanged(entry, fetched_at)
        body = self.spool.append(answer, fetched_at, entry)
        etag, last_modified = reusable_validators(entry.url, answer.url, answer.headers)
        return Page(entry, answer.url, fetched_at, answer.headers.get("content-type"), body, etag, last_modified)

    def _archive_refused(self, entry: Entry, answer: Response, reason: NewsError) -> None:
        if self.spool.archive:
            self.spool.append(answer, self.now(), entry, type(reason).__name__)


class _HostBudget:
    """Decides whether another entry of a host is requested in this pass. Once it has refused one, it refuses all others."""

    def __init__(self, pace: Pace, host_seconds: float) -> None:
        self._pace = pace
        self._until = pace.clock() + host_seconds
        self._rate_limited = 0  # in a row
        self._is_first, self._is_over = True, False

    def allows(self, url: str) -> bool:
        """Whether the next entry, with this address, is requested."""
        if not self._is_over:
            pause_s = self._pace.pause_left_s(url)
            # The host may have asked for the pause in the answer to a feed or an earlier page.
            self._is_over = pause_s > LONGEST_PAUSE_S or (not self._is_first and self._is_used_up(pause_s))
        self._is_first = False
        return not self._is_over

    def _is_used_up(self, pause_s: float) -> bool:
        return self._pace.clock() + pause_s >= self._until or self._rate_limited >= MOST_RATE_LIMITED

    def succeeded(self) -> None:
        """Takes note of a page that was fetched."""
        self._rate_limited = 0

    def failed(self, url: str, error: NewsError) -> None:
        """Takes note of a request that failed; only a RateLimited after which the host gets a pause is counted."""
        is_rate_limited = isinstance(error, RateLimited) and self._pace.pause_left_s(url)
        self._rate_limited = self._rate_limited + 1 if is_rate_limited else 0


def _without_traceback(error: NewsError) -> NewsError:
    """A copy of the error without traceback and causes, which would keep bodies and sockets in memory."""
    return type(error)(str(error), error.retry_after_s)


def _bad_address(entry: Entry) -> NewsError:
    """The reason why an entry without a host can't be requested."""
    if not entry.url:
        return NoAddress(f"{(entry.title or entry.id)[:100]!r} has no address, and its feed does not carry the text")
    try:
        parse_target(entry.url)
    except NewsError as error:
        return _without_traceback(error)
    raise AssertionError("host_of and parse_target agree on what can be requested")
