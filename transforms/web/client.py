"""The HTTP client: a GET with guarded addresses at each redirect, one deadline, and a limit on the size of the body."""

import logging
import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urljoin

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from transforms.errors import BadAddress, BadRedirect, NewsError, TooLarge
from transforms.web.answers import Headers, Response, error_for_status
from transforms.web.connections import Connections
from transforms.web.cookies import Cookies
from transforms.web.decode import ACCEPT_ENCODING, decode_body
from transforms.web.guard import Guard, Resolve, system_resolve
from transforms.web.limits import Limits
from transforms.web.target import Target, display_url, parse_target, without_credentials
from transforms.web.wire import Connection, Exchange, connection_error

PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
MOST_REDIRECTS = 8  # http → https → www → language → consent → back is six; curl's 50 only prolong a loop
REDIRECTS = frozenset({301, 302, 303, 307, 308})

DRAIN_BYTES = 65_536  # of a body that are read only to keep the connection; for more, a new connection is cheaper

Header = tuple[str, str]
Turn = Callable[[str], AbstractContextManager[object]]  # address of a hop → context held during its request; see pace.py

HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
HEADER_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
OWN_HEADERS = frozenset({"host", "connection", "content-length", "transfer-encoding", "accept-encoding"})

# urllib3 would log a warning on the console for each answer with a malformed header.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)


def no_wait(_url: str) -> AbstractContextManager[object]:
    """A turn that does not wait, for a single request made by a person."""
    return nullcontext()


@dataclass(frozen=True)
class BodyLimit:
    """The limit of one decoded body. `truncate`: cut a longer body there instead of raising TooLarge."""

    max_bytes: int
    truncate: bool = False


class Client:
    """A thread-safe HTTP client. `resolve`: (host, port) → addresses. `tls`: certificates instead of the system's, for tests.

    It holds sockets and can't be pickled, so it must be created on the worker.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        resolve: Resolve = system_resolve,
        clock: Callable[[], float] = time.monotonic,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits
        self.clock = clock
        self._guard = Guard(limits.allow_addresses, resolve=resolve, clock=clock)
        self._connections = Connections(tls)

    def get(
        self,
        url: str,
        *,
        headers: Sequence[Header] = (),
        accept: str = PAGE,
        max_bytes: int | None = None,
        truncate: bool = False,
        turn: Turn = no_wait,
    ) -> Response:
        """The response at the end of all redirects, 2xx or 304; any other is raised as a NewsError that names the address.

        `headers` may hold secrets: they are sent only to the origin (scheme, host, port) of `url` and appear in no message.
        `max_bytes`: limit of the decoded body, instead of the one in `limits`; with `truncate` a longer body is cut there
        instead of raising TooLarge. `turn` is entered for each hop; the time it waits does not count against the deadline.
        """
        private_headers = _sendable(headers)
        target = parse_target(url)
        first_origin, cookies, requested = target.origin, Cookies(), set[tuple[str, str]]()
        redirects: list[tuple[int, str]] = []
        limit = BodyLimit(self.limits.max_bytes if max_bytes is None else max_bytes, truncate)
        exchange = Exchange(target.url, self.limits.deadline_seconds, limit.max_bytes, self.clock)
        while True:
            cookie_header = cookies.header(target)
            # The same address with another cookie is no circle: some sites set a cookie and redirect to the same page.
            if (target.url, cookie_header) in requested:
                raise BadRedirect(f"{exchange.url} redirects in a circle through {display_url(target.url)}")
            requested.add((target.url, cookie_header))
            fields = self._fields(target, private_headers if target.origin == first_origin else (), accept, cookie_header)
            status, answer, body = self._request_in_turn(target, fields, exchange, limit, cookies, turn)
            if status not in REDIRECTS:
                return Response(target.url, status, answer, body, tuple(redirects))
            target = _next_hop(target, answer, exchange.url)
            redirects.append((status, target.url))
            if len(redirects) > MOST_REDIRECTS:
                raise BadRedirect(f"{exchange.url} redirects more than {MOST_REDIRECTS} times")

    def close(self) -> None:
        """Closes all idle connections; requests under way finish."""
        self._connections.close()

    def _fields(self, target: Target, headers: Sequence[Header], accept: str, cookie_header: str) -> dict[str, str]:
        fields = {"Host": target.authority, "User-Agent": self.limits.user_agent, "Accept": accept}
        fields["Accept-Encoding"] = ACCEPT_ENCODING
        fields.update((name.title(), value) for name, value in headers)
        if cookie_header:
            fields["Cookie"] = f"{fields['Cookie']}; {cookie_header}" if "Cookie" in fields else cookie_header
        return fields

    def _request_in_turn(
        self, target: Target, fields: dict[str, str], exchange: Exchange, limit: BodyLimit, cookies: Cookies, turn: Turn
    ) -> tuple[int, Headers, bytes]:
        """One hop in its host's turn; it is repeated in another turn when the server had closed the kept connection."""
        for fresh in (False, True):
            waits_since = self.clock()
            with turn(target.url):
                exchange.extend_deadline(self.clock() - waits_since)
                try:
                    status, answer, body = self._request(target, fields, exchange, limit, cookies, fresh)
                except _KeptConnectionClosed:
                    continue
                # Raised within the turn, so that `Pace.turn` sees a Retry-After.
                if status not in REDIRECTS and (error := error_for_status(target.url, status, answer)):
                    raise error
                return status, answer, body
        raise AssertionError("a fresh connection is never a kept one")

    def _request(
        self, target: Target, fields: dict[str, str], exchange: Exchange, limit: BodyLimit, cookies: Cookies, fresh: bool
    ) -> tuple[int, Headers, bytes]:
        """Status, headers and body of one hop. The body is left empty for redirects and errors, which need none."""
        addresses = self._guard.addresses(target, exchange.seconds_left())
        connection, answer = self._send(target, addresses, fields, exchange, fresh)
        keep = False
        try:
            headers = Headers(answer.headers.items())
            for set_cookie in answer.headers.getlist("set-cookie"):
                cookies.store(target, set_cookie)
            body = _read_body(answer, headers, limit, target.url) if 200 <= answer.status < 300 else b""
            keep = _is_drained(answer)
            return answer.status, headers, body
        except (HTTPError, HTTPException, OSError) as error:
            raise connection_error(target, error, exchange) from error
        finally:
            self._connections.give_back(connection, target, keep)

    def _send(
        self, target: Target, addresses: Sequence[str], fields: dict[str, str], exchange: Exchange, fresh: bool
    ) -> tuple[Connection, BaseHTTPResponse]:
        """A connection on which the request was sent and response headers arrived. `fresh`: do not use a kept connection."""
        connection, was_kept = self._connections.take(target, addresses, exchange, fresh)
        try:
            connection.request("GET", target.path, headers=fields, preload_content=False, decode_content=False)
            return connection, connection.getresponse()
        except (HTTPError, HTTPException, OSError) as error:
            connection.hang_up()
            # The server may close a kept connection while we write to it. A GET can be repeated, but only after the pause,
            # since the server may have received this request all the same.
            if was_kept and isinstance(error, ConnectionError):
                raise _KeptConnectionClosed from error
            raise connection_error(target, error, exchange) from error
        except BaseException:
            connection.hang_up()
            raise


