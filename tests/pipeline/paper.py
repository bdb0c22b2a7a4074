"""A site of the tests' own whose articles are edited, and runs over it by a clock that is handed in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler

from pipeline.commit_log.reading.queries import RecordFilter, read_records
from pipeline.commit_log.state import load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from pipeline.runs.summary import Summary
from tests.pipeline.conftest import Desk

FEED = "url: '{base}/feed.xml'\nevery: 0s\n"
TIMES = "recheck: [1h, 6h, 1d]\n"
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><meta property="article:published_time"
content="2026-01-30T08:00:00+01:00"></head><body><nav><a href="/">Home</a> {around}</nav><article><h1>{title}</h1>{text}</article>
<footer><p>{around}</p></footer></body></html>"""
FERRY = [
    "The council of Velmarsh met on Friday to speak about the ferry that crosses the bay twice a day, and about its price.",
    "“We will keep the ferry running through the winter,” said Ines Okonkwo, the treasurer. “Nobody will be left behind.”",
    "The harbour office counted four thousand passengers in December, which was more than in any December before the bridge.",
    "“The price of a ticket stays as it is until the summer,” said Tomas Lindqvist, the harbour master.",
]


@dataclass
class Paper:
    """A site whose articles are edited: title, paragraphs and what stands around them, by path. `asked`: the headers of each
    request for a page. `down`: what it answers instead."""

    desk: Desk
    articles: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    around: str = "Most read: the mill wheel"
    updated: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    down: dict[str, int] = field(default_factory=dict)
    validators: bool = True
    ahead: timedelta = timedelta()

    def lists(self, *paths: str, feed: str = "/feed.xml") -> None:
        web = self.desk.web
        for path in paths:
            self.articles.setdefault(
                path, (f"Ferry {path[1:]} stays", [f"{line} So it was on pier {path[1:]}." for line in FERRY])
            )
            web.pages[path] = self.answer
        items = "".join(
            f"<item><title>{self.articles[p][0]}</title><link>{web.base}{p}</link>"
            f"<pubDate>Fri, 30 Jan 2026 07:00:00 GMT</pubDate>"
            f"{f'<atom:updated>{u}</atom:updated>' if (u := self.updated.get(p)) else ''}</item>"
            for p in paths
        )
        rss = f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>{items}</channel></rss>'
        web.feed(feed, body=rss.encode())

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.path, dict(handler.headers)))
        title, lines = self.articles[handler.path]
        body = PAGE.format(title=title, text="".join(f"<p>{line}</p>" for line in lines), around=self.around).encode()
        tag = f'"{sha256(body).hexdigest()[:12]}"'
        status = self.down.get(handler.path, 200)
        if status == 200 and handler.headers.get("If-None-Match") == tag:
            status = 304
        handler.send_response(status)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        if self.validators:
            handler.send_header("ETag", tag)
        handler.send_header("Content-Length", "0" if status == 304 else str(len(body)))
        handler.end_headers()
        if status != 304:
            handler.wfile.write(body)

    def edit(self, path: str, line: int | None = None, words: str | None = None, title: str | None = None) -> None:
        """A line gets other words, or goes; or the title changes."""
        old, lines = self.articles[path]
        if line is not None:
            lines = [*lines[:line], *([words] if words else []), *lines[line + 1 :]]
        self.articles[path] = (title or old, lines)

    def run(self, hours: float | None = None, flags: tuple[str, ...] = ()) -> Summary:
        """A run, that many hours after now by its clock."""
        if hours is not None:
            self.ahead = timedelta(hours=hours)
        config = load_config(self.desk.folder / "configs")
        return run_once(Run(config, self.desk.out, Engine(flags), clock=lambda: datetime.now(UTC) + self.ahead))

    def versions(self) -> list[tuple[str, int, list[str]]]:
        rows = read_records(load(self.desk.out), RecordFilter(all_versions=True))
        base = self.desk.web.base
        return sorted((row["url"].removeprefix(base), row["version"], row["changed"]) for row in rows if row["version"] > 1)

    def pages(self) -> list[str]:
        return [path for path, _ in self.asked]
