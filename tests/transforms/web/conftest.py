"""A web server on loopback that answers as a test says, however badly, and remembers who asked."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from transforms.web.client import Client
from transforms.web.limits import Limits

LOOPBACK = "127.0.0.0/8"


class Site:
    """`answers[path]`: (status, headers, body), or a function of the handler that writes what it likes."""

    def __init__(self, tls: Any = None, address: str = "127.0.0.1") -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, str], int]] = []  # path, headers, the caller's port
        self.over = threading.Event()  # what drips or hangs, does so until then
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # headers and body are two writes; else the second waits 40 ms for an answer

            def do_GET(self) -> None:
                headers = {k.lower(): v for k, v in self.headers.items()}
                site.asked.append((self.path, headers, self.client_address[1]))
                answer = site.answers.get(self.path, (404, {}, b"nothing here"))
                try:
                    if callable(answer):
                        answer(self)
                    else:
                        self.say(*answer)
                except OSError:
                    self.close_connection = True

            def say(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers and status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *args: Any) -> None:
                pass

        self.server = Server((address, 0), Handler)
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_port
        self.address = address
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def url(self, path: str = "/", host: str | None = None) -> str:
        return f"http://{host or self.address}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, *_ in self.asked]

    def close(self) -> None:
        self.over.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def sites() -> Iterator[Callable[..., Site]]:
    made: list[Site] = []

    def make(**how: Any) -> Site:
        made.append(Site(**how))
        return made[-1]

    yield make
    for site in made:
        site.close()


@pytest.fixture
def site(sites: Callable[..., Site]) -> Site:
    return sites()


@pytest.fixture
def clients() -> Iterator[Callable[..., Client]]:
    """`clients(resolve=..., deadline_seconds=...)`: a Client that may ask loopback, unless told otherwise."""
    made: list[Client] = []

    def make(resolve: Any = None, tls: Any = None, **limits: Any) -> Client:
        how = {"allow_addresses": (LOOPBACK,), "deadline_seconds": 120.0} | limits
        extra = {"resolve": resolve} if resolve else {}
        made.append(Client(Limits(**how), tls=tls, **extra))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def client(clients: Callable[..., Client]) -> Client:
    return clients()


@pytest.fixture(autouse=True)
def connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The addresses that were connected to; never one beyond loopback."""
    seen: list[str] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: Any) -> None:
        seen.append(address[0])
        assert address[0].startswith("127.") or address[0] == "::1", f"a packet to {address[0]}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    yield seen
    assert all(a.startswith("127.") or a == "::1" for a in seen)
