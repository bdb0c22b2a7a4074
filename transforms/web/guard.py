"""Guards against requests to inner networks: a name is resolved once, and only its checked addresses are connected to.

Feeds are written by strangers. A feed may name an address in our own network, a cloud's metadata service, or a host that
resolves to another address the second time. `ipaddress.is_global` is not enough: it is true for multicast, NAT64 and 6to4.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from transforms.errors import ForbiddenAddress, TooSlow, Unreachable
from transforms.web.target import Target, ip_literal

Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]  # host and port → its addresses, as text

# From https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry, with additions.
# The first match counts, so more specific networks come first.
FORBIDDEN: tuple[tuple[str, str], ...] = (
    ("169.254.169.254/32", "a cloud's metadata service"),
    ("100.100.100.200/32", "a cloud's metadata service"),
    ("192.0.0.192/32", "a cloud's metadata service"),
    ("168.63.129.16/32", "a cloud's metadata service"),  # a public address that every Azure machine reaches its own host at
    ("fd00:ec2::254/128", "a cloud's metadata service"),
    ("fd20:ce::254/128", "a cloud's metadata service"),
    ("0.0.0.0/8", "unspecified"),  # Linux takes 0.0.0.0 for this machine
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by a provider's customers"),
    ("127.0.0.0/8", "this machine"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved"),
    ("192.0.2.0/24", "documentation"),
    ("192.31.196.0/24", "reserved"),
    ("192.52.193.0/24", "reserved"),
    ("192.88.99.0/24", "6to4"),
    ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "reserved"),
    ("198.18.0.0/15", "benchmarks"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "this machine"),
    ("::ffff:0:0/96", "IPv4 within IPv6"),
    ("64:ff9b::/96", "NAT64"),
    ("64:ff9b:1::/48", "NAT64"),
    ("2001::/32", "Teredo"),
    ("2001::/23", "reserved"),
    ("2001:db8::/32", "documentation"),
    ("2002::/16", "6to4"),
    ("2620:4f:8000::/48", "reserved"),
    ("3fff::/20", "documentation"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
    # All other space outside of 2000::/3 is not assigned to the public internet.
    ("::/3", "reserved"),
    ("4000::/2", "reserved"),
    ("8000::/1", "reserved"),
)
_FORBIDDEN = tuple((ip_network(network), reason) for network, reason in FORBIDDEN)

# Seconds for which the addresses of a name are cached, so that a kept connection to one of them can be used again.
CACHE_S = 60.0


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks of `allow_addresses`; ValueError names the first that is invalid.

    >>> parse_networks(["127.0.0.1/8"])
    (IPv4Network('127.0.0.0/8'),)
    """
    return tuple(ip_network(text, strict=False) for text in texts)


def forbidden_reason(address: str, allowed: Sequence[Network] = ()) -> str | None:
    """The kind of a special address, such as "private"; None when it may be connected to.

    >>> forbidden_reason("10.1.2.3"), forbidden_reason("64:ff9b::a00:1"), forbidden_reason("93.184.215.14")
    ('private', 'NAT64', None)
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an address"
    if isinstance(ip, IPv6Address) and ip.scope_id:
        return "link-local"
    if any(ip in network for network in allowed):
        # A config that allows NAT64, which some networks need, does not allow 10.0.0.1 by way of it.
        embedded = _embedded_ipv4(ip)
        return forbidden_reason(str(embedded), allowed) if embedded else None
    return next((reason for network, reason in _FORBIDDEN if ip in network), None)


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, each once, in the order in which this machine's resolver returns them."""
    results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in results))


class Guard:
    """Resolves and checks the addresses of targets. Connections may be opened only to addresses that it returned."""

    def __init__(
        self,
        allow_addresses: Iterable[str] = (),
        *,
        resolve: Resolve = system_resolve,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = parse_networks(allow_addresses)
        self._resolve = resolve
        self._clock = clock
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}

    def addresses(self, target: Target, within_s: float) -> tuple[str, ...]:
        """All addresses of the host, as text, resolved within `within_s` seconds.

        Raises Unreachable when there are none, TooSlow when the time is over, and ForbiddenAddress when one of them is special,
        even among public ones: such a name is misconfigured, or an attack.
        """
        if ip_literal(target.host):
            return self._checked(target, (target.host,))
        cached = self._known.get(target.host)
        if cached and cached[0] > self._clock():
            return cached[1]
        addresses = self._checked(target, self._resolve_within(target, within_s))
        if len(self._known) > 10_000:
            self._known.clear()
        self._known[target.host] = (self._clock() + CACHE_S, addresses)
        return addresses

    def _checked(self, target: Target, addresses: Sequence[str]) -> tuple[str, ...]:
        for address in addresses:
            if reason := forbidden_reason(address, self._allowed):
                raise ForbiddenAddress(
                    f"{target.url} leads to {address[:60]} ({reason}); if it is yours, name its network in web.allow_addresses"
                )
        if not addresses:
            raise Unreachable(f"{target.url} can't be reached: the name {target.host} has no address")
        return tuple(addresses)

    def _resolve_within(self, target: Target, within_s: float) -> Sequence[str]:
        """Resolves the name in a thread of its own: getaddrinfo has no timeout and may wait half a minute for a name server."""
        result: list[Sequence[str] | Exception] = []

        def resolve() -> None:
            try:
                result.append(list(self._resolve(target.host, target.port)))
            except Exception as error:  # raised in the calling thread
                result.append(error)

        thread = threading.Thread(target=resolve, name="pullquote-resolve", daemon=True)
        thread.start()
        thread.join(max(0.0, within_s))
        if not result:
            raise TooSlow(f"{target.url} can't be reached: the name {target.host} was not resolved in time")
        if isinstance(result[0], OSError | UnicodeError):
            raise Unreachable(f"{target.url} can't be reached: there is no name {target.host} ({_reason(result[0])})")
        if isinstance(result[0], Exception):
            raise result[0]
        return result[0]


def _embedded_ipv4(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to, by NAT64, 6to4, Teredo or mapping."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


_NAT64 = IPv6Network("64:ff9b::/96")
