"""Permanent redirects of feeds: decides when the new address is adopted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from transforms.feeds import Feed, FeedState, Note
from transforms.web.guard import forbidden_reason
from transforms.web.target import ip_literal, parse_target
from transforms.web.urls import address_key, clean_url, host

PERMANENT = (301, 308)
REQUIRED_POLLS = 3  # in a row; a mistake in a server's config, or a redirect of a public Wi-Fi, does not last as long
PRIVATE_SUFFIXES = (
    ".local",
    ".localhost",
    ".localdomain",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".private",
    ".home.arpa",
)


def address_of(feed: Feed, state: FeedState) -> str:
    """The address of the next poll: the config's, or the one to which the feed has redirected in three polls in a row."""
    return state.moved_to if state.moved_to and state.moved_times >= REQUIRED_POLLS else feed.url


def state_after_answer(
    feed: Feed, state: FeedState, redirects: Sequence[tuple[int, str]], taken: Mapping[str, str]
) -> FeedState:
    """The state after a response that was reached by these redirects (status and address of each).

    A feed never moves from a public address to a private one, nor to the address of another feed. `taken`: address in the form
    of `address_key` → id of the feed that has it.
    """
    if address_of(feed, state) != feed.url:
        return state  # this response came from the new address
    target = _permanent_target(redirects)
    if target is None or taken.get(address_key(target), feed.id) != feed.id or _leads_to_private_network(feed.url, target):
        return replace(state, moved_to=None, moved_times=0)
    return replace(state, moved_to=target, moved_times=state.moved_times + 1 if target == state.moved_to else 1)


def state_after_error(state: FeedState) -> FeedState:
    """The state after an error at the new address: the next poll uses the old one again."""
    return replace(state, moved_to=None, moved_times=0, etag=None, last_modified=None)


def note(feed: Feed, state: FeedState) -> Note | None:
    """A note with the new address; None while the feed is polled at its old one."""
    if address_of(feed, state) == feed.url:
        return None
    new_url = f"has moved for good and is polled at {state.moved_to}"
    return Note("moved", f"{new_url}: write that as `url` in configs/feeds/{feed.id}.yaml")


def _leads_to_private_network(url: str, target: str) -> bool:
    return is_private_address(target) and not is_private_address(url)


def is_private_address(url: str) -> bool:
    """Whether the address belongs to an inner network: by its IP address, as the guard judges it, or by its name."""
    name = parse_target(url).host
    if ip_literal(name):
        return forbidden_reason(name) is not None
    return "." not in name or name.endswith(PRIVATE_SUFFIXES)


def _permanent_target(redirects: Sequence[tuple[int, str]]) -> str | None:
    """The address after the permanent redirects at the beginning of the chain; None when the first is not permanent."""
    target = None
    for status, url in redirects:
        if status not in PERMANENT:
            break
        target = clean_url(url)
    return target if target and host(target) else None
