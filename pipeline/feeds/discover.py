"""Finds the feeds behind an address: the address itself, or feeds that its page declares or links to."""

from collections.abc import Iterator
from itertools import islice

from transforms.errors import NewsError
from transforms.feeds import Feed
from transforms.poll.discover import feed_candidates
from transforms.poll.poll import ACCEPT
from transforms.poll.probe import FeedProbe, probe_feed
from transforms.web.session import Session

MAX_SHOWN = 6  # feeds
MAX_PROBED = 12  # candidates


def discover_feeds(session: Session, url: str) -> tuple[FeedProbe, list[FeedProbe]]:
    """The result of probing the address itself, and the feeds found: the address if it is a feed, else those of its page.

    Candidates that are not feeds, or list the same entries as an earlier one, are left out.
    """
    first = probe_feed(Feed("new", url), client=session.paced_client)
    if first.outcome != "not_a_feed":
        return first, [first] if first.outcome in ("ok", "empty") else []
    try:
        page = session.paced_client.get(url, accept=ACCEPT)
    except NewsError:
        return first, []
    offered = islice(feed_candidates(page.body, url=page.url), MAX_PROBED)
    return first, list(islice(_working_feeds(session, [(c.url, c.title) for c in offered]), MAX_SHOWN))


def _working_feeds(session: Session, offered: list[tuple[str, str]]) -> Iterator[FeedProbe]:
    seen: set[tuple[str, ...]] = set()
    for url, title in offered:
        one = probe_feed(Feed("new", url, name=title), client=session.paced_client)
        ids = tuple(entry.id for entry in one.entries)
        if one.outcome in ("ok", "empty") and (not ids or ids not in seen):
            seen.add(ids)
            yield one
