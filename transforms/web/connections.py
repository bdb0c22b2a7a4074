"""Connections kept alive between requests, to the addresses that the guard has checked."""

import ssl
import threading
from collections import OrderedDict
from collections.abc import Sequence
from http.client import HTTPException

from urllib3.exceptions import HTTPError

from transforms.web.target import Target
from transforms.web.wire import Connection, Exchange, connection_error, open_connection

FIRST_TRY_S = 5.0  # for an address that is not the last: a machine without IPv6 must not spend the deadline on it
MOST_IDLE = 64  # each is a file descriptor


class Connections:
    """Opens what is not there, and keeps what can be used again, the latest 64. Thread-safe."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._idle: OrderedDict[Connection, tuple[tuple[str, str, int], str]] = OrderedDict()  # origin and address
        self._lock = threading.Lock()
        self._closed = False

    def take(self, at: Target, addresses: Sequence[str], exchange: Exchange, fresh: bool = False) -> tuple[Connection, bool]:
        """A connection to one of these addresses, and whether it was used before, which with `fresh` it never was.

        A NewsError when there is none to be had.
        """
        while connection := None if fresh else self._kept(at, addresses):
            if connection.is_connected:
                assert connection.line
                connection.line.exchange = exchange
                return connection, True
            connection.hang_up()
        return self._opened(at, addresses, exchange), False

    def give_back(self, connection: Connection, at: Target, keep: bool) -> None:
        """`keep`: the last answer was read to its end."""
        out = None
        with self._lock:
            if not keep or self._closed or connection.is_closed:
                out = connection
            else:
                self._idle[connection] = (at.origin, connection.host)
                if len(self._idle) > MOST_IDLE:
                    out, _ = self._idle.popitem(last=False)
        if out:
            out.hang_up()

    def close(self) -> None:
        """Hangs up on all that are idle; what is given back later is not kept."""
        with self._lock:
            self._closed = True
            idle = list(self._idle)
            self._idle.clear()
        for connection in idle:
            connection.hang_up()

    def _kept(self, at: Target, addresses: Sequence[str]) -> Connection | None:
        with self._lock:
            for connection, (origin, address) in reversed(self._idle.items()):
                if origin == at.origin and address in addresses:
                    del self._idle[connection]
                    return connection
        return None

    def _opened(self, at: Target, addresses: Sequence[str], exchange: Exchange) -> Connection:
        for i, address in enumerate(addresses):
            last = i == len(addresses) - 1
            within = exchange.seconds_left() if last else min(exchange.seconds_left(), FIRST_TRY_S)
            try:
                return open_connection(at, address, exchange, within, self._tls)
            except (HTTPError, HTTPException, OSError) as error:
                # A certificate that does not hold is an answer; the next address is only for those that gave none.
                if last or isinstance(error, ssl.SSLError):
                    raise connection_error(at, error, exchange) from error
        raise AssertionError("the guard gives at least one address")
