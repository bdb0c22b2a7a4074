"""A hostile server on loopback: each exchange ends with its own reason, in time and with little memory."""

import gzip
import socket
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Any

import brotli
import pytest

from transforms.errors import BadEncoding, BadRedirect, ForbiddenAddress, NewsError, TooLarge, TooSlow, Unreachable
from transforms.web.client import Client
from transforms.web.limits import Limits

MB = 1_000_000
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def drip(start: bytes, piece: bytes) -> Callable[[Any], None]:
    """`start`, then `piece` again and again, slower than anyone wants to wait and faster than a timeout a read."""

    def answer(handler: Any) -> None:
        handler.wfile.write(start)
        while not handler.server.over.wait(0.02):
            handler.wfile.write(piece)
        handler.close_connection = True

    return answer


def flood(start: bytes, piece: bytes) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.wfile.write(start)
        while not handler.server.over.is_set():
            handler.wfile.write(piece)
        handler.close_connection = True

    return answer


def raw(data: bytes) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return answer


def reset(handler: Any) -> None:
    handler.wfile.write(OK + b"Content-Length: 1000\r\n\r\nabc")
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def encoded(name: str, body: bytes) -> bytes:
    return OK + f"Content-Encoding: {name}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


GZIP_BOMB = zlib.compress(b"\0" * 50 * MB, 1, 31)
DEFLATE_BOMB = zlib.compress(b"\0" * 50 * MB, 1)
BR_BOMB = brotli.compress(b"\0" * 50 * MB, quality=1)

SLOW = [
    pytest.param(drip(b"", b""), id="nothing at all"),
    pytest.param(drip(b"H", b"T"), id="a status line that drips"),
    pytest.param(drip(OK + b"X: ", b"a"), id="a header that drips"),
    pytest.param(drip(OK + b"Content-Length: 100000\r\n\r\n", b"a"), id="a body that drips"),
    pytest.param(drip(CHUNKED, b"1\r\na\r\n"), id="chunks that drip"),
    pytest.param(drip(CHUNKED, b"1"), id="a chunk size that drips"),
    pytest.param(drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), id="go on, go on"),
]

ENDINGS = [
    pytest.param(raw(encoded("gzip", GZIP_BOMB)), TooLarge, id="gzip bomb"),
    pytest.param(raw(encoded("deflate", DEFLATE_BOMB)), TooLarge, id="deflate bomb"),
    pytest.param(raw(encoded("br", BR_BOMB)), TooLarge, id="brotli bomb"),
    pytest.param(raw(encoded("gzip, gzip", gzip.compress(GZIP_BOMB))), TooLarge, id="nested gzip bomb"),
    pytest.param(raw(encoded("gzip", gzip.compress(b"text" * 999)[:-9])), BadEncoding, id="truncated gzip"),
    pytest.param(raw(encoded("gzip", b"<html></html>")), BadEncoding, id="not gzip"),
    pytest.param(raw(encoded("zstd", b"\x28\xb5\x2f\xfd")), BadEncoding, id="an encoding we did not ask for"),
    pytest.param(raw(OK + b"Content-Length: 30000000\r\n\r\n"), TooLarge, id="says that it is 30 MB"),
    pytest.param(flood(OK + b"\r\n", b"x" * 65536), TooLarge, id="a body without end"),
    pytest.param(flood(CHUNKED, b"1" * 65536), (TooLarge, Unreachable), id="endless chunk size"),
    pytest.param(flood(CHUNKED, b"1\r\na\r\n" * 999), TooLarge, id="endless small chunks"),
    pytest.param(flood(CHUNKED + b"-1\r\n", b"x" * 9999), (TooLarge, Unreachable), id="negative chunk"),
    pytest.param(flood(CHUNKED + b"0\r\n", b"a: b\r\n" * 99), TooLarge, id="endless trailers"),
    pytest.param(flood(OK, b"X-A: b\r\n" * 99), Unreachable, id="endless headers"),
    pytest.param(flood(OK + b"X-A: ", b"b" * 9999), Unreachable, id="a header without end"),
    pytest.param(flood(b"HTTP/1.1 200 ", b"b" * 9999), Unreachable, id="a status line without end"),
    pytest.param(flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99), TooLarge, id="endless go on"),
    pytest.param(raw(OK + b"Content-Length: 10\r\n\r\nabc"), Unreachable, id="cut short"),
    pytest.param(raw(CHUNKED + b"5\r\nab"), Unreachable, id="cut short in a chunk"),
    pytest.param(raw(CHUNKED + b"zz\r\n"), Unreachable, id="a chunk size that is none"),
    pytest.param(raw(b""), Unreachable, id="hung up"),
    pytest.param(raw(b"SSH-2.0-OpenSSH_9\r\n"), Unreachable, id="not HTTP"),
    pytest.param(raw(b"\0" * 999), Unreachable, id="binary"),
    pytest.param(reset, Unreachable, id="reset"),
]


@pytest.fixture
def hostile(site: Any) -> Any:
    site.server.over = site.over
    return site


@pytest.mark.parametrize("answer", SLOW)
def test_it_ends_at_the_deadline(hostile: Any, clients: Callable[..., Client], answer: Any) -> None:
    hostile.answers["/a"] = answer
    with pytest.raises(TooSlow, match=r"http://127\S+/a was not done after 0\.3 s"):
        clients(deadline_seconds=0.3).get(hostile.url("/a"))


