"""The bylines that a page displays, and the names it credits with something else: pictures, editing, a review of the facts."""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from transforms.extract.metadata.authors.byline_text import author_lines, short_text
from transforms.extract.metadata.authors.unmarked_bylines import unmarked_byline
from transforms.extract.page.frame_tags import FRAME_AND_FIGURES
from transforms.extract.page.teasers import is_in_teaser

MAX_MARKS = 300  # marked elements of a page that are read
MAX_CREDITS = 40  # marked elements whose text is read for credits
MAX_NAME = 500  # characters of a class or test id


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


def bylines(
    tree: HtmlElement, marks: Sequence[HtmlElement], headline: HtmlElement | None = None, *, unmarked: bool = True
) -> list[str]:
    """The author lines that the page displays at one place; empty when there are none.

    The place is the first short element of `marks` after the headline, else before it. If there is none and `unmarked` is true,
    it is a link to an author's page near the headline, or an element there that begins with "By". `headline`: the heading that
    displays the title; None for the first <h1>.
    """
    if headline is None:
        headline = next((h1 for h1 in tree.iter("h1") if next(h1.iterancestors(FRAME_AND_FIGURES), None) is None), None)
    first = bisect_left(marks, True, key=lambda mark: _is_behind(mark, headline)) if headline is not None else 0
    for element in (*marks[first:], *marks[:first]):
        if (lines := author_lines(element)) and not is_in_teaser(element, headline):
            return lines + _author_lines_beside(element, set(marks))
    return unmarked_byline(headline) if unmarked and headline is not None else []


def credited_names(marks: Sequence[HtmlElement]) -> Callable[[str], bool]:
    """A function that returns whether the page's marked lines credit a name with something other than writing the article."""
    parts = [part for element in marks[:MAX_CREDITS] for part in _parts_by_role(short_text(element))]
    writers, others = (
        " ".join(line.casefold() for role, line in parts if (role == "writer") == writer) for writer in (True, False)
    )
    return lambda name: name.casefold() in others and name.casefold() not in writers


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
    for element in tree.iter("*"):
        if _is_marked(element) and next(element.iterancestors(FRAME_AND_FIGURES), element).tag not in FRAME_AND_FIGURES:
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


def _author_lines_beside(element: HtmlElement, marks: Container[HtmlElement]) -> list[str]:
    """The author lines of the next siblings with the same tag and class: the other authors of the same byline."""
    lines: list[str] = []
    for sibling in element.itersiblings():
        if sibling.tag != element.tag or sibling.get("class") != element.get("class") or sibling not in marks:
            break
        lines += author_lines(sibling)
    return lines
