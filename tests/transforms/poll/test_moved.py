"""Permanent redirects of feeds: when the new address is adopted, and when it is not."""

from dataclasses import replace

import pytest

from transforms.feeds import Feed, FeedState
from transforms.poll.moved import REQUIRED_POLLS, address_of, is_private_address, state_after_answer, state_after_error

OLD, NEW = "https://harbor.example/feed", "https://quay.example/feed"
FEED = Feed("harbor", OLD)


def polled(*polls: tuple[tuple[int, str], ...], feed: Feed = FEED, taken: dict[str, str] | None = None) -> FeedState:
    state = FeedState("harbor", url=feed.url)
    for redirects in polls:
        state = state_after_answer(feed, state, redirects, taken or {})
    return state


@pytest.mark.parametrize(
    ("polls", "address"),
    [
        pytest.param([((301, NEW),)] * REQUIRED_POLLS, NEW, id="301, often enough"),
        pytest.param([((308, NEW),)] * REQUIRED_POLLS, NEW, id="308"),
        pytest.param([((301, NEW),)] * (REQUIRED_POLLS - 1), OLD, id="not often enough"),
        pytest.param([((302, NEW),)] * 9, OLD, id="temporary"),
        pytest.param([((301, NEW),), ()] * 4, OLD, id="not in a row"),
        pytest.param([((301, NEW),), ((301, f"{NEW}2"),)] * 4, OLD, id="to another address each time"),
        pytest.param([((301, f"{OLD}2"), (301, NEW))] * 3, NEW, id="two permanent ones: the end of them"),
        pytest.param([((301, NEW), (302, f"{NEW}/today"))] * 3, NEW, id="a temporary one behind does not count"),
        pytest.param([((302, f"{OLD}2"), (301, NEW))] * 3, OLD, id="behind a temporary one nothing is permanent"),
        pytest.param([((301, "mailto:desk@quay.example"),)] * 3, OLD, id="no web address"),
    ],
)
def test_the_address_of_the_next_poll(polls: list[tuple[tuple[int, str], ...]], address: str) -> None:
    assert address_of(FEED, polled(*polls)) == address


@pytest.mark.parametrize(
    ("old", "new", "adopted"),
    [
        pytest.param(OLD, "http://10.0.0.1/feed", False, id="into a private network"),
        pytest.param(OLD, "http://[fd00::1]/feed", False, id="into a private IPv6 network"),
        pytest.param(OLD, "http://router.lan/feed", False, id="to a name of an inner network"),
        pytest.param(OLD, "http://224.0.0.1/feed", False, id="multicast, which `is_global` calls global"),
        pytest.param(OLD, "http://[64:ff9b::a00:1]/feed", False, id="NAT64 of a private address"),
        pytest.param("http://10.0.0.1/feed", "http://10.0.0.2/feed", True, id="within a private network"),
        pytest.param("http://10.0.0.1/feed", NEW, True, id="out of a private network"),
        pytest.param(OLD, "http://93.184.215.14/feed", True, id="a public IP address"),
    ],
)
def test_never_from_a_public_address_to_a_private_one(old: str, new: str, adopted: bool) -> None:
    feed = Feed("harbor", old)
    state = polled(*[((301, new),)] * REQUIRED_POLLS, feed=feed)
    assert address_of(feed, state) == (new if adopted else old)


@pytest.mark.parametrize(
    ("owner", "adopted"),
    [
        pytest.param("harbor", True, id="its own"),
        pytest.param("quay", False, id="another feed's"),
    ],
)
def test_never_to_the_address_of_another_feed(owner: str, adopted: bool) -> None:
    state = polled(*[((301, NEW),)] * REQUIRED_POLLS, taken={"//quay.example/feed": owner})
    assert (address_of(FEED, state) == NEW) is adopted


def test_an_error_at_the_new_address_leads_back() -> None:
    moved = replace(polled(*[((301, NEW),)] * REQUIRED_POLLS), etag='"a"', last_modified="x")
    state = state_after_error(moved)
    assert address_of(FEED, state) == OLD
    assert (state.etag, state.last_modified) == (None, None), "validators of the new address say nothing at the old one"


def test_a_response_from_the_new_address_changes_nothing() -> None:
    moved = polled(*[((301, NEW),)] * REQUIRED_POLLS)
    assert state_after_answer(FEED, moved, (), {}) == moved


@pytest.mark.parametrize(
    ("url", "private"),
    [
        pytest.param("http://desk/feed", True, id="a name without a dot"),
        pytest.param("http://desk.home.arpa/feed", True, id="a home network"),
        pytest.param("http://127.0.0.1/feed", True, id="this machine"),
        pytest.param("http://[2001:db8::1]/feed", True, id="documentation"),
        pytest.param("http://lan.example/feed", False, id="a public name that begins like an inner one"),
        pytest.param("http://[2606:2800:21f::1]/feed", False, id="a public IPv6 address"),
    ],
)
def test_private_addresses(url: str, private: bool) -> None:
    assert is_private_address(url) is private
