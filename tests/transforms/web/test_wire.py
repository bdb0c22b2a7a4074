"""The deadline and size of one exchange, and the errors of connections."""

import socket
import ssl
from http.client import BadStatusLine, IncompleteRead, LineTooLong, RemoteDisconnected

import pytest
from urllib3.exceptions import NewConnectionError, ProtocolError

from transforms.errors import NewsError, TooLarge, TooSlow, Unreachable
from transforms.web.target import parse_target
from transforms.web.wire import SLACK_BYTES, DeadlineSocket, Exchange, connection_error

URL = "https://harbor.example/a"


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def exchange(clock: Clock, max_bytes: int = 10) -> Exchange:
    return Exchange(URL, 30.0, max_bytes, clock)


def test_the_time_left_shrinks_until_the_deadline() -> None:
    clock = Clock()
    of_one_get = exchange(clock)
    assert of_one_get.seconds_left() == 30.0
    clock.now += 29.0
    assert of_one_get.seconds_left() == 1.0
    clock.now += 1.0
    with pytest.raises(TooSlow, match=r"harbor\.example/a was not done after 30 s"):
        of_one_get.seconds_left()


def test_time_in_the_queue_does_not_count() -> None:
    clock = Clock()
    of_one_get = exchange(clock)
    clock.now += 100.0
    of_one_get.extend_deadline(100.0)
    assert of_one_get.seconds_left() == 30.0


def test_all_received_bytes_count() -> None:
    of_one_get = exchange(Clock(), max_bytes=10)
    of_one_get.count_bytes(SLACK_BYTES)
    of_one_get.count_bytes(10)
    with pytest.raises(TooLarge, match=r"sent more than 1,000,010 bytes"):
        of_one_get.count_bytes(1)


def test_each_read_waits_for_the_time_that_is_left() -> None:
    clock = Clock()
    ours, theirs = socket.socketpair()
    with theirs:
        sock = DeadlineSocket(ours, exchange(clock))
        theirs.sendall(b"ab")
        assert sock.makefile("rb").read1(1) == b"a"
        assert ours.gettimeout() == 30.0
        clock.now += 20.0
        sock.sendall(b"c")
        assert ours.gettimeout() == 10.0
        sock.settimeout(99.0)
        sock.close()
        assert ours.gettimeout() == 10.0, "http.client may neither set the time nor close"
        sock.hang_up()
    assert ours.fileno() == -1


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "reason", "message"),
    [
        pytest.param(TimeoutError(), TooSlow, "was not done after 30 s", id="a timeout"),
        pytest.param(caused(ProtocolError("x"), TimeoutError()), TooSlow, "was not done", id="a timeout, wrapped"),
        pytest.param(ConnectionRefusedError(111, "Connection refused"), Unreachable, "connection refused", id="refused"),
        pytest.param(ConnectionError(), Unreachable, r"the connection broke \(ConnectionError\)", id="without words"),
        pytest.param(RemoteDisconnected("x"), Unreachable, "closed the connection without an answer", id="no answer"),
        pytest.param(IncompleteRead(b"a"), Unreachable, "ended before the answer did", id="cut off"),
        pytest.param(LineTooLong("header line"), Unreachable, "a line of its headers is too long", id="endless headers"),
        pytest.param(BadStatusLine("x"), Unreachable, r"not valid HTTP \(BadStatusLine\)", id="no HTTP"),
        pytest.param(ssl.SSLError(1, "x"), Unreachable, "TLS failed", id="TLS"),
        pytest.param(
            caused(NewConnectionError(None, "<object at 0x7f>"), OSError(101, "Network is unreachable")),  # type: ignore[arg-type]
            Unreachable,
            "network is unreachable",
            id="the innermost error, not urllib3's message",
        ),
    ],
)
def test_the_error_of_a_connection(error: Exception, reason: type[NewsError], message: str) -> None:
    result = connection_error(parse_target(URL), error, exchange(Clock()))
    assert type(result) is reason
    with pytest.raises(reason, match=message):
        raise result
    assert "0x" not in str(result)
