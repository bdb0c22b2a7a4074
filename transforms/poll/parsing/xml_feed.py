"""RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, CDF → items: feedparser reads, we choose among what it found.

It gets nothing that comes from outside as it is: `tame` mends, `sift` leaves out what is quadratic or misread.
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
    markup_to_line,
    normalize_guid,
    normalize_text,
    single_line,
)

GUID = ("rawid", "id", "dc_identifier")
PUBLISHED = ("published", "rawdate", "created")
UPDATED = ("updated", "dc_modified")
ORIGINAL_LINK = ("feedburner_origlink", "pheedo_origlink")
PERIODS_S = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
# RSS 2.0 wants `desk@paper.example (Jo Field)`; others write `Jo Field <desk@paper.example>`.
MAILED_NAME = re.compile(r"\S+@\S+\s*\(([^()]{1,200})\)|([^<>@]{1,200})<[^<>]*>")
# The declaration says plain text, and then comes HTML all the same.
LOOKS_HTML = re.compile(
    r"</?(?:p|br|a|b|i|em|strong|div|span|img|ul|li|h[1-6]|blockquote|table|figure)\b[^<>]{0,2000}>", re.IGNORECASE
)

# As feedparser found it. A plain dict: its own gives `published` for an `updated` that is not there.
Found = dict[str, Any]


def read_xml(pieces: Iterable[str], *, url: str, atom: bool) -> ParsedFeed:
    """The feed. `pieces`: what `tame.tamed` yields. `atom`: links are resolved against `url`; in RSS they stay as written."""
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if atom else {})
    feed: Found = {}
    items: list[Item] = []
    for document in documents(pieces):
        # A stream of bytes: text would be taken for an address, and bytes for the name of a file.
        found = feedparser.parse(
            io.BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )  # fmt: skip
        feed = dict(found.feed) | feed
        items.extend(_item(dict(entry)) for entry in found.entries)
    return ParsedFeed(
        title=_title(feed),
        language=single_line(feed.get("language") or "") or None,
        ttl_s=_ttl(feed),
        items=tuple(items),
        site=_link(feed),
    )


def _item(found: Found) -> Item:
    return Item(
        guid=normalize_guid(_first(found, GUID)),
        link=_first(found, ORIGINAL_LINK) or _link(found) or _permalink(found),
        title=_title(found),
        published=_date(found, PUBLISHED),
        updated=_date(found, UPDATED),
        authors=tuple(dict.fromkeys(_authors(found)))[:MOST_AUTHORS],
        content=next((text for content in found.get("content", ()) if (text := _html(content))), None),
        summary=_html(found.get("summary_detail")) or _html({"type": "text/plain", "value": found.get("about")}),
    )


def _first(found: Found, names: Iterable[str]) -> str:
    return next((text for name in names if (text := (found.get(name) or "").removesuffix(AS_WRITTEN).strip())), "")


def _title(found: Found) -> str:
    """Plain text in one line. What says that it is plain text is taken at its word: `<b>` in it is meant."""
    text = _first(found, ("title", "heading"))
    detail = found.get("title_detail") or {}
    return single_line(text) if detail.get("type") == "text/plain" else markup_to_line(text)


def _html(found: Found | None) -> str | None:
    """HTML; plain text is escaped; None when there is none."""
    text = ((found or {}).get("value") or "").removesuffix(AS_WRITTEN)
    if found and found.get("type") == "text/plain" and not LOOKS_HTML.search(text):
        text = html.escape(text, quote=False)
    return normalize_text(text).strip() or None


def _date(found: Found, names: Iterable[str]) -> str | None:
    """The first that can be read, else the first that is there, so that somebody can say what was wrong with it."""
    written = [single_line(text) for name in names if (text := found.get(name))]
    return next((text for text in written if parse_date(text)), written[0] if written else None)


def _link(found: Found) -> str | None:
    """The first alternate, HTML before others. feedparser's own choice is the last."""
    alternates = [link for link in found.get("links", ()) if link.get("rel") == "alternate" and link.get("href", "").strip()]
    alternates.sort(key=lambda link: "html" not in link.get("type", "html"))
    return alternates[0]["href"].removesuffix(AS_WRITTEN).strip() if alternates else None


def _permalink(found: Found) -> str | None:
    """A guid that is an address is one, unless it says that it is not; so is what RDF says that the item is about."""
    text = _first(found, ("rawid",) if "guidislink" in found else ("rawid", "id"))
    return text if text[:8].lower().startswith(("http://", "https://")) else None


def _authors(found: Found) -> Iterator[str]:
    for author in found.get("authors", ()):
        name = markup_to_line(author.get("name") or "")
        if "@" in name and (match := MAILED_NAME.fullmatch(name)):
            name = (match[1] or match[2]).strip()
        if name and ("@" not in name or " " in name):  # a bare mail address is no name
            yield name


def _ttl(found: Found) -> float | None:
    """`ttl` is in minutes; `sy:updatePeriod` says how often a period: twice daily."""
    try:
        if minutes := found.get("ttl"):
            seconds = float(minutes) * 60
        elif period := PERIODS_S.get((found.get("sy_updateperiod") or "").lower()):
            seconds = period / float(found.get("sy_updatefrequency") or 1)
        else:
            return None
    except (ValueError, ZeroDivisionError):
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None
