"""OPML in and out: feeds with folders, a folder being a tag; a folder in a folder is `News/World`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

import listparser
from lxml import etree

from transforms.feeds import Feed
from transforms.text import plain

LARGEST = 20_000_000  # bytes of an OPML file


class NoList(Exception):
    """The file holds no list of feeds; the sentence says what was missing."""


@dataclass(frozen=True)
class Listed:
    """One feed of a list. `tags`: its folders, and the categories that it is given."""

    url: str
    title: str
    tags: tuple[str, ...]


def read_opml(body: bytes) -> list[Listed]:
    """The feeds of an OPML file in its order, each address once, with the tags of all its places. NoList when there is none."""
    if len(body) > LARGEST:
        raise NoList(f"is larger than {LARGEST:,} bytes")
    # Bytes only: of a text that begins with http:// the library would fetch what stands there.
    found = listparser.parse(body)
    out: dict[str, Listed] = {}
    for feed in found.feeds:
        tags = tuple(dict.fromkeys("/".join(filter(None, map(_line, path))) for path in feed.get("categories", ()) if path))
        before = out.get(feed.url)
        tags = tuple(dict.fromkeys((*(before.tags if before else ()), *filter(None, tags))))
        out[feed.url] = Listed(feed.url, before.title if before else _line(feed.get("title") or ""), tags)
    if not out:
        raise NoList('holds no feed; it must be OPML with <outline xmlUrl="…">')
    return list(out.values())


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def write_opml(feeds: Iterable[Feed], *, made: datetime) -> bytes:
    """An OPML 2.0 document: a feed stands in the folder of each of its tags, and at the top when it has none."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Feeds of Pullquote"
    etree.SubElement(head, "dateCreated").text = format_datetime(made)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        for tag in feed.tags or ("",):
            parent = _folder(folders, tuple(filter(None, tag.split("/"))))
            line = {"type": "rss", "text": feed.name, "title": feed.name, "xmlUrl": feed.url}
            etree.SubElement(parent, "outline", {k: plain(v) for k, v in line.items()})
    out: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return out


def _folder(folders: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    if path not in folders:
        folders[path] = etree.SubElement(
            _folder(folders, path[:-1]), "outline", {"text": plain(path[-1]), "title": plain(path[-1])}
        )
    return folders[path]
