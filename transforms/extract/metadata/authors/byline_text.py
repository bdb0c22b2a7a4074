"""The text of an element that may be a byline, and the author lines in it."""

import re

from lxml import etree
from lxml.html import HtmlElement

from transforms.extract.metadata.authors.author_names import is_full_name, names
from transforms.text import word_set

MAX_BYLINE = 200  # characters of a byline
MAX_RAW_BYLINE = 5 * MAX_BYLINE  # with the white space in it
MAX_PARTS = 100  # elements inside of a byline
BLOCK_TAGS = word_set("div p li ul ol h1 h2 h3 h4 h5 h6 section header address td tr dd dt br figure time button")
UNREAD = word_set("script style noscript template")
BARS = re.compile(r"\s?\|[|\s]*")


def short_text(element: HtmlElement) -> str:
    """The element's text in one line, with " | " between its blocks; "" if it is too long or too short for a byline."""
    pieces, length, parts = [], 0, 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        text = part.text if event == "start" else part.tail if part is not element else None
        if part.tag in BLOCK_TAGS and part is not element:
            pieces.append(" | ")
        elif event == "start" and part.tag in UNREAD:
            walk.skip_subtree()
            text = None
        elif event == "start" and _follows_directly(part):
            pieces.append(" ")
        parts += event == "start"
        if text:
            pieces.append(text)
            length += len(text)
        if length > MAX_RAW_BYLINE or parts > MAX_PARTS:
            return ""
    text = " ".join(BARS.sub(" | ", " ".join("".join(pieces).split())).strip(" |").split())
    return text if 3 < len(text) <= MAX_BYLINE else ""


def _follows_directly(element: HtmlElement) -> bool:
    """Whether nothing is between an element and the one before it; a page displays `<b>By</b><b>Jane Roe</b>` as two words."""
    before = element.getprevious()
    return before is not None and not before.tail


def author_lines(element: HtmlElement) -> list[str]:
    """The author lines in an element: its links, if they have names, else its whole text; empty when it has no name."""
    text = short_text(element)
    if not names([text]):
        return _names_side_by_side(element, text)
    links = [line for link in element.iter("a") if (line := short_text(link))]
    return links if names(links) else [text]


def _names_side_by_side(element: HtmlElement, text: str) -> list[str]:
    """The names in an element that contains only elements with one name each: `<b>Jane Roe</b> <b>John Doe</b>`."""
    parts = [" ".join((part.text or "").split()) for part in element.iter("span", "a", "b", "strong", "em") if not len(part)]
    only_names = (
        len(parts) > 1 and " ".join(parts) == text and all(names([part]) == (part,) and is_full_name(part) for part in parts)
    )
    return parts if only_names else []


def whole_text(element: HtmlElement) -> str:
    """The whole text of an element in one line, without that of scripts and styles."""
    pieces = []
    for part in element.iter():
        pieces.append(part.text if part.tag not in UNREAD else None)
        pieces.append(part.tail if part is not element else None)
    return " ".join(" ".join(filter(None, pieces)).split())
