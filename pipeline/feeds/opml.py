"""Reads and writes OPML. A folder becomes a tag, a folder inside a folder the tag `News/World`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

import listparser
from lxml import etree

from transforms.feeds import Feed
from transforms.text import plain

MAX_BYTES = 20_000_000  # bytes of an OPML file


class NotOpml(Exception):
    """The file is not a list of feeds; the message says what is missing."""


@dataclass(frozen=True)
class OpmlFeed:
    """One feed of the list. `tags`: its folders and categories."""

    url: str
    title: str
    tags: tuple[str, ...]


def read_opml(body: bytes) -> list[OpmlFeed]:
    """The feeds of an OPML file in file order, each address once with all its tags. Raises NotOpml if it has none."""
    if len(body) > MAX_BYTES:
        raise NotOpml(f"is larger than {MAX_BYTES:,} bytes")
    # Bytes only: the library fetches a string that begins with http://.
    found = listparser.parse(body)
    out: dict[str, OpmlFeed] = {}
    for feed in found.feeds:
        tags = tuple(dict.fromkeys("/".join(filter(None, map(_one_line, path))) for path in feed.get("categories", ()) if path))
        before = out.get(feed.url)
        tags = tuple(dict.fromkeys((*(before.tags if before else ()), *filter(None, tags))))
        out[feed.url] = OpmlFeed(feed.url, before.title if before else _one_line(feed.get("title") or ""), tags)
    if not out:
        raise NotOpml('holds no feed; it must be OPML with <outline xmlUrl="…">')
    return list(out.values())


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def write_opml(feeds: Iterable[Feed], *, made: datetime) -> bytes:
    """An OPML 2.0 document. A feed is in the folder of each of its tags, or at the top if it has none."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Feeds of Pullquote"
    etree.SubElement(head, "dateCreated").text = format_datetime(made)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        for tag in feed.tags or ("",):
            parent = _folder_element(folders, tuple(filter(None, tag.split("/"))))
            line = {"type": "rss", "text": feed.name, "title": feed.name, "xmlUrl": feed.url}
            etree.SubElement(parent, "outline", {k: plain(v) for k, v in line.items()})
    out: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return out


def _folder_element(folders: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    if path not in folders:
        folders[path] = etree.SubElement(
            _folder_element(folders, path[:-1]), "outline", {"text": plain(path[-1]), "title": plain(path[-1])}
        )
    return folders[path]
