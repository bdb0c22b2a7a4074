"""Well-formed pieces of a feed → the documents that feedparser reads.

feedparser keeps everything that it reads (100,000 items are 250 MB), and takes quadratic time for categories and prefixes,
which are not needed here. So each document has 400 items at most, inside the elements that are around them in the feed. It has
only the elements that `feedparser_fields.py` names, under names that feedparser does not confuse.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from transforms.poll.parsing.feedparser_fields import (
    AUTHORS,
    LEFT_OUT,
    MARKUP,
    MAX_CHARACTERS,
    OTHER_NAMES,
    OWN_PREFIXES,
    RESERVED_NAMESPACES,
    SECOND_SUMMARY,
    SUMMARIES,
    VOID_ELEMENTS,
    WRAPPERS,
    Attributes,
    field_attributes,
    frame_attributes,
    is_inline,
)
from transforms.poll.parsing.truncate import MOST_ITEMS
from transforms.poll.parsing.xml_repair import FRAME, ITEMS

ITEMS_A_DOCUMENT = 400  # each document costs half a millisecond by itself
MOST_PIECES = 100_000  # of a document that ends with an item: each tag of inline markup is one
MOST_FIELDS = 1_000_000  # of a feed: ten for each item, if it has as many items as it may have
MOST_PREFIXES = 50  # feedparser iterates over all prefixes that it has seen, for each element

# Appended to each text that is not ASCII. Without it, feedparser reads `Â¡` as a `¡` that was encoded twice, and guids change.
AS_WRITTEN = "\u2060"

ATTRIBUTE = re.compile(r'(?<![^\s="])([^\s="]+)="([^"]*)"')
NOT_HTML = re.compile(r'\sxml(?:ns)?(?::[^\s="]*)?="[^"]*"')


class _Open(NamedTuple):
    """An open element: `end` closes it in this document, `start` opens it again in the next one."""

    end: str = ""
    start: str = ""


@dataclass
class _Field:
    """The field whose text is being read. `at`: its index in `open`. `text_at`: the index in `out` where its text begins.

    `room`: how many characters may still be added. `is_html`: tags in it are written. `inline`: its markup is not escaped.
    `ascii`: all of its text is ASCII.
    """

    local: str
    at: int
    text_at: int
    room: int
    is_html: bool
    inline: bool
    ascii: bool = True


def documents(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yields the feed as documents in UTF-8 of at most 400 items each. `pieces`: what `xml_repair.repair_xml` yields.

    Each document repeats the elements around its items. Fields outside of items are in one document only, mostly the first.

    >>> pieces = ["<rss>", "<item>", "<guid>", "1", "</guid>", "<category>", "x", "</category>", "</item>", "</rss>"]
    >>> next(documents(pieces)).decode()
    "<?xml version='1.0' encoding='utf-8'?><rss><item><rawid>1</rawid></item></rss>"
    """
    return _DocumentBuilder().documents(pieces)


