"""Fetches one page. robots.txt, pace and guard apply to each redirect; a response that is not the page raises an error."""

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
    """The caller has stopped, and the response is not needed any more."""


def fetch_page(
    url: str,
    session: Session,
    feeds: Iterable[Feed] = (),
    is_stopping: Callable[[], bool] = lambda: False,
    on_refused: Callable[[Response, NewsError], object] = lambda answer, reason: None,
    conditions: Sequence[Header] = (),
) -> Response:
    """The response with the page; raises a NewsError that says what came instead. `feeds`: those that list it, for headers.

    Raises FetchStopped when `is_stopping` returns true after the wait for the host's turn, or after the response. `on_refused`
    gets a response that is not the page before its error is raised. With `conditions`, which are sent to the page's own origin
    only, the response may be a 304.
    """

    @contextmanager
    def turn(at: str) -> Iterator[None]:
        # Entered for the page and for each redirect, which may lead to another site with a robots.txt of its own.
        robots, pace = session.robots, session.pace
        if not robots.allows(at, pace.turn):
            raise DisallowedByRobots(f"{at} is disallowed by the site's robots.txt")
        pace.set_delay(at, max(session.client.limits.delay_seconds, robots.delay(at, pace.turn)))
        with pace.turn(at):
            if is_stopping():
                raise FetchStopped
            yield

    reject_aggregator_link(url)
    answer = session.client.get(url, headers=(*headers_for(url, feeds), *conditions), turn=turn)
    if is_stopping():
        raise FetchStopped
    if answer.status == 304 and conditions and same_origin(answer.url, url):
        return answer
    try:
        require_page(answer.url, answer.headers.get("content-type"), answer.body)
        reject_interstitial(url, answer.url, answer.headers, answer.body)
    except NewsError as error:
        on_refused(answer, error)
        raise
    return answer


def headers_for(url: str, feeds: Iterable[Feed]) -> tuple[Header, ...]:
    """The headers of the feed that is on the same host as the page, or none; headers of an https feed never go over http."""
    page = parse_target(url)
    for feed in feeds:
        if feed.headers:
            with suppress(NewsError):
                own = parse_target(feed.url)
                if own.host == page.host and (page.scheme == "https" or own.scheme == "http"):
                    return feed.headers
    return ()
