"""The one way out: a GET that is guarded at each hop, ends at its deadline, and stops at its size."""

import logging
import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from http.client import HTTPException
from urllib.parse import urljoin

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from transforms.errors import BadAddress, BadRedirect, NewsError, TooLarge
from transforms.web.answers import Headers, Response, refusal
from transforms.web.connections import Connections
from transforms.web.cookies import Cookies
from transforms.web.decode import ACCEPT_ENCODING, decoded
from transforms.web.guard import Guard, Resolve, system_resolve
from transforms.web.limits import Limits
from transforms.web.target import Target, bare, shown, target
from transforms.web.wire import Connection, Exchange, broken

PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
MOST_REDIRECTS = 8  # http → https → www → language → consent → back is six; curl's 50 only feeds a loop
REDIRECTS = frozenset({301, 302, 303, 307, 308})

DRAIN = 65_536  # bytes of an answer's body that we read only to keep the connection; beyond, a new one is cheaper

Header = tuple[str, str]
Turn = Callable[[str], AbstractContextManager[object]]  # the address of a hop → held while the hop is asked; see pace.py

TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
OURS = frozenset({"host", "connection", "content-length", "transfer-encoding", "accept-encoding"})

# urllib3 would warn of each answer with a malformed header, on the console, at a stranger's bidding.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)


def at_once(_url: str) -> AbstractContextManager[object]:
    """No waiting: for a single request that a person asked for."""
    return nullcontext()


class Client:
    """Asks, from many threads. `resolve`: (host, port) → addresses. `tls`: other authorities than the system's, for tests.

    It holds sockets and can't be pickled: make it on the worker.
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
        cut: bool = False,
        turn: Turn = at_once,
    ) -> Response:
        """The answer at the end of all redirects, 2xx or 304; anything else is a NewsError that names the address.

        `headers` may hold secrets: they are sent to the origin (scheme, host, port) of `url` only, and are in no message.
        `max_bytes`: decoded, instead of the limits'; with `cut` the body ends there instead of TooLarge. `turn` is asked
        for each hop and held while that lasts; the time it waits is not counted against the deadline.
        """
        ours = _sendable(headers)
        at = target(url)
        first, cookies, seen = at.origin, Cookies(), set[tuple[str, str]]()
        moved: list[tuple[int, str]] = []
        most = self.limits.max_bytes if max_bytes is None else max_bytes
        exchange = Exchange(at.url, self.limits.deadline_seconds, most, self.clock)
        while True:
            sent = cookies.header(at)
            if (at.url, sent) in seen:  # again with another cookie is how some sites let a visitor in
                raise BadRedirect(f"{exchange.url} redirects in a circle, by way of {shown(at.url)}")
            seen.add((at.url, sent))
            fields = self._fields(at, ours if at.origin == first else (), accept, sent)
            status, answer, body = self._in_turn(at, fields, exchange, most, cut, cookies, turn)
            if status not in REDIRECTS:
                return Response(at.url, status, answer, body, tuple(moved))
            at = _next_hop(at, answer, exchange.url)
            moved.append((status, at.url))
            if len(moved) > MOST_REDIRECTS:
                raise BadRedirect(f"{exchange.url} redirects more than {MOST_REDIRECTS} times")

    def close(self) -> None:
        """Hangs up on all idle connections; a request that is under way ends by itself."""
        self._connections.close()

    def _fields(self, at: Target, ours: Sequence[Header], accept: str, cookies: str) -> dict[str, str]:
        fields = {"Host": at.authority, "User-Agent": self.limits.user_agent, "Accept": accept}
        fields["Accept-Encoding"] = ACCEPT_ENCODING
        fields.update((name.title(), value) for name, value in ours)
        if cookies:
            fields["Cookie"] = f"{fields['Cookie']}; {cookies}" if "Cookie" in fields else cookies
        return fields

    def _in_turn(
        self, at: Target, fields: dict[str, str], exchange: Exchange, most: int, cut: bool, cookies: Cookies, turn: Turn
    ) -> tuple[int, Headers, bytes]:
        """One hop, in its host's turn; a second time in a turn of its own when the connection that we kept had ended."""
        for anew in (False, True):
            asked = self.clock()
            with turn(at.url):
                exchange.excuse(self.clock() - asked)
                try:
                    status, answer, body = self._ask(at, fields, exchange, most, cut, cookies, anew)
                except _Ended:
                    continue
                # Raised within the turn: whose turn it is learns that the host asks for a pause.
                if status not in REDIRECTS and (error := refusal(at.url, status, answer)):
                    raise error
                return status, answer, body
        raise AssertionError("a new connection is never one that we kept")

    def _ask(
        self, at: Target, fields: dict[str, str], exchange: Exchange, most: int, cut: bool, cookies: Cookies, anew: bool
    ) -> tuple[int, Headers, bytes]:
        """The body is empty where it is not wanted: redirects and refusals."""
        addresses = self._guard.addresses(at, exchange.left())
        connection, answer = self._answered(at, addresses, fields, exchange, anew)
        keep = False
        try:
            headers = Headers(answer.headers.items())
            for cookie in answer.headers.getlist("set-cookie"):
                cookies.keep(at, cookie)
            if 200 <= answer.status < 300:
                body = _body(answer, headers, most, cut, at.url)
            else:
                body = b""
            keep = _drained(answer)
            return answer.status, headers, body
        except (HTTPError, HTTPException, OSError) as error:
            raise broken(at, error, exchange) from error
        finally:
            self._connections.give_back(connection, at, keep)

    def _answered(
        self, at: Target, addresses: Sequence[str], fields: dict[str, str], exchange: Exchange, anew: bool
    ) -> tuple[Connection, BaseHTTPResponse]:
        """A connection on which the request was sent and the headers came back. `anew`: none that was kept."""
        connection, used = self._connections.take(at, addresses, exchange, anew)
        try:
            connection.request("GET", at.path, headers=fields, preload_content=False, decode_content=False)
            return connection, connection.getresponse()
        except (HTTPError, HTTPException, OSError) as error:
            connection.hang_up()
            # A kept connection that the server hung up on while we wrote is no answer, and a GET can be repeated. The
            # server may have seen this one all the same, so the next keeps the pause.
            if used and isinstance(error, ConnectionError):
                raise _Ended from error
            raise broken(at, error, exchange) from error
        except BaseException:
            connection.hang_up()
            raise


