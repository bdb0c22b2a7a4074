"""Which connection a request gets: a kept one of the same origin and address, or a new one."""

import ssl
from typing import Any

import pytest

from transforms.errors import Unreachable
from transforms.web import connections as module
from transforms.web.connections import Connections
from transforms.web.target import Target, parse_target
from transforms.web.wire import Exchange

HARBOR, QUAY = parse_target("https://harbor.example/"), parse_target("https://quay.example/")
ONE, TWO = "192.0.2.1", "192.0.2.2"


class Stub:
    """A connection to `host` that can be closed by us or by the server."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.deadline_socket: Any = self
        self.exchange: Any = None
        self.is_connected, self.is_closed, self.hung_up = True, False, False

    def hang_up(self) -> None:
        self.is_connected, self.is_closed, self.hung_up = False, True, True


class Opener:
    def __init__(self) -> None:
        self.opened: list[tuple[str, float]] = []
        self.refused: dict[str, Exception] = {}

    def __call__(self, at: Target, address: str, exchange: Exchange, within_s: float, tls: Any) -> Any:
        self.opened.append((address, within_s))
        if address in self.refused:
            raise self.refused[address]
        return Stub(address)


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> Opener:
    opener = Opener()
    monkeypatch.setattr(module, "open_connection", opener)
    return opener


@pytest.fixture
def kept(opener: Opener) -> Connections:
    return Connections()


def exchange() -> Exchange:
    return Exchange("https://harbor.example/", 30.0, 10, lambda: 0.0)


@pytest.mark.parametrize(
    ("at", "addresses", "fresh", "is_kept"),
    [
        pytest.param(HARBOR, [ONE], False, True, id="the same origin and address"),
        pytest.param(HARBOR, [TWO, ONE], False, True, id="one of several addresses"),
        pytest.param(HARBOR, [TWO], False, False, id="an address that was not checked now"),
        pytest.param(QUAY, [ONE], False, False, id="another origin at the same address"),
        pytest.param(parse_target("http://harbor.example/"), [ONE], False, False, id="another scheme"),
        pytest.param(HARBOR, [ONE], True, False, id="a new one is demanded"),
    ],
)
def test_when_a_kept_connection_is_used(
    kept: Connections, at: Target, addresses: list[str], fresh: bool, is_kept: bool
) -> None:
    first, _ = kept.take(HARBOR, [ONE], exchange())
    kept.give_back(first, HARBOR, keep=True)
    now = exchange()
    connection, was_kept = kept.take(at, addresses, now, fresh)
    assert (connection is first, was_kept) == (is_kept, is_kept)
    if is_kept:
        assert connection.deadline_socket and connection.deadline_socket.exchange is now


def test_a_connection_in_use_is_not_given_twice(kept: Connections) -> None:
    first, _ = kept.take(HARBOR, [ONE], exchange())
    second, was_kept = kept.take(HARBOR, [ONE], exchange())
    assert second is not first and not was_kept


def test_one_that_the_server_closed_is_not_used(kept: Connections) -> None:
    first: Any = kept.take(HARBOR, [ONE], exchange())[0]
    kept.give_back(first, HARBOR, keep=True)
    first.is_connected = False
    connection, was_kept = kept.take(HARBOR, [ONE], exchange())
    assert connection is not first and not was_kept and first.hung_up


def test_one_whose_response_was_not_read_is_closed(kept: Connections) -> None:
    first: Any = kept.take(HARBOR, [ONE], exchange())[0]
    kept.give_back(first, HARBOR, keep=False)
    assert first.hung_up


def test_the_oldest_is_closed_when_there_are_too_many(kept: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_IDLE", 2)
    taken: list[Any] = [kept.take(HARBOR, [ONE], exchange())[0] for _ in range(3)]
    for connection in taken:
        kept.give_back(connection, HARBOR, keep=True)
    assert [connection.hung_up for connection in taken] == [True, False, False]


def test_after_close_none_is_kept(kept: Connections) -> None:
    idle: Any
    in_use: Any
    idle, in_use = (kept.take(HARBOR, [ONE], exchange())[0] for _ in range(2))
    kept.give_back(idle, HARBOR, keep=True)
    kept.close()
    assert idle.hung_up and not in_use.hung_up
    kept.give_back(in_use, HARBOR, keep=True)
    assert in_use.hung_up


def test_the_next_address_is_tried_and_only_the_last_gets_all_the_time(kept: Connections, opener: Opener) -> None:
    opener.refused[ONE] = OSError(101, "Network is unreachable")
    connection: Any = kept.take(HARBOR, [ONE, TWO], exchange())[0]
    assert connection.host == TWO
    assert opener.opened == [(ONE, module.FIRST_TRY_S), (TWO, 30.0)]


def test_a_bad_certificate_is_an_answer(kept: Connections, opener: Opener) -> None:
    opener.refused[ONE] = ssl.SSLError(1, "x")
    with pytest.raises(Unreachable, match="TLS failed"):
        kept.take(HARBOR, [ONE, TWO], exchange())
    assert [address for address, _ in opener.opened] == [ONE]
