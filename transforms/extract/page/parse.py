"""Bytes of a page → one lxml tree, which all later steps read. What would hang the parser or lose text is removed first.

Measured with libxml2 2.14: 100,000 attributes in one tag take 8 s (quadratic), nesting of 256 cuts the page off there
(2,048 with `huge_tree`), and one `&#x1F;` makes later steps refuse the whole article.
"""

import re
from contextlib import suppress

from charset_normalizer import from_bytes
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from w3lib.encoding import read_bom

from transforms.charset import OR_WINDOWS_1252, text_codec
from transforms.errors import Unreadable
from transforms.file_signatures import file_kind
from transforms.text import word_set

MAX_DEPTH = 250  # levels to which a page beyond the parser's limit is flattened, since later steps recurse in Python
MAX_ATTRIBUTES = 300  # of one tag; a tag with more loses all of them
SNIFFED = 4096  # bytes that are read for a charset; HTML demands it in the first 1024, pages have it later
GUESSED = 50_000  # bytes that a charset is guessed from
MAX_BROKEN = 0.001  # share of a page's bytes that may be invalid in its charset

HEADER_CHARSET = re.compile(r"""(?i)charset\s*=\s*(?:["']\s*)?([\w.:-]{2,40})""")
META_CHARSET = re.compile(rb"""(?i)<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*(?:["']\s*)?([\w.:-]{2,40})""")
# From here on a page is UTF-8: its bytes are scanned in a fraction of the time that characters take.
CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1f]")
MAX_CONTROLS = 0.05  # share of the first bytes; random bytes have 0.1, and a page that an editor damaged has a handful
MIN_CONTROLS = 50  # control bytes; a page with fewer is not called binary
# lxml.html calls a Python function for the class of each element, which takes a tenth of the time for a page. We use one class
# only.
ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
# The characters of `transforms.text.CONTROL` in UTF-8.
WHITE = bytes.maketrans(b"\r\f", b"\n ")
CONTROLS = bytes((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
UPPER_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8}+)|([0-9]{1,10}+));?")
# One attribute. Its value must be quoted or short, so that the search takes linear time, also for `<a b='<a b='…`.
ATTRIBUTE = rb"""(?:
    [\s/]{1,300}+ [^\s/>=]{1,300}+
    (?> (?: \s{0,300}+ = \s{0,300}+ (?: "[^"]*+" | '[^']*+' | [^\s>"']{0,300}+ ) )? )
)"""
ATTRIBUTE_FLOOD = re.compile(rb"(?x) < ([a-zA-Z][^\s/>]{0,100}+) (?> %b{%d,} )" % (ATTRIBUTE, MAX_ATTRIBUTES))
TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30}+)[^<>]{0,5000}+>")
# These are closed implicitly, so they do not nest. Dropping them would join paragraphs.
FLAT_TAGS = word_set("""
    p br hr li dt dd td th tr h1 h2 h3 h4 h5 h6 img input meta link source track wbr area base col embed param option
""")


def parse(html: bytes, content_type: str | None = None) -> HtmlElement:
    """The page's tree, without comments, processing instructions and control characters, at most `MAX_DEPTH` levels deep.

    `content_type`: the header as sent. Raises Unreadable when the page is no HTML: a PDF, a picture, an empty page.
    """
    html = html.lstrip(b" \t\r\n") if len(html) < SNIFFED else html
    if not html:
        raise Unreadable("the page is empty")
    if kind := file_kind(html):
        raise Unreadable(f"the page is {kind}, not HTML")
    html = _in_utf8(html, content_type)
    if len(CONTROL_BYTE.findall(html, 0, SNIFFED)) > max(MIN_CONTROLS, MAX_CONTROLS * len(html[:SNIFFED])):
        raise Unreadable("the page is binary data, not HTML")
    html = _without_hazards(html)
    tree, cut_off = _tree(html, huge=False)
    if cut_off:
        tree, cut_off = _tree(html, huge=True)
        if cut_off:
            tree, _ = _tree(_without_deep_tags(html), huge=True)
        _flatten(tree)
    return tree


def fragment(html: str) -> HtmlElement:
    """The tree of a piece of HTML, such as a feed carries: a page with the piece in its `body`. Raises Unreadable."""
    return parse(f"<html><body><div>{html}</div></body></html>".encode("utf-8", "replace"), "text/html; charset=utf-8")


