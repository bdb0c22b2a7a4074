"""Well-formed pieces → the documents that feedparser reads: what we ask it for, under names that it does not mix up.

feedparser keeps all that it reads (100,000 items are 250 MB), and is quadratic in what we never ask for: categories, prefixes.
So it gets some hundred items at a time, each time within the head of the feed, and only the elements that are named here.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from transforms.poll.tame import ITEMS

TOGETHER = 400  # items a document: each document costs half a millisecond by itself
MOST_ITEMS = 100_000  # the rest is not read; archives of whole podcasts have 5,000
MOST_FIELDS = 1_000_000  # of a feed: ten for each item, if it has as many
MOST_PREFIXES = 50  # feedparser walks through all that it has seen, at each element

FRAME = ITEMS | {"rss", "rdf", "feed", "channel"}
WRAPPERS = frozenset({"group"})  # media:group, where YouTube has the description

# What is kept, by local name: how many characters of it are read. HTML may stand in the first, escaped or not.
MARKUP = dict.fromkeys("content encoded body fullitem div description summary abstract".split(), 20_000_000) | {"title": 100_000}
LINES = {
    **dict.fromkeys("link guid id identifier origlink".split(), 20_000),
    **dict.fromkeys("pubdate published issued date created updated modified lastbuilddate".split(), 200),
    **dict.fromkeys("author creator language ttl updateperiod updatefrequency".split(), 200),
}
LEFT_OUT = frozenset({"media:content"})  # the title and the text in it are a picture's
SUMMARIES = frozenset({"description", "summary", "abstract"})
AUTHORS = frozenset({"author", "creator"})

ABOUT = "about"  # what summarises an item that has a summary already: feedparser would take it for content
# feedparser files these with others, or makes something of them; what it does not know it hands out as it is written.
OTHER_NAMES = {
    "guid": "rawid",  # resolved when it may be a link
    "id": "rawid",
    "atom:id": "rawid",
    "date": "rawdate",  # filed under `updated`
    "dc:date": "rawdate",
    "dc:description": ABOUT,
    "atom:summary": ABOUT,
    "media:description": ABOUT,
    "itunes:summary": ABOUT,
    "itunes:title": "heading",
    "div": "body",
    "xhtml:div": "body",
}
# What is meant by prefixes that nobody declared.
USUAL = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rss": "http://purl.org/rss/1.0/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
RESERVED = ("/XML/1998/namespace", "/2000/xmlns/")  # expat takes nobody else for these
OF_FRAME = ("xml:base", "xml:lang", "rdf:about", "href", "lastmod")
OF_LINK = ("xml:base", "href", "rel", "type")
PLAIN = ("text", "plain", "text/plain")

ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
NOT_HTML = re.compile(r'\sxml(?:ns)?(?::[^\s="]*)?="[^"]*"')
VOID = frozenset({"area", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})


class _Open(NamedTuple):
    """An open element: what is written at its end, how it begins again in the next document, which prefixes hold in it."""

    end: str
    start: str
    prefixes: frozenset[str]


def documents(pieces: Iterable[str]) -> Iterator[bytes]:
    """The feed in documents of at most 400 items, in UTF-8. `pieces`: what `tame.tamed` yields.

    Each has the elements around its items; what stands beside the items is in one of them, mostly the first.

    >>> [document] = documents(["<rss>", "<item>", "<guid>", "1", "</guid>", "<category>", "x", "</category>", "</item>", "</rss>"])
    >>> document.decode()
    "<?xml version='1.0' encoding='utf-8'?><rss><item><rawid>1</rawid></item></rss>"
    """
    return _Sifting().documents(pieces)


class _Sifting:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[_Open] = []
        # Places in `open`, or -1: the item, the field in it, the outermost element that is left out.
        self.item = self.field = self.hidden = -1
        self.own = ""  # prefix of the feed's own elements
        self.kind = ""  # local name of the field
        self.begun = 0  # where its text begins in `out`
        self.summary = False  # whether the item has one
        self.inline = False  # the field's markup is not escaped
        self.room = 0  # characters that the field may still have
        self.items = self.fields = 0
        self.declared: set[str] = set()

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
                if self.items % TOGETHER == 0:
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
        local = name.rpartition(":")[2].lower()
        frame = local in FRAME and self.item < 0 and self.fields < MOST_FIELDS
        if frame and local in ITEMS and self.field >= 0:  # the field before it was not closed
            self.out.append(self.open[self.field].end)
            self.open[self.field] = self.open[self.field]._replace(end="")
            self.field = self.hidden = -1
        if not self.open or (frame and self.field < 0):
            self._frame(name, local, rest)
        elif self.field >= 0:
            self._within(name, local, rest)
        elif self.hidden < 0 and (local in MARKUP or local in LINES) and self.fields < MOST_FIELDS:
            self._field(name, local, rest)
        else:
            self._silent(hide=local not in WRAPPERS)

    def _ended(self) -> bool:
        """Whether that was an item."""
        end = self.open.pop().end
        if end:
            self.out.append(end)
        place = len(self.open)
        if self.hidden == place:
            self.hidden = -1
        if self.field == place:
            self.field = -1
        if self.item != place:
            return False
        self.item = -1
        return True

    def _frame(self, name: str, local: str, rest: str) -> None:
        """Written without prefix and default namespace: feedparser knows these names, not all that they were ever bound to."""
        self.hidden = -1
        self.fields += 1
        self.own = name.rpartition(":")[0]
        if local in ITEMS:
            self.item, self.summary = len(self.open), False
        prefixes = self.open[-1].prefixes if self.open else frozenset()
        kept: dict[str, str] = {}
        if rest:
            attributes = ATTRIBUTE.findall(rest)
            kept = self._spaces(attributes)
            prefixes |= {key[6:] for key in kept}
            kept |= {key.lower(): value for key, value in attributes if key.lower() in OF_FRAME}
            if "rdf:about" in kept and "rdf" not in prefixes:
                kept["xmlns:rdf"] = USUAL["rdf"]
        start = f"<{local}{_written_out(kept)}>"
        self.out.append(start)
        self.open.append(_Open(f"</{local}>", start, prefixes))

    def _spaces(self, attributes: list[tuple[str, str]]) -> dict[str, str]:
        """The prefixes that are declared, as expat takes them: reserved ones not, no space in an address."""
        spaces = {}
        for key, value in attributes:
            if key.startswith("xmlns:") and not key.startswith("xmlns:xml") and not value.strip().endswith(RESERVED):
                if key in self.declared or len(self.declared) < MOST_PREFIXES:
                    self.declared.add(key)
                    spaces[key] = "%20".join(value.split())
        return spaces

    def _field(self, name: str, local: str, rest: str) -> None:
        attributes = ATTRIBUTE.findall(rest) if rest else []
        prefix, _, short = name.rpartition(":")
        name = short if prefix == self.own else name
        lower = name.lower()
        kept: dict[str, str] = {}
        if ":" in name and prefix not in self.open[-1].prefixes:
            spaces = self._spaces(attributes) if attributes else {}
            if not (space := spaces.get(f"xmlns:{prefix}") or USUAL.get(prefix)) or lower in LEFT_OUT:
                return self._silent(hide=True)
            kept = {f"xmlns:{prefix}": space}
        said = {key.lower(): value for key, value in attributes}
        self.inline = False
        if local in MARKUP:
            wrapping, self.inline = _wrapping(said)
            kept |= wrapping
        elif local == "link":
            kept |= {key: said[key] for key in OF_LINK if key in said}
        if lower in ("guid", "id") and said.get("ispermalink", "").strip().lower() == "false":
            kept = {"ispermalink": "false"}
        elif other := ABOUT if lower in SUMMARIES and self.summary else OTHER_NAMES.get(lower):
            name, kept = other, kept if other == "body" else {}  # text of what it does not know is lost for an attribute
        elif lower in SUMMARIES:
            self.summary = True
        start, end = f"<{name}{_written_out(kept)}>", f"</{name}>"
        if local in AUTHORS:
            # Else feedparser looks for an address in it, which takes `.example` for `.exam` and long words a long time.
            start, end = "<author><name>", "</name></author>"
        self.out.append(start)
        self.fields += 1
        self.field, self.begun = len(self.open), len(self.out)
        self.kind, self.room = local, MARKUP.get(local) or LINES[local]
        self.open.append(_Open(end, "", self.open[-1].prefixes))
        return None

    def _within(self, name: str, local: str, rest: str) -> None:
        """Markup that is not escaped is written as if it were, so that the ways to wrap HTML become one. In lines it goes."""
        if local == "name" and self.kind in AUTHORS:  # what stands beside the name is none
            del self.out[self.begun :]
            end, self.open[self.field] = self.open[self.field].end, self.open[self.field]._replace(end="")
            self.field, self.hidden = len(self.open), -1
            self.open.append(_Open(end, "", self.open[-1].prefixes))
            return None
        if self.kind not in MARKUP:
            return self._silent(hide=self.kind == "author")
        self.inline = True
        name = name.rpartition(":")[2]
        tag = html.escape(f"<{name}{NOT_HTML.sub('', f' {rest}') if rest else ''}>", quote=False)
        if len(tag) > self.room:
            return self._silent(hide=False)
        self.room -= len(tag)
        self.out.append(tag)
        self.open.append(_Open("" if local in VOID else f"&lt;/{name}&gt;", "", self.open[-1].prefixes))
        return None

    def _written(self, text: str) -> None:
        if self.inline and "&" in text:
            text = text.replace("&", "&amp;")
        if len(text) > self.room:
            text = text[: self.room]
            if text.rfind("&") > text.rfind(";"):  # not within a reference
                text = text[: text.rfind("&")]
            self.room = 0
        self.room -= len(text)
        self.out.append(text)

    def _silent(self, *, hide: bool) -> None:
        if hide and self.hidden < 0:
            self.hidden = len(self.open)
        self.open.append(_Open("", "", self.open[-1].prefixes))


def _wrapping(said: dict[str, str]) -> tuple[dict[str, str], bool]:
    """How the text is wrapped, as feedparser is told; and whether it is inline markup. What does not say is HTML in practice."""
    kind, mode = said.get("type", "").strip().lower(), said.get("mode", "").strip().lower()
    if mode == "base64" or kind == "application/octet-stream":
        return {"type": "html", "mode": "base64"}, False
    plain = kind in PLAIN and mode != "escaped"
    return {"type": "text" if plain else "html"}, "xml" in kind.partition("/")[2] + mode + kind and mode != "escaped"


def _written_out(attributes: dict[str, str]) -> str:
    return "".join(f' {key}="{value}"' for key, value in attributes.items())
