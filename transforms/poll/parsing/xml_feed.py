"""RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, CDF → items, by feedparser and a choice among the fields that it returns.

feedparser never gets the original text of a feed: `xml_repair.py` repairs it, and `feedparser_input.py` leaves out what
feedparser is slow on or misreads.
"""

import html
import io
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import feedparser

from transforms.dates import parse_date
from transforms.poll.parsing.feedparser_input import AS_WRITTEN, documents
from transforms.poll.parsing.models import (
    MOST_AUTHORS,
    Item,
    ParsedFeed,
    normalize_guid,
    normalize_text,
    single_line,
)
from transforms.poll.parsing.titles import markup_to_line
from transforms.text import without_escaped_ampersands

GUID = ("rawid", "id", "dc_identifier")
PUBLISHED = ("published", "rawdate", "created")
UPDATED = ("updated", "dc_modified")
ORIGINAL_LINK = ("feedburner_origlink", "pheedo_origlink")
PERIODS_S = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
# RSS 2.0 asks for `desk@paper.example (Jo Field)`; others write `Jo Field <desk@paper.example>`.
MAILED_NAME = re.compile(r"[^\s@]+@\S+\s*\(([^()]{1,200})\)|([^<>@]{1,200})<[^<>]*>")
# HTML in an element that is declared as plain text.
LOOKS_HTML = re.compile(
    r"</?(?:p|br|a|b|i|em|strong|div|span|img|ul|li|h[1-6]|blockquote|table|figure)\b[^<>]{0,2000}>", re.IGNORECASE
)

# What feedparser returns, as a plain dict: its own dict returns `published` for a missing `updated`.
Fields = dict[str, Any]


def read_xml(pieces: Iterable[str], *, url: str, atom: bool) -> ParsedFeed:
    """The feed. `pieces`: what `xml_repair.repair_xml` yields. `atom`: links are resolved against `url`."""
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if atom else {})
    feed: Fields = {}
    items: list[Item] = []
    for document in documents(pieces):
        # Passed as a stream, since feedparser may take a string for an address and bytes for a file name.
        parsed = feedparser.parse(
            io.BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )  # fmt: skip
        feed = dict(parsed.feed) | feed
        items.extend(_item(dict(entry)) for entry in parsed.entries)
    return ParsedFeed(
        title=_title(feed),
        language=single_line(feed.get("language") or "") or None,
        ttl_s=_ttl(feed),
        items=tuple(items),
        site=_link(feed),
    )


def _item(fields: Fields) -> Item:
    return Item(
        guid=normalize_guid(_first(fields, GUID)),
        link=without_escaped_ampersands(_link(fields) or _permalink(fields) or "") or None,
        original_link=without_escaped_ampersands(_first(fields, ORIGINAL_LINK)) or None,
        title=_title(fields),
        published=_date(fields, PUBLISHED),
        updated=_date(fields, UPDATED),
        authors=tuple(dict.fromkeys(_authors(fields)))[:MOST_AUTHORS],
        content=next((text for content in fields.get("content", ()) if (text := _html(content))), None),
        summary=_html(fields.get("summary_detail")) or _html({"type": "text/plain", "value": fields.get("about")}),
    )


def _first(fields: Fields, names: Iterable[str]) -> str:
    return next((text for name in names if (text := (fields.get(name) or "").removesuffix(AS_WRITTEN).strip())), "")


def _title(fields: Fields) -> str:
    """The title as plain text in one line. A title that is declared as plain text keeps its `<b>`."""
    text = _first(fields, ("title", "heading"))
    detail = fields.get("title_detail") or {}
    return single_line(text) if detail.get("type") == "text/plain" else markup_to_line(text)


def _html(fields: Fields | None) -> str | None:
    """The field as HTML, with plain text escaped; None when it is missing or empty."""
    text = ((fields or {}).get("value") or "").removesuffix(AS_WRITTEN)
    if fields and fields.get("type") == "text/plain" and not LOOKS_HTML.search(text):
        text = html.escape(text, quote=False)
    return normalize_text(text).strip() or None


def _date(fields: Fields, names: Iterable[str]) -> str | None:
    """The first date that can be parsed, as written; else the first of all, so that a message can show it."""
    written = [single_line(text) for name in names if (text := fields.get(name))]
    return next((text for text in written if parse_date(text)), written[0] if written else None)


def _link(fields: Fields) -> str | None:
    """The first alternate link, HTML before other types; feedparser itself would choose the last."""
    alternates = [link for link in fields.get("links", ()) if link.get("rel") == "alternate" and link.get("href", "").strip()]
    alternates.sort(key=lambda link: "html" not in link.get("type", "html"))
    return alternates[0]["href"].removesuffix(AS_WRITTEN).strip() if alternates else None


def _permalink(fields: Fields) -> str | None:
    """The guid, when it is an address and its feed does not deny that; in RDF the address that the item is about."""
    text = _first(fields, ("rawid",) if "guidislink" in fields else ("rawid", "id"))
    return text if text[:8].lower().startswith(("http://", "https://")) else None


def _authors(fields: Fields) -> Iterator[str]:
    for author in fields.get("authors", ()):
        name = markup_to_line(author.get("name") or "")
        if "@" in name and (match := MAILED_NAME.fullmatch(name)):
            name = (match[1] or match[2]).strip()
        if name and ("@" not in name or " " in name):  # a bare mail address is no name
            yield name


def _ttl(fields: Fields) -> float | None:
    """The pause between polls in seconds, from `ttl` (minutes) or from `sy:updatePeriod` and `sy:updateFrequency`."""
    try:
        if minutes := fields.get("ttl"):
            seconds = float(minutes) * 60
        elif period := PERIODS_S.get((fields.get("sy_updateperiod") or "").lower()):
            seconds = period / float(fields.get("sy_updatefrequency") or 1)
        else:
            return None
    except (ValueError, ZeroDivisionError):
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None
