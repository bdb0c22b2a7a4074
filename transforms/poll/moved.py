"""A feed that says that it has moved for good: when that is believed, and when it never is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from ipaddress import ip_address

from transforms.feeds import Feed, FeedState
from transforms.web.target import parse_target
from transforms.web.urls import address_key, clean_url, host

PERMANENT = (301, 308)
NOTE = "has moved for good"
TIMES = 3  # polls in a row: a mistake in a server's config, or a café's network, is over by then
INNER = (".local", ".localhost", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".home.arpa")


def address_of(feed: Feed, state: FeedState) -> str:
    """Where the next poll asks: as the config says, or where it has moved for good, as it has said three times in a row."""
    return state.moved_to if state.moved_to and state.moved_times >= TIMES else feed.url


def state_after_answer(feed: Feed, state: FeedState, moved: Sequence[tuple[int, str]], taken: Mapping[str, str]) -> FeedState:
    """The state after an answer that came by way of `moved` (status and address of each redirect).

    A move is never believed towards a private address from a public one, nor to the address of another feed: `taken` says
    whose each is, in the form of `address_key`.
    """
    if address_of(feed, state) != feed.url:
        return state  # asked there, and it answered
    there = _moved_to(moved)
    if (
        there is None
        or taken.get(address_key(there), feed.id) != feed.id
        or (is_private_address(there) and not is_private_address(feed.url))
    ):
        return replace(state, moved_to=None, moved_times=0)
    return replace(state, moved_to=there, moved_times=state.moved_times + 1 if there == state.moved_to else 1)


def state_after_error(state: FeedState) -> FeedState:
    """Where it has moved does not answer: the next poll asks at the old address again."""
    return replace(state, moved_to=None, moved_times=0, etag=None, last_modified=None)


def note(feed: Feed, state: FeedState) -> str | None:
    """A sentence that tells where it has moved."""
    if address_of(feed, state) == feed.url:
        return None
    return f"{NOTE} and is asked at {state.moved_to}: write that as `url` in configs/feeds/{feed.id}.yaml"


def is_private_address(url: str) -> bool:
    """An address that is private by its looks: of an inner network, or a name that only one network knows."""
    name = parse_target(url).host
    try:
        return not ip_address(name.strip("[]")).is_global
    except ValueError:
        return "." not in name or name.endswith(INNER)


def _moved_to(moved: Sequence[tuple[int, str]]) -> str | None:
    """The end of the permanent redirects that the way begins with: what comes after a temporary one is so for today."""
    there = None
    for status, url in moved:
        if status not in PERMANENT:
            break
        there = clean_url(url)
    return there if there and host(there) else None
