"""What a page displays as its byline, and whom it credits with something else: pictures, editing, a review of the facts."""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from transforms.extract.metadata.author_names import LEAD, is_full_name, names

LONGEST_BYLINE = 200  # characters of an element that is a byline
FRAME = ("nav", "footer", "aside", "figure", "figcaption")
NEAR = 150  # elements after the headline in which a line that begins with "By", or a link to a person's page, is looked for
MOST_MARKS = 300  # marked elements of a page that are looked at
MOST_PARTS = 100  # elements inside of one that is a byline
MOST_CREDITS = 40  # marked elements whose text is read for credits


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _words("div p li ul ol h1 h2 h3 h4 h5 h6 section header address td tr dd dt br figure time button")
AROUND = " |\t\n\r\xa0"
BARS = re.compile(r"\s*\|[|\s]*")
# Names of classes and test ids.
MARKED = re.compile(r"""(?xi)
    byline
  | author [-_]{0,2} s? [-_]{0,2} (?: names? | link | list )
  | (?<! [a-z-] ) (?: meta | post | entry | article | story | news )? [-_]{0,2} authors? (?! [\w-] )
  | (?<! [a-z] ) contributors? [-_]{0,2} (?: names? | link )
  | (?<! [a-z] ) (?: autor(?:en|es|in)? | auteurs? | autores? ) (?! [a-z] )
""")
UNMARKED = re.compile(r"""(?xi)
    comment | bio (?! [a-z] ) | avatar | thumb | image | photo | related | recirc | teaser | promo | popular | sidebar
  | (?<! v ) card (?! [a-z] )
""")
# Folders of addresses that lead to a person's page.
PERSONS_PAGE = re.compile(r"""(?xi) / (?:
    authors? | staff | people | persons? | profiles? | contributors? | writers? | journalists? | columnists? | reporters? | by
  | bio | team | byline | autor(?:en|es|in)? | auteurs? | autore? | autori | redaktion | redakcia | skribent(?:er)?
  | yazar(?:lar)? | penulis | tac-gia | user | member
) [/.?=-] """)
# What is said before the name of someone who did not write it, and of someone who did.
CREDIT = re.compile(r"""(?xi) \b (?:
    (?: photo(?:graph)?s? | photography | photographer | pictures? | images? | video | illustrations? | illustrated | graphics?
      | art | styled | styling | (?:medically\s+)? reviewed | fact[- ]?checked | edited | produced | translated | translation
      | narrated | hosted | curated | designed | design | data | contributions? | additional\s+reporting
    ) \s+ (?: by | from | : )
  | (?: foto(?:s|graf|grafie|grafía)? | photos? | bild(?:er)? | editors? | redigering | illustration | illustrator ) \s* [:：]
) \s* """)
WRITER = re.compile(r"(?i)\bby\s+|\b(?:von|par|por|text|texte|texto)\s*:?\s+")


