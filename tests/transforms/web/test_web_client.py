"""Requests of the client to a server on loopback."""

import gzip
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import brotli
import pytest

from transforms.errors import BadAddress, BadRedirect, NewsError, NotFound, RateLimited, ServerTrouble, Unreachable
from transforms.web.client import Client
from transforms.web.limits import Limits

PAGE = "<html><p>Rain in the north — snow in the south.</p></html>".encode() * 50


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        pytest.param("", PAGE, id="plain"),
        pytest.param("gzip", gzip.compress(PAGE), id="gzip"),
        pytest.param("deflate", zlib.compress(PAGE), id="deflate"),
        pytest.param("br", brotli.compress(PAGE), id="brotli"),
    ],
)
def test_a_page_comes_decoded(site: Any, client: Client, encoding: str, body: bytes) -> None:
    site.answers["/a?b=%C3%A9"] = 200, {"Content-Encoding": encoding, "Content-Type": "text/html; charset=utf-8"}, body
    answer = client.get(site.url("/a?b=é#part"))
    assert (answer.status, answer.body, answer.url, answer.redirects) == (200, PAGE, site.url("/a?b=%C3%A9"), ())
    assert answer.headers["content-TYPE"] == "text/html; charset=utf-8"


def test_what_is_sent(site: Any, client: Client) -> None:
    site.answers["/a"] = 200, {}, b""
    client.get(site.url("/a"), headers=[("X-Key", "k"), ("user-agent", "Own/1"), ("Host", "evil.example")], accept="text/x")
    (_, headers, _) = site.asked[0]
    assert headers == {
        "host": f"127.0.0.1:{site.port}",
        "user-agent": "Own/1",
        "accept": "text/x",
        "accept-encoding": "gzip, deflate, br",
        "x-key": "k",
    }


def test_we_say_who_we_are(site: Any, client: Client) -> None:
    site.answers["/a"] = 200, {}, b""
    client.get(site.url("/a"))
    assert site.asked[0][1]["user-agent"].startswith("Pullquote/0.1 (+https://")


def test_not_modified(site: Any, client: Client) -> None:
    site.answers["/a"] = 304, {"ETag": '"x"'}, b""
    answer = client.get(site.url("/a"), headers=[("If-None-Match", '"x"')])
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", '"x"')


