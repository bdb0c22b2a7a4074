"""Sitemaps → items: https://www.sitemaps.org/protocol.html, with what Google's news sitemaps add to it.

Unless it is a news sitemap, a sitemap lists all pages of a site, so only the newest are kept. A list of sitemaps names other
sitemaps; a few of them are selected here by their dates and names.
"""

import html
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from transforms.dates import instant, parse_date
from transforms.poll.parsing.models import Item, ParsedFeed, single_line
from transforms.poll.parsing.titles import markup_to_line
from transforms.text import without_escaped_ampersands
from transforms.web.sites import registrable_domain
from transforms.web.urls import clean_url

ROOTS = frozenset({"urlset", "sitemapindex"})
MOST_ENTRIES = 1_000  # the limit of a news sitemap; of a sitemap of the whole site, the newest are kept
MOST_LOCATIONS = 50_000  # the limit of any sitemap: https://www.sitemaps.org/faq.html
MOST_PARTS = 5  # sitemaps of one list that are read at a poll
LONGEST = 8_000  # characters of one value
NEWS = re.compile(r"news|latest|recent|today|aktuell|actualit|notici|article|post", re.IGNORECASE)
FIELDS = {
    "loc": "loc",
    "lastmod": "lastmod",
    "publication_date": "published",
    "title": "title",
    "language": "language",
    "author": "author",
}
OTHERS = frozenset({"image", "video", "link", "alternate"})  # their `loc` and `title` belong to a picture or film


Fields = dict[str, str]  # a value of FIELDS → the text that a sitemap has for one address


@dataclass(frozen=True)
class Sitemap:
    """One sitemap. `items`: the pages that it lists; `parts`: the sitemaps that a list names, in the order to read them."""

    items: tuple[Item, ...] = ()
    parts: tuple[str, ...] = ()
    language: str | None = None


def read_sitemap(pieces: Iterable[str], *, url: str, root: str) -> Sitemap:
    """Reads a sitemap. `pieces`: what `xml_repair.repair_xml` yields; `root`: its first tag, one of `ROOTS`.

    At most 1,000 items, newest first; at most 5 parts, all on the site of `url`: those named for news first, then the newest.
    """
    locations = _read_locations(pieces, {"urlset": "url", "sitemapindex": "sitemap"}[root])
    if root == "sitemapindex":
        return Sitemap(parts=_parts(locations, url))
    languages = (single_line(fields.get("language", "")) for fields in locations)
    return Sitemap(_newest(map(_item, locations)), language=next((language for language in languages if language), None))


def merge_sitemaps(sitemaps: Iterable[Sitemap]) -> ParsedFeed:
    """The items of all sitemaps as one feed, the newest first."""
    sitemaps = list(sitemaps)
    language = next((sitemap.language for sitemap in sitemaps if sitemap.language), None)
    items = _newest(item for sitemap in sitemaps for item in sitemap.items)
    return ParsedFeed("", language, None, items, is_sitemap_index=any(sitemap.parts for sitemap in sitemaps))


def _newest(items: Iterable[Item]) -> tuple[Item, ...]:
    """At most 1,000 items, the newest first; in their own order where dates are equal, those without a date last."""
    return tuple(sorted(items, key=lambda item: _moment(item.published, item.updated), reverse=True)[:MOST_ENTRIES])


def _moment(*dates: str | None) -> datetime:
    """The moment of the first date that can be parsed; the earliest moment there is when none can."""
    for raw in dates:
        if parsed := parse_date(raw):
            with suppress(OverflowError):  # the first day of the year 1, east of Greenwich
                return instant(parsed)
    return datetime.min.replace(tzinfo=UTC)


def _read_locations(pieces: Iterable[str], element: str) -> list[Fields]:
    """The fields of each address in the sitemap. `element`: the one that holds an address, `url` or `sitemap`.

    Text outside of such an element is ignored, and so is all text within a picture, film or link.
    """
    reader = _LocationReader(element)
    for piece in pieces:
        reader.read(piece)
        if len(reader.locations) == MOST_LOCATIONS:
            break
    return reader.locations


class _LocationReader:
    def __init__(self, element: str) -> None:
        self.element = element
        self.locations: list[Fields] = []
        self._fields: Fields | None = None  # of the open address
        self._field_name, self._text = "", ""  # of the open field
        self._others_open = 0  # how many pictures, films and links are open

    def read(self, piece: str) -> None:
        """Takes the next piece: a start tag, an end tag or a text."""
        if not piece.startswith("<"):
            if self._field_name and len(self._text) < LONGEST:
                self._text += piece
            return
        prefix, _, local = piece.strip("</>").partition(" ")[0].lower().rpartition(":")
        is_other = prefix in OTHERS or local in OTHERS
        if piece.startswith("</"):
            self._end(local, is_other)
        else:
            self._start(local, is_other)

    def _start(self, local: str, is_other: bool) -> None:
        if is_other:
            self._others_open += 1
        elif local == self.element:
            self._fields, self._field_name, self._others_open = {}, "", 0
        elif local in FIELDS and not self._others_open:
            self._field_name, self._text = local, ""

    def _end(self, local: str, is_other: bool) -> None:
        if is_other:
            self._others_open -= 1
        elif self._fields is None:
            return
        elif self._field_name and self._field_name == local:
            self._fields.setdefault(FIELDS[local], html.unescape(self._text).strip())
            self._field_name = ""
        elif local == self.element:
            if location := self._fields.get("loc"):
                self.locations.append(self._fields | {"loc": without_escaped_ampersands(location)})
            self._fields, self._field_name = None, ""


def _item(fields: Fields) -> Item:
    author = markup_to_line(fields.get("author", ""))
    return Item(
        link=fields["loc"],
        title=markup_to_line(fields.get("title", "")),
        published=single_line(fields.get("published", "")) or None,
        updated=single_line(fields.get("lastmod", "")) or None,
        authors=(author,) if author else (),
    )


def _parts(locations: list[Fields], url: str) -> tuple[str, ...]:
    """The sitemaps to read. Only those of the list's own site, since a list must not make us fetch from other sites."""
    site = registrable_domain(url)
    ranked = sorted(
        locations, key=lambda fields: (bool(NEWS.search(fields["loc"])), _moment(fields.get("lastmod"))), reverse=True
    )
    addresses = (clean_url(fields["loc"], url) for fields in ranked)
    return tuple(dict.fromkeys(address for address in addresses if address and registrable_domain(address) == site))[
        :MOST_PARTS
    ]
