"""Checks one feed and its first pages, for `pullquote feeds check`."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.config.load import Config
from pipeline.feeds.advice import FOR_FEEDS
from transforms.articles import Entry
from transforms.errors import NewsError, NoAddress
from transforms.feeds import Feed
from transforms.fetch.fetch_page import fetch_page
from transforms.poll.probe import FeedProbe, in_utc, probe_feed
from transforms.web.session import Session

OK = "ok"


@dataclass(frozen=True)
class PageTried:
    """One of the first pages. `outcome`: `ok`, or the reason of its failure; `characters`: length of its cleaned text."""

    url: str
    outcome: str
    characters: int = 0


@dataclass(frozen=True)
class CheckedFeed:
    """A probed feed and the first pages that were tried."""

    probe: FeedProbe
    pages: tuple[PageTried, ...] = ()

    @property
    def healthy(self) -> bool:
        return self.probe.outcome in (OK, "empty") and (not self.pages or any(page.outcome == OK for page in self.pages))

    def row(self) -> dict[str, Any]:
        """The result as a JSON object."""
        probe, first = self.probe, next(iter(self.probe.entries), None)
        row: dict[str, Any] = {
            "id": probe.feed.id,
            "url": probe.feed.url,
            "outcome": probe.outcome,
            "detail": probe.detail,
            "entries": len(probe.entries),
            "title": probe.title,
            "first": {"title": first.title, "link": first.url, "published": in_utc(first.published)} if first else None,
            "seconds": probe.seconds,
        }
        if self.pages:
            row["pages"] = [{"url": p.url, "outcome": p.outcome, "characters": p.characters} for p in self.pages]
        return row

    def advice(self) -> str:
        """What to do, as part of a sentence; empty when nothing is wrong."""
        if self.probe.outcome in FOR_FEEDS:
            return FOR_FEEDS[self.probe.outcome]
        return "" if self.healthy else "none of its first pages gave an article; see `pullquote explain` with one of them"


def check_feed(config: Config, session: Session, feed: Feed, pages: int = 0) -> CheckedFeed:
    """Probes the feed, then tries its first pages. Never raises a NewsError."""
    seen = probe_feed(feed, client=session.paced_client)
    return CheckedFeed(seen, tuple(_try_page(config, session, feed, entry) for entry in islice(seen.entries, pages)))


def _try_page(config: Config, session: Session, feed: Feed, entry: Entry) -> PageTried:
    try:
        if feed.content == "feed" and entry.content:
            body, url, content_type = entry.content.encode("utf-8", "replace"), entry.url, "text/html; charset=utf-8"
        else:
            if not entry.url:
                raise NoAddress("the entry has no address")
            answer = fetch_page(entry.url, session, [feed])
            body, url, content_type = answer.body, answer.url, answer.headers.get("content-type") or ""
        from pipeline.single.page import clean_page  # imports spaCy, which a check of feeds alone does not need

        text = clean_page(config, body, url=url, content_type=content_type, feed=feed).text
    except NewsError as error:
        return PageTried(entry.url, type(error).__name__)
    return PageTried(entry.url, OK, len(text))
