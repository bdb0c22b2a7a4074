"""Finds the feeds behind an address: the address itself, or feeds that its page declares or links to."""

from collections.abc import Iterable
from urllib.parse import urljoin

from transforms.errors import NewsError
from transforms.feeds import Feed
from transforms.poll.discover import Candidate, feed_candidates
from transforms.poll.poll import ACCEPT
from transforms.poll.probe import FeedProbe, probe_feed
from transforms.web.session import Session

MAX_SHOWN = 6  # feeds
SITE_TRIED = ("not_a_feed", "not_found", "gone")  # outcomes after which the page and its site are searched


def discover_feeds(session: Session, url: str) -> tuple[FeedProbe, list[FeedProbe]]:
    """The result of probing the address itself, and the feeds found: the address if it is a feed, else those of its page.

    If the page names none that works, or is not there, the front page of its site and the usual addresses of feeds are tried.
    Candidates that are not feeds, or list the same entries as an earlier one, are left out.
    """
    first = probe_feed(Feed("new", url), client=session.paced_client)
    if first.outcome not in SITE_TRIED:
        return first, [first] if first.outcome in ("ok", "empty") else []
    front = urljoin(url, "/")
    probed = {url}
    for place in dict.fromkeys([*([url] if first.outcome == "not_a_feed" else []), front]):
        if found := _working_feeds(session, _offered(session, place), probed):
            return first, found
    return first, _working_feeds(session, feed_candidates(b"", url=front), probed)


def _offered(session: Session, url: str) -> list[Candidate]:
    """The addresses that a page declares or links to as feeds, or the usual ones if it names none."""
    try:
        page = session.paced_client.get(url, accept=ACCEPT)
    except NewsError:
        return []
    return feed_candidates(page.body, url=page.url)


def _working_feeds(session: Session, offered: Iterable[Candidate], probed: set[str]) -> list[FeedProbe]:
    """The candidates that are feeds. `probed`: addresses that are not asked again; those asked here are added."""
    found: dict[object, FeedProbe] = {}  # by the entries that they list
    for candidate in offered:
        if candidate.url in probed or len(found) == MAX_SHOWN:
            continue
        probed.add(candidate.url)
        one = probe_feed(Feed("new", candidate.url, name=candidate.title), client=session.paced_client)
        if one.outcome in ("ok", "empty"):
            found.setdefault(tuple(entry.id for entry in one.entries) or candidate.url, one)
    return list(found.values())
