"""A web server of the tests' own on loopback, and a run over it through the very functions that the command calls."""

import gzip
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from pipeline.runs.summary import Summary

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><meta property="article:published_time"
content="2026-01-30T08:00:00+01:00"></head><body><article><h1>{title}</h1>
<p>The council of Velmarsh met on Friday to speak about the ferry that crosses the bay twice a day, and about its price.</p>
<p>“We will keep the ferry running through the winter,” said Ines Okonkwo, the treasurer. “Nobody will be left on the island.”</p>
<p>The harbour office counted four thousand passengers in December, which was more than in any December since the bridge.</p>
</article></body></html>"""


@dataclass
class Web:
    """What the server answers, by path: (status, content type, body), or a callable that is given the handler."""

    base: str = ""
    pages: dict[str, tuple[int, str, bytes] | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    hits: list[str] = field(default_factory=list)

    def page(self, path: str, title: str = "Ferry stays") -> None:
        self.pages[path] = (200, "text/html; charset=utf-8", PAGE.format(title=title).encode())

    def feed(self, path: str, *links: str, body: bytes | None = None, kind: str = "application/rss+xml") -> None:
        items = "".join(f"<item><title>{link}</title><link>{self.base}{link}</link></item>" for link in links)
        whole = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()
        self.pages[path] = (200, kind, whole if body is None else body)


@contextmanager
def served() -> Iterator[Web]:
    site = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # headers and body are two writes; else the second waits 40 ms for an answer

        def do_GET(self) -> None:
            site.hits.append(self.path)
            answer = site.pages.get(self.path, (404, "text/plain", b"no such page"))
            if callable(answer):
                answer(self)
                return
            status, kind, body = answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site.base = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as site:
        yield site


@dataclass
class Desk:
    """A config folder and an output folder of one test."""

    folder: Path
    web: Web

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def settle(self, pipeline: str = "", **feeds: str) -> None:
        """Writes the configs; each feed's text may use {base}."""
        configs = self.folder / "configs"
        (configs / "feeds").mkdir(parents=True, exist_ok=True)
        web = "web: {allow_addresses: [127.0.0.0/8], delay_seconds: 0, deadline_seconds: 120, max_bytes: 12000000}\n"
        (configs / "pipeline.yaml").write_text(web + pipeline)
        for name, text in feeds.items():
            (configs / "feeds" / f"{name}.yaml").write_text(text.format(base=self.web.base))

    def copy(self, folder: Path) -> "Desk":
        """All that stands here, for one test to change; the web is the same."""
        shutil.copytree(self.folder, folder)
        return Desk(folder, self.web)

    def run(self, force: bool = False, flags: tuple[str, ...] = ()) -> Summary:
        return run_once(Run(load_config(self.folder / "configs"), self.out, Engine(flags), force=force))


@pytest.fixture
def desk(tmp_path: Path, web: Web) -> Desk:
    return Desk(tmp_path, web)


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """For tests that read what one run has left; those that change it take a `copy`."""
    with served() as site:
        yield Desk(tmp_path_factory.mktemp("desk"), site)


def left_of(needles: list[str], out: Path) -> set[str]:
    """What is found in any file below the folder: in its bytes, its gzip members, its Parquet rows, its name."""
    found = set()
    for path in filter(Path.is_file, out.rglob("*")):
        data = path.read_bytes()
        if path.name.endswith(".gz"):
            data += gzip.decompress(data)
        if path.suffix == ".parquet":
            data += json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False).encode()
        data += path.name.encode()
        found |= {f"{needle} in {path.relative_to(out)}" for needle in needles if needle.encode() in data}
    return found


@pytest.fixture
def town(desk, web):
    from tests.pipeline.lantern import settled

    return settled(desk, web)
