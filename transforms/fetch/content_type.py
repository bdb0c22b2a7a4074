"""Decides by the declared type and the first bytes whether a body is an HTML page, and names what it is otherwise."""

import re

from transforms.errors import NotAPage
from transforms.file_signatures import file_kind

HTML = frozenset({"text/html", "application/xhtml+xml"})

# Types that servers send when they don't know the type, or also for HTML: the first bytes decide.
UNSURE = frozenset(
    {"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "unknown/unknown"}
    | {"application/unknown", "application/x-unknown-content-type", "content/unknown", "httpd/unix-directory", "text/xhtml"}
)

BY_TYPE: tuple[tuple[str, str], ...] = (
    ("image/", "a picture"),
    ("video/", "a video"),
    ("audio/", "a sound"),
    ("font/", "a font"),
    ("application/pdf", "a PDF"),
    ("application/json", "JSON"),
    ("application/zip", "a ZIP archive"),
    ("application/rss", "a feed"),
    ("application/atom", "a feed"),
    ("application/feed", "a feed"),
    ("application/javascript", "a script"),
    ("text/javascript", "a script"),
    ("text/css", "a style sheet"),
    ("text/csv", "a table"),
    ("text/calendar", "a calendar"),
    ("text/markdown", "plain text"),
    ("application/msword", "an office document"),
    ("application/vnd.", "an office document"),
)

HEAD_BYTES = 2_048  # a licence in a comment may come before the first tag
HTML_TAG = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|script|link|h1|p)[\s>/]")
FEED_TAG = re.compile(rb"(?i)<(?:rss|feed|rdf:rdf)[\s>]")


def require_page(url: str, content_type: str | None, body: bytes) -> None:
    """Raises NotAPage, with what the body is instead, unless it can be read as HTML. An empty body passes."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if kind := _other_kind(media_type, body[:HEAD_BYTES]):
        declared = f"its type is {media_type[:60]}" if media_type else "it names no type"
        raise NotAPage(f"{url} is {kind}, not a page ({declared})")


def _other_kind(media_type: str, head: bytes) -> str | None:
    """What the body is, such as "a PDF"; None when it can be HTML."""
    if kind := file_kind(head):
        return kind
    if media_type in HTML or (not head and media_type in UNSURE):
        return None
    if not head or (media_type not in UNSURE and "/" in media_type):
        return next((kind for prefix, kind in BY_TYPE if media_type.startswith(prefix)), "something else")
    return _other_markup(head)


def _other_markup(head: bytes) -> str | None:
    """What the first bytes of a body are, such as "JSON", when its type says nothing; None when they are HTML."""
    # UTF-16 without its zero bytes is close enough to ASCII to search for tags. Byte order marks are skipped.
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if FEED_TAG.search(text) and not text.lower().startswith((b"<html", b"<!doctype html")):
        return "a feed"
    if HTML_TAG.search(text):
        return None
    if text.startswith((b"{", b"[")):
        return "JSON"
    if text.startswith(b"<"):
        return "XML"
    return "binary data" if b"\0" in head else "plain text"
