"""Requests a feed once to show a person whether it works: the outcome in a word and a sentence, and the entries."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from transforms.articles import Entry
from transforms.dates import instant, iso_utc
from transforms.errors import (
    ForbiddenAddress,
    Gone,
    NewsError,
    NotAFeed,
    NotFound,
    RateLimited,
    Refused,
    TooLarge,
    TooSlow,
    Unreachable,
)
from transforms.feeds import Feed
from transforms.poll.identity import entries_of
from transforms.poll.poll import ACCEPT, HttpClient, read_feed

# The first class that matches decides; any other NewsError is `broken`.
OUTCOMES: tuple[tuple[type[NewsError], str], ...] = (
    (NotAFeed, "not_a_feed"),
    (ForbiddenAddress, "blocked_address"),
    (Unreachable, "unreachable"),
    (Refused, "refused"),
    (RateLimited, "refused"),
    (NotFound, "not_found"),
    (Gone, "gone"),
    (TooLarge, "too_big"),
    (TooSlow, "too_slow"),
)


@dataclass(frozen=True)
class FeedProbe:
    """The result for one feed. `detail`: a sentence, empty when `outcome` is `ok`. `seconds`: how long the probe took.

    `outcome`: ok, empty, not_a_feed, unreachable, refused, not_found, gone, too_big, too_slow, blocked_address, broken; or
    `error` for a bug of ours.
    """

    feed: Feed
    outcome: str
    detail: str = ""
    title: str = ""
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    seconds: float = 0.0

    @property
    def newest(self) -> str | None:
        """The latest publication date, in UTC; None when no entry has one."""
        return max((d for e in self.entries if (d := in_utc(e.published))), default=None)


def probe_feed(feed: Feed, *, client: HttpClient, headers: Sequence[tuple[str, str]] | None = None) -> FeedProbe:
    """Requests the feed once, without validators, and parses it. Never raises."""
    began = time.monotonic()
    title, language = "", None
    entries: tuple[Entry, ...] = ()
    try:
        answer = client.get(feed.url, headers=feed.headers if headers is None else headers, accept=ACCEPT)
        parsed = read_feed(feed, answer, client)
        title, language = parsed.title, parsed.language
        entries = tuple(entries_of(parsed, feed, base_url=answer.url, seen_at=iso_utc(datetime.now(UTC))))
        outcome, detail = ("ok", "") if entries else ("empty", f"{feed.url} is a feed without entries")
    except NewsError as error:
        outcome = next((word for kind, word in OUTCOMES if isinstance(error, kind)), "broken")
        detail = str(error)
    except Exception as error:
        outcome, detail = "error", f"a bug of ours on {feed.url}: {type(error).__name__}: {error}"
    return FeedProbe(feed, outcome, detail, title, language, entries, round(time.monotonic() - began, 3))


def in_utc(published: str | None) -> str | None:
    """A date as `2026-01-31T06:00:00Z`; a day without a time counts as its midnight. None stays None.

    >>> in_utc("2026-01-31T07:00:00+01:00"), in_utc("2026-01-31"), in_utc(None)
    ('2026-01-31T06:00:00Z', '2026-01-31T00:00:00Z', None)
    """
    if not published:
        return None
    return instant(published).strftime("%Y-%m-%dT%H:%M:%SZ")
