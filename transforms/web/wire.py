"""A connection that keeps to one deadline: each read waits only for what is left of it, so that a drip can't outlast it.

Proxy variables of the environment are not read, here or anywhere in `web/`: a proxy would resolve the names and make the
connections for us, and nothing of what the guard checked would be true of them.
"""

import io
import socket
import ssl
from collections.abc import Callable
from functools import cache
from http.client import HTTPException, IncompleteRead, LineTooLong, RemoteDisconnected
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

from transforms.errors import NewsError, TooLarge, TooSlow, Unreachable
from transforms.web.target import Target

SLACK = 1_000_000  # bytes beyond the body's own: headers (100 of 64 KB at most, by http.client) and chunk marks


class Exchange:
    """One `get`: its deadline, redirects included, and how much may still come in over the wire."""

    def __init__(self, url: str, deadline_s: float, most: int, clock: Callable[[], float]) -> None:
        self.url = url
        self._clock = clock
        self._seconds = deadline_s
        self._deadline = clock() + deadline_s
        self._most = most + SLACK
        self._came = 0

    def seconds_left(self) -> float:
        """Seconds until the deadline; TooSlow when there are none."""
        left = self._deadline - self._clock()
        if left <= 0:
            raise self.too_slow()
        return left

    def extend_deadline(self, seconds: float) -> None:
        """Time that we ourselves waited, to be polite, is not the server's."""
        self._deadline += seconds

    def count_bytes(self, count: int) -> None:
        """Counts what came in, readable or not: an endless chunk size is as large as an endless body."""
        self._came += count
        if self._came > self._most:
            raise TooLarge(f"{self.url} sent more than {self._most:,} bytes")

    def too_slow(self) -> TooSlow:
        return TooSlow(f"{self.url} was not done after {self._seconds:g} s")


class DeadlineSocket:
    """The socket as http.client uses it; it belongs to one exchange at a time."""

    def __init__(self, sock: socket.socket, exchange: Exchange) -> None:
        self.sock = sock
        self.exchange = exchange

    def sendall(self, data: bytes) -> None:
        self.sock.settimeout(self.exchange.seconds_left())
        self.sock.sendall(data)

    def makefile(self, mode: str, buffering: int | None = None) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self), 65_536)

    def fileno(self) -> int:
        return self.sock.fileno()

    def settimeout(self, seconds: float | None) -> None:
        """The exchange sets the time, before each read."""

    def close(self) -> None:
        """http.client closes before the body is read; `hang_up` is the end."""

    def hang_up(self) -> None:
        self.sock.close()


class _Reader(io.RawIOBase):
    def __init__(self, line: DeadlineSocket) -> None:
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        exchange = self._line.exchange
        self._line.sock.settimeout(exchange.seconds_left())
        try:
            count = self._line.sock.recv_into(buffer)
        except TimeoutError:
            raise exchange.too_slow() from None
        exchange.count_bytes(count)
        return count


class _Guarded:
    """What both connections share: after the handshake the socket becomes a Line."""

    exchange: Exchange
    line: DeadlineSocket | None = None

    def _new_conn(self) -> socket.socket:
        sock: socket.socket = super()._new_conn()  # type: ignore[misc]
        # What connecting took is gone; the TLS handshake gets the rest.
        sock.settimeout(self.exchange.seconds_left())
        return sock

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        self.line = DeadlineSocket(self.sock, self.exchange)
        self.sock: Any = self.line

    def hang_up(self) -> None:
        if self.line:
            self.line.hang_up()
        self.close()  # type: ignore[attr-defined]


class GuardedHTTPConnection(_Guarded, HTTPConnection):
    """http"""


class GuardedHTTPSConnection(_Guarded, HTTPSConnection):
    """https"""


Connection = GuardedHTTPConnection | GuardedHTTPSConnection


def open_connection(
    target: Target, address: str, exchange: Exchange, within_s: float, tls: ssl.SSLContext | None
) -> Connection:
    """A connection to that very address; for TLS the certificate must be of the target's host. OSError or HTTPError if not."""
    connection: Connection
    if target.scheme == "https":
        connection = GuardedHTTPSConnection(
            address, target.port, timeout=within_s, server_hostname=target.host, ssl_context=tls or default_tls_context()
        )
    else:
        connection = GuardedHTTPConnection(address, target.port, timeout=within_s)
    connection.exchange = exchange
    try:
        connection.connect()
    except BaseException:
        connection.close()
        raise
    return connection


def connection_error(at: Target, error: Exception, exchange: Exchange) -> NewsError:
    """What went wrong on the wire, as the reason that is counted, in one sentence."""
    cause: BaseException = error
    # urllib3 wraps: its messages name objects in memory, the error at the bottom says what happened.
    while (inner := cause.__cause__ or cause.__context__) and isinstance(inner, OSError | HTTPException):
        cause = inner
    if isinstance(cause, TimeoutError):
        return exchange.too_slow()
    return Unreachable(f"{at.url} can't be reached: {_why(cause)}")


def _why(error: BaseException) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate does not hold ({error.verify_message})"
        case ssl.SSLError():
            return f"TLS failed ({error.reason or 'no reason given'})"
        case RemoteDisconnected():
            return "the server hung up without an answer"
        case IncompleteRead():
            return "the connection ended before the answer did"
        case LineTooLong():
            return "its headers have no end"
        case HTTPException():
            return f"it does not answer in proper HTTP ({type(error).__name__})"
        case OSError() if error.strerror:
            return error.strerror.lower()
        case _:
            return f"the connection broke ({type(error).__name__})"


@cache
def default_tls_context() -> ssl.SSLContext:
    """Once a process: reading the system's certificates takes 20 ms."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.load_default_certs()
    return context
