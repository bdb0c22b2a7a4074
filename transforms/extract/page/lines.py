"""Elements → lines of text, one for each block."""

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from transforms.text import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HTML_BLOCKS = _words("""
    body p div section article header footer aside main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tr br hr
    figure figcaption center address
""")
CELLS = frozenset(("cell", "td", "th"))
NO_TEXT = frozenset(("script", "style", "template", "noscript", "svg", "object", "iframe"))
KEEP_NEWLINES = frozenset(("code", "pre"))
# Hyphenation hints and joiners of nothing: they break words for every later step. ZWJ and ZWNJ mean something and stay.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
PIECE = 100_000  # characters
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


def squeezed(text: str) -> str:
    """The text with one blank for each stretch of white space, and none at its ends; long ones piece by piece, for 10 MB in one
    paragraph are two million words.
    """
    if len(text) <= PIECE:
        return " ".join(text.split())
    pieces, at = [], 0
    while len(text) - at > PIECE and (end := text.find(" ", at + PIECE)) >= 0:
        pieces.append(" ".join(text[at:end].split()))
        at = end
    pieces.append(" ".join(text[at:].split()))
    return " ".join(piece for piece in pieces if piece)


def lines(root: etree._Element, blocks: frozenset[str] = HTML_BLOCKS) -> Iterator[str]:
    """The text inside an element, a line for each stretch between the edges of `blocks`; white space in a line is one space.

    >>> from transforms.extract.page.parse import parse
    >>> list(lines(parse(b"<p>One <b>two</b>.<p>Three<br>four")))
    ['One two.', 'Three', 'four']
    """
    pieces: list[str] = []
    verbatim = 0  # how many elements that keep their line breaks are open
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        block = element.tag in blocks
        verbatim += (1 if event == "start" else -1) * (element.tag in KEEP_NEWLINES)
        if block:
            pieces.append("\n")
        elif element.tag in CELLS:
            pieces.append(" ")
        if event == "start" and element.tag in NO_TEXT:
            walk.skip_subtree()
            text = None
        elif event == "start":
            text = element.text
        else:
            text = element.tail if element is not root else None
        if text:
            pieces.append(text if verbatim else text.replace("\n", " ").replace("\r", " "))
    for line in plain("".join(pieces)).split("\n"):
        if "&" in line and ENTITY.search(line):  # "&amp;nbsp;": escaped twice at the source
            line = plain(unescape(line)).replace("\n", " ")
        line = squeezed(INVISIBLE.sub("", line))
        if line:
            yield line
