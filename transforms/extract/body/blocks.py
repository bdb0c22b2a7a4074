"""Splits a page into blocks and boxes. A box is an element such as a paragraph; a block is the text between two box edges."""

from collections.abc import Collection
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from transforms.extract.body.display import are_apart, is_hidden
from transforms.extract.page.lines import HTML_BLOCKS, NO_TEXT, block_text
from transforms.text import word_set

BOX_TAGS = HTML_BLOCKS | word_set(
    "td th caption tbody thead tfoot button label fieldset legend form nav details summary html hgroup"
)
"""Tags whose two edges end a block."""
SKIPPED_TAGS = NO_TEXT | word_set("head select textarea datalist canvas video audio math")
PICTURE_TAGS = word_set("img picture video iframe audio embed object amp-img")
MAX_CLASS = 200  # characters of `class` by which kinds of boxes are told apart
MAX_BLOCKS = 10_000  # of a page; nothing is decided on a page that has more


@dataclass(slots=True, eq=False)
class Box:
    """An element whose start and end are edges of blocks. `name`: its class. `above`: number of the box around it, or -1.

    `chars` (characters of text), `linked` (those inside links), `pictures` and `blocks` count everything inside of it.
    """

    element: HtmlElement
    tag: str
    name: str
    above: int
    depth: int
    chars: int = 0
    linked: int = 0
    pictures: int = 0
    blocks: int = 0
    inside: int = 0  # bits of `BIT` and `HIDDEN` for its own tag and those of the boxes around it


@dataclass(slots=True, eq=False)
class Block:
    """The text between two edges of boxes. `box`: the number of its box. `chars`: its length in characters.

    `linked`, `strong`, `slanted`: characters inside of such elements. `links`: where links that begin in it lead, as written.
    `pictures`: the number of pictures from the end of the block before to its own end.
    """

    text: str
    box: int
    chars: int
    linked: int
    links: tuple[str, ...]
    strong: int
    slanted: int
    pictures: int


CONTEXT_TAGS = ("article", "main", "header", "footer", "nav", "aside", "form", "button", "label", "figure", "figcaption",
                "blockquote", "table", "ul", "ol", "dl", "details", "section")  # fmt: skip
BIT = {tag: 1 << i for i, tag in enumerate(CONTEXT_TAGS)}
HIDDEN = 1 << len(CONTEXT_TAGS)
SKIPPED, BOX, LINK, STRONG, SLANTED, PICTURE = range(1, 7)
# How the walk treats the elements of a tag. One table, so that each start and each end needs one look-up.
KIND = {
    **dict.fromkeys(PICTURE_TAGS, PICTURE),
    **dict.fromkeys(word_set("em i cite"), SLANTED),
    **dict.fromkeys(word_set("b strong"), STRONG),
    "a": LINK,
    **dict.fromkeys(BOX_TAGS, BOX),
    **dict.fromkeys(SKIPPED_TAGS, SKIPPED),
}