class _Ended(Exception):
    """The server had hung up on a connection that we kept."""


def _next_hop(at: Target, headers: Headers, asked: str) -> Target:
    location = headers.get("location", "")
    if not location:
        raise BadRedirect(f"{asked} redirects to nowhere")
    with suppress(UnicodeError):
        # http.client reads headers as Latin-1; what servers mean by bytes beyond ASCII is UTF-8.
        location = location.encode("latin-1").decode("utf-8")
    try:
        return target(bare(urljoin(at.url, location)))
    except BadAddress as error:
        raise BadRedirect(f"{asked} redirects to where we don't go: {error}") from None
    except ValueError:  # urljoin: "http://[::1"
        raise BadRedirect(f"{asked} redirects to what is no address: {shown(location)}") from None


def _body(answer: BaseHTTPResponse, headers: Headers, most: int, cut: bool, url: str) -> bytes:
    length = headers.get("content-length", "")
    if not cut and length.isascii() and length.isdigit() and int(length[:18]) > most:
        raise TooLarge(f"{url} is larger than {most:,} bytes: it says {length[:18]}")
    body = bytearray()
    pieces = decoded(_wire_pieces(answer), headers.get("content-encoding", ""), most, url)
    try:
        for piece in pieces:
            body += piece
    except TooLarge:
        if not cut:
            raise
    return bytes(body)


def _wire_pieces(answer: BaseHTTPResponse) -> Iterator[bytes]:
    return answer.stream(DRAIN, decode_content=False)


def _drained(answer: BaseHTTPResponse) -> bool:
    """Whether the rest of the body is read, so that the connection can be used again; its errors no longer matter."""
    size = 0
    try:
        for piece in _wire_pieces(answer):
            size += len(piece)
            if size > DRAIN:
                return False
    except (NewsError, HTTPError, HTTPException, OSError):
        return False
    return True


def _sendable(headers: Sequence[Header]) -> tuple[Header, ...]:
    """The headers but for those that are ours to set. ValueError names one that can't be sent, but not its value."""
    for name, value in headers:
        if not TOKEN.fullmatch(name) or not VALUE.fullmatch(value):
            raise ValueError(f"the header {name[:60]!r} has characters that HTTP can't carry")
    return tuple((name, value) for name, value in headers if name.lower() not in OURS)
