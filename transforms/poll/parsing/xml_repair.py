"""Feed text → well-formed XML: what a strict parser refuses or takes too long for is mended or left out. Linear in the size.

Everything passes through one reading of the marks: a comment, a CDATA section, a declaration, a tag. Each mark is looked for
once, so that floods of unclosed ones cost no more than their size.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from itertools import islice

DEEPEST = 100  # elements within each other; libxml2 gives up at 256, and honest content stays below 30
MOST_ATTRIBUTES = 40  # of one element: the most that was seen on an honest one is 15
MOST_ENTITIES = 200  # of a feed's own
LONGEST_ENTITY = 500  # characters that one of them may stand for
MOST_EXPANDED = 200_000  # characters that all of them may add

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NAME = r"[A-Za-z_][A-Za-z0-9_.-]*+(?::[A-Za-z_][A-Za-z0-9_.-]*+)?"
# Atomic, and ended by the next `<`: no tag is read twice. Python before 3.11.5 errs where a group is possessive.
TAG = re.compile(rf"""<(/?)({NAME})((?>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*))>""")
TORN_TAG = re.compile(rf"<(/?)({NAME})([^<>]*+)>")  # an unclosed quote among its attributes
ATTRIBUTE = re.compile(rf"""(?<![\w.:-])({NAME})\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
REFERENCE = re.compile(r"&(?:#(\d{1,9}+)|#[xX]([0-9A-Fa-f]{1,8}+)|([A-Za-z][A-Za-z0-9_.-]{0,60}+));|&")
ENTITY = re.compile(r"""<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"<]*+)"|'([^'<]*+)')\s*>""")
SUBSET_END = re.compile(r"\]\s*>")

XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
ITEMS = frozenset({"item", "entry"})
# An end tag of another element never closes an item: `</p></div>` of a template would lose the rest of it.
FRAME = ITEMS | {"channel", "rss", "rdf", "feed"}

# None of these stands in another: the one before was not closed.
TEXT_ONLY = frozenset({"title", "link", "guid", "pubdate"})
FIELDS = TEXT_ONLY | {"description", "content:encoded"}


def strip_illegal_characters(text: str) -> str:
    r"""No control characters, lone surrogates, or others that XML does not know.

    >>> strip_illegal_characters("a\x00b\x1fc\uffff")
    'abc'
    """
    return NOT_XML.sub("", text)


def repair_xml(text: str, entities: dict[str, str] | None = None) -> Iterator[str]:
    """The text from its first tag on, in pieces that together are one well-formed element; `entities` are the feed's own.

    >>> "".join(repair_xml("<rss><item><title>AT&T &nbsp;<b>1 < 2</title></item>"))
    '<rss><item><title>AT&amp;T \xa0<b>1 &lt; 2</b></title></item></rss>'
    """
    return _Taming(text, entities or {}).pieces()


def declared_entities(prolog: str) -> dict[str, str]:
    """What the DOCTYPE declares, as plain text: none that refers to files, addresses or other entities.

    >>> declared_entities('<!DOCTYPE rss [<!ENTITY paper "The Paper"><!ENTITY x SYSTEM "file:///etc/passwd">]>')
    {'paper': 'The Paper'}
    """
    found: dict[str, str] = {}
    for match in islice(ENTITY.finditer(prolog[:100_000]), MOST_ENTITIES):
        value = match[2] or match[3] or ""
        if len(value) <= LONGEST_ENTITY and "&" not in (value := REFERENCE.sub(_character, value)):
            found.setdefault(match[1], value)
    return found


def doctype_end(text: str, start: int) -> int:
    """Where a declaration that begins at `start` ends, its own declarations in brackets included."""
    close, bracket = text.find(">", start), text.find("[", start)
    if 0 <= bracket < close and (end := SUBSET_END.search(text, bracket)):
        return end.end()
    return close + 1 if close >= 0 else len(text)


