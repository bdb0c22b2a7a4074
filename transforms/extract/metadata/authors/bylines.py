"""The bylines that a page displays, and the names it credits with something else: pictures, editing, a review of the facts."""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from transforms.extract.metadata.authors.author_names import LEAD, is_full_name, names
from transforms.extract.page.frame_tags import FRAME_AND_FIGURES
from transforms.text import word_set

MAX_BYLINE = 200  # characters of a byline
MAX_RAW_BYLINE = 5 * MAX_BYLINE  # with the white space in it
NEAR_HEADLINE = 150  # elements after the headline that may be a byline without being marked as one
MAX_MARKS = 300  # marked elements of a page that are read
MAX_PARTS = 100  # elements inside of a byline
MAX_CREDITS = 40  # marked elements whose text is read for credits
MAX_NAME = 500  # characters of a class or test id


BLOCK_TAGS = word_set("div p li ul ol h1 h2 h3 h4 h5 h6 section header address td tr dd dt br figure time button")
OUTER_MARKS = " |\t\n\r\xa0"
BARS = re.compile(r"\s*\|[|\s]*")
# Classes and test ids of bylines; each has "ut" or "ylin" in it, which is a quick first test.
BYLINE_NAME = re.compile(r"""(?xi)
    byline
  | author [-_]{0,2} s? [-_]{0,2} (?: names? | link | list )
  | (?<! [a-z-] ) (?: meta | post | entry | article | story | news )? [-_]{0,2} authors? (?! [\w-] )
  | (?<! [a-z] ) contributors? [-_]{0,2} (?: names? | link )
  | (?<! [a-z] ) (?: autor(?:en|es|in)? | auteurs? | autores? ) (?! [a-z] )
""")
NOT_BYLINE_NAME = re.compile(r"""(?xi)
    comment | bio (?! [a-z] ) | avatar | thumb | image | photo | related | recirc | teaser | promo | popular | sidebar
  | (?<! v ) card (?! [a-z] )
""")
# Folders in the addresses of authors' pages.
AUTHOR_PAGE = re.compile(r"""(?xi) / (?:
    authors? | staff | people | persons? | profiles? | contributors? | writers? | journalists? | columnists? | reporters? | by
  | bio | team | byline | autor(?:en|es|in)? | auteurs? | autore? | autori | redaktion | redakcia | skribent(?:er)?
  | yazar(?:lar)? | penulis | tac-gia | user | member
) [/.?=-] """)
# Words before the name of a person who did not write the article (CREDIT), and of one who did (WRITER).
CREDIT = re.compile(r"""(?xi) \b (?:
    (?: photo(?:graph)?s? | photography | photographer | pictures? | images? | video | illustrations? | illustrated | graphics?
      | art | styled | styling | (?:medically\s+)? reviewed | fact[- ]?checked | edited | produced | translated | translation
      | narrated | hosted | curated | designed | design | data | contributions? | additional\s+reporting
    ) \s+ (?: by | from | : )
  | (?: foto(?:s|graf|grafie|grafía)? | photos? | bild(?:er)? | editors? | redigering | illustration | illustrator ) \s* [:：]
) \s* """)
WRITER = re.compile(r"(?i)\bby\s+|\b(?:von|par|por|text|texte|texto)\s*:?\s+")


def marked_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that are marked as an author's or a byline, in page order, without those in the page's frame."""
    return list(islice(_marked(tree), MAX_MARKS))


def bylines(tree: HtmlElement, marks: Sequence[HtmlElement], *, unmarked: bool = True) -> list[str]:
    """The author lines that the page displays at one place; empty when there are none.

    The place is the first short element of `marks` after the headline, else before it. If there is none and `unmarked` is true,
    it is a link to an author's page near the headline, or an element there that begins with "By".
    """
    headline = next((h1 for h1 in tree.iter("h1") if next(h1.iterancestors(FRAME_AND_FIGURES), None) is None), None)
    first = bisect_left(marks, True, key=lambda mark: _is_behind(mark, headline)) if headline is not None else 0
    for element in (*marks[first:], *marks[:first]):
        if lines := _author_lines(element):
            return lines + _author_lines_beside(element, set(marks))
    return _unmarked_byline(headline) if unmarked and headline is not None else []


def credited_names(marks: Sequence[HtmlElement]) -> Callable[[str], bool]:
    """A function that returns whether the page's marked lines credit a name with something other than writing the article."""
    parts = [part for element in marks[:MAX_CREDITS] for part in _parts_by_role(short_text(element))]
    writers, others = (
        " ".join(line.casefold() for role, line in parts if (role == "writer") == writer) for writer in (True, False)
    )
    return lambda name: name.casefold() in others and name.casefold() not in writers


