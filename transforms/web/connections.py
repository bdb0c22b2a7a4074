"""Keeps connections alive between requests, only to addresses that the guard has checked."""

import ssl
import threading
from collections import OrderedDict
from collections.abc import Sequence
from http.client import HTTPException

from urllib3.exceptions import HTTPError

from transforms.web.target import Target
from transforms.web.wire import Connection, Exchange, connection_error, open_connection

# Seconds for connecting to an address that is not the last one, so that a machine without IPv6 does not spend the deadline.
FIRST_TRY_S = 5.0
MOST_IDLE = 64  # each is a file descriptor


class Connections:
    """Opens connections and keeps the latest 64 that can be used again. Thread-safe."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._idle: OrderedDict[Connection, tuple[tuple[str, str, int], str]] = OrderedDict()  # origin and address
        self._lock = threading.Lock()
        self._closed = False

    def take(
        self, target: Target, addresses: Sequence[str], exchange: Exchange, fresh: bool = False
    ) -> tuple[Connection, bool]:
        """A connection to one of these addresses, and whether it is a kept one, which it never is with `fresh`.

        Raises a NewsError when no address can be connected to.
        """
        while connection := None if fresh else self._kept(target, addresses):
            if connection.is_connected:
                assert connection.deadline_socket
                connection.deadline_socket.exchange = exchange
                return connection, True
            connection.hang_up()
        return self._opened(target, addresses, exchange), False

    def give_back(self, connection: Connection, target: Target, keep: bool) -> None:
        """Returns a connection after use. `keep`: the last response was read to its end, so it can be used again."""
        to_close = None
        with self._lock:
            if not keep or self._closed or connection.is_closed:
                to_close = connection
            else:
                self._idle[connection] = (target.origin, connection.host)
                if len(self._idle) > MOST_IDLE:
                    to_close, _ = self._idle.popitem(last=False)
        if to_close:
            to_close.hang_up()

    def close(self) -> None:
        """Closes all idle connections, and later each one that is given back."""
        with self._lock:
            self._closed = True
            idle = list(self._idle)
            self._idle.clear()
        for connection in idle:
            connection.hang_up()

    def _kept(self, target: Target, addresses: Sequence[str]) -> Connection | None:
        with self._lock:
            for connection, (origin, address) in reversed(self._idle.items()):
                if origin == target.origin and address in addresses:
                    del self._idle[connection]
                    return connection
        return None

    def _opened(self, target: Target, addresses: Sequence[str], exchange: Exchange) -> Connection:
        for i, address in enumerate(addresses):
            last = i == len(addresses) - 1
            within = exchange.seconds_left() if last else min(exchange.seconds_left(), FIRST_TRY_S)
            try:
                return open_connection(target, address, exchange, within, self._tls)
            except (HTTPError, HTTPException, OSError) as error:
                # An invalid certificate is a response; the next address is tried only when there was none.
                if last or isinstance(error, ssl.SSLError):
                    raise connection_error(target, error, exchange) from error
        raise AssertionError("the guard gives at least one address")
