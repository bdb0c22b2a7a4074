"""A tree → its blocks: each stretch of text between the edges of paragraphs, boxes and the like, and the boxes it stands in."""

import re
from dataclasses import dataclass, field
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

from transforms.extract.page.lines import ENTITY, HTML_BLOCKS, INVISIBLE, NO_TEXT, squeezed
from transforms.text import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EDGES = HTML_BLOCKS | _words(
    "td th caption tbody thead tfoot button label fieldset legend form nav details summary html hgroup"
)
PASSED_OVER = NO_TEXT | _words("head select textarea datalist canvas video audio math")
PICTURES = _words("img picture video iframe audio embed object amp-img")
STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ufeff\ud800-\udfff]")  # few lines hold any
LONGEST_NAME = 200  # characters of class that tell boxes of one kind from others
MOST = 10_000  # blocks of a page; of one that has more nothing is decided


@dataclass(slots=True, eq=False)
class Box:
    """An element with edges. `above`: the number of the box around it, -1 for the first. Sums are of all that lies in it."""

    element: HtmlElement
    tag: str
    name: str
    above: int
    depth: int
    chars: int = 0
    linked: int = 0
    pictures: int = 0
    blocks: int = 0
    inside: int = 0  # bits of INSIDE: what it is or stands in


@dataclass(slots=True, eq=False)
class Block:
    """A stretch of text. `box`: the number of its box. `linked`: characters inside of links."""

    text: str
    box: int
    chars: int
    linked: int
    links: int
    strong: int
    slanted: int
    pictures: int  # since the block before


INSIDE = ("article", "main", "header", "footer", "nav", "aside", "form", "button", "label", "figure", "figcaption",
          "blockquote", "table", "ul", "ol", "dl", "details", "section")  # fmt: skip
BIT = {tag: 1 << i for i, tag in enumerate(INSIDE)}
HIDDEN = 1 << len(INSIDE)
SKIPPED, EDGE, LINK, STRONG, SLANTED, PICTURE = range(1, 7)
# What an element is to the walk: one look-up for each of its two edges.
KIND = {
    **dict.fromkeys(PICTURES, PICTURE),
    **dict.fromkeys(_words("em i cite"), SLANTED),
    **dict.fromkeys(_words("b strong"), STRONG),
    "a": LINK,
    **dict.fromkeys(EDGES, EDGE),
    **dict.fromkeys(PASSED_OVER, SKIPPED),
}


@dataclass(slots=True)
class Layout:
    """The blocks of a page in their order, and the boxes, each after the one around it. `endless`: it has more than `MOST`."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    endless: bool = False


def layout(tree: HtmlElement) -> Layout:
    """The page's blocks and boxes; scripts, the head and fields of forms hold none.

    >>> from transforms.extract.page.parse import parse
    >>> [block.text for block in layout(parse(b"<p>One <b>two</b>.<ul><li>Three<li><a href=x>Four</a></ul>")).blocks]
    ['One two.', 'Three', 'Four']
    """
    found = Layout()
    blocks, boxes = found.blocks, found.boxes
    pieces: list[str] = []
    blank = False  # there was white space only since the last edge
    linked = links = strong = slanted = pictures = 0
    in_link = in_strong = in_slanted = verbatim = 0
    at = -1  # the box that is open

    def flush() -> None:
        nonlocal pieces, blank, linked, links, strong, slanted, pictures
        text = _text(pieces, verbatim) if pieces else ""
        found.endless = found.endless or len(blocks) == MOST
        if text and not found.endless:
            length = len(text)
            blocks.append(
                Block(text, at, length, min(linked, length), links, min(strong, length), min(slanted, length), pictures)
            )
            pictures = 0
            if at >= 0:
                box = boxes[at]
                box.chars += length
                box.linked += min(linked, length)
                box.blocks += 1
        pieces, blank, linked, links, strong, slanted = [], False, 0, 0, 0, 0

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        kind = KIND.get(element.tag) if element is not tree else EDGE
        if event == "start":
            if kind == SKIPPED:
                if element.tag in PICTURES and at >= 0:
                    boxes[at].pictures += 1
                    pictures += 1
                walk.skip_subtree()
                continue
            if kind == EDGE:
                if pieces or blank:
                    flush()
                tag, above = element.tag, boxes[at] if at >= 0 else None
                inside = (above.inside if above else 0) | BIT.get(tag, 0) | (HIDDEN if _hidden(element) else 0)
                name = (element.get("class") or "")[:LONGEST_NAME]
                boxes.append(Box(element, tag, name, at, above.depth + 1 if above else 0, inside=inside))
                at = len(boxes) - 1
                verbatim += tag == "pre"
            elif kind == LINK:
                in_link += 1
                links += 1
            elif kind == STRONG:
                in_strong += 1
            elif kind == SLANTED:
                in_slanted += 1
            elif kind == PICTURE and at >= 0:
                boxes[at].pictures += 1
                pictures += 1
            text = element.text
        else:
            if kind == EDGE:
                if pieces or blank:
                    flush()
                verbatim -= element.tag == "pre"
                box = boxes[at]
                at = box.above
                if at >= 0:
                    above = boxes[at]
                    above.chars += box.chars
                    above.linked += box.linked
                    above.blocks += box.blocks
                    above.pictures += box.pictures
            elif kind == LINK:
                in_link -= 1
            elif kind == STRONG:
                in_strong -= 1
            elif kind == SLANTED:
                in_slanted -= 1
            text = element.tail if element is not tree else None
        if text:
            if pieces or not text.isspace():
                pieces.append(text)
            else:
                blank = True
            if in_link:
                linked += len(text)
            if in_strong:
                strong += len(text)
            if in_slanted:
                slanted += len(text)
    if pieces:
        flush()
    return found


def _hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return bool(style and "display" in style and "none" in style) or element.get("hidden") is not None


def _text(pieces: list[str], verbatim: int) -> str:
    whole = "".join(pieces)
    if verbatim:
        return "\n".join(line for part in plain(whole).split("\n") if (line := _line(part)))
    return _line(whole)


def _line(text: str) -> str:
    text = squeezed(text)
    if STRANGE.search(text):
        text = plain(text).replace("\n", " ")
        text = squeezed(INVISIBLE.sub("", text))
    if "&" in text and ENTITY.search(text):  # "&amp;nbsp;": escaped twice at the source
        text = " ".join(INVISIBLE.sub("", plain(unescape(text))).split())
    return text
