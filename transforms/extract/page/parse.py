"""Bytes of a page → one lxml tree, shared by all who read it; what loses articles or hangs the parser is tamed before.

Measured with libxml2 2.14: 100,000 attributes in one tag take 8 s (quadratic), nesting of 256 cuts the page off there
(2,048 with `huge_tree`), and one `&#x1F;` makes later steps refuse the whole article.
"""

import codecs
import re
from contextlib import suppress

from charset_normalizer import from_bytes
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from transforms.errors import Unreadable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEEPEST = 250  # levels of nesting that a page beyond the parser's limit keeps; later steps recurse in Python
MOST_ATTRIBUTES = 300  # of one tag; beyond it is a flood, and none of them is kept
SNIFFED = 4096  # bytes that are read for a charset: HTML asks for it in the first 1024, pages are later

# What is no page whatever its Content-Type says.
MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP file or an office document",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"RIFF": "a picture or a film",
    b"\x1f\x8b": "a gzip file",
    b"\x00\x00\x00": "a film",
    b"ID3": "a sound",
    b"OggS": "a sound",
}
BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it starts with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
HEADER_CHARSET = re.compile(r"""(?i)charset\s*=\s*["']?\s*([\w.:-]{2,40})""")
META_CHARSET = re.compile(rb"""(?i)<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""")
# What pages call by these names is the Windows page of the same family: https://encoding.spec.whatwg.org/#names-and-labels
ALIASES = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-sjis": "cp932", "utf8": "utf-8",
}  # fmt: skip

# From here on a page is UTF-8: its bytes are scanned in a fraction of the time that characters take.
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
MOST_CONTROLS = 0.05  # of the first bytes; random bytes have 0.1, a page that an editor has harmed a handful
# lxml.html asks a Python function for the class of every element that is touched, a tenth of the time of a page; of all the
# classes that it knows we use one.
ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
# What `transforms.text.CONTROL` is, in UTF-8.
WHITE = bytes.maketrans(b"\r\f", b"\n ")
CONTROLS = bytes((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
UPPER_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8}+)|([0-9]{1,10}+));?")
# One attribute, its value counted only when it is quoted or short: each `<` then costs a bounded scan, or one to the
# quote's end, and a page of `<a b='<a b='…` stays linear.
ATTRIBUTE = rb"""(?:
    [\s/]{1,300}+ [^\s/>=]{1,300}+
    (?> (?: \s{0,300}+ = \s{0,300}+ (?: "[^"]*+" | '[^']*+' | [^\s>"']{0,300}+ ) )? )
)"""
FLOOD = re.compile(rb"(?x) < ([a-zA-Z][^\s/>]{0,100}+) (?> %b{%d,} )" % (ATTRIBUTE, MOST_ATTRIBUTES))
TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30}+)[^<>]{0,5000}+>")
# These close by themselves, so they do not nest; dropping them would join paragraphs.
FLAT_TAGS = _words("""
    p br hr li dt dd td th tr h1 h2 h3 h4 h5 h6 img input meta link source track wbr area base col embed param option
""")


def parse(html: bytes, content_type: str | None = None) -> HtmlElement:
    """The page's tree: comments and processing instructions gone, no control characters, at most `DEEPEST` levels.

    `content_type` is the header as sent. Raises Unreadable for what is no HTML: a PDF, a picture, nothing at all.
    """
    html = html.lstrip(b" \t\r\n") if len(html) < SNIFFED else html
    if not html:
        raise Unreadable("the page is empty")
    for magic, what in MAGIC.items():
        if html.startswith(magic):
            raise Unreadable(f"the page is {what}, not HTML")
    html = _utf8(html, content_type)
    if len(BINARY.findall(html, 0, SNIFFED)) > max(50, MOST_CONTROLS * len(html[:SNIFFED])):
        raise Unreadable("the page is binary data, not HTML")
    html = _tamed(html)
    tree, cut_off = _tree(html, huge=False)
    if cut_off:
        tree, cut_off = _tree(html, huge=True)
        if cut_off:
            tree, _ = _tree(_shallow(html), huge=True)
        _flatten(tree)
    return tree