def short_text(element: HtmlElement) -> str:
    """The element's text in one line, with " | " between its blocks; "" if it is too long or too short for a byline."""
    pieces, length, parts = [], 0, 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        text = part.text if event == "start" else part.tail if part is not element else None
        if part.tag in BLOCK_TAGS and part is not element:
            pieces.append(" | ")
        parts += event == "start"
        if text:
            pieces.append(text)
            length += len(text)
        if length > MAX_RAW_BYLINE or parts > MAX_PARTS:
            return ""
    text = " ".join(BARS.sub(" | ", " ".join("".join(pieces).split())).strip(" |").split())
    return text if 3 < len(text) <= MAX_BYLINE else ""


def _is_behind(mark: HtmlElement, headline: HtmlElement) -> bool:
    """Whether an element comes after the headline in page order; one that contains the headline does not."""
    path = [headline, *headline.iterancestors()]
    below: HtmlElement | None = None
    for around in (mark, *mark.iterancestors()):
        if around in path:
            if below is None or around is headline:
                return False
            return bool(around.index(below) > around.index(path[path.index(around) - 1]))
        below = around
    return False


def _parts_by_role(text: str) -> Iterator[tuple[str, str]]:
    """`By A B | Photography by C D` as ("writer", "A B | "), ("credit", "C D")."""
    marks = [(match.start(), match.end(), "credit") for match in CREDIT.finditer(text)]
    credit_spans = [(start, end) for start, end, _ in marks]
    for match in WRITER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in credit_spans):
            marks.append((match.start(), match.end(), "writer"))
    marks.sort()
    for i, (_, end, role) in enumerate(marks):
        yield role, text[end : marks[i + 1][0] if i + 1 < len(marks) else len(text)]


def _marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if element.tag in FRAME_AND_FIGURES:
            walk.skip_subtree()
        elif _is_marked(element):
            yield element


def _is_marked(element: HtmlElement) -> bool:
    name = element.get("class")
    if name and ("ut" in name or "ylin" in name) and _is_byline_name(name):
        return True
    test_id = element.get("data-testid")
    if test_id and _is_byline_name(test_id):
        return True
    return "author" in (element.get("rel"), element.get("itemprop"))


def _is_byline_name(name: str) -> bool:
    """Whether a class or test id is that of an author or a byline."""
    name = name[:MAX_NAME]
    return BYLINE_NAME.search(name) is not None and NOT_BYLINE_NAME.search(name) is None


def _author_lines(element: HtmlElement) -> list[str]:
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


def _author_lines_beside(element: HtmlElement, marks: Container[HtmlElement]) -> list[str]:
    """The author lines of the next siblings with the same tag and class: the other authors of the same byline."""
    lines: list[str] = []
    for sibling in element.itersiblings():
        if sibling.tag != element.tag or sibling.get("class") != element.get("class") or sibling not in marks:
            break
        lines += _author_lines(sibling)
    return lines


def _unmarked_byline(headline: HtmlElement) -> list[str]:
    """The lines of the first element near the headline that is a byline by its text or its link."""
    for element in islice(_following(headline), NEAR_HEADLINE):
        is_link = element.tag == "a" and AUTHOR_PAGE.search(element.get("href") or "") is not None
        if (is_link or LEAD.match(_beginning(element))) and _is_unmarked_byline(element, is_link):
            return _author_lines(element)
    return []


def _is_unmarked_byline(element: HtmlElement, is_link: bool) -> bool:
    """Whether the element is a link to an author's page or begins with "By", and has full names only."""
    text = short_text(element)
    if not text or not text[0].isupper() or next(element.iterancestors(FRAME_AND_FIGURES), None) is not None:
        return False
    if not is_link and not LEAD.match(text):
        return False
    authors = names([text])
    return bool(authors) and all(map(is_full_name, authors))


def _beginning(element: HtmlElement) -> str:
    """The first three pieces of the element's text: enough to see whether it begins with "By"."""
    texts = (text.strip(OUTER_MARKS) for text in element.itertext())
    return " ".join(islice(filter(None, texts), 3))


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the elements after an element, in page order, without those inside of it."""
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter("*")
        node = node.getparent()
