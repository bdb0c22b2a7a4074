"""What is a page: HTML, by its type or by its first bytes. All else is told by its name and left."""

import re

from transforms.errors import NotAPage

HTML = frozenset({"text/html", "application/xhtml+xml"})

# Types that servers send when they don't know, or that hold HTML now and then: the first bytes tell.
UNSURE = frozenset(
    {"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "unknown/unknown"}
    | {"application/unknown", "application/x-unknown-content-type", "content/unknown", "httpd/unix-directory", "text/xhtml"}
)

# First bytes that no HTML begins with, whatever the type says: servers do send PDF as text/html.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"\x00\x00\x01\x00", "a picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an office document"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a video"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"FLV\x01", "a video"),
    (b"\x7fELF", "a program"),
    (b"%!PS", "a PostScript document"),
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

HEAD = 2_048  # bytes; a licence in a comment may stand before the first tag
TAG = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|script|link|h1|p)[\s>/]")
FEED = re.compile(rb"(?i)<(?:rss|feed|rdf:rdf)[\s>]")


def require_page(url: str, content_type: str | None, body: bytes) -> None:
    """Nothing when the body can be read as HTML, else NotAPage that says what it is. An empty body passes: extract says so."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    # UTF-16 without its NULs is ASCII enough to look for tags; a byte order mark is none of theirs.
    head = body[:HEAD]
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if what := _what(kind, head, text):
        raise NotAPage(f"{url} is {what}, not a page" + (f" (its type is {kind[:60]})" if kind else " (it names no type)"))


def _what(kind: str, head: bytes, text: bytes) -> str | None:
    if not head:
        return None if kind in HTML or kind in UNSURE else _by_type(kind)
    for magic, what in MAGIC:
        if head.startswith(magic):
            return what
    if head[4:8] == b"ftyp":  # after four bytes of length
        return "a video"
    if kind in HTML:
        return None
    if kind not in UNSURE and "/" in kind:
        return _by_type(kind)
    if FEED.search(text) and not text.lower().startswith((b"<html", b"<!doctype html")):
        return "a feed"
    if TAG.search(text):
        return None
    if text.startswith((b"{", b"[")):
        return "JSON"
    if text.startswith(b"<"):
        return "XML"
    return "binary data" if b"\0" in head else "plain text"


def _by_type(kind: str) -> str:
    return next((what for prefix, what in BY_TYPE if kind.startswith(prefix)), "something else")
