"""The text of an element as lines, one for each block."""

import re
from collections.abc import Iterator

from lxml import etree

from transforms.text import decode_references, plain, word_set

HTML_BLOCKS = word_set("""
    body p div section article header footer aside main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tr br hr
    figure figcaption center address
""")
CELL_TAGS = frozenset(("cell", "td", "th"))
NO_TEXT = frozenset(("script", "style", "template", "noscript", "svg", "object", "iframe"))
VERBATIM_TAGS = frozenset(("code", "pre"))
# Soft hyphens, zero-width spaces and the like would split words for all later steps. ZWJ and ZWNJ change words, so they stay.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ufeff\ud800-\udfff]")  # few lines hold any
PIECE = 100_000  # characters that are split into words at a time
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


def squeezed(text: str) -> str:
    """The text with one space for each run of white space, and none at its ends.

    A long text is split in pieces, since 10 MB in one paragraph are two million words.
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
    """Yields the text inside an element, one line for the text between two edges of `blocks` elements, with single spaces.

    >>> from transforms.extract.page.parse import parse
    >>> list(lines(parse(b"<p>One <b>two</b>.<p>Three<br>four")))
    ['One two.', 'Three', 'four']
    """
    for line in plain("".join(_pieces(root, blocks))).split("\n"):
        if "&" in line and ENTITY.search(line):  # "&amp;nbsp;": escaped twice at the source
            line = plain(decode_references(line)).replace("\n", " ")
        line = squeezed(INVISIBLE.sub("", line))
        if line:
            yield line


def block_text(pieces: list[str], verbatim: int) -> str:
    """The text of one block in one line; if `verbatim` is not 0, it keeps its line breaks.

    >>> block_text([" The\\n", "mill "], 0), block_text([" The\\n", "mill "], 1)
    ('The mill', 'The\\nmill')
    """
    whole = "".join(pieces)
    if verbatim:
        return "\n".join(line for part in plain(whole).split("\n") if (line := _clean_line(part)))
    return _clean_line(whole)


def _clean_line(text: str) -> str:
    text = squeezed(text)
    if not text.isprintable() and UNUSUAL.search(text):  # none of these is printable, and to ask this is faster
        text = plain(text).replace("\n", " ")
        text = squeezed(INVISIBLE.sub("", text))
    if "&" in text and ENTITY.search(text):  # "&amp;nbsp;": escaped twice at the source
        text = " ".join(INVISIBLE.sub("", plain(decode_references(text))).split())
    return text


def _pieces(root: etree._Element, blocks: frozenset[str]) -> list[str]:
    """The texts inside an element in page order, with a line break for each edge of a block and a space for that of a cell."""
    pieces: list[str] = []
    verbatim = 0  # how many elements that keep their line breaks are open
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag, starts = element.tag, event == "start"
        if tag in VERBATIM_TAGS:
            verbatim += 1 if starts else -1
        if tag in blocks:
            pieces.append("\n")
        elif tag in CELL_TAGS:
            pieces.append(" ")
        if starts and tag in NO_TEXT:
            walk.skip_subtree()
            continue
        text = element.text if starts else element.tail if element is not root else None
        if text:
            pieces.append(text if verbatim else text.replace("\n", " ").replace("\r", " "))
    return pieces