def marked(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that are marked as an author's or a byline, in page order, those in the page's frame left out."""
    return list(islice(_marked(tree), MOST_MARKS))


def bylines(tree: HtmlElement, marks: Sequence[HtmlElement], *, unmarked: bool = True) -> list[str]:
    """The author lines that the page displays: those of the first short one of `marks`, behind the headline first, then
    above it; else, if `unmarked` will do, of a link to a person's page near the headline, or of a line that begins with "By".
    """
    headline = next((h1 for h1 in tree.iter("h1") if next(h1.iterancestors(FRAME), None) is None), None)
    first = bisect_left(marks, True, key=lambda mark: _is_behind(mark, headline)) if headline is not None else 0
    for element in (*marks[first:], *marks[:first]):
        if lines := _lines(element):
            return lines + _beside(element, set(marks))
    return _near(headline) if unmarked and headline is not None else []


def credited(marks: Sequence[HtmlElement]) -> Callable[[str], bool]:
    """Whether the page's marked lines give a name another part in it than the writing."""
    parts = [part for element in marks[:MOST_CREDITS] for part in _parts(short_text(element))]
    writers, others = (" ".join(line.casefold() for role, line in parts if (role == "by") == by) for by in (True, False))
    return lambda name: name.casefold() in others and name.casefold() not in writers


def _is_behind(mark: HtmlElement, headline: HtmlElement) -> bool:
    """Whether it stands behind the headline in page order; what the headline stands in is before it."""
    way = [headline, *headline.iterancestors()]
    below: HtmlElement | None = None
    for around in (mark, *mark.iterancestors()):
        if around in way:
            if below is None or around is headline:
                return False
            return bool(around.index(below) > around.index(way[way.index(around) - 1]))
        below = around
    return False


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """`By A B | Photography by C D` in its parts, each with what it is."""
    marks = [(match.start(), match.end(), "credit") for match in CREDIT.finditer(text)]
    taken = [(start, end) for start, end, _ in marks]
    for match in WRITER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            marks.append((match.start(), match.end(), "by"))
    marks.sort()
    for i, (_, end, role) in enumerate(marks):
        yield role, text[end : marks[i + 1][0] if i + 1 < len(marks) else len(text)]


def _marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if element.tag in FRAME:
            walk.skip_subtree()
            continue
        said = element.get
        name = said("class")
        if name and ("ut" in name or "ylin" in name) and _is_called_so(name):
            yield element
            continue
        name = said("data-testid")
        if (name and _is_called_so(name)) or said("rel") == "author" or said("itemprop") == "author":
            yield element


def _is_called_so(name: str) -> bool:
    """Whether a class or test id is an author's or a byline's; such a one has "ut" or "ylin" in it."""
    name = name[:500]
    return MARKED.search(name) is not None and UNMARKED.search(name) is None


def _lines(element: HtmlElement) -> list[str]:
    """The author lines in an element: its links, if they are names, else its text; none when it holds no name."""
    text = short_text(element)
    if not names([text]):
        return _side_by_side(element, text)
    links = [line for link in element.iter("a") if (line := short_text(link))]
    return links if names(links) else [text]


def _side_by_side(element: HtmlElement, text: str) -> list[str]:
    """The names in an element that holds nothing else, each in its own element: `<b>Jane Roe</b> <b>John Doe</b>`."""
    parts = [" ".join((part.text or "").split()) for part in element.iter("span", "a", "b", "strong", "em") if not len(part)]
    alone = (
        len(parts) > 1 and " ".join(parts) == text and all(names([part]) == (part,) and is_full_name(part) for part in parts)
    )
    return parts if alone else []


def _beside(element: HtmlElement, marks: Container[HtmlElement]) -> list[str]:
    """The lines of those that follow it at once and look the same: a byline of several, each in an element of its own."""
    found: list[str] = []
    for sibling in element.itersiblings():
        if sibling.tag != element.tag or sibling.get("class") != element.get("class") or sibling not in marks:
            break
        found += _lines(sibling)
    return found


def _near(headline: HtmlElement) -> list[str]:
    for i, element in enumerate(_after(headline)):
        if i >= NEAR:
            break
        link = element.tag == "a" and PERSONS_PAGE.search(element.get("href") or "") is not None
        if not link and not LEAD.match(_beginning(element)):
            continue
        text = short_text(element)
        if not text or not text[0].isupper() or next(element.iterancestors(FRAME), None) is not None:
            continue
        if (link or LEAD.match(text)) and (said := names([text])) and all(map(is_full_name, said)):
            return _lines(element)
    return []


def _beginning(element: HtmlElement) -> str:
    """The first few pieces of its text: enough to see whether it begins with "By"."""
    texts = (text.strip(AROUND) for text in element.itertext())
    return " ".join(islice(filter(None, texts), 3))


def short_text(element: HtmlElement) -> str:
    """The element's text in one line, a bar between its blocks; nothing if it is too long for a byline."""
    pieces, length, parts = [], 0, 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        text = part.text if event == "start" else part.tail if part is not element else None
        if part.tag in BLOCKS and part is not element:
            pieces.append(" | ")
        parts += event == "start"
        if text:
            pieces.append(text)
            length += len(text)
        if length > 5 * LONGEST_BYLINE or parts > MOST_PARTS:
            return ""
    text = " ".join(BARS.sub(" | ", " ".join("".join(pieces).split())).strip(" |").split())
    return text if 3 < len(text) <= LONGEST_BYLINE else ""


def _after(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that follow, in page order, without those inside of it."""
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter("*")
        node = node.getparent()
