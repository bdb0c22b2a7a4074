"""One page as a run asks for it: robots.txt, pace and guard at each hop; what is no page, or another, told by its name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from transforms.errors import DisallowedByRobots, NewsError
from transforms.feeds import Feed
from transforms.fetch.content_type import require_page
from transforms.fetch.interstitials import reject_aggregator_link, reject_interstitial
from transforms.web.answers import Response
from transforms.web.client import Header
from transforms.web.session import Session
from transforms.web.target import parse_target
from transforms.web.validators import same_origin


class FetchStopped(Exception):
    """Nobody reads any more."""


def fetch_page(
    url: str,
    session: Session,
    feeds: Iterable[Feed] = (),
    stopping: Callable[[], bool] = lambda: False,
    refused: Callable[[Response, NewsError], object] = lambda answer, why: None,
    conditions: Sequence[Header] = (),
) -> Response:
    """The answer that holds the page; a NewsError names what came instead. `feeds`: those that list it, for their headers.

    Stopped when `stopping` says so while it waited for its host's turn, or meanwhile. `refused` is given what came and is not
    the page, before its error is raised. With `conditions`, which go to the page's own origin only, the answer may be a 304.
    """

    @contextmanager
    def turn(at: str) -> Iterator[None]:
        # Taken for a page and each of its redirects, which may lead to another site with wishes of its own.
        if not session.robots.allows(at, session.pace.turn):
            raise DisallowedByRobots(f"{at} is disallowed by the site's robots.txt")
        session.pace.set_delay(at, max(session.client.limits.delay_seconds, session.robots.delay(at, session.pace.turn)))
        with session.pace.turn(at):
            if stopping():
                raise FetchStopped
            yield

    reject_aggregator_link(url)
    answer = session.client.get(url, headers=(*headers_for(url, feeds), *conditions), turn=turn)
    if stopping():
        raise FetchStopped
    if answer.status == 304 and conditions and same_origin(answer.url, url):
        return answer
    try:
        require_page(answer.url, answer.headers.get("content-type"), answer.body)
        reject_interstitial(url, answer.url, answer.headers, answer.body)
    except NewsError as error:
        refused(answer, error)
        raise
    return answer


def headers_for(url: str, feeds: Iterable[Feed]) -> tuple[Header, ...]:
    """The headers of the feed on whose own host the page lies, never another's; nothing of https over http."""
    at = parse_target(url)
    for feed in feeds:
        if feed.headers:
            with suppress(NewsError):
                own = parse_target(feed.url)
                if own.host == at.host and (at.scheme == "https" or own.scheme == "http"):
                    return feed.headers
    return ()