class _DocumentBuilder:
    """Writes the documents from the pieces: the open elements, the open field, and what is written so far."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[_Open] = []
        self.field: _Field | None = None
        # Indices in `open`, or -1: the item, and the outermost element that is left out.
        self.item_at = self.hidden_at = -1
        self.item_count = self.field_count = 0
        self.namespaces: dict[str, str] = {}  # prefix → address, wherever it was declared
        self.own_prefix = ""  # of the feed's own elements
        self.has_summary = False  # whether the open item has one

    def documents(self, pieces: Iterable[str]) -> Iterator[bytes]:
        for piece in pieces:
            if not piece.startswith("<"):
                self._add_text(piece)
            elif not piece.startswith("</"):
                self._start(piece)
            elif self._end_element():
                self.item_count += 1
                if self.item_count == MOST_ITEMS:
                    break
                if self.item_count % ITEMS_A_DOCUMENT == 0 or len(self.out) >= MOST_PIECES:
                    yield self._document()
        if self.out:
            yield self._document()

    def _document(self) -> bytes:
        ends = "".join(element.end for element in reversed(self.open))
        document = f"<?xml version='1.0' encoding='utf-8'?>{''.join(self.out)}{ends}"
        self.out = [element.start for element in self.open]
        return document.encode()

    def _start(self, piece: str) -> None:
        name, _, rest = piece[1:-1].partition(" ")
        prefix, _, local = name.lower().rpartition(":")
        may_have_fields = self.field_count < MOST_FIELDS
        is_frame = local in FRAME and self.item_at < 0 and may_have_fields
        if is_frame and local in ITEMS and self.field:
            self._close_unclosed_field(self.field)
        if self.field:
            self._start_within_field(self.field, name, local, rest)
        elif is_frame or not self.open:
            self._start_frame(prefix, local, self._attributes(rest))
        elif self.hidden_at < 0 and local in MAX_CHARACTERS and may_have_fields:
            self._start_field(prefix, local, self._attributes(rest))
        else:
            self._open_unwritten(hide=local not in WRAPPERS)

    def _close_unclosed_field(self, field: _Field) -> None:
        """Ends a field that was not closed, when an item begins within it."""
        self.out.append(self.open[field.at].end)
        self.open[field.at] = _Open()
        self.field, self.hidden_at = None, -1

    def _attributes(self, rest: str) -> Attributes:
        """The attributes of a tag, names in lower case. Stores the namespaces that the tag declares."""
        attributes = {key.lower(): value for key, value in ATTRIBUTE.findall(rest)} if rest else {}
        for key, value in attributes.items():
            is_namespace = key.startswith("xmlns:") and not value.strip().endswith(RESERVED_NAMESPACES)
            if is_namespace and len(self.namespaces) < MOST_PREFIXES:
                self.namespaces[key[6:]] = "%20".join(value.split())  # expat refuses white space in it
        return attributes

    def _start_frame(self, prefix: str, local: str, attributes: Attributes) -> None:
        """Writes a frame element without prefix and namespace: feedparser knows its name, but not every namespace in use."""
        self.own_prefix, self.hidden_at, self.field_count = prefix, -1, self.field_count + 1
        if local in ITEMS:
            self.item_at, self.has_summary = len(self.open), False
        kept = frame_attributes(attributes)
        name = local if local in FRAME else "other"  # the root of a document that is no feed
        start = _tag(name, kept)
        self.out.append(start)
        self.open.append(_Open(f"</{name}>", start))

    def _start_field(self, prefix: str, local: str, attributes: Attributes) -> None:
        is_own = prefix == self.own_prefix or prefix in OWN_PREFIXES
        name = local if is_own else f"{prefix}:{local}"
        can_be_bound = is_own or prefix in self.namespaces or len(self.namespaces) < MOST_PREFIXES
        if not can_be_bound or name in LEFT_OUT or prefix.startswith("xml"):
            self._open_unwritten(hide=True)
            return
        # An undeclared prefix is bound to itself; feedparser then recognizes it by its usual meaning.
        kept = {} if is_own else {f"xmlns:{prefix}": self.namespaces.setdefault(prefix, prefix)}
        kept |= field_attributes(local, attributes)
        name, kept = self._feedparser_name(name, kept, attributes)
        self.has_summary = self.has_summary or name in SUMMARIES
        start, end = _tag(name, kept), f"</{name}>"
        if local in AUTHORS:
            # In a plain <author>, feedparser would search for a mail address: slow on long words, and wrong on `.example`.
            start, end = "<author><name>", "</name></author>"
        self.out.append(start)
        self.field_count += 1
        is_html = local in MARKUP or (local == "title" and kept.get("type") != "text")
        self.field = _Field(local, len(self.open), len(self.out), MAX_CHARACTERS[local], is_html, is_inline(local, attributes))
        self.open.append(_Open(end))

    def _feedparser_name(self, name: str, kept: Attributes, attributes: Attributes) -> tuple[str, Attributes]:
        """The name and attributes with which feedparser returns the field unchanged."""
        if name in ("guid", "id") and attributes.get("ispermalink", "").strip().lower() == "false":
            return name, {"ispermalink": "false"}
        other = SECOND_SUMMARY if name in SUMMARIES and self.has_summary else OTHER_NAMES.get(name)
        if other is None:
            return name, kept
        # feedparser drops the text of an element that it does not know when the element has an attribute.
        return other, kept if other == "body" else {}

    def _start_within_field(self, field: _Field, name: str, local: str, rest: str) -> None:
        """Writes a start tag within a field in escaped form, as HTML; in a field that is no HTML it is dropped."""
        if local == "name" and field.local in AUTHORS and self.hidden_at < 0:  # only the <name> of an author is the name
            del self.out[field.text_at :]
            self.open.append(self.open[field.at])
            self.open[field.at] = _Open()
            field.at = len(self.open) - 1
            return
        if not field.is_html:
            self._open_unwritten(hide=field.local == "author" or local in ("script", "style"))
            return
        field.inline = True
        name = name.rpartition(":")[2]
        tag = html.escape(f"<{name}{NOT_HTML.sub('', f' {rest}') if rest else ''}>", quote=False)
        if len(tag) > field.room:
            self._open_unwritten(hide=False)
            return
        self._append(field, tag)
        self.open.append(_Open("" if local in VOID_ELEMENTS else f"&lt;/{name}&gt;"))

    def _add_text(self, text: str) -> None:
        if (field := self.field) is None or self.hidden_at >= 0:
            return
        if field.inline and "&" in text:
            text = text.replace("&", "&amp;")
        if len(text) > field.room:
            text = text[: field.room]
            if text.rfind("&") > text.rfind(";"):  # not within a reference
                text = text[: text.rfind("&")]
            field.room = len(text)
        self._append(field, text)

    def _append(self, field: _Field, text: str) -> None:
        self.out.append(text)
        field.room -= len(text)
        field.ascii = field.ascii and text.isascii()

    def _open_unwritten(self, *, hide: bool) -> None:
        """Opens an element that is not written; with `hide`, its content is not written either."""
        if hide and self.hidden_at < 0:
            self.hidden_at = len(self.open)
        self.open.append(_Open())

    def _end_element(self) -> bool:
        """Ends the innermost open element; True when it was an item."""
        end = self.open.pop().end
        place = len(self.open)
        if self.field and self.field.at == place:
            end = end if self.field.ascii else AS_WRITTEN + end
            self.field = None
        self.out.append(end)
        self.hidden_at = -1 if self.hidden_at == place else self.hidden_at
        if self.item_at != place:
            return False
        self.item_at = -1
        return True


def _tag(name: str, attributes: Attributes) -> str:
    return "".join((f"<{name}", *(f' {key}="{value}"' for key, value in attributes.items()), ">"))
