"""Where a request may go: a name is resolved once, every address it leads to is checked, and only those are connected to.

A feed is written by strangers: it may name our own network, a cloud's metadata service, or a name whose second answer differs
from its first. `ipaddress.is_global` is not enough: it is true of multicast, NAT64 and 6to4.
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

# https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry, and what they leave out.
# Searched from the top: the more exact name comes first.
FORBIDDEN: tuple[tuple[str, str], ...] = (
    ("169.254.169.254/32", "a cloud's metadata service"),
    ("100.100.100.200/32", "a cloud's metadata service"),
    ("192.0.0.192/32", "a cloud's metadata service"),
    ("168.63.129.16/32", "a cloud's metadata service"),  # a public address, but of every Azure machine's own host
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
    # Whatever else is not 2000::/3 has not been given out for the public internet.
    ("::/3", "reserved"),
    ("4000::/2", "reserved"),
    ("8000::/1", "reserved"),
)
_FORBIDDEN = tuple((ip_network(network), why) for network, why in FORBIDDEN)

# A name is asked once a minute at most: fewer queries, and a connection that is kept alive still belongs to its address.
REMEMBER_S = 60.0


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks of `allow_addresses`; ValueError names the one that is none.

    >>> parse_networks(["127.0.0.1/8"])
    (IPv4Network('127.0.0.0/8'),)
    """
    return tuple(ip_network(text, strict=False) for text in texts)


def forbidden_reason(address: str, allowed: Sequence[Network] = ()) -> str | None:
    """What kind of special address it is, or None when it may be asked.

    >>> forbidden_reason("10.1.2.3"), why_forbidden("64:ff9b::a00:1"), why_forbidden("93.184.215.14")
    ('private', 'NAT64', None)
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an address"
    if isinstance(ip, IPv6Address) and ip.scope_id:
        return "link-local"
    if any(ip in network for network in allowed):
        # Who allows NAT64, since his network has no other way out, does not allow 10.0.0.1 through it.
        within = _ipv4_within(ip)
        return forbidden_reason(str(within), allowed) if within else None
    return next((why for network, why in _FORBIDDEN if ip in network), None)


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of a name as this machine's resolver gives them, in its order, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class Guard:
    """The addresses of a target that were checked; nothing may be connected to that did not come from here."""

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
        """All addresses of the host, each checked. ForbiddenAddress when one of them is, Unreachable when there is none.

        One forbidden address among public ones is enough: such a name is set up wrongly, or to lead us in.
        """
        if ip_literal(target.host):
            return self._checked(target, (target.host,))
        known = self._known.get(target.host)
        if known and known[0] > self._clock():
            return known[1]
        found = self._checked(target, self._looked_up(target, within_s))
        if len(self._known) > 10_000:
            self._known.clear()
        self._known[target.host] = (self._clock() + REMEMBER_S, found)
        return found

    def _checked(self, target: Target, found: Sequence[str]) -> tuple[str, ...]:
        for address in found:
            if why := forbidden_reason(address, self._allowed):
                raise ForbiddenAddress(
                    f"{target.url} leads to {address[:60]} ({why}); if it is yours, name its network in web.allow_addresses"
                )
        if not found:
            raise Unreachable(f"{target.url} can't be reached: the name {target.host} has no address")
        return tuple(found)

    def _looked_up(self, target: Target, within_s: float) -> Sequence[str]:
        """In a thread of its own: getaddrinfo knows no timeout, and with a dead name server takes half a minute."""
        answer: list[Sequence[str] | Exception] = []

        def look_up() -> None:
            try:
                answer.append(list(self._resolve(target.host, target.port)))
            except Exception as error:  # handed to the thread that asked
                answer.append(error)

        thread = threading.Thread(target=look_up, name="pullquote-resolve", daemon=True)
        thread.start()
        thread.join(max(0.0, within_s))
        if not answer:
            raise TooSlow(f"{target.url} can't be reached: the name {target.host} was not resolved in time")
        if isinstance(answer[0], OSError | UnicodeError):
            raise Unreachable(f"{target.url} can't be reached: there is no name {target.host} ({_reason(answer[0])})")
        if isinstance(answer[0], Exception):
            raise answer[0]
        return answer[0]


def _ipv4_within(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to, by NAT64, 6to4, Teredo or mapping."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


_NAT64 = IPv6Network("64:ff9b::/96")