def chunked(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for start in range(0, len(PAGE), 100):
        piece = PAGE[start : start + 100]
        handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
    handler.wfile.write(b"0\r\n\r\n")


def until_closed(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE)
    handler.close_connection = True


@pytest.mark.parametrize("answer", [chunked, until_closed])
def test_bodies_without_a_length(site: Any, client: Client, answer: Any) -> None:
    site.answers["/a"] = answer
    assert [client.get(site.url("/a")).body for _ in range(2)] == [PAGE, PAGE]


@pytest.mark.parametrize(
    ("status", "headers", "error", "wait"),
    [
        pytest.param(404, {}, NotFound, None, id="404"),
        pytest.param(429, {"Retry-After": "90"}, RateLimited, 90.0, id="429"),
        pytest.param(503, {"Retry-After": "7"}, ServerTrouble, 7.0, id="503"),
        pytest.param(302, {}, BadRedirect, None, id="a redirect without Location"),
    ],
)
def test_refusals(site: Any, client: Client, status: int, headers: dict[str, str], error: Any, wait: float | None) -> None:
    site.answers["/a"] = status, headers, b"no"
    with pytest.raises(error) as caught:
        client.get(site.url("/a"), headers=[("Authorization", "Bearer secret")])
    assert site.url("/a") in str(caught.value) and "secret" not in str(caught.value)
    assert caught.value.retry_after_s == wait


# Connections.


def test_a_connection_is_kept_over_pages_refusals_and_redirects(site: Any, client: Client) -> None:
    site.answers["/a"] = 200, {}, PAGE
    site.answers["/b"] = 302, {"Location": "/a"}, b"moved"
    site.answers["/c"] = chunked
    for path in ("/a", "/b", "/c", "/a"):
        client.get(site.url(path))
    with pytest.raises(NotFound):
        client.get(site.url("/none"))
    client.get(site.url("/a"))
    assert len({port for *_, port in site.asked}) == 1


def test_a_kept_connection_that_the_server_dropped_is_no_error(site: Any, client: Client) -> None:
    def once(handler: Any) -> None:
        handler.say(200, {}, PAGE)
        handler.close_connection = True

    site.answers["/a"] = once
    assert [client.get(site.url("/a")).body for _ in range(3)] == [PAGE] * 3
    assert len({port for *_, port in site.asked}) == 3


def test_a_connection_belongs_to_its_host_though_two_names_share_an_address(site: Any, clients: Callable[..., Client]) -> None:
    client = clients(resolve=lambda host, port: ["127.0.0.1"])
    site.answers["/a"] = 200, {}, PAGE
    for host in ("a.example", "b.example", "a.example"):
        client.get(site.url("/a", host))
    ports = [port for *_, port in site.asked]
    assert ports[0] == ports[2] != ports[1]
    assert [h["host"] for _, h, _ in site.asked] == [f"{n}.example:{site.port}" for n in "aba"]


def test_many_threads(site: Any, client: Client) -> None:
    site.answers["/a"] = 200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE)
    good: list[bool] = []

    def ask() -> None:
        good.extend(client.get(site.url("/a")).body == PAGE for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert good == [True] * 40
    assert len({port for *_, port in site.asked}) <= 8


def test_the_second_address_is_tried_when_the_first_does_not_answer(
    sites: Any, clients: Callable[..., Client], connected: list[str]
) -> None:
    site = sites(address="127.0.0.2")
    site.answers["/a"] = 200, {}, PAGE
    client = clients(resolve=lambda host, port: ["127.0.0.3", "127.0.0.2"])
    assert client.get(site.url("/a", "news.example")).body == PAGE
    assert connected[:2] == ["127.0.0.3", "127.0.0.2"]


def test_nobody_there(site: Any, client: Client) -> None:
    site.close()
    with pytest.raises(Unreachable, match="connection refused"):
        client.get(site.url("/a"))


def test_a_closed_client_keeps_nothing(site: Any, client: Client) -> None:
    site.answers["/a"] = 200, {}, PAGE
    client.close()
    assert [client.get(site.url("/a")).body for _ in range(2)] == [PAGE, PAGE]
    assert len({port for *_, port in site.asked}) == 2


def test_proxies_of_the_environment_are_not_used(site: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.9:1")
    site.answers["/a"] = 200, {}, PAGE
    assert client.get(site.url("/a")).body == PAGE


# Turns.


def test_each_hop_has_its_turn_and_waiting_for_it_is_not_the_server_s_time(sites: Any) -> None:
    site = sites()
    site.answers |= {"/a": (302, {"Location": "/b"}, b""), "/b": (200, {}, PAGE)}
    now, log = [0.0], []
    client = Client(Limits(allow_addresses=("127.0.0.0/8",), deadline_seconds=5), clock=lambda: now[0])

    @contextmanager
    def turn(url: str) -> Iterator[None]:
        log.append(("in", url))
        now[0] += 60  # a long queue
        yield
        log.append(("out", url))

    assert client.get(site.url("/a"), turn=turn).body == PAGE
    assert log == [(way, site.url(path)) for path in ("/a", "/b") for way in ("in", "out")]
    client.close()


def test_what_is_asked_again_since_the_connection_had_ended_has_a_turn_of_its_own(site: Any, client: Client) -> None:
    turns: list[str] = []

    @contextmanager
    def turn(url: str) -> Iterator[None]:
        turns.append(url)
        yield

    def hung_up(handler: Any) -> None:
        site.answers["/b"] = 200, {}, PAGE
        handler.close_connection = True  # after the request was read: the server has counted it

    site.answers |= {"/a": (200, {}, PAGE), "/b": hung_up}
    client.get(site.url("/a"), turn=turn)
    assert client.get(site.url("/b"), turn=turn).body == PAGE
    assert site.paths() == ["/a", "/b", "/b"] and turns == [site.url(path) for path in site.paths()]


def test_a_server_that_hangs_up_each_time_is_asked_twice_at_most(site: Any, client: Client) -> None:
    def hung_up(handler: Any) -> None:
        handler.close_connection = True

    site.answers |= {"/a": (200, {}, PAGE), "/b": hung_up}
    client.get(site.url("/a"))
    with pytest.raises(Unreachable, match="closed the connection without an answer"):
        client.get(site.url("/b"))
    assert site.paths() == ["/a", "/b", "/b"]


def test_a_turn_can_refuse(site: Any, client: Client) -> None:
    def turn(url: str) -> Any:
        raise BadAddress("not there")

    with pytest.raises(NewsError, match="not there"):
        client.get(site.url("/a"), turn=turn)
    assert site.asked == []
