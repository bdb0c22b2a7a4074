"""Pages of a hostile server, fetched as a run does: each ends by its own reason, in a process that stays small."""

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli

MB = 1_000_000
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SLOW_S = 1.5  # the deadline of what drips
HANGS_S = 100.0  # that of all else, which ends by another reason, also on a machine that has much else to do


def sent(head: bytes, *pieces: bytes) -> Callable[[Any], None]:
    """The head, then the pieces over and over until the caller has had enough."""

    def answer(handler: Any) -> None:
        handler.close_connection = True
        handler.wfile.write(OK + head)
        while not handler.server.over.is_set():
            for piece in pieces:
                handler.wfile.write(piece)

    return answer


def by_the_second(head: bytes, piece: bytes) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.close_connection = True
        handler.wfile.write(head)
        while not handler.server.over.wait(1.0):
            handler.wfile.write(piece)

    return answer


def to(location: str) -> tuple[int, dict[str, str], bytes]:
    return 302, {"Location": location}, b""


def gzip_without_end() -> tuple[bytes, bytes]:
    """Its begin, and a megabyte of zeros in a thousand bytes that can follow itself for ever."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    begin = packer.compress(b"<html>") + packer.flush(zlib.Z_FULL_FLUSH)
    return begin, packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)


def test_each_ends_by_its_reason_within_the_deadline_and_under_100_mb(sites: Any) -> None:
    site = sites()
    site.server.over = site.over
    begin, megabyte = gzip_without_end()
    bomb = brotli.compress(bytes(100 * MB), quality=1)
    twice = zlib.compress(zlib.compress(bytes(100 * MB), 9, 31), 9, 31)
    here = site.url("")
    # What answers, or where to begin; the reason; what its sentence says.
    table: dict[str, tuple[Any, str, str]] = {
        "gzip bomb": (sent(b"Content-Encoding: gzip\r\n\r\n" + begin, megabyte), "TooLarge", "swells to more than 300 times"),
        "gzip in gzip": ((200, {"Content-Encoding": "gzip, gzip"}, twice), "TooLarge", "swells to more than 300 times"),
        "brotli bomb": ((200, {"Content-Encoding": "br"}, bomb), "TooLarge", "swells to more than 300 times"),
        "a body without end": (sent(b"\r\n", b"x" * 65536), "TooLarge", "is larger than"),
        "a header a second": (by_the_second(OK, b"X"), "TooSlow", "was not done after 1.5 s"),
        "a byte of the body a second": (by_the_second(OK + b"\r\n<html>", b"a"), "TooSlow", "was not done after 1.5 s"),
        "headers without end": (sent(b"", b"X-A: b\r\n" * 99), "Unreachable", "HTTP"),
        "a header without end": (sent(b"X-A: ", b"b" * 9999), "Unreachable", "a line of its headers is too long"),
        "to itself": (to("/to%20itself"), "BadRedirect", "in a circle"),
        "ever on": (None, "BadRedirect", "more than 8 times"),
        "to a file": (to("file:///etc/passwd"), "BadRedirect", "not an http or https address"),
        "to a forbidden loopback": (to(f"http://127.0.0.9:{site.port}/"), "ForbiddenAddress", "this machine"),
        "to a metadata service": (to("http://169.254.169.254/latest/"), "ForbiddenAddress", "metadata service"),
        "to a name of it": (to("http://metadata.example/"), "ForbiddenAddress", "metadata service"),
        "a page": ((200, {"Content-Type": "text/html"}, b"<html><p>Rain.</p>"), "Page", "18"),
    }
    urls = {}
    for name, (answer, *_) in table.items():
        path = "/" + name.replace(" ", "%20")
        site.answers[path] = answer
        urls[name] = here + path
    for i in range(20):
        site.answers[f"/ever%20on{i or ''}"] = to(f"/ever%20on{i + 1}")
    # robots.txt from the public address, the page from the private one
    table["a name that turns"] = (None, "ForbiddenAddress", "127.0.0.9 (this machine)")
    urls["a name that turns"] = site.url("/a", "turns.example")
    site.answers["/a"] = table["a page"][0]
    names = {"turns.example": [["127.0.0.1"], ["127.0.0.9"]], "metadata.example": [["169.254.169.254"]]}

    deadlines = {name: SLOW_S if reason == "TooSlow" else HANGS_S for name, (_, reason, _) in table.items()}
    job = {"urls": urls, "names": names, "deadlines": deadlines, "most": 25 * MB}
    visitor = [sys.executable, str(Path(__file__).with_name("hostile_visitor.py"))]
    done = subprocess.run(visitor, input=json.dumps(job), capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for name, (_, reason, says) in table.items():
        kind, message = told["ended"][name]
        assert (name, kind) == (name, reason) and says in message, f"{name}: {kind}: {message}"
    assert told["peak_mb"] < 100
    assert "/a" not in site.paths(), "what was public a moment ago is not asked when the name has turned"
