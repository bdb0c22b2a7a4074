"""The headings of a page, which may display its headline: their text, and their text without the kicker."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from transforms.extract.metadata.titles.suffixes import MAX_TITLE, PIECE_KINDS, SiteNames
from transforms.extract.page.frame_tags import FRAME
from transforms.text import name_key, word_set

MAX_HEADINGS = 20
MAX_PARTS = 200  # elements of one heading that are read
MAX_DEPTH = 5  # elements around the whole text of a heading
MAX_NAME = 300  # characters of class and id that are read
MAX_PIECES = 12  # texts of a heading whose borders are compared
BREAKS = word_set("br p div ul li h2 h3 h4 small")  # elements whose text is set off
BREAK = "\v"  # white space that no page has: the parser removes it
BREAK_BEFORE_MARK = re.compile(rf"{BREAK}{{1,9}}(?=[:,;.!?])")  # `<div>River</div>: mill opens`
UNREAD = word_set("script style noscript template button svg select")  # "Save", "Share"
# Names of elements with an <h1> that is not displayed as the headline: a breadcrumb trail, or a title for search engines.
NO_HEADLINE_NAME = re.compile(r"(?i)bread-?crumbs?|seo-?title|seo-?head")
KICKER_NAME = re.compile(r"""(?xi)
    kicker | eyebrow | overline | rubric | section | category | topic | label | badge | flag(?![a-z]) | dachzeile | flytitle
  | pretitle | tagline
""")


@dataclass(frozen=True)
class Heading:
    """A heading: its whole text, and its text without the kicker. `to_front`: it is a link to the front page or a section.

    `ends`: what is left of the text when the elements in it that come first, or last, are left out.
    """

    element: HtmlElement
    text: str
    without_kicker: str
    to_front: bool
    ends: tuple[str, ...] = ()


def headings(tree: HtmlElement, url: str, names: SiteNames, tag: str = "h1") -> Iterator[Heading]:
    """Yields the headings that have a text, without those in the page's frame. `url`: the page's address."""
    for element in islice(tree.iter(tag), MAX_HEADINGS):
        pieces = _pieces(element)
        text = _joined(pieces)
        if text and len(text) <= MAX_TITLE and not _is_in_frame(element):
            without_kicker = _without_kicker(element, text, names)
            yield Heading(element, text, without_kicker, _leads_to_front(element, url), tuple(_ends(pieces, text)))


def _ends(pieces: Sequence[str], text: str) -> Iterator[str]:
    """Yields the ends and the beginnings of a heading's text at the borders of its elements."""
    if len(pieces) <= MAX_PIECES:
        for i in range(1, len(pieces)):
            yield from (end for end in (_joined(pieces[i:]), _joined(pieces[:i])) if end and end != text)


def _is_in_frame(element: HtmlElement) -> bool:
    if next(element.iterancestors(FRAME), None) is not None:
        return True
    around = [element, *islice(element.iterancestors(), 3)]
    return any(NO_HEADLINE_NAME.search(_name(e)) for e in around)


def _without_kicker(element: HtmlElement, text: str, names: SiteNames) -> str:
    """The text without a first child that is a kicker; the whole text when that is most of it.

    A kicker is named one, ends with a bar, or is the section or the kind of piece and the rest is an element of its own:
    `<b>Opinion</b> <i>Mill opens</i>`.
    """
    element = _innermost(element)
    first = next(iter(element), None)
    if first is None or (element.text or "").strip():
        return text
    kicker = _text(first)
    rest = text[len(kicker) :].strip() if kicker and text.startswith(kicker) else ""
    is_kicker = (
        kicker.endswith("|")
        or KICKER_NAME.search(_name(first)) is not None
        or (not (first.tail or "").strip() and name_key(kicker) in PIECE_KINDS | names.sections)
    )
    return rest if is_kicker and rest and len(rest) >= len(kicker) else text


def _innermost(element: HtmlElement) -> HtmlElement:
    """The element with several parts or a text of its own: of `<h1><span><b>River</b> Mill opens</span></h1>` the <span>."""
    for _ in range(MAX_DEPTH):
        if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
            break
        element = element[0]
    return element


def _leads_to_front(element: HtmlElement, url: str) -> bool:
    """Whether the whole heading is a link to the front page, or to a folder around the page: a section or a blog."""
    element = _innermost(element)
    link = element if element.tag == "a" else element.getparent()
    if link is None or link.tag != "a" or not url or not (href := link.get("href")):
        return False
    try:
        page, target = urlsplit(url), urlsplit(urljoin(url, href.strip()))
    except ValueError:  # an address such as `http://[`
        return False
    folder = target.path.rstrip("/") + "/"
    return (
        target.netloc.removeprefix("www.") == page.netloc.removeprefix("www.")
        and not target.query
        and len(folder) < len(page.path.rstrip("/"))
        and page.path.startswith(folder)
    )


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:MAX_NAME]


def _text(element: HtmlElement) -> str:
    """The text of an element in one line, without that of scripts and buttons inside of it."""
    return _joined(_pieces(element))


def _joined(pieces: Iterable[str]) -> str:
    return " ".join(BREAK_BEFORE_MARK.sub("", "".join(pieces)).split())


def _pieces(element: HtmlElement) -> list[str]:
    """The texts in an element between one tag and the next; `BREAK` before and behind a block."""
    pieces = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for i, (event, part) in enumerate(walk):
        if i > 2 * MAX_PARTS:
            break
        if event == "end":
            piece = part.tail if part is not element else None
        elif part.tag in UNREAD:
            walk.skip_subtree()
            continue
        else:
            piece = part.text
        pieces.append((BREAK if part.tag in BREAKS else "") + (piece or ""))
    return [piece for piece in pieces if piece]
