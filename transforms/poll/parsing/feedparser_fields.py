"""Which elements and attributes of a feed are passed on to feedparser, how much of them, and under which names."""

from collections.abc import Iterable

# Local names of the elements that are kept, and how many characters of each. MARKUP and `title` may have tags that are not
# escaped; other fields lose their tags.
MARKUP = dict.fromkeys(("content", "encoded", "body", "fullitem", "div", "description", "summary", "abstract"), 2_000_000)
SINGLE_LINE = {
    "title": 100_000,
    **dict.fromkeys(("link", "guid", "id", "identifier", "origlink"), 20_000),
    **dict.fromkeys(("pubdate", "published", "issued", "date", "created", "updated", "modified", "lastbuilddate"), 200),
    **dict.fromkeys(("author", "creator", "language", "ttl", "updateperiod", "updatefrequency"), 200),
}
MAX_CHARACTERS = {**SINGLE_LINE, **MARKUP}
WRAPPERS = frozenset({"group"})  # media:group, in which YouTube has the description
LEFT_OUT = frozenset({"media:content"})  # its children describe a picture
SUMMARIES = frozenset({"description", "summary", "abstract"})
AUTHORS = frozenset({"author", "creator"})

SECOND_SUMMARY = "about"  # feedparser would take a second summary for the content
# feedparser stores these under other names or changes their text, while it returns unknown elements as they are written.
OTHER_NAMES = {
    "guid": "rawid",  # feedparser resolves it when it may be a link
    "id": "rawid",
    "date": "rawdate",  # feedparser stores it as `updated`
    "dc:date": "rawdate",
    "dc:description": SECOND_SUMMARY,
    "media:description": SECOND_SUMMARY,
    "itunes:summary": SECOND_SUMMARY,
    "itunes:title": "heading",
    "div": "body",
    "xhtml:div": "body",
}
FRAME_ATTRIBUTES = ("xml:base", "xml:lang", "rdf:about", "href", "lastmod")
LINK_ATTRIBUTES = ("xml:base", "href", "rel", "type")
RDF_NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RESERVED_NAMESPACES = ("/XML/1998/namespace", "/2000/xmlns/")  # expat refuses to bind other prefixes to these
OWN_PREFIXES = ("", "atom", "rss")
PLAIN_TEXT_TYPES = ("text", "plain", "text/plain")
VOID_ELEMENTS = frozenset(
    {"area", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)

Attributes = dict[str, str]  # names in lower case


def frame_attributes(attributes: Attributes) -> Attributes:
    """The attributes of a feed, channel or item that feedparser is given."""
    kept = _only(FRAME_ATTRIBUTES, attributes)
    return kept | ({"xmlns:rdf": RDF_NAMESPACE} if "rdf:about" in kept else {})


def field_attributes(local: str, attributes: Attributes) -> Attributes:
    """The attributes of a field with this local name that feedparser is given."""
    if _has_content_type(local):
        return _content_type(attributes)
    return _only(LINK_ATTRIBUTES, attributes) if local == "link" else {}


def is_inline(local: str, attributes: Attributes) -> bool:
    """Whether markup within the field is not escaped, as the field's attributes say. Titles show it by having elements.

    `<title type="xhtml">&lt;b&gt;Ferry&lt;/b&gt; sinks</title>` claims to be XHTML, and was escaped by mistake.
    """
    kind, mode = _type_and_mode(attributes)
    is_xml = kind.endswith(("xml", "xhtml")) or mode == "xml"
    return local in MARKUP and is_xml and mode != "escaped" and not _is_base64(kind, mode)


def _has_content_type(local: str) -> bool:
    return local in MARKUP or local == "title"


def _content_type(attributes: Attributes) -> Attributes:
    """The attributes that tell feedparser how to read the text: `type` and `mode`. Text without a type is HTML in practice."""
    kind, mode = _type_and_mode(attributes)
    if _is_base64(kind, mode):
        return {"type": "html", "mode": "base64"}
    return {"type": "text" if kind in PLAIN_TEXT_TYPES and mode != "escaped" else "html"}


def _is_base64(kind: str, mode: str) -> bool:
    return mode == "base64" or kind == "application/octet-stream"


def _type_and_mode(attributes: Attributes) -> tuple[str, str]:
    """The attributes `type` and `mode` (of Atom 0.3), in lower case."""
    return attributes.get("type", "").strip().lower(), attributes.get("mode", "").strip().lower()


def _only(names: Iterable[str], attributes: Attributes) -> Attributes:
    return {name: attributes[name] for name in names if name in attributes}