def _character(match: re.Match[str]) -> str:
    """A numeric reference as its character; illegal ones as the sign for what can't be shown."""
    if match[1] or match[2]:
        number = int(match[1] or match[2], 10 if match[1] else 16)
        character = chr(number) if number < 0x110000 else "\ufffd"
        return "\ufffd" if NOT_XML.match(character) else character
    return match[0]


class MarkFinder:
    """`str.find` that remembers: a mark that does not come is looked for once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.seen: dict[str, int] = {}

    def find(self, mark: str, start: int) -> int:
        at = self.seen.get(mark, start - 1)
        if 0 <= at < start or mark not in self.seen:
            at = self.seen[mark] = self.text.find(mark, start)
        return at


class _Taming:
    def __init__(self, text: str, entities: dict[str, str]) -> None:
        self.text = text
        self.marks = MarkFinder(text)
        self.entities = entities
        self.expanded = 0
        self.open: list[str] = []  # names as they were written
        self.where: dict[str, list[int]] = {}  # lower-case name → its places in `open`
        self.item = -1  # place of the open item

    def pieces(self) -> Iterator[str]:
        text, at, begun = self.text, 0, False
        while not (begun and not self.open):
            start = text.find("<", at)
            if start < 0:
                break
            if begun and start > at:
                yield self._mended(text[at:start])
            match = TAG.match(text, start) or TORN_TAG.match(text, start)
            if match:
                at = match.end()
                if match[1]:
                    yield from self._closed(match[2])
                else:
                    begun = True
                    yield from self._opened(match[2], match[3])
            elif text.startswith(("<!", "<?"), start):
                section, at = self._section(start)
                if begun:
                    yield section
            else:
                at = start + 1
                if begun:
                    yield "&lt;"
        if begun and self.open:
            yield self._mended(text[at:])
        yield from self._closed_down_to(0)

    def _opened(self, name: str, rest: str) -> Iterator[str]:
        kind = name.lower()
        if _local(kind) in ITEMS and (self.item < 0 or kind == self.open[self.item].lower()):
            if self.item > 0:  # the one before was not closed
                yield from self._closed_down_to(self.item)
            self.item = len(self.open)
        elif kind in FIELDS and len(self.open) > 1 and self.open[-1].lower() in TEXT_ONLY:
            yield from self._closed_down_to(len(self.open) - 1)
        self.where.setdefault(kind, []).append(len(self.open))
        self.open.append(name)
        if len(self.open) <= DEEPEST:
            yield f"<{name}{self._attributes(rest)}>"
        if rest.endswith("/"):
            yield from self._closed_down_to(len(self.open) - 1)

    def _attributes(self, rest: str) -> str:
        if "=" not in rest:
            return ""
        kept: dict[str, str] = {}
        for match in islice(ATTRIBUTE.finditer(rest), MOST_ATTRIBUTES):
            value = match[2][1:-1] if match[2][0] in "\"'" else match[2].rstrip("/")
            kept.setdefault(match[1], self._mended(value).replace('"', "&quot;").replace("<", "&lt;"))
        return "".join(f' {name}="{value}"' for name, value in kept.items() if not (name.startswith("xmlns:") and not value))

    def _closed(self, name: str) -> Iterator[str]:
        kind = name.lower()
        places = self.where.get(kind)
        if places and (places[-1] >= self.item or _local(kind) in FRAME):
            yield from self._closed_down_to(places[-1])

    def _closed_down_to(self, place: int) -> Iterator[str]:
        while len(self.open) > place:
            name = self.open.pop()
            self.where[name.lower()].pop()
            if len(self.open) < DEEPEST:
                yield f"</{name}>"
        if self.item >= place:
            self.item = -1

    def _section(self, start: int) -> tuple[str, int]:
        """What stands for a comment, CDATA section, instruction or declaration, and where it ends."""
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
        """Its text. One that is not closed before the next begins ends where the element around it does."""
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

    def _mended(self, text: str) -> str:
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
