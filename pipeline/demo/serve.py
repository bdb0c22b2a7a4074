"""The demo's news site on 127.0.0.1: the files of `site/`, with the server's own address written into them.

`pages/<outlet>/<name>.html` answers at `/<outlet>/<name>`. Feeds carry an ETag and answer 304. Every other address is a 404.
"""

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from urllib.parse import urlsplit

SITE = Path(__file__).parent / "site"

PIPELINE = """\
# Written by the demo. Its news site runs on this machine, so loopback addresses are allowed and no pause is needed.
web:
  allow_addresses: [127.0.0.0/8]
  delay_seconds: 0
"""
FEEDS = {
    "velmarsh-chronicle": "url: {base}/feed-a.xml\nname: The Velmarsh Chronicle\nlanguage: en\nevery: 15m\ntags: [demo]\n",
    "calvenna-today": "url: {base}/feed-b.xml\nname: Calvenna Today\nlanguage: en\nevery: 30m\ntags: [demo]\n",
}


@dataclass(frozen=True)
class File:
    """The response of one address. `etag`: None for a file without a validator."""

    body: bytes
    content_type: str
    etag: str | None = None


@dataclass(frozen=True)
class Site:
    """All responses of the site by path, read once, so that a request is never used as a file name."""

    files: Mapping[str, File]

    @classmethod
    def read(cls, folder: Path, base_url: str) -> "Site":
        """The site of a folder: `pages/**/*.html`, `feed-*.xml` and `robots.txt`, with `{base}` replaced by `base_url`."""
        files = {}
        for path in sorted(folder.glob("pages/**/*.html")):
            address = "/" + path.relative_to(folder / "pages").with_suffix("").as_posix()
            files[address] = File(_filled(path, base_url), "text/html; charset=utf-8")
        for path in sorted(folder.glob("feed-*.xml")):
            body = _filled(path, base_url)
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            files[f"/{path.name}"] = File(body, "application/xml; charset=utf-8", etag)
        if (folder / "robots.txt").exists():
            files["/robots.txt"] = File(_filled(folder / "robots.txt", base_url), "text/plain; charset=utf-8")
        return cls(files)

    def find(self, target: str) -> File | None:
        """The file that a request target such as `/news/a?utm_source=rss` asks for, or None."""
        try:
            return self.files.get(urlsplit(target).path)
        except ValueError:  # `//[`: the start of an IPv6 address that never ends
            return None


def _filled(path: Path, base_url: str) -> bytes:
    return path.read_bytes().replace(b"{base}", base_url.encode("ascii"))


@contextmanager
def serving(folder: Path = SITE, port: int = 0, host: str = "127.0.0.1") -> Iterator[str]:
    """Serves the site within the block; yields its address, e.g. `http://127.0.0.1:40123`. Port 0: any free one.

    Raises OSError when the port is in use.
    """
    with _Server((host, port), _Handler) as server:
        base_url = f"http://{host}:{server.server_port}"
        server.site = Site.read(folder, base_url)  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-site", daemon=True)
        thread.start()
        try:
            yield base_url
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    def server_bind(self) -> None:
        """Binds the socket like the parent class, but without a DNS lookup of this machine's name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    timeout = 10  # seconds of silence after which a connection is closed
    server_version = "PullquoteDemo"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        file = self.server.site.find(self.path)  # type: ignore[attr-defined]
        if file is None:
            self.send_error(404)
            return
        unchanged = file.etag is not None and self.headers.get("If-None-Match") == file.etag
        self.send_response(304 if unchanged else 200)
        if file.etag:
            self.send_header("ETag", file.etag)
        if not unchanged:
            self.send_header("Content-Type", file.content_type)
            self.send_header("Content-Length", str(len(file.body)))
        self.end_headers()
        if with_body and not unchanged:
            self.wfile.write(file.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Logs nothing, since the output of the run is shown."""


def demo_config(base_url: str, folder: Path) -> Path:
    """Writes the demo's configs (`pipeline.yaml`, `feeds/*.yaml`) into a folder, which is created if needed; returns it."""
    (folder / "feeds").mkdir(parents=True, exist_ok=True)
    (folder / "pipeline.yaml").write_text(PIPELINE, encoding="utf-8")
    for name, text in FEEDS.items():
        (folder / "feeds" / f"{name}.yaml").write_text(text.format(base=base_url), encoding="utf-8")
    return folder
