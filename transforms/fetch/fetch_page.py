"""One page as a run asks for it: robots.txt, pace and guard at each hop; what is no page, or another, told by its name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from transforms.errors import DisallowedByRobots, NewsError
from transforms.feeds import Feed
from transforms.fetch.content_type import must_be_page
from transforms.fetch.interstitials import must_be_the_page, must_lead_to_a_page
from transforms.web.answers import Response
from transforms.web.client import Header
from transforms.web.session import Way
from transforms.web.target import target
from transforms.web.validators import same_origin


class Stopped(Exception):
    """Nobody reads any more."""


def ask(
    url: str,
    way: Way,
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
        if not way.robots.allows(at, way.pace.turn):
            raise DisallowedByRobots(f"{at} is disallowed by the site's robots.txt")
        way.pace.keep(at, max(way.client.limits.delay_seconds, way.robots.delay(at, way.pace.turn)))
        with way.pace.turn(at):
            if stopping():
                raise Stopped
            yield

    must_lead_to_a_page(url)
    answer = way.client.get(url, headers=(*headers_for(url, feeds), *conditions), turn=turn)
    if stopping():
        raise Stopped
    if answer.status == 304 and conditions and same_origin(answer.url, url):
        return answer
    try:
        must_be_page(answer.url, answer.headers.get("content-type"), answer.body)
        must_be_the_page(url, answer.url, answer.headers, answer.body)
    except NewsError as error:
        refused(answer, error)
        raise
    return answer


def headers_for(url: str, feeds: Iterable[Feed]) -> tuple[Header, ...]:
    """The headers of the feed on whose own host the page lies, never another's; nothing of https over http."""
    at = target(url)
    for feed in feeds:
        if feed.headers:
            with suppress(NewsError):
                own = target(feed.url)
                if own.host == at.host and (at.scheme == "https" or own.scheme == "http"):
                    return feed.headers
    return ()