def fragment(html: str) -> HtmlElement:
    """The tree of a piece of HTML, as feeds carry it: a page whose `body` holds the piece. Raises Unreadable if it is empty."""
    return parse(f"<html><body><div>{html}</div></body></html>".encode("utf-8", "replace"), "text/html; charset=utf-8")


def decode(html: bytes, content_type: str | None = None) -> str:
    """The page as text: by its byte order mark; as UTF-8 if it is; by the header, its own <meta>, else what looks most likely.

    >>> decode("é".encode("latin-1"), "text/html; charset=iso-8859-1")
    'é'
    """
    for mark, name in BOMS.items():
        if html.startswith(mark):
            return html.decode(name, "replace").lstrip("\ufeff")
    if html.count(b"\x00", 0, SNIFFED) > min(len(html), SNIFFED) // 4:  # UTF-16 that forgot its mark
        return html.decode("utf-16-be" if html[:1] == b"\x00" else "utf-16-le", "replace")
    # Text of another charset is no UTF-8 by chance (0 of 13 pages), while a template's <meta> outlives the change of charset.
    if not html.isascii():
        with suppress(UnicodeDecodeError):
            return html.decode("utf-8")
    header = HEADER_CHARSET.search(content_type or "")
    meta = META_CHARSET.search(html[:SNIFFED])
    named = [header[1]] if header else []
    named += [meta[1].decode("ascii", "replace")] if meta else []
    for name in [*named, "utf-8"]:
        codec = _codec(name)
        if codec is None:
            continue
        try:
            return html.decode(codec)
        except UnicodeDecodeError:
            # A few broken bytes do not make it another charset: a "£" that an editor pasted, an advertisement's own bytes.
            if html.decode(codec, "replace").count("\ufffd") < len(html) / 1000:
                return html.decode(codec, STRAY)
    best = from_bytes(html[:50_000]).best()
    return html.decode(best.encoding if best else "cp1252", "replace")


def _stray(error: UnicodeError) -> tuple[str, int]:
    """For `decode`: a byte that the charset does not have is read as Windows-1252, which is where it mostly comes from."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


STRAY = "pullquote.stray"
codecs.register_error(STRAY, _stray)


def _codec(name: str) -> str | None:
    """The Python codec of a charset's name on the web; None for one that can't be text, e.g. `base64`, or is unknown.

    UTF-16 without a mark in a page whose <meta> could be read as ASCII is a lie, so it counts as unknown.
    """
    name = ALIASES.get(name.lower(), name.lower())
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    text = getattr(info, "_is_text_encoding", True)
    return (
        name
        if text and not info.name.startswith(("utf-16", "utf-32", "unicode", "raw", "punycode", "idna", "undefined"))
        else None
    )


def _utf8(html: bytes, content_type: str | None) -> bytes:
    """The page in UTF-8, without a mark; the very bytes where they are UTF-8 already."""
    if not html.isascii() and not html.startswith(tuple(BOMS)):
        with suppress(UnicodeDecodeError):
            html.decode("utf-8")
            return html
    return decode(html, content_type).encode("utf-8", "replace")


def _tamed(html: bytes) -> bytes:
    html = REFERENCE.sub(_legal, html)
    return FLOOD.sub(rb"<\1", UPPER_CONTROL.sub(b"", html.translate(WHITE, CONTROLS)))


def _legal(reference: re.Match[bytes]) -> bytes:
    """The reference if it names a character of HTML; those of 128–159 mean Windows-1252; else nothing."""
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


def _shallow(html: bytes) -> bytes:
    """The page without the tags that lie deeper than `DEEPEST`; paragraphs and their like stay, and so does all text."""
    depth = 0

    def keep(tag: re.Match[bytes]) -> bytes:
        nonlocal depth
        if tag[2].decode().lower() in FLAT_TAGS:
            return tag[0]
        if tag[1]:
            depth = max(0, depth - 1)
            return tag[0] if depth < DEEPEST // 2 else b" "
        depth += 1
        return tag[0] if depth <= DEEPEST // 2 else b" "

    return TAG.sub(keep, html)


def _flatten(tree: HtmlElement) -> None:
    """Takes out the wrappers beyond `DEEPEST`; their children and text move up in their place."""
    depth, deep = 0, []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        if depth > DEEPEST and element.tag not in FLAT_TAGS:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()
