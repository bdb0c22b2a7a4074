"""The types that the readers of XML, JSON and sitemaps return, and the functions with which they normalize text."""

import hashlib
import html
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

    `guid` is neither resolved nor unescaped. `link` is as written in RSS and JSON, resolved in Atom.
    """

    guid: str | None = None
    link: str | None = None
    title: str = ""
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    content: str | None = None
    summary: str | None = None


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


# The tags that occur in titles. `List<String>` is no tag and stays.
TITLE_TAGS = (
    "a|abbr|acronym|b|big|blockquote|br|center|cite|code|del|dfn|div|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|"
    "script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|tt|u|ul|var|wbr|"
    "nobr|blink|svg|iframe|embed|object|param|frame|frameset|link|meta|form|input|button|video|audio|noscript"
)
TAG = re.compile(rf"</?(?:{TITLE_TAGS})(?:\s[^<>]*+)?/?>", re.IGNORECASE)
HIDDEN = re.compile(r"<(script|style)\b[^<>]*+>[^<]*+</\1\s*>", re.IGNORECASE)
BREAKS = frozenset({"br", "p", "div", "hr", "li", "td", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
# Invisible characters and those that change the direction of text: a title with them is displayed as another text.
INVISIBLE = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Characters of Windows-1252 that were decoded as Latin-1: `\x92` is an apostrophe.
C1 = re.compile("[\x80-\x9f]")


def markup_to_line(markup: str) -> str:
    """The plain text of a title or name that may be HTML: one line without tags and references, at most 1,000 characters.

    >>> markup_to_line("<b>AT&amp;T</b>\\n says &#8220;no&#8221;")
    'AT&T says “no”'
    """
    text = markup
    if len(text) > LONGEST_MARKUP:  # cut, but not within a tag
        text = text[:LONGEST_MARKUP]
        text = text[: text.rfind("<")] if text.rfind("<") > text.rfind(">") else text
    for _ in range(2):  # escaped twice: Tom &amp;amp; Jerry
        text = TAG.sub(_tag_replacement, HIDDEN.sub(" ", text)) if "<" in text else text
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = TAG.sub(_tag_replacement, HIDDEN.sub(" ", text))
    return single_line(text)


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


def _tag_replacement(tag: re.Match[str]) -> str:
    name = re.match(r"</?(\w+)", tag[0])
    return " " if name and name[1].lower() in BREAKS else ""


def _windows_1252(match: re.Match[str]) -> str:
    return match[0].encode("latin-1").decode("windows-1252", "ignore")
