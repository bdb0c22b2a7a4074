"""Which addresses may be connected to."""

import threading
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import ForbiddenAddress, TooSlow, Unreachable
from transforms.web.guard import Guard, forbidden_reason, parse_networks
from transforms.web.target import parse_target


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("10.1.2.3", id="private 10"),
        pytest.param("172.31.255.255", id="private 172"),
        pytest.param("192.168.0.1", id="private 192"),
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.255.255.254", id="all of loopback"),
        pytest.param("169.254.169.254", id="metadata"),
        pytest.param("168.63.129.16", id="metadata at a public address"),
        pytest.param("100.100.100.200", id="metadata in shared space"),
        pytest.param("169.254.1.1", id="link-local"),
        pytest.param("100.64.0.1", id="shared, CGNAT"),
        pytest.param("192.0.0.8", id="protocol assignments"),
        pytest.param("192.0.2.1", id="documentation"),
        pytest.param("192.88.99.1", id="6to4 relay"),
        pytest.param("198.18.0.1", id="benchmarks"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("239.255.255.250", id="multicast, SSDP"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::", id="IPv6 unspecified"),
        pytest.param("::1", id="IPv6 loopback"),
        pytest.param("::127.0.0.1", id="IPv4-compatible"),
        pytest.param("::ffff:93.184.215.14", id="IPv4-mapped, though public"),
        pytest.param("::ffff:0:127.0.0.1", id="IPv4-translated"),
        pytest.param("64:ff9b::7f00:1", id="NAT64"),
        pytest.param("64:ff9b:1::a00:1", id="local NAT64"),
        pytest.param("100::1", id="discard"),
        pytest.param("2001::1", id="Teredo"),
        pytest.param("2001:10::1", id="ORCHID"),
        pytest.param("2001:db8::1", id="IPv6 documentation"),
        pytest.param("2002:7f00:1::", id="6to4"),
        pytest.param("3fff::1", id="new documentation"),
        pytest.param("5f00::1", id="segment routing"),
        pytest.param("fc00::1", id="unique local"),
        pytest.param("fd00:ec2::254", id="IPv6 metadata"),
        pytest.param("fe80::1", id="IPv6 link-local"),
        pytest.param("fe80::1%eth0", id="with a zone"),
        pytest.param("fec0::1", id="site-local"),
        pytest.param("ff02::1", id="IPv6 multicast"),
        pytest.param("news.example", id="no address at all"),
    ],
)
def test_forbidden(address: str) -> None:
    assert forbidden_reason(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_public(address: str) -> None:
    assert forbidden_reason(address) is None


@given(st.ip_addresses())
def test_what_passes_is_global_to_the_standard_library_too(ip: object) -> None:
    if forbidden_reason(str(ip)) is None:
        assert ip_address(str(ip)).is_global and not ip_address(str(ip)).is_multicast


@pytest.mark.parametrize(
    ("address", "allowed", "passes"),
    [
        pytest.param("127.0.0.1", "127.0.0.0/8", True, id="named"),
        pytest.param("127.0.0.1", "127.0.0.2/32", False, id="its neighbour is named"),
        pytest.param("::1", "127.0.0.0/8", False, id="the other family"),
        pytest.param("64:ff9b::5db8:d70e", "64:ff9b::/96", True, id="NAT64 to a public address"),
        pytest.param("64:ff9b::7f00:1", "64:ff9b::/96", False, id="NAT64 to loopback"),
        pytest.param("2002:a00:1::1", "2002::/16", False, id="6to4 to a private address"),
        pytest.param("::ffff:10.0.0.1", "::/0", False, id="mapped private"),
    ],
)
def test_allow_addresses(address: str, allowed: str, passes: bool) -> None:
    assert (forbidden_reason(address, [ip_network(allowed)]) is None) is passes


def test_a_network_that_is_none() -> None:
    with pytest.raises(ValueError, match="localhost"):
        parse_networks(["localhost"])


def guard(*answers: list[str], allow: tuple[str, ...] = ()) -> tuple[Guard, list[str]]:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    return Guard(allow, resolve=resolve, clock=lambda: 0.0), asked


def test_all_addresses_are_given() -> None:
    it, _ = guard(["1.1.1.1", "2606:4700::1111"])
    assert it.addresses(parse_target("http://news.example/"), 5) == ("1.1.1.1", "2606:4700::1111")


def test_one_forbidden_address_among_public_ones_is_enough() -> None:
    it, _ = guard(["1.1.1.1", "10.0.0.1"])
    with pytest.raises(ForbiddenAddress, match=r"leads to 10.0.0.1 \(private\)"):
        it.addresses(parse_target("http://news.example/"), 5)


def test_a_name_is_asked_once_so_a_second_answer_changes_nothing() -> None:
    it, asked = guard(["1.1.1.1"], ["127.0.0.1"])
    for _ in range(3):
        assert it.addresses(parse_target("http://news.example/"), 5) == ("1.1.1.1",)
    assert asked == ["news.example"]


def test_an_address_is_not_resolved() -> None:
    it, asked = guard(["1.1.1.1"])
    with pytest.raises(ForbiddenAddress):
        it.addresses(parse_target("http://2130706433/"), 5)
    assert asked == []


def test_a_resolver_that_lies_about_what_is_an_address() -> None:
    it, _ = guard(["localhost"])
    with pytest.raises(ForbiddenAddress, match="not an address"):
        it.addresses(parse_target("http://news.example/"), 5)


def test_no_address() -> None:
    it, _ = guard([])
    with pytest.raises(Unreachable, match="has no address"):
        it.addresses(parse_target("http://news.example/"), 5)


@pytest.mark.parametrize("error", [OSError(-2, "Name or service not known"), UnicodeError("label too long")])
def test_no_such_name(error: Exception) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise error

    with pytest.raises(Unreachable, match=r"there is no name news\.example"):
        Guard(resolve=resolve).addresses(parse_target("http://news.example/"), 5)


def test_a_name_server_that_does_not_answer() -> None:
    over = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        over.wait(30)
        return []

    with pytest.raises(TooSlow, match="not resolved in time"):
        Guard(resolve=resolve).addresses(parse_target("http://news.example/"), 0.05)
    over.set()
