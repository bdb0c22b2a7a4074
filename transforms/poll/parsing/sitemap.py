"""Sitemaps → items: https://www.sitemaps.org/protocol.html, with what Google's news sitemaps add to it.

A sitemap lists what a search engine should know, all of the site if it is not a news sitemap: so the newest stand first and
the rest is left. A list of sitemaps names others; which of them are read, and how many, is decided here, by dates and names.
"""

import html
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from transforms.dates import instant, parse_date
from transforms.poll.parsing.models import Item, ParsedFeed, markup_to_line, single_line
from transforms.web.sites import site_of
from transforms.web.urls import clean_url

ROOTS = frozenset({"urlset", "sitemapindex"})
MOST_ENTRIES = 1_000  # what a news sitemap may have; of one of the whole site, the newest
MOST_LOCATIONS = 50_000  # what one sitemap may have: https://www.sitemaps.org/faq.html
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
OTHERS = frozenset({"image", "video", "link", "alternate"})  # their `loc` and `title` are of a picture or a film


@dataclass(frozen=True)
class Sitemap:
    """What one sitemap says: pages as items, or other sitemaps, the ones to read first."""

    items: tuple[Item, ...] = ()
    parts: tuple[str, ...] = ()
    language: str | None = None


def read_sitemap(pieces: Iterable[str], *, url: str, root: str) -> Sitemap:
    """The sitemap. `pieces`: what `tame.tamed` yields; `root`: its first tag, one of `ROOTS`.

    At most 1,000 items, newest first; at most 5 parts, all on the site of `url`: news by their name, then the newest.
    """
    found = _read_locations(pieces, {"urlset": "url", "sitemapindex": "sitemap"}[root])
    if root == "sitemapindex":
        return Sitemap(parts=_parts(found, url))
    items = _newest(map(_item, found))
    return Sitemap(
        items=items, language=next((tongue for said in found if (tongue := single_line(said.get("language", "")))), None)
    )


def merge_sitemaps(maps: Iterable[Sitemap]) -> ParsedFeed:
    """Sitemaps as one feed, the newest first."""
    maps = list(maps)
    language = next((each.language for each in maps if each.language), None)
    items = _newest(item for each in maps for item in each.items)
    return ParsedFeed("", language, None, items, is_sitemap_index=any(each.parts for each in maps))


def _newest(items: Iterable[Item]) -> tuple[Item, ...]:
    """In their own order where dates do not tell; those without a date last."""
    return tuple(sorted(items, key=lambda item: _moment(item.published, item.updated), reverse=True)[:MOST_ENTRIES])


def _moment(*dates: str | None) -> datetime:
    """The first date that can be read; the dawn of time when none can."""
    for raw in dates:
        if found := parse_date(raw):
            with suppress(OverflowError):  # the first day of the year 1, east of Greenwich
                return instant(found)
    return datetime.min.replace(tzinfo=UTC)


def _read_locations(pieces: Iterable[str], kind: str) -> list[dict[str, str]]:
    """What is said of each address. `kind`: url or sitemap. What stands outside of one, or within a picture or film, is
    passed over.
    """
    found: list[dict[str, str]] = []
    said: dict[str, str] | None = None
    name, hidden, text = "", 0, ""
    for piece in pieces:
        if not piece.startswith("<"):
            text = text + piece if name and len(text) < LONGEST else text
            continue
        prefix, _, local = piece.strip("</>").partition(" ")[0].lower().rpartition(":")
        other = prefix in OTHERS or local in OTHERS
        if not piece.startswith("</"):
            if local == kind and not other:
                said, name, hidden = {}, "", 0
            elif other:
                hidden += 1
            elif local in FIELDS and not hidden:
                name, text = local, ""
        elif other:
            hidden -= 1
        elif said is not None and name == local and name:
            said.setdefault(FIELDS[name], html.unescape(text).strip())
            name = ""
        elif said is not None and local == kind:
            if said.get("loc"):
                found.append(said)
            said, name = None, ""
            if len(found) == MOST_LOCATIONS:
                break
    return found


def _item(said: dict[str, str]) -> Item:
    author = markup_to_line(said.get("author", ""))
    return Item(
        link=said["loc"],
        title=markup_to_line(said.get("title", "")),
        published=single_line(said.get("published", "")) or None,
        updated=single_line(said.get("lastmod", "")) or None,
        authors=(author,) if author else (),
    )


def _parts(found: list[dict[str, str]], url: str) -> tuple[str, ...]:
    """Never another site's: who writes a list could send us anywhere, and with it all who read that list."""
    home = site_of(url)
    ranked = sorted(found, key=lambda said: (bool(NEWS.search(said["loc"])), _moment(said.get("lastmod"))), reverse=True)
    addresses = (clean_url(said["loc"], url) for said in ranked)
    return tuple(dict.fromkeys(address for address in addresses if address and site_of(address) == home))[:MOST_PARTS]