@pytest.mark.parametrize(("answer", "error"), ENDINGS)
def test_it_ends_with_its_reason(hostile: Any, clients: Callable[..., Client], answer: Any, error: Any) -> None:
    hostile.answers["/a"] = answer
    client = clients(max_bytes=MB)
    with pytest.raises(error) as caught:
        client.get(hostile.url("/a"), headers=[("Authorization", "secret")])
    message = str(caught.value)
    assert hostile.url("/a") in message and "secret" not in message
    assert len(message) < 250 and "0x" not in message and "\n" not in message, message


@pytest.mark.parametrize(
    "bomb",
    [encoded("gzip", GZIP_BOMB), encoded("deflate", DEFLATE_BOMB), encoded("br", BR_BOMB)],
    ids=["gzip", "deflate", "brotli"],
)
def test_a_bomb_takes_little_memory(hostile: Any, clients: Callable[..., Client], bomb: bytes) -> None:
    hostile.answers["/a"] = raw(bomb)
    client = clients(max_bytes=MB)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            client.get(hostile.url("/a"))
        assert tracemalloc.get_traced_memory()[1] < 8 * MB
    finally:
        tracemalloc.stop()


def test_what_is_larger_than_wanted_can_be_cut(hostile: Any, client: Client) -> None:
    hostile.answers["/a"] = flood(OK + b"\r\n", b"x" * 65536)
    assert client.get(hostile.url("/a"), max_bytes=100_001, truncate=True).body == b"x" * 100_001


def test_a_slow_refusal_is_a_refusal(hostile: Any, clients: Callable[..., Client]) -> None:
    hostile.answers["/a"] = drip(b"HTTP/1.1 403 No\r\nContent-Length: 9999\r\n\r\n", b"a")
    with pytest.raises(NewsError, match="refuses"):
        clients(deadline_seconds=3.0).get(hostile.url("/a"))


def test_slow_redirects_share_one_deadline(hostile: Any, clients: Callable[..., Client]) -> None:
    def slow(handler: Any) -> None:
        handler.server.over.wait(0.06)
        handler.say(302, {"Location": f"/{len(hostile.asked)}"}, b"")

    hostile.answers = dict.fromkeys(["/a", *(f"/{i}" for i in range(20))], slow)
    with pytest.raises(TooSlow):
        clients(deadline_seconds=0.2).get(hostile.url("/a"))


@pytest.mark.parametrize(
    ("location", "error"),
    [
        pytest.param("http://127.0.0.9/admin", ForbiddenAddress, id="forbidden loopback"),
        pytest.param("http://169.254.169.254/latest/meta-data/", ForbiddenAddress, id="metadata"),
        pytest.param("http://[fd00:ec2::254]/latest/", ForbiddenAddress, id="metadata over IPv6"),
        pytest.param("http://2130706442/", ForbiddenAddress, id="loopback as a number"),
        pytest.param("http://[::ffff:127.0.0.9]/", ForbiddenAddress, id="loopback in IPv6"),
        pytest.param("https://10.0.0.1/", ForbiddenAddress, id="private over TLS"),
        pytest.param("file:///etc/passwd", BadRedirect, id="file"),
    ],
)
def test_a_redirect_inwards(site: Any, clients: Callable[..., Client], connected: list[str], location: str, error: Any) -> None:
    site.answers["/a"] = 302, {"Location": location}, b""
    client = clients(allow_addresses=("127.0.0.1/32",))
    with pytest.raises(error):
        client.get(site.url("/a"))
    assert connected == ["127.0.0.1"]


def test_a_name_that_turns_inwards_between_check_and_connection(sites: Any, clients: Any, connected: list[str]) -> None:
    """127.0.0.1 plays the public address, 127.0.0.9 the private one."""
    site = sites()
    site.answers["/a"] = 302, {"Location": "/b", "Connection": "close"}, b""
    site.answers["/b"] = 200, {}, b"fine"
    answers = [["127.0.0.1"], ["127.0.0.9"]]
    client = clients(resolve=lambda host, port: answers.pop(0), allow_addresses=("127.0.0.1/32",))
    assert client.get(site.url("/a", "rebind.example")).body == b"fine"
    assert set(connected) == {"127.0.0.1"} and len(answers) == 1


def test_a_name_that_has_turned_inwards_when_its_answer_is_old(sites: Any, connected: list[str]) -> None:
    site = sites()
    site.answers["/a"] = 200, {}, b"fine"
    answers, now = [["127.0.0.1"], ["127.0.0.9"]], [0.0]
    limits = Limits(allow_addresses=("127.0.0.1/32",))
    client = Client(limits, resolve=lambda host, port: answers.pop(0), clock=lambda: now[0])
    client.get(site.url("/a", "rebind.example"))
    now[0] += 3600
    # The connection is still alive, and belongs to an address that the name no longer has.
    with pytest.raises(ForbiddenAddress, match=r"127\.0\.0\.9 \(this machine\)"):
        client.get(site.url("/a", "rebind.example"))
    assert set(connected) == {"127.0.0.1"} and len(site.asked) == 1
    client.close()


def test_loopback_is_forbidden_by_default(site: Any, clients: Callable[..., Client], connected: list[str]) -> None:
    for host in ("127.0.0.1", "localhost", "0x7f.1", "[::1]"):
        with pytest.raises(ForbiddenAddress):
            clients(allow_addresses=()).get(site.url("/a", host))
    assert connected == []


def test_a_resolver_that_hangs_counts_against_the_deadline(hostile: Any, clients: Callable[..., Client]) -> None:
    with pytest.raises(TooSlow):
        clients(deadline_seconds=0.2, resolve=lambda host, port: hostile.over.wait(30)).get("http://news.example/")
