"""Parses the bytes of a feed of any kind, or of a sitemap; for other documents the error says what they look like."""

import re

from transforms.errors import NotAFeed
from transforms.file_signatures import GZIP, file_kind
from transforms.poll.parsing.charset import decode_feed
from transforms.poll.parsing.json_feed import read_json
from transforms.poll.parsing.models import ParsedFeed, single_line
from transforms.poll.parsing.sitemap import ROOTS, Sitemap, read_sitemap
from transforms.poll.parsing.titles import markup_to_line
from transforms.poll.parsing.truncate import truncate_xml
from transforms.poll.parsing.xml_feed import read_xml
from transforms.poll.parsing.xml_repair import (
    FRAME,
    ITEMS,
    NOT_XML,
    MarkFinder,
    declared_entities,
    doctype_end,
    repair_xml,
    strip_illegal_characters,
)

HTML_ROOTS = frozenset({"html", "head", "body"})
START = re.compile(r"<(?:[A-Za-z_][\w.-]*+:)?([A-Za-z_][\w.-]*+)(?=[\s/>])")
PAGE_TITLE = re.compile(r"<title\b[^<>]*+>([^<]{0,500})", re.IGNORECASE)
KINDS = {
    "opml": "an OPML list of feeds",
    "urlset": "a sitemap; write `kind: sitemap` in its config",
    "sitemapindex": "a list of sitemaps; write `kind: sitemap` in its config",
    "svg": "a picture",
    "error": "an error message in XML",
    **dict.fromkeys(("p", "div", "br", "b", "img", "a", "h1", "script", "span", "meta", "title"), "a piece of HTML"),
}
# Documents of other kinds, in which a `head` or `body` may occur.
OTHER_ROOTS = ("opml", "urlset", "sitemapindex", "svg")


def parse_feed(body: bytes, *, url: str, content_type: str | None = None) -> ParsedFeed:
    """The feed, which may have no items. `url`: where it came from; `content_type`: the header, for its charset.

    Raises NotAFeed for any other document, with a sentence that says what it looks like, and TooLarge when it unpacks to more
    than 20 MB.
    """
    if not body.startswith(GZIP) and (kind := file_kind(body)):
        raise NotAFeed(f"{url} is no feed but {kind}")
    text = _readable(decode_feed(body, content_type, url=url), url)
    if text[0] in ("{", "["):
        return read_json(text, url=url)
    root = _root(text)
    if root is None:
        raise NotAFeed(f"{url} is no feed but plain text that begins {single_line(text)[:60]!r}")
    at, name = root
    if name in HTML_ROOTS:
        raise NotAFeed(f"{url} is no feed but {_describe_page(text)}")
    if name in ITEMS:  # an Atom entry by itself, or items without the elements around them
        text, at = f"<feed>{text[at:]}", 0
    pieces = repair_xml(truncate_xml(text[at:]), declared_entities(text[:at]))
    feed = read_xml(pieces, url=url, atom=name in ("feed", "entry"))
    if not feed.items and name not in FRAME:
        raise NotAFeed(f"{url} is no feed but {_describe_xml(name)}")
    return feed


def parse_sitemap(body: bytes, *, url: str, content_type: str | None = None) -> Sitemap:
    """One sitemap, or one list of sitemaps. Raises NotAFeed for any other document, feeds too; TooLarge as `parse_feed`."""
    text = _readable(decode_feed(body, content_type, url=url), url)
    root = _root(text)
    if root is None:
        raise NotAFeed(f"{url} is no sitemap but plain text that begins {single_line(text)[:60]!r}")
    at, name = root
    if name in ROOTS:
        return read_sitemap(repair_xml(text[at:], declared_entities(text[:at])), url=url, root=name)
    if name in FRAME:
        raise NotAFeed(f"{url} is no sitemap but a feed; remove `kind` from its config")
    raise NotAFeed(f"{url} is no sitemap but {_describe_page(text) if name in HTML_ROOTS else _describe_xml(name)}")


def _readable(text: str, url: str) -> str:
    """The text without leading white space and characters that XML forbids; NotAFeed for binary data and an empty document."""
    if len(NOT_XML.findall(text, 0, 500)) > 50:
        raise NotAFeed(f"{url} is no feed but binary data")
    text = strip_illegal_characters(text).lstrip("\ufeff \t\r\n")
    if not text:
        raise NotAFeed(f"{url} is empty")
    return text


def _root(text: str) -> tuple[int, str] | None:
    """The offset and the local name (lower case) of the root element; error messages of the server before it are skipped.

    `<br /><b>Warning</b>: mysql_connect() … <?xml version="1.0"?><rss>`
    """
    marks, doctype, first = MarkFinder(text), 0, None
    at = text.find("<")
    while at >= 0:
        if text.startswith("<!--", at):
            end = marks.find("-->", at + 4)
            at = text.find("<", end + 3 if end >= 0 else at + 4)
        elif text.startswith(("<!DOCTYPE", "<!doctype"), at) and not doctype:
            doctype = doctype_end(text, at)
            at = text.find("<", doctype)
        elif match := START.match(text, at):
            name = match[1].lower()
            if name in FRAME or name in HTML_ROOTS:
                return at, name
            first = first or (at, name)
            if name in OTHER_ROOTS:
                return at, name
            at = text.find("<", match.end())
        else:
            at = text.find("<", at + 1)
    return first


def _describe_page(text: str) -> str:
    match = PAGE_TITLE.search(text)
    title = markup_to_line(match[1])[:100] if match else ""
    return f"an HTML page titled {title!r}" if title else "an HTML page without a title"


def _describe_xml(root: str) -> str:
    return KINDS.get(root, f"XML that begins with <{root[:40]}>")
