"""Connections with one deadline: each read waits only for the time that is left, so a slow server can't exceed it.

Proxy variables of the environment are ignored in all of `web/`: a proxy would resolve the names itself, and the checks of the
guard would say nothing about its connections.
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

SLACK_BYTES = 1_000_000  # beyond the body: headers (100 of 64 KB at most, by http.client) and chunk marks


class Exchange:
    """One `get`, redirects included: its deadline, and the bytes that it may still receive."""

    def __init__(self, url: str, deadline_s: float, max_bytes: int, clock: Callable[[], float]) -> None:
        self.url = url
        self._clock = clock
        self._deadline_s = deadline_s
        self._deadline = clock() + deadline_s
        self._max_bytes = max_bytes + SLACK_BYTES
        self._received = 0

    def seconds_left(self) -> float:
        """Seconds until the deadline; raises TooSlow when it has passed."""
        left = self._deadline - self._clock()
        if left <= 0:
            raise self.too_slow()
        return left

    def extend_deadline(self, seconds: float) -> None:
        """Excludes time that we waited for the host's turn, which is not the server's."""
        self._deadline += seconds

    def count_bytes(self, count: int) -> None:
        """Counts received bytes of any kind, so that endless headers or chunk sizes raise TooLarge like an endless body."""
        self._received += count
        if self._received > self._max_bytes:
            raise TooLarge(f"{self.url} sent more than {self._max_bytes:,} bytes")

    def too_slow(self) -> TooSlow:
        """The error for an exchange whose deadline has passed."""
        return TooSlow(f"{self.url} was not done after {self._deadline_s:g} s")


class DeadlineSocket:
    """A socket for http.client whose reads and writes keep to the deadline of the current exchange."""

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
        """Does nothing: the exchange sets the timeout before each read."""

    def close(self) -> None:
        """Does nothing: http.client closes before the body is read. `hang_up` closes the socket."""

    def hang_up(self) -> None:
        self.sock.close()


class _Reader(io.RawIOBase):
    def __init__(self, sock: DeadlineSocket) -> None:
        self._socket = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        exchange = self._socket.exchange
        self._socket.sock.settimeout(exchange.seconds_left())
        try:
            count = self._socket.sock.recv_into(buffer)
        except TimeoutError:
            raise exchange.too_slow() from None
        exchange.count_bytes(count)
        return count


class _Guarded:
    """Shared by both kinds of connections: after the handshake the socket becomes a DeadlineSocket."""

    exchange: Exchange
    deadline_socket: DeadlineSocket | None = None

    def _new_conn(self) -> socket.socket:
        sock: socket.socket = super()._new_conn()  # type: ignore[misc]
        # The TLS handshake gets the time that connecting has left.
        sock.settimeout(self.exchange.seconds_left())
        return sock

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        self.deadline_socket = DeadlineSocket(self.sock, self.exchange)
        self.sock: Any = self.deadline_socket

    def hang_up(self) -> None:
        if self.deadline_socket:
            self.deadline_socket.hang_up()
        self.close()  # type: ignore[attr-defined]


class GuardedHTTPConnection(_Guarded, HTTPConnection):
    """A connection for http."""


class GuardedHTTPSConnection(_Guarded, HTTPSConnection):
    """A connection for https."""


Connection = GuardedHTTPConnection | GuardedHTTPSConnection


def open_connection(
    target: Target, address: str, exchange: Exchange, within_s: float, tls: ssl.SSLContext | None
) -> Connection:
    """A connection to exactly this address, with a certificate for the target's host. Raises OSError or HTTPError."""
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


def connection_error(target: Target, error: Exception, exchange: Exchange) -> NewsError:
    """The NewsError for an error on the connection, in one sentence."""
    cause: BaseException = error
    # urllib3 wraps errors in messages with object addresses; the innermost error says what happened.
    while (inner := cause.__cause__ or cause.__context__) and isinstance(inner, OSError | HTTPException):
        cause = inner
    if isinstance(cause, TimeoutError):
        return exchange.too_slow()
    return Unreachable(f"{target.url} can't be reached: {_describe(cause)}")


def _describe(error: BaseException) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not valid ({error.verify_message})"
        case ssl.SSLError():
            return f"TLS failed ({getattr(error, 'reason', None) or 'no reason given'})"
        case RemoteDisconnected():
            return "the server closed the connection without an answer"
        case IncompleteRead():
            return "the connection ended before the answer did"
        case LineTooLong():
            return "a line of its headers is too long"
        case HTTPException():
            return f"its answer is not valid HTTP ({type(error).__name__})"
        case OSError() if error.strerror:
            return error.strerror.lower()
        case _:
            return f"the connection broke ({type(error).__name__})"


@cache
def default_tls_context() -> ssl.SSLContext:
    """The TLS context with the system's certificates. It is made once in a process, since reading them takes 20 ms."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.load_default_certs()
    return context
