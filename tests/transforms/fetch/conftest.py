"""A street of sites on loopback, one address each, that remember who was asked when."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from transforms.articles import Entry
from transforms.feeds import Feed
from transforms.fetch.fetch_hosts import Result, fetch_entries
from transforms.spool import Spool
from transforms.web.client import Client
from transforms.web.limits import Limits
from transforms.web.pace import Pace
from transforms.web.robots import Robots
from transforms.web.session import Session

AT = "2026-01-31T06:00:00Z"
Answer = tuple[int, dict[str, str], bytes]


class Paper:
    """`answers[path]`: (status, headers, body); robots.txt is 404 unless given. `overlaps`: requests that were not alone."""

    def __init__(self, address: str) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.overlaps = 0
        self.hold: Callable[[str], object] = lambda path: None
        paper, lock = self, threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # headers and body are two writes; else the second waits 40 ms for an answer

            def do_GET(self) -> None:
                paper.overlaps += not lock.acquire(blocking=False)
                paper.asked.append(self.path)
                paper.headers.append({k.lower(): v for k, v in self.headers.items()})
                paper.hold(self.path)
                status, headers, body = paper.answers.get(self.path, (404, {}, b""))
                if lock.locked():
                    lock.release()
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer((address, 0), Handler)
        self.base = f"http://{address}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def page(self, path: str, body: bytes = b"<html><p>Rain.</p></html>", content_type: str = "text/html") -> str:
        self.answers[path] = 200, {"Content-Type": content_type}, body
        return self.base + path


@pytest.fixture
def street() -> Iterator[Callable[[int], list[Paper]]]:
    papers: list[Paper] = []

    def make(count: int) -> list[Paper]:
        papers.extend(Paper(f"127.0.0.{2 + len(papers) + i}") for i in range(count))
        return papers[-count:]

    yield make
    for paper in papers:
        paper.server.shutdown()
        paper.server.server_close()


class Clock:
    """Time passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0
        self.lock = threading.Lock()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.now += seconds


class Fetcher:
    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.folder = folder
        self.feeds: dict[str, Feed] = {}
        self.limits = Limits(allow_addresses=("127.0.0.0/8",), delay_seconds=1.0, host_seconds=1e6, deadline_seconds=120)
        self.clients: list[Client] = []
        self.asked_to_wait: dict[str, float] = {}  # hosts, before the walk begins

    def start(self, entries: list[Entry], **limits: Any) -> Iterator[Result]:
        how = Limits(**(self.limits.__dict__ | limits))
        client = Client(how)
        self.clients.append(client)
        pace = Pace(how.delay_seconds, self.clock, self.clock.sleep)
        for host, seconds in self.asked_to_wait.items():
            pace.set_pause(host, seconds)
        with Spool(self.folder, "lane") as spool:
            yield from fetch_entries(
                entries,
                session=Session(client, Robots(client), pace),
                spool=spool,
                feeds=self.feeds,
                now=lambda: AT,
            )

    def __call__(self, entries: list[Entry], **limits: Any) -> dict[str, Result]:
        found = list(self.start(entries, **limits))
        assert len(found) == len(entries)
        return {result.entry.id: result for result in found}


@pytest.fixture
def fetcher(tmp_path: Path) -> Iterator[Fetcher]:
    it = Fetcher(tmp_path)
    yield it
    for client in it.clients:
        client.close()