def decode(html: bytes, content_type: str | None = None) -> str:
    """The page as text. Its charset: by a byte order mark; UTF-8 if the bytes are valid; by the header or a <meta>; or guessed.

    >>> decode("é".encode("latin-1"), "text/html; charset=iso-8859-1")
    'é'
    """
    codec, mark = read_bom(html)
    if codec and mark:
        return html[len(mark) :].decode(codec, "replace").lstrip("\ufeff")
    if html.count(b"\x00", 0, SNIFFED) > min(len(html), SNIFFED) // 4:  # UTF-16 without a mark
        return html.decode("utf-16-be" if html[:1] == b"\x00" else "utf-16-le", "replace")
    # Text in another charset is never valid UTF-8 by chance (0 of 13 pages), while the <meta> of a template may be outdated.
    if not html.isascii():
        with suppress(UnicodeDecodeError):
            return html.decode("utf-8")
    for label in [*_declared(html, content_type), "utf-8"]:
        if (codec := _declared_codec(label)) and (text := _decoded_by(html, codec)) is not None:
            return text
    best = from_bytes(html[:GUESSED]).best()
    return html.decode(best.encoding if best else "cp1252", "replace")


def _declared(html: bytes, content_type: str | None) -> list[str]:
    """The charset labels of the header and of the page's <meta>."""
    header, meta = HEADER_CHARSET.search(content_type or ""), META_CHARSET.search(html[:SNIFFED])
    return [*([header[1]] if header else []), *([meta[1].decode("ascii", "replace")] if meta else [])]


def _declared_codec(label: str) -> str | None:
    """The codec for a label; None for an unknown one and for UTF-16 or 32, in which the label could not be read as ASCII."""
    codec = text_codec(label)
    return None if codec is None or codec.startswith(("utf-16", "utf-32")) else codec


def _decoded_by(html: bytes, codec: str) -> str | None:
    """The page decoded by a codec; None if more than a few bytes are invalid in it.

    A few invalid bytes are no sign of another charset: they may be a pasted "£" or part of an advertisement.
    """
    with suppress(UnicodeDecodeError):
        return html.decode(codec)
    if html.decode(codec, "replace").count("\ufffd") < MAX_BROKEN * len(html):
        return html.decode(codec, OR_WINDOWS_1252)
    return None


def _in_utf8(html: bytes, content_type: str | None) -> bytes:
    """The page in UTF-8, without a byte order mark; unchanged when it is valid UTF-8 already."""
    if not html.isascii() and read_bom(html)[0] is None:
        with suppress(UnicodeDecodeError):
            html.decode("utf-8")
            return html
    return decode(html, content_type).encode("utf-8", "replace")


def _without_hazards(html: bytes) -> bytes:
    """The page without control characters, without references to illegal characters, and without floods of attributes."""
    html = REFERENCE.sub(_legal_reference, html)
    return ATTRIBUTE_FLOOD.sub(rb"<\1", UPPER_CONTROL.sub(b"", html.translate(WHITE, CONTROLS)))


def _legal_reference(reference: re.Match[bytes]) -> bytes:
    """The reference if its character is legal in HTML; for 128 to 159 the character of Windows-1252; else nothing."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "ignore").encode()
    if number in (9, 10, 12, 13):
        return b" "
    legal = 0x20 <= number < 0x7F or 0xA0 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return reference[0] if legal or 0x10000 <= number <= 0x10FFFF else b""


def _tree(html: bytes, huge: bool) -> tuple[HtmlElement, bool]:
    """The tree, and whether a limit of the parser cut it off: 10 MB of text in a row or 256 levels, 2,048 when `huge`."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=huge)
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        tree = document_fromstring(html, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(f"no tree can be made of the page: {error}") from error
    if not isinstance(tree, HtmlElement):
        raise Unreadable("no tree can be made of the page: it has no element")
    return tree, any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def _without_deep_tags(html: bytes) -> bytes:
    """The page without the tags that are nested too deep. All text stays, and so do the tags of `FLAT_TAGS`."""
    depth = 0

    def keep(tag: re.Match[bytes]) -> bytes:
        nonlocal depth
        if tag[2].decode().lower() in FLAT_TAGS:
            return tag[0]
        if tag[1]:
            depth = max(0, depth - 1)
            return tag[0] if depth < MAX_DEPTH // 2 else b" "
        depth += 1
        return tag[0] if depth <= MAX_DEPTH // 2 else b" "

    return TAG.sub(keep, html)


def _flatten(tree: HtmlElement) -> None:
    """Removes the elements deeper than `MAX_DEPTH` from the tree, in place; their children and text take their place."""
    depth, deep = 0, []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        if depth > MAX_DEPTH and element.tag not in FLAT_TAGS:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()
