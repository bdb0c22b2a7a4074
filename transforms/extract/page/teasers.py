"""Tells whether an element is part of a teaser: of a box or a link that leads to another story."""

import re
from itertools import islice

from lxml.html import HtmlElement

from transforms.text import word_set

MAX_LEVELS = 8  # around an element
MAX_NAME = 300  # characters of class and id that are read
MAX_MORE = 15  # characters of a link beside the element; a longer link has a headline too
MAX_BOX = 60  # elements in a teaser
MIN_HEADLINE = 25  # characters of a headline; a shorter heading with a link is the name of an author
TEASER_NAME = re.compile(r"""(?xi)
    related | recirc | teaser | promo | popular | trending | recommend | sidebar | most[-_]?(?:read|viewed|shared) | up-?next
  | (?:read|more|see)[-_]?(?:next|more|also|on|news|stories|from) | (?:latest|other|top)[-_]?(?:news|stories|posts|articles)
""")
BOX_TAGS = word_set("li article div section")
HEADING_TAGS = ("h2", "h3", "h4", "h5", "h6")
MAX_HEADINGS = 3  # of a box


def is_in_teaser(element: HtmlElement, headline: HtmlElement | None) -> bool:
    """Whether an element is in a teaser of another story. What is around the headline of the page is no teaser."""
    around_headline = set(headline.iterancestors()) if headline is not None else set()
    for around in islice(element.iterancestors(), MAX_LEVELS):
        if around in around_headline:
            return False
        name = f"{around.get('class') or ''} {around.get('id') or ''}"[:MAX_NAME]
        if TEASER_NAME.search(name) or (around.tag == "a" and _length(around) > _length(element) + MAX_MORE):
            return True
        if around.tag in BOX_TAGS and _has_linked_heading(around):
            return True
    return False


def _has_linked_heading(box: HtmlElement) -> bool:
    """Whether a small box has a headline that is a link, or in a link."""
    linked = (
        heading
        for heading in islice(box.iter(*HEADING_TAGS), MAX_HEADINGS)
        if next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
    )
    return any(_length(heading) >= MIN_HEADLINE for heading in linked) and sum(1 for _ in islice(box.iter(), MAX_BOX)) < MAX_BOX


def _length(element: HtmlElement) -> int:
    return len(" ".join("".join(element.itertext()).split()))