@dataclass(slots=True)
class Layout:
    """The blocks of a page in their order, and the boxes, each after the one around it.

    `is_truncated`: the page has more than `MAX_BLOCKS` blocks, and the others are left out. `positions`: element → the number
    of blocks that begin before it, for the elements that `layout` was given to locate.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    is_truncated: bool = False
    positions: dict[HtmlElement, int] = field(default_factory=dict)


def layout(tree: HtmlElement, locate: Collection[HtmlElement] = ()) -> Layout:
    """The page's blocks and boxes, without scripts, head and form fields. `locate`: elements whose positions are stored.

    >>> from transforms.extract.page.parse import parse
    >>> [block.text for block in layout(parse(b"<p>One <b>two</b>.<ul><li>Three<li><a href=x>Four</a></ul>")).blocks]
    ['One two.', 'Three', 'Four']
    """
    builder = _LayoutBuilder()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        kind = KIND.get(element.tag) if element is not tree else BOX
        if event == "start":
            if locate and element in locate:
                builder.locate(element)
            if kind == BOX:
                builder.open_box(element)
            elif kind == SKIPPED:
                builder.skip(element)
                walk.skip_subtree()
                continue
            elif kind is not None:
                builder.open(kind, element)
            text = element.text
        else:
            if kind == BOX:
                builder.close_box()
            elif kind is not None:
                builder.close(kind)
            text = element.tail if element is not tree else None
        if text:
            builder.add(text)
    if builder.pieces:
        builder.end_block()
    return builder.layout


class _LayoutBuilder:
    """Builds a Layout while the tree is walked, from the open boxes and the block that has begun."""

    __slots__ = (
        "at", "in_link", "in_slanted", "in_strong", "just_closed", "layout", "linked", "links", "pictures",
        "pieces", "slanted", "strong", "verbatim", "white_space",
    )  # fmt: skip

    def __init__(self) -> None:
        self.layout = Layout()
        self.at = -1  # the number of the innermost open box
        self.in_link = self.in_strong = self.in_slanted = self.verbatim = 0  # how many such elements are open
        self.pieces: list[str] = []  # texts of the block that has begun
        self.white_space = False  # whether white space came since the last edge, before any other text
        self.links: list[str] = []
        self.linked = self.strong = self.slanted = self.pictures = 0
        self.just_closed = 0  # the kind of the inline element that ends here, with no text after it yet

    def locate(self, element: HtmlElement) -> None:
        """Stores the position of an element that starts here."""
        self.layout.positions[element] = len(self.layout.blocks) + bool(self.pieces)

    def skip(self, element: HtmlElement) -> None:
        """Counts an element that is left out, if it is a picture."""
        if element.tag in PICTURE_TAGS:
            self.add_picture()

    def open(self, kind: int, element: HtmlElement) -> None:
        """Takes the start of an element that is no box. `kind`: from `KIND`."""
        if kind in (LINK, STRONG, SLANTED) and self.just_closed not in (0, kind):
            self.separate(element)
        if kind == LINK:
            self.in_link += 1
            self.links.append(element.get("href") or "")
        elif kind == STRONG:
            self.in_strong += 1
        elif kind == SLANTED:
            self.in_slanted += 1
        else:
            self.add_picture()

    def close(self, kind: int) -> None:
        """Takes the end of an element that is no box. `kind`: from `KIND`."""
        if kind == LINK:
            self.in_link -= 1
        elif kind == STRONG:
            self.in_strong -= 1
        elif kind == SLANTED:
            self.in_slanted -= 1
        self.just_closed = kind

    def separate(self, element: HtmlElement) -> None:
        """Adds a space before an inline element if the page shows it apart from the text before it."""
        if self.pieces and are_apart(self.pieces[-1], element.text or ""):
            self.pieces.append(" ")

    def open_box(self, element: HtmlElement) -> None:
        """Ends the block before the box, and adds the box to the layout."""
        if self.pieces or self.white_space:
            self.end_block()
        boxes, tag, depth = self.layout.boxes, element.tag, 0
        inside = BIT.get(tag, 0) | (HIDDEN if is_hidden(element) else 0)
        if self.at >= 0:
            above = boxes[self.at]
            inside |= above.inside
            depth = above.depth + 1
        boxes.append(Box(element, tag, (element.get("class") or "")[:MAX_CLASS], self.at, depth, inside=inside))
        self.at = len(boxes) - 1
        self.verbatim += tag == "pre"

    def close_box(self) -> None:
        """Ends the last block in the box, and adds the counts of the box to those of the box around it."""
        if self.pieces or self.white_space:
            self.end_block()
        box = self.layout.boxes[self.at]
        self.verbatim -= box.tag == "pre"
        self.at = box.above
        if self.at >= 0:
            above = self.layout.boxes[self.at]
            above.chars += box.chars
            above.linked += box.linked
            above.blocks += box.blocks
            above.pictures += box.pictures

    def add_picture(self) -> None:
        """Counts a picture for the open box and for the next block."""
        if self.at >= 0:
            self.layout.boxes[self.at].pictures += 1
            self.pictures += 1

    def add(self, text: str) -> None:
        """Adds text to the block that has begun."""
        self.just_closed = 0
        if self.pieces or not text.isspace():
            self.pieces.append(text)
        else:
            self.white_space = True
        if self.in_link:
            self.linked += len(text)
        if self.in_strong:
            self.strong += len(text)
        if self.in_slanted:
            self.slanted += len(text)

    def end_block(self) -> None:
        """Adds the block that has begun, if it has any text, and begins the next one."""
        page = self.layout
        page.is_truncated = page.is_truncated or len(page.blocks) == MAX_BLOCKS
        text = block_text(self.pieces, self.verbatim) if self.pieces else ""
        if text and not page.is_truncated:
            chars = len(text)
            linked, strong, slanted = min(self.linked, chars), min(self.strong, chars), min(self.slanted, chars)
            page.blocks.append(Block(text, self.at, chars, linked, tuple(self.links), strong, slanted, self.pictures))
            self.pictures = 0
            if self.at >= 0:
                box = page.boxes[self.at]
                box.chars += chars
                box.linked += linked
                box.blocks += 1
        self.pieces, self.white_space = [], False
        self.links.clear()
        self.linked = self.strong = self.slanted = 0
