"""Repairs the XML of a feed: what a strict parser refuses, or is slow on, is corrected or left out. Linear in the size.

The text is read once, from one mark to the next: a comment, a CDATA section, a declaration, a tag. An end mark that does not
occur any more is searched for only once, so that many unclosed sections take linear time as well.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from itertools import islice

MAX_DEPTH = 100  # nested elements; libxml2 gives up at 256, and ordinary feeds stay below 30
MOST_ATTRIBUTES = 40  # of one element; the most seen in an ordinary feed is 15
MOST_ENTITIES = 200  # declared by a feed
LONGEST_ENTITY = 500  # characters of a declared entity's text
MOST_EXPANDED = 200_000  # characters that all declared entities may add to a feed

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NAME = r"[A-Za-z_][A-Za-z0-9_.-]*+(?::[A-Za-z_][A-Za-z0-9_.-]*+)?"
# An atomic group: possessive ones are wrong in Python before 3.11.5. It ends at the next `<`, so no tag is read twice.
TAG = re.compile(rf"""<(/?)({NAME})((?>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*))>""")
TAG_WITH_OPEN_QUOTE = re.compile(rf"<(/?)({NAME})([^<>]*+)>")
ATTRIBUTE = re.compile(rf"""(?<![\w.:-])({NAME})\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
REFERENCE = re.compile(r"&(?:#(\d{1,9}+)|#[xX]([0-9A-Fa-f]{1,8}+)|([A-Za-z][A-Za-z0-9_.-]{0,60}+));|&")
ENTITY = re.compile(r"""<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"<]*+)"|'([^'<]*+)')\s*>""")
SUBSET_END = re.compile(r"\]\s*>")

XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
ITEMS = frozenset({"item", "entry"})
# Only the end tags of these close an item: a stray `</p></div>` of a template would otherwise cut it short.
FRAME = ITEMS | {"channel", "rss", "rdf", "feed"}

# These contain no other fields: when a field begins within one of them, that one was not closed.
TEXT_ONLY = frozenset({"title", "link", "guid", "pubdate"})
FIELDS = TEXT_ONLY | {"description", "content:encoded"}


def strip_illegal_characters(text: str) -> str:
    r"""The text without characters that XML forbids: control characters, lone surrogates and the like.

    >>> strip_illegal_characters("a\x00b\x1fc\uffff")
    'abc'
    """
    return NOT_XML.sub("", text)


def repair_xml(text: str, entities: dict[str, str] | None = None) -> Iterator[str]:
    """Yields the text from its first tag on, in pieces that together are one well-formed element.

    `entities`: those that the feed declares, as `declared_entities` returns them.

    >>> "".join(repair_xml("<rss><item><title>AT&T &nbsp;<b>1 < 2</title></item>"))
    '<rss><item><title>AT&amp;T \xa0<b>1 &lt; 2</b></title></item></rss>'
    """
    return _Repair(text, entities or {}).pieces()


def declared_entities(prolog: str) -> dict[str, str]:
    """The entities that the DOCTYPE declares, as plain text, without those that refer to files, addresses or other entities.

    >>> declared_entities('<!DOCTYPE rss [<!ENTITY paper "The Paper"><!ENTITY x SYSTEM "file:///etc/passwd">]>')
    {'paper': 'The Paper'}
    """
    entities: dict[str, str] = {}
    for match in islice(ENTITY.finditer(prolog[:100_000]), MOST_ENTITIES):
        value = match[2] or match[3] or ""
        if len(value) <= LONGEST_ENTITY and "&" not in (value := REFERENCE.sub(_character, value)):
            entities.setdefault(match[1], value)
    return entities


def doctype_end(text: str, start: int) -> int:
    """The end of the DOCTYPE that begins at `start`, including the declarations in its brackets."""
    close, bracket = text.find(">", start), text.find("[", start)
    if 0 <= bracket < close and (end := SUBSET_END.search(text, bracket)):
        return end.end()
    return close + 1 if close >= 0 else len(text)


def _character(match: re.Match[str]) -> str:
    """The character of a numeric reference, U+FFFD for an illegal one; named references are returned unchanged."""
    if match[1] or match[2]:
        number = int(match[1] or match[2], 10 if match[1] else 16)
        character = chr(number) if number < 0x110000 else "\ufffd"
        return "\ufffd" if NOT_XML.match(character) else character
    return match[0]


