"""A street of invented papers on loopback, whose feeds move on and whose pages fail in a fixed way. Standard library only.

Each host (127.0.0.2, 127.0.0.3, …; one port) serves /feed.xml, /robots.txt, /article/<id>, and /stats, which tells what was
asked. The first line printed is JSON, `{"feeds": [...]}`; it ends when its stdin does, and so with whoever started it.

  python tests/soak/soak_site.py --hosts 2 --pages 30 </dev/tty
"""

import argparse
import json
import random
import socket
import socketserver
import struct
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from email.utils import format_datetime
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from soak_articles import article

FIRST = 2  # 127.0.0.2: each host needs an address of its own, or they would share one pace
FAULTS = ("503", "503", "429", "reset", "gone")


@dataclass
class Host:
    """One paper: what its feed lists now, how each page fails, and what was asked."""

    number: int
    pages: int
    window: int
    faults: float
    seed: int
    base: str = ""
    shift: int = 0
    hits: list[tuple[float, str]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    listed: dict[str, None] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, n: int) -> str:
        rng = random.Random(f"fault {self.seed} {self.number} {n}")
        return rng.choice(FAULTS) if rng.random() < self.faults else ""

    def feed(self) -> bytes:
        """RSS of the items that are listed now, newest first."""
        items = ""
        for n in reversed(range(self.shift, min(self.shift + (self.window or self.pages), self.pages))):
            page = article(self.number, n)
            items += (
                f"<item><title>{page.title}</title><link>{self.base}/article/{page.id}</link>"
                f'<guid isPermaLink="false">{page.id}</guid><pubDate>{format_datetime(page.published)}</pubDate></item>'
            )
        name = f"<title>Paper {self.number}</title><link>{self.base}/</link><description>Invented</description>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{name}{items}</channel></rss>'.encode()

    def moved_on(self) -> None:
        """After a full answer: what it held counts as listed, and its oldest item is never listed again."""
        last = min(self.shift + (self.window or self.pages), self.pages)
        self.listed.update((f"{self.number}-{n}", None) for n in range(self.shift, last))
        if self.window:
            self.shift = min(self.shift + 1, max(0, self.pages - self.window))

    def stats(self) -> bytes:
        gone = [f"{self.number}-{n}" for n in range(self.pages) if self.fault(n) == "gone"]
        return json.dumps({"hits": self.hits, "gone": gone, "listed": list(self.listed)}).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Server"
    disable_nagle_algorithm = True  # head and body go out apart; 40 ms a page otherwise

    def do_GET(self) -> None:
        host = self.server.host
        with host.lock:
            host.hits.append((time.time(), self.path))
            if self.path == "/feed.xml":
                self.feed(host)
            elif self.path == "/stats":
                self.answer(200, host.stats(), "application/json")
            elif self.path == "/robots.txt":
                self.answer(200, b"User-agent: *\nDisallow: /private/\n", "text/plain")
            else:
                self.page(host)

    def feed(self, host: Host) -> None:
        body = host.feed()
        tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if self.headers.get("If-None-Match") == tag:
            self.answer(304, b"", "", ETag=tag)
        else:
            self.answer(200, body, "application/rss+xml", ETag=tag)
            host.moved_on()

    def page(self, host: Host) -> None:
        ident = self.path.rsplit("/", 1)[-1]
        number, _, n = ident.partition("-")
        if number != str(host.number) or not n.isdigit() or int(n) >= host.pages:
            return self.answer(404, b"no such page", "text/plain")
        host.asked[ident] += 1
        kind, times = host.fault(int(n)), host.asked[ident]
        if kind == "gone":
            return self.answer(404, b"gone", "text/plain")
        if kind == "503" and times <= 2:
            return self.answer(503, b"busy", "text/plain")
        if kind == "429" and times <= 1:
            return self.answer(429, b"slow down", "text/plain", **{"Retry-After": "1"})
        if kind == "reset" and times <= 1:
            # with nothing to linger for, close sends a reset
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return None
        return self.answer(200, article(host.number, int(n)).html.encode(), "text/html; charset=utf-8")

    def answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    host: Host

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # HTTPServer's own looks the address up by DNS
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # who asks here is killed now and then


def servers(hosts: int) -> list[Server]:
    """One on each address, all on one port that is free on all of them."""
    for _ in range(50):
        made: list[Server] = []
        try:
            for number in range(hosts):
                port = made[0].server_port if made else 0
                made.append(Server((f"127.0.0.{FIRST + number}", port), Handler))
            return made
        except OSError:
            for server in made:
                server.server_close()
    raise SystemExit(f"no port is free on all of 127.0.0.{FIRST} to 127.0.0.{FIRST + hosts - 1}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--hosts", type=int, default=8)
    ap.add_argument("--pages", type=int, default=210, help="of each host")
    ap.add_argument("--window", type=int, default=10, help="items a feed lists at a time; 0: all")
    ap.add_argument("--faults", type=float, default=0.2, help="share of the pages that fail first, or for ever")
    ap.add_argument("--seed", type=int, default=1)
    options = ap.parse_args()
    feeds = []
    for number, server in enumerate(servers(options.hosts)):
        base = f"http://{server.server_name}:{server.server_port}"
        server.host = Host(number, options.pages, options.window, options.faults, options.seed, base)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        feeds.append(f"{base}/feed.xml")
    print(json.dumps({"feeds": feeds}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