class _KeptConnectionClosed(Exception):
    """The server had closed a connection that was kept alive."""


def _next_hop(target: Target, headers: Headers, first_url: str) -> Target:
    """The target of a redirect. Raises BadRedirect, which names `first_url`, when it is missing or may not be requested."""
    location = headers.get("location", "")
    if not location:
        raise BadRedirect(f"{first_url} redirects without naming an address")
    with suppress(UnicodeError):
        # http.client decodes headers as Latin-1; servers mean UTF-8 by bytes beyond ASCII.
        location = location.encode("latin-1").decode("utf-8")
    try:
        return parse_target(without_credentials(urljoin(target.url, location)))
    except BadAddress as error:
        raise BadRedirect(f"{first_url} redirects to an address that can't be requested: {error}") from None
    except ValueError:  # urljoin: "http://[::1"
        raise BadRedirect(f"{first_url} redirects to something that is no address: {display_url(location)}") from None


def _read_body(answer: BaseHTTPResponse, headers: Headers, limit: BodyLimit, url: str) -> bytes:
    length = headers.get("content-length", "")
    if not limit.truncate and length.isascii() and length.isdigit() and int(length[:18]) > limit.max_bytes:
        raise TooLarge(f"{url} is larger than {limit.max_bytes:,} bytes: its Content-Length is {length[:18]}")
    body = bytearray()
    try:
        for piece in decode_body(_wire_pieces(answer), headers.get("content-encoding", ""), limit.max_bytes, url):
            body += piece
    except TooLarge:
        if not limit.truncate:
            raise
    return bytes(body)


def _wire_pieces(answer: BaseHTTPResponse) -> Iterator[bytes]:
    return answer.stream(DRAIN_BYTES, decode_content=False)


def _is_drained(answer: BaseHTTPResponse) -> bool:
    """Reads the rest of a short body. True when its end was reached, so that the connection can be used again."""
    size = 0
    try:
        for piece in _wire_pieces(answer):
            size += len(piece)
            if size > DRAIN_BYTES:
                return False
    except (NewsError, HTTPError, HTTPException, OSError):
        return False
    return True


def _sendable(headers: Sequence[Header]) -> tuple[Header, ...]:
    """The headers without those that the client sets itself.

    Raises ValueError for a header that can't be sent; the message names it without its value, which may be secret.
    """
    for name, value in headers:
        if not HEADER_NAME.fullmatch(name) or not HEADER_VALUE.fullmatch(value):
            raise ValueError(f"the header {name[:60]!r} has characters that HTTP can't carry")
    return tuple((name, value) for name, value in headers if name.lower() not in OWN_HEADERS)
