"""Pages of an older kind, laid out with tables and line breaks, in the terms of today's: boxes and paragraphs."""

from copy import deepcopy

from lxml.html import HtmlElement, fragment_fromstring

LONGEST_CELL = 400  # characters of a cell of figures; what is longer is layout
LONG_PARAGRAPH = 100
FEWEST_BREAKS = 4  # of a page whose paragraphs are made of them
TABLE_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th", "caption")
INLINE = frozenset(
    ("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)


def modernized(tree: HtmlElement) -> HtmlElement:
    """The tree, or a copy in which layout tables are boxes, and text between double line breaks is paragraphs.

    Tables of figures stay. Breaks are touched only on a page that has no long paragraph of its own.
    """
    tables = [table for table in tree.iter("table") if _is_layout(table)]
    breaks = sum(1 for _ in tree.iter("br"))
    broken = breaks >= FEWEST_BREAKS and not any(_length(p) > LONG_PARAGRAPH for p in tree.iter("p"))
    if not tables and not broken:
        return tree
    copy = deepcopy(tree)
    for table in [table for table in copy.iter("table") if _is_layout(table)]:
        for part in [table, *table.iter(*TABLE_PARTS)]:
            part.tag = "div"
    if broken:
        for parent in {br.getparent(): None for br in copy.iter("br")}:
            if parent is not None and parent.tag not in INLINE and parent.tag != "p":
                _break_into_paragraphs(parent)
    return copy


def _is_layout(table: HtmlElement) -> bool:
    return any(_length(cell) > LONGEST_CELL for cell in table.iter("td"))


def _length(element: HtmlElement) -> int:
    return sum(len(text) for text in element.itertext())


def _break_into_paragraphs(parent: HtmlElement) -> None:
    """Runs of text and inline elements become <p>, ended by two breaks in a row or by an element that is a block."""
    children = list(parent)
    if not any(child.tag == "br" for child in children):
        return
    paragraph = _paragraph(parent.text)
    parent.text = None
    for child in children:
        parent.remove(child)
        tail, child.tail = child.tail, None
        if child.tag in INLINE or (child.tag == "br" and not _ends_with_break(paragraph)):
            paragraph.append(child)
            child.tail = tail
            continue
        parent.append(paragraph)
        if child.tag != "br":
            parent.append(child)
        paragraph = _paragraph(tail)
    parent.append(paragraph)


def _paragraph(text: str | None) -> HtmlElement:
    paragraph = fragment_fromstring("<p></p>")
    paragraph.text = text
    return paragraph


def _ends_with_break(paragraph: HtmlElement) -> bool:
    last = next(paragraph.iterchildren(reversed=True), None)  # to count the children would take a walk over all of them
    return last is not None and last.tag == "br" and not (last.tail or "").strip()