class MarkFinder:
    """`str.find` with a cache, so that a mark which does not occur any more is searched for only once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.seen: dict[str, int] = {}

    def find(self, mark: str, start: int) -> int:
        """The offset of the mark from `start` on, or -1. For each mark, `start` must not decrease from call to call."""
        at = self.seen.get(mark, start - 1)
        if 0 <= at < start or mark not in self.seen:
            at = self.seen[mark] = self.text.find(mark, start)
        return at


class _Repair:
    """The state of one repair: the open elements by place and by name, and how much the entities have added."""

    def __init__(self, text: str, entities: dict[str, str]) -> None:
        self.text = text
        self.marks = MarkFinder(text)
        self.entities = entities
        self.expanded = 0
        self.open: list[str] = []  # names as written in the feed
        self.places: dict[str, list[int]] = {}  # lower-case name → its places in `open`
        self.item_at = -1  # place of the open item in `open`

    def pieces(self) -> Iterator[str]:
        """Yields start tags, end tags and texts, until the first element is closed."""
        text, at, has_begun = self.text, 0, False
        while not (has_begun and not self.open):
            start = text.find("<", at)
            if start < 0:
                break
            if has_begun and start > at:
                yield self._escape(text[at:start])
            match = TAG.match(text, start) or TAG_WITH_OPEN_QUOTE.match(text, start)
            if match:
                at = match.end()
                if match[1]:
                    yield from self._end(match[2])
                else:
                    has_begun = True
                    yield from self._start(match[2], match[3])
            elif text.startswith(("<!", "<?"), start):
                section, at = self._section(start)
                if has_begun:
                    yield section
            else:
                at = start + 1
                if has_begun:
                    yield "&lt;"
        if has_begun and self.open:
            yield self._escape(text[at:])
        yield from self._close_down_to(0)

    def _start(self, name: str, rest: str) -> Iterator[str]:
        lower_name = name.lower()
        if _local(lower_name) in ITEMS and (self.item_at < 0 or lower_name == self.open[self.item_at].lower()):
            if self.item_at > 0:  # the item before was not closed
                yield from self._close_down_to(self.item_at)
            self.item_at = len(self.open)
        elif lower_name in FIELDS and len(self.open) > 1 and self.open[-1].lower() in TEXT_ONLY:
            yield from self._close_down_to(len(self.open) - 1)
        self.places.setdefault(lower_name, []).append(len(self.open))
        self.open.append(name)
        if len(self.open) <= MAX_DEPTH:
            yield f"<{name}{self._attributes(rest)}>"
        if rest.endswith("/"):
            yield from self._close_down_to(len(self.open) - 1)

    def _attributes(self, rest: str) -> str:
        if "=" not in rest:
            return ""
        kept: dict[str, str] = {}
        for match in islice(ATTRIBUTE.finditer(rest), MOST_ATTRIBUTES):
            value = match[2][1:-1] if match[2][0] in "\"'" else match[2].rstrip("/")
            kept.setdefault(match[1], self._escape(value).replace('"', "&quot;").replace("<", "&lt;"))
        return "".join(f' {name}="{value}"' for name, value in kept.items() if not (name.startswith("xmlns:") and not value))

    def _end(self, name: str) -> Iterator[str]:
        lower_name = name.lower()
        places = self.places.get(lower_name)
        if places and (places[-1] >= self.item_at or _local(lower_name) in FRAME):
            yield from self._close_down_to(places[-1])

    def _close_down_to(self, place: int) -> Iterator[str]:
        while len(self.open) > place:
            name = self.open.pop()
            self.places[name.lower()].pop()
            if len(self.open) < MAX_DEPTH:
                yield f"</{name}>"
        if self.item_at >= place:
            self.item_at = -1

    def _section(self, start: int) -> tuple[str, int]:
        """The replacement for the comment, CDATA section, instruction or declaration at `start`, and the offset of its end."""
        text = self.text
        if text.startswith("<!--", start):
            end = self.marks.find("-->", start + 4)
            return ("", end + 3) if end >= 0 else ("", start + 4)
        if text.startswith("<![CDATA[", start):
            return self._cdata(start + 9)
        if text.startswith("<?", start):
            end = self.marks.find("?>", start + 2)
            return ("", end + 2) if end >= 0 else ("", start + 2)
        end = self.marks.find(">", start)
        return ("", end + 1) if end >= 0 else ("", start + 2)

    def _cdata(self, start: int) -> tuple[str, int]:
        """The escaped text of a CDATA section, and the offset of its end. An unclosed one ends with the element around it."""
        end = self.marks.find("]]>", start)
        following = self.marks.find("<![CDATA[", start)
        if end < 0 or 0 <= following < end:
            stop = following if following >= 0 else len(self.text)
            if self.open and (close := self.text.find(f"</{self.open[-1]}", start, stop)) >= 0:
                return html.escape(self.text[start:close], quote=False), close
            if end < 0:
                return html.escape(self.text[start:], quote=False), len(self.text)
        content = self.text[start:end]
        return html.escape(content.replace("<![CDATA[", ""), quote=False), end + 3

    def _escape(self, text: str) -> str:
        text = text.replace(">", "&gt;") if ">" in text else text
        return REFERENCE.sub(self._reference, text) if "&" in text else text

    def _reference(self, match: re.Match[str]) -> str:
        if match[0] == "&":
            return "&amp;"
        name = match[3]
        if not name:
            return html.escape(_character(match))
        if name in XML_NAMES:
            return match[0]
        if name in self.entities and self.expanded < MOST_EXPANDED:
            self.expanded += len(self.entities[name])
            return html.escape(self.entities[name])
        known = html5.get(name + ";")
        return html.escape(known) if known else "&amp;" + match[0][1:]


def _local(name: str) -> str:
    return name.rpartition(":")[2]
