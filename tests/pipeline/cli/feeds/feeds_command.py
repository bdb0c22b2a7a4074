"""What the tests of `pullquote feeds` share: the call, and helpers that write a feed file, a feed and a page."""

from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli.app import app

NEWS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbor Post</title><language>en</language>
<item><title>Ferry stays</title><link>%(base)s/ferry</link><pubDate>Sat, 31 Jan 2026 07:00:00 +0100</pubDate></item>
<item><title>Mill \x1b[31mburns</title><link>%(base)s/mill</link></item></channel></rss>"""


def call(*arguments: str, stdin: str | bytes | None = None):
    return CliRunner().invoke(app, ["feeds", *arguments], input=stdin)


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / "feeds" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def news(web, path: str = "/rss") -> str:
    web.pages[path] = (200, "application/rss+xml", NEWS % {b"base": web.base.encode()})
    return web.base + path


def html(web, path: str, head: str, body: str = "") -> str:
    web.pages[path] = (200, "text/html", f"<html><head><title>Harbor</title>{head}</head><body>{body}</body></html>".encode())
    return web.base + path
