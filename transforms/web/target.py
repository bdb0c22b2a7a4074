"""Parses an address once, so that the guard, the connection and the request all use the same result."""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urlsplit

import idna

from transforms.errors import BadAddress

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 8_000  # RFC 9110 4.1 recommends to support as many; no article has a longer address
LONGEST_HOST = 253  # RFC 1035

# Ports of other services, which might execute a line of HTTP as a command: a feed must not make us send mail. Browsers block
# the same ports (https://fetch.spec.whatwg.org/#port-blocking).
_BLOCKED_PORTS = """
    0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137
    139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720
    1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
"""
BLOCKED_PORTS = frozenset(map(int, _BLOCKED_PORTS.split()))

# Not escaped in a path or query; "%" too, since most addresses are escaped already. The rest is sent as %XX of its UTF-8.
NOT_ESCAPED = "!$&'()*+,/:;=?@[]~%|"
# Wider than the standard: "foo_bar.example" and "foo-.example" are in use.
LABEL = re.compile(r"[a-z0-9_-]{1,63}")
# "http://2130706433/", "http://0x7f.1/": a last part that is a number makes it an IPv4 address, as inet_aton reads it.
NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
CREDENTIALS = re.compile(r"//[^/?#\s]*@")
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0]")


@dataclass(frozen=True)
class Target:
    """A parsed web address. `host`: lower case ASCII without brackets and final dot. `path`: includes the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The normalized address, as it is requested."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """The value of the Host header: the port is included only where it is not the default one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port."""
        return self.scheme, self.host, self.port


def parse_target(url: str) -> Target:
    """Parses an address. Raises BadAddress when it can't be requested, or contains a user or a password.

    >>> parse_target("HTTP://News.Example.:80/a b?q=é#top").url
    'http://news.example/a%20b?q=%C3%A9'
    >>> parse_target("http://0x7f.1:8080").url
    'http://127.0.0.1:8080/'
    """
    if len(url) > LONGEST_URL:
        raise BadAddress(f"{display_url(url)} is longer than {LONGEST_URL} characters")
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname
    except ValueError as error:  # "http://[::1", a port that is no number
        raise BadAddress(f"{display_url(url)} is no address: {error}") from None
    if parts.scheme not in PORTS:
        raise BadAddress(f"{display_url(url)} is not an http or https address")
    # Of "http://news.example\@evil.example/", some parsers take the first host and some the second.
    if not host or "\\" in parts.netloc:
        raise BadAddress(f"{display_url(url)} names no host")
    if "@" in parts.netloc:
        raise BadAddress(f"{display_url(url)} contains a user or a password; write them as `headers` of the feed")
    port = PORTS[parts.scheme] if port is None else port
    if port in BLOCKED_PORTS:
        raise BadAddress(f"{display_url(url)} names port {port}, which belongs to another service")
    return Target(parts.scheme, _host(host, url, bracketed="[" in parts.netloc), port, _path(parts))


def without_credentials(url: str) -> str:
    """The address without user and password, since a redirect must not make us send credentials.

    >>> without_credentials("https://user:secret@news.example/a@b")
    'https://news.example/a@b'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.rpartition("@")[2]
    # "news.example\\@evil.example" is left for `parse_target` to refuse, since parsers disagree on its host.
    return url if host == parts.netloc or "\\" in parts.netloc else parts._replace(netloc=host).geturl()


def display_url(url: str) -> str:
    """The address for messages: in one line, at most 200 characters, without credentials.

    >>> display_url("http://user:secret@news.example/a")
    'http://news.example/a'
    """
    short = INVISIBLE.sub(" ", CREDENTIALS.sub("//", url[: LONGEST_URL // 2])).strip()
    return f"{short[:200]}…" if len(short) > 200 else short or "an empty address"


def ip_literal(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address when the host is one; None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def _host(host: str, url: str, *, bracketed: bool) -> str:
    if bracketed or ":" in host:
        address = ip_literal(host)
        if not isinstance(address, IPv6Address) or address.scope_id:
            raise BadAddress(f"{display_url(url)} names no host: what is in brackets is no IPv6 address")
        return str(address)
    if not host.isascii():
        try:
            # As in browsers, width and case are normalized first, so "１２７.0.0.1" is an IP address here as well.
            host = idna.encode(host[:LONGEST_HOST], uts46=True).decode()
        except (idna.IDNAError, UnicodeError):
            raise BadAddress(f"{display_url(url)} names a host that can't be written in ASCII") from None
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if NUMBER.fullmatch(labels[-1]):
        return _ipv4(host, url)
    if len(host) > LONGEST_HOST or not all(LABEL.fullmatch(label) and _is_valid_punycode(label) for label in labels):
        raise BadAddress(f"{display_url(url)} names a host that can't exist")
    return host


def _ipv4(host: str, url: str) -> str:
    try:
        return str(IPv4Address(socket.inet_aton(host)))
    except (OSError, ValueError):
        raise BadAddress(f"{display_url(url)} names a host that looks like an IPv4 address and is none") from None


def _is_valid_punycode(label: str) -> bool:
    if not label.startswith("xn--"):
        return True
    try:
        return bool(label[4:].encode().decode("punycode"))
    except UnicodeError:
        return False


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=NOT_ESCAPED, errors="replace")
    query = f"?{quote(parts.query, safe=NOT_ESCAPED, errors='replace')}" if parts.query else ""
    return path + query
