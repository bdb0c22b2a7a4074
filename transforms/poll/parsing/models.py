"""The types that the readers of XML, JSON and sitemaps return, and the functions with which they normalize text."""

import hashlib
import re
from dataclasses import dataclass

from transforms.text import plain

LONGEST_TITLE = 1_000  # characters, of the plain text
LONGEST_MARKUP = 20_000  # characters of a title that are read
LONGEST_GUID = 1_000
MOST_AUTHORS = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed. `title` is plain text in one line, `content` and `summary` are HTML; dates are as written.

    `guid` is neither resolved nor unescaped. `link` is as written in RSS and JSON, resolved in Atom. `original_link`: where a
    service that counts clicks has put its own address into `link`, the address that it leads to.
    """

    guid: str | None = None
    link: str | None = None
    title: str = ""
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    content: str | None = None
    summary: str | None = None
    original_link: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed and its items in their order. `ttl_s`: the pause between polls that it asks for. `site`: address of its website.

    `is_sitemap_index`: its items come from documents that it names, so they may change while its own bytes stay the same.
    """

    title: str
    language: str | None
    ttl_s: float | None
    items: tuple[Item, ...]
    site: str | None = None
    is_sitemap_index: bool = False


# Invisible characters and those that change the direction of text: a title with them is displayed as another text.
INVISIBLE = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Characters of Windows-1252 that were decoded as Latin-1: `\x92` is an apostrophe.
C1 = re.compile("[\x80-\x9f]")


def single_line(text: str) -> str:
    """Plain text as one line of at most 1,000 characters; `<b>` in it stays."""
    text = INVISIBLE.sub("", normalize_text(text[:LONGEST_MARKUP]))
    return " ".join(text.split())[:LONGEST_TITLE].rstrip()


def normalize_text(text: str) -> str:
    r"""The text as records may hold it: C1 characters are read as Windows-1252, control characters are dropped.

    >>> normalize_text("it\x92s\r\n")
    'it’s\n'
    """
    return plain(C1.sub(_windows_1252, text) if not text.isascii() else text)


def normalize_guid(raw: object) -> str | None:
    """The guid without white space at its ends. A very long one becomes its beginning and a hash of the whole."""
    guid = plain(str(raw)).strip()
    if len(guid) > LONGEST_GUID:
        digest = hashlib.sha256(guid.encode("utf-8", "replace")).hexdigest()
        guid = f"{guid[: LONGEST_GUID - 65]}#{digest}"
    return guid or None


def _windows_1252(match: re.Match[str]) -> str:
    return match[0].encode("latin-1").decode("windows-1252", "ignore")
