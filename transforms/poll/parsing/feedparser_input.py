"""Well-formed pieces → the documents that feedparser reads: what we ask it for, under names that it does not mix up.

feedparser keeps all that it reads (100,000 items are 250 MB), and is quadratic in what we never ask for: categories, prefixes.
So it gets some hundred items at a time, each time within the head of the feed, and only the elements that are named here.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from transforms.poll.parsing.truncate import MOST_ITEMS
from transforms.poll.parsing.xml_repair import FRAME, ITEMS

TOGETHER = 400  # items of a document: each document costs half a millisecond by itself
MOST_PIECES = 100_000  # of a document that ends with an item: each tag of inline markup is one
MOST_FIELDS = 1_000_000  # of a feed: ten for each item, if it has as many
MOST_PREFIXES = 50  # feedparser walks through all that it has seen, at each element

# What is kept of an item and a channel, by local name: how many characters of it. The first keep tags that are not escaped.
MARKUP = dict.fromkeys(("content", "encoded", "body", "fullitem", "div", "description", "summary", "abstract"), 2_000_000)
LINES = {
    "title": 100_000,
    **dict.fromkeys(("link", "guid", "id", "identifier", "origlink"), 20_000),
    **dict.fromkeys(("pubdate", "published", "issued", "date", "created", "updated", "modified", "lastbuilddate"), 200),
    **dict.fromkeys(("author", "creator", "language", "ttl", "updateperiod", "updatefrequency"), 200),
}
WRAPPERS = frozenset({"group"})  # media:group, where YouTube has the description
LEFT_OUT = frozenset({"media:content"})  # what is said in it is said of a picture
SUMMARIES = frozenset({"description", "summary", "abstract"})
AUTHORS = frozenset({"author", "creator"})

# At the end of each text beyond ASCII: else feedparser takes `Â¡` for a `¡` that was encoded twice, and guids change.
AS_WRITTEN = "\u2060"
SECOND_SUMMARY = "about"  # feedparser would take it for content
# feedparser files these with others, or makes something of them; what it does not know it hands out as it is written.
OTHER_NAMES = {
    "guid": "rawid",  # resolved when it may be a link
    "id": "rawid",
    "date": "rawdate",  # filed under `updated`
    "dc:date": "rawdate",
    "dc:description": SECOND_SUMMARY,
    "media:description": SECOND_SUMMARY,
    "itunes:summary": SECOND_SUMMARY,
    "itunes:title": "heading",
    "div": "body",
    "xhtml:div": "body",
}
OF_FRAME = ("xml:base", "xml:lang", "rdf:about", "href", "lastmod")
OF_LINK = ("xml:base", "href", "rel", "type")
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RESERVED = ("/XML/1998/namespace", "/2000/xmlns/")  # expat lets nobody else be bound to these
PLAIN = ("text", "plain", "text/plain")

ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
NOT_HTML = re.compile(r'\sxml(?:ns)?(?::[^\s="]*)?="[^"]*"')
VOID = frozenset(
    {"area", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)


class _Open(NamedTuple):
    """An open element: what is written at its end, and at its beginning in the next document."""

    end: str = ""
    start: str = ""


def documents(pieces: Iterable[str]) -> Iterator[bytes]:
    """The feed in documents of at most 400 items, in UTF-8. `pieces`: what `tame.tamed` yields.

    Each has the elements around its items; what stands beside the items is in one of them, mostly the first.

    >>> pieces = ["<rss>", "<item>", "<guid>", "1", "</guid>", "<category>", "x", "</category>", "</item>", "</rss>"]
    >>> next(documents(pieces)).decode()
    "<?xml version='1.0' encoding='utf-8'?><rss><item><rawid>1</rawid></item></rss>"
    """
    return _Sifting().documents(pieces)


class _Sifting:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[_Open] = []
        # Places in `open`, or -1: the item, the field, the outermost element that is left out.
        self.item = self.field = self.hidden = -1
        self.items = self.fields = 0  # so far
        self.spaces: dict[str, str] = {}  # prefix → address, wherever it was declared
        self.own = ""  # prefix of the feed's own elements
        self.summary = False  # the item has one
        # Of the field: its local name, where its text begins in `out`, how many characters it may still have, whether its
        # markup is not escaped, and whether all is ASCII.
        self.kind, self.begun, self.room, self.inline, self.ascii = "", 0, 0, False, True

    def documents(self, pieces: Iterable[str]) -> Iterator[bytes]:
        for piece in pieces:
            if not piece.startswith("<"):
                if self.field >= 0 and self.hidden < 0:
                    self._written(piece)
            elif not piece.startswith("</"):
                self._started(piece)
            elif self._ended():
                self.items += 1
                if self.items == MOST_ITEMS:
                    break
                if self.items % TOGETHER == 0 or len(self.out) >= MOST_PIECES:
                    yield self._document()
        if self.out:
            yield self._document()

    def _document(self) -> bytes:
        ends = "".join(element.end for element in reversed(self.open))
        document = f"<?xml version='1.0' encoding='utf-8'?>{''.join(self.out)}{ends}"
        self.out = [element.start for element in self.open]
        return document.encode()

    def _started(self, piece: str) -> None:
        name, _, rest = piece[1:-1].partition(" ")
        prefix, _, local = name.lower().rpartition(":")
        frame = local in FRAME and self.item < 0 and self.fields < MOST_FIELDS
        if frame and local in ITEMS and self.field >= 0:  # the field before it was not closed
            self.out.append(self.open[self.field].end)
            self.open[self.field] = _Open()
            self.field = self.hidden = -1
        if self.field >= 0:
            self._within(name, local, rest)
        elif frame or not self.open:
            self._frame(prefix, local, self._attributes(rest))
        elif self.hidden < 0 and (local in MARKUP or local in LINES) and self.fields < MOST_FIELDS:
            self._field(prefix, local, self._attributes(rest))
        else:
            self._silent(hide=local not in WRAPPERS)

    def _attributes(self, rest: str) -> dict[str, str]:
        found = {key.lower(): value for key, value in ATTRIBUTE.findall(rest)} if rest else {}
        for key, value in found.items():
            if key.startswith("xmlns:") and not value.strip().endswith(RESERVED) and len(self.spaces) < MOST_PREFIXES:
                self.spaces[key[6:]] = "%20".join(value.split())  # expat refuses white space in it
        return found

    def _frame(self, prefix: str, local: str, said: dict[str, str]) -> None:
        """Written without prefix and namespace: feedparser knows these names, not all that they were ever bound to."""
        self.own, self.hidden, self.fields = prefix, -1, self.fields + 1
        if local in ITEMS:
            self.item, self.summary = len(self.open), False
        kept = {key: said[key] for key in OF_FRAME if key in said}
        if "rdf:about" in kept:
            kept["xmlns:rdf"] = RDF
        name = local if local in FRAME else "other"  # the root of what is no feed
        start = _tag(name, kept)
        self.out.append(start)
        self.open.append(_Open(f"</{name}>", start))

    def _field(self, prefix: str, local: str, said: dict[str, str]) -> None:
        own = prefix in (self.own, "", "atom", "rss")
        name = local if own else f"{prefix}:{local}"
        known = own or prefix in self.spaces or len(self.spaces) < MOST_PREFIXES
        if not known or name in LEFT_OUT or prefix.startswith("xml"):
            return self._silent(hide=True)
        # A prefix that nobody declared is bound to itself: feedparser goes by its name then.
        kept = {} if own else {f"xmlns:{prefix}": self.spaces.setdefault(prefix, prefix)}
        self.inline, self.ascii = False, True
        if local in MARKUP or local == "title":
            kept |= self._wrapping(said)
        elif local == "link":
            kept |= {key: said[key] for key in OF_LINK if key in said}
        if name in ("guid", "id") and said.get("ispermalink", "").strip().lower() == "false":
            kept = {"ispermalink": "false"}
        elif other := SECOND_SUMMARY if name in SUMMARIES and self.summary else OTHER_NAMES.get(name):
            # What it does not know has no text when it has an attribute.
            name, kept = other, kept if other == "body" else {}
        self.summary = self.summary or name in SUMMARIES
        start, end = _tag(name, kept), f"</{name}>"
        if local in AUTHORS:
            # Else feedparser looks for an address in it, which takes `.example` for `.exam` and long words a long time.
            start, end = "<author><name>", "</name></author>"
        self.out.append(start)
        self.fields += 1
        self.field, self.begun = len(self.open), len(self.out)
        self.kind, self.room = local, MARKUP.get(local) or LINES[local]
        self.open.append(_Open(end))
        return None

    def _wrapping(self, said: dict[str, str]) -> dict[str, str]:
        """How the text is wrapped, in two words that feedparser knows. What does not say what it is is HTML in practice."""
        kind, mode = said.get("type", "").strip().lower(), said.get("mode", "").strip().lower()
        if mode == "base64" or kind == "application/octet-stream":
            return {"type": "html", "mode": "base64"}
        self.inline = mode != "escaped" and (kind.endswith(("xml", "xhtml")) or mode == "xml")
        return {"type": "text" if kind in PLAIN and mode != "escaped" else "html"}

    def _within(self, name: str, local: str, rest: str) -> None:
        """Markup that is not escaped is written as if it were, so that the ways to wrap HTML become one. In a line it goes."""
        if local == "name" and self.kind in AUTHORS and self.hidden < 0:  # what stands beside the name is none
            del self.out[self.begun :]
            self.open.append(self.open[self.field])
            self.open[self.field] = _Open()
            self.field = len(self.open) - 1
            return None
        if self.kind in LINES:
            return self._silent(hide=self.kind == "author" or local in ("script", "style"))
        self.inline = True
        name = name.rpartition(":")[2]
        tag = html.escape(f"<{name}{NOT_HTML.sub('', f' {rest}') if rest else ''}>", quote=False)
        if len(tag) > self.room:
            return self._silent(hide=False)
        self._append(tag)
        self.open.append(_Open("" if local in VOID else f"&lt;/{name}&gt;"))
        return None

    def _written(self, text: str) -> None:
        if self.inline and "&" in text:
            text = text.replace("&", "&amp;")
        if len(text) > self.room:
            text = text[: self.room]
            if text.rfind("&") > text.rfind(";"):  # not within a reference
                text = text[: text.rfind("&")]
            self.room = len(text)
        self._append(text)

    def _append(self, text: str) -> None:
        self.out.append(text)
        self.room -= len(text)
        self.ascii = self.ascii and text.isascii()

    def _silent(self, *, hide: bool) -> None:
        if hide and self.hidden < 0:
            self.hidden = len(self.open)
        self.open.append(_Open())

    def _ended(self) -> bool:
        """Whether that was an item."""
        end = self.open.pop().end
        place = len(self.open)
        if self.field == place:
            self.field = -1
            end = end if self.ascii else AS_WRITTEN + end
        self.out.append(end)
        self.hidden = -1 if self.hidden == place else self.hidden
        if self.item != place:
            return False
        self.item = -1
        return True


def _tag(name: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>"
