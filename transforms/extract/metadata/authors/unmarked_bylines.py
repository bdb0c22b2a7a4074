"""The byline that no class marks: near the headline, a line that begins with "By", or a link to an author's page."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from lxml.html import HtmlElement

from transforms.extract.metadata.authors.author_names import LEAD, is_full_name, names
from transforms.extract.metadata.authors.byline_text import BLOCK_TAGS, MAX_BYLINE, author_lines, short_text, whole_text
from transforms.extract.page.frame_tags import FRAME_AND_FIGURES
from transforms.extract.page.teasers import is_in_teaser

NEAR_HEADLINE = 150  # elements after the headline that may be a byline without being marked as one
MAX_CAPTION_LEVELS = 4  # around the name of a photographer
MIN_CAPTION = 40  # characters
OUTER_MARKS = " |\t\n\r\xa0"
# Folders in the addresses of authors' pages.
AUTHOR_PAGE = re.compile(r"""(?xi) / (?:
    authors? | staff | people | persons? | profiles? | contributors? | writers? | journalists? | columnists? | reporters? | by
  | bio | team | byline | autor(?:en|es|in)? | auteurs? | autore? | autori | redaktion | redakcia | skribent(?:er)?
  | yazar(?:lar)? | penulis | tac-gia | user | member
) [/.?=-] """)


def unmarked_byline(headline: HtmlElement) -> list[str]:
    """The lines of the first element near the headline that is a byline by its text or its link."""
    for element in islice(_following(headline), NEAR_HEADLINE):
        is_link = element.tag == "a" and AUTHOR_PAGE.search(element.get("href") or "") is not None
        if (is_link or LEAD.match(_beginning(element))) and _is_unmarked_byline(element, is_link, headline):
            return author_lines(element)
    return []


def _is_unmarked_byline(element: HtmlElement, is_link: bool, headline: HtmlElement) -> bool:
    """Whether the element is a link to an author's page or begins with "By", and has full names only.

    It must not be a part of a sentence, the credit of a picture, or the byline of another story.
    """
    text = short_text(element)
    if not text or not text[0].isupper() or next(element.iterancestors(FRAME_AND_FIGURES), None) is not None:
        return False
    if not is_link and not LEAD.match(text):
        return False
    authors = names([text])
    return (
        bool(authors)
        and all(map(is_full_name, authors))
        and not (is_link and _is_in_sentence(element))
        and not _is_under_picture(element, headline)
        and not is_in_teaser(element, headline)
    )


def _is_in_sentence(link: HtmlElement) -> bool:
    """Whether a link is a part of a sentence: "the band of <a>Jane Roe</a> paid its debts"."""
    paragraph = next(link.iterancestors(), None)
    while paragraph is not None and paragraph.tag not in BLOCK_TAGS:
        paragraph = paragraph.getparent()
    return paragraph is not None and paragraph.tag == "p" and len(whole_text(paragraph)) > MAX_BYLINE


def _is_under_picture(element: HtmlElement, headline: HtmlElement) -> bool:
    """Whether an element is the last line of a box with a picture and its caption, as the name of a photographer is.

    What is around the headline is no such box.
    """
    around_headline = set(headline.iterancestors())
    around = takewhile(lambda box: box not in around_headline, islice(element.iterancestors(), MAX_CAPTION_LEVELS))
    box = next((box for box in around if next(box.iter("img"), None) is not None), None)
    if box is None:
        return False
    before, _, behind = whole_text(box).rpartition(whole_text(element))
    return len(before) >= MIN_CAPTION and not behind.strip()


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
