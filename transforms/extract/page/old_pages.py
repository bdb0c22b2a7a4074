"""Rewrites old layouts: tables for layout become <div>s, and text between double line breaks becomes paragraphs."""

from copy import deepcopy

from lxml.html import HtmlElement, fragment_fromstring

MAX_DATA_CELL = 400  # characters of a cell of a data table; a table with a longer cell is for layout
LONG_PARAGRAPH = 100  # characters
MIN_BREAKS = 4  # <br>s of a page that uses them for paragraphs
TABLE_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th", "caption")
INLINE_TAGS = frozenset(
    ("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)


def without_old_layout(tree: HtmlElement) -> HtmlElement:
    """The tree, or a copy with <div>s for layout tables and paragraphs for text between double line breaks.

    Data tables stay. Line breaks are replaced only on a page that has no long <p>.
    """
    by_breaks = _has_paragraphs_by_breaks(tree)
    if not by_breaks and not any(map(_is_layout, tree.iter("table"))):
        return tree
    copy = deepcopy(tree)
    for table in [table for table in copy.iter("table") if _is_layout(table)]:
        for part in [table, *table.iter(*TABLE_PARTS)]:
            part.tag = "div"
    if by_breaks:
        for parent in {br.getparent(): None for br in copy.iter("br")}:
            if parent is not None and parent.tag not in INLINE_TAGS and parent.tag != "p":
                _break_into_paragraphs(parent)
    return copy


def _has_paragraphs_by_breaks(tree: HtmlElement) -> bool:
    breaks = sum(1 for _ in tree.iter("br"))
    return breaks >= MIN_BREAKS and not any(_length(p) > LONG_PARAGRAPH for p in tree.iter("p"))


def _is_layout(table: HtmlElement) -> bool:
    return any(_length(cell) > MAX_DATA_CELL for cell in table.iter("td"))


def _length(element: HtmlElement) -> int:
    return sum(len(text) for text in element.itertext())


def _break_into_paragraphs(parent: HtmlElement) -> None:
    """Makes a <p> of each run of text and inline elements; two breaks in a row or a block element end one."""
    children = list(parent)
    if not any(child.tag == "br" for child in children):
        return
    paragraph = _new_paragraph(parent.text)
    parent.text = None
    for child in children:
        parent.remove(child)
        tail, child.tail = child.tail, None
        if child.tag in INLINE_TAGS or (child.tag == "br" and not _ends_with_break(paragraph)):
            paragraph.append(child)
            child.tail = tail
            continue
        parent.append(paragraph)
        if child.tag != "br":
            parent.append(child)
        paragraph = _new_paragraph(tail)
    parent.append(paragraph)


def _new_paragraph(text: str | None) -> HtmlElement:
    paragraph = fragment_fromstring("<p></p>")
    paragraph.text = text
    return paragraph


def _ends_with_break(paragraph: HtmlElement) -> bool:
    last = next(paragraph.iterchildren(reversed=True), None)  # counting the children would walk over all of them
    return last is not None and last.tag == "br" and not (last.tail or "").strip()
