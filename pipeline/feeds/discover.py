"""An address that a person gives → the feeds behind it: the address itself, or what its page declares or links to."""

from collections.abc import Iterator
from itertools import islice

from transforms.errors import NewsError
from transforms.feeds import Feed
from transforms.poll.discover import feed_candidates
from transforms.poll.poll import ACCEPT
from transforms.poll.probe import FeedProbe, probe_feed
from transforms.web.session import Session

MOST = 6  # feeds that are shown
LOOKED_AT = 12  # candidates that are asked


def found_feeds(session: Session, url: str) -> tuple[FeedProbe, list[FeedProbe]]:
    """How the address itself answered, and the feeds that were found: it alone if it is one, else those of its page.

    A candidate that is no feed is left out; so is one that lists the same entries as another before it.
    """
    first = probe_feed(Feed("new", url), client=session.paced_client)
    if first.outcome != "not_a_feed":
        return first, [first] if first.outcome in ("ok", "empty") else []
    try:
        page = session.paced_client.get(url, accept=ACCEPT)
    except NewsError:
        return first, []
    offered = islice(feed_candidates(page.body, url=page.url), LOOKED_AT)
    return first, list(islice(_that_answer(session, [(c.url, c.title) for c in offered]), MOST))


def _that_answer(session: Session, offered: list[tuple[str, str]]) -> Iterator[FeedProbe]:
    seen: set[tuple[str, ...]] = set()
    for url, title in offered:
        one = probe_feed(Feed("new", url, name=title), client=session.paced_client)
        ids = tuple(entry.id for entry in one.entries)
        if one.outcome in ("ok", "empty") and (not ids or ids not in seen):
            seen.add(ids)
            yield one
