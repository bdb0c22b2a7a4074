"""The text that trafilatura chooses as the article, one paragraph a line. The decision on blocks uses it among other signs."""

import logging
from functools import cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, external
from trafilatura.settings import Document, Extractor

from transforms.errors import NoText
from transforms.extract.page.frame_tags import FRAME
from transforms.extract.page.lines import lines
from transforms.extract.page.old_pages import without_old_layout
from transforms.extract.page.slim_tree import remove_wordless

# Its warnings name no page. Its errors are returned as exceptions or None, and count as NoText.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# Share of the page's long paragraphs. The fast mode found less on 3 of 400 pages, and had lost the article on all of them.
MIN_SHARE = 0.6
SHORT = 400  # characters; for a shorter text, the thorough mode is tried too
MIN_LETTERS = 25  # "Home", "Loading…" and "Page not found" are no article; the shortest news in brief is longer
MAX_ELEMENTS = 30_000  # of a page that the thorough mode is tried on; it takes seconds beyond, and finds no article there
MAX_CHARACTERS = 500_000  # likewise; justext needs 4 s for a million
LONG_PARAGRAPH = 80  # characters; shorter ones are mostly menus and teasers
# Errors that trafilatura raises on some pages.
PAGE_ERRORS = (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, AssertionError, etree.LxmlError)

# Tags of trafilatura's result that begin a new line. Its own text format would add "- " to list items and "|" to cells, so the
# lines are made here.
BLOCK_TAGS = frozenset(("body", "p", "head", "list", "item", "quote", "code", "table", "row", "lb", "div", "ab"))


def main_text(tree: HtmlElement, url: str | None = None) -> str:
    r"""The article's paragraphs, one a line, `\n` only, white space inside a line collapsed. The tree is modified.

    Tables are left out (89 % of those on news pages are not article) unless the page has nothing else. Raises NoText.
    """
    if not external.JT_STOPLIST:  # 14 MB, loaded with the first page, so that the process does not grow at a later one
        external.jt_stoplist_init()
    tree = without_old_layout(tree)
    remove_wordless(tree)
    text = _extracted(tree, url, fast=True)
    if _is_thin(text, tree) and _is_small(tree):
        text = max(text, _extracted(tree, url, fast=False), key=len)
    if not text:
        raise NoText(f"no article was found in {url or 'the page'}")
    if not has_enough_letters(text):
        raise NoText(f"no article was found in {url or 'the page'}, only {' '.join(text.split())!r}")
    return text


def has_enough_letters(text: str) -> bool:
    """Whether a text is long enough to be an article."""
    return next(islice(filter(str.isalpha, text), MIN_LETTERS - 1, None), None) is not None


def _is_thin(text: str, tree: HtmlElement) -> bool:
    return len(text) < SHORT or len(text) < MIN_SHARE * _long_paragraphs(tree)


def _is_small(tree: HtmlElement) -> bool:
    return sum(1 for _ in tree.iter()) < MAX_ELEMENTS and sum(map(len, tree.itertext())) < MAX_CHARACTERS


def _extracted(tree: HtmlElement, url: str | None, fast: bool) -> str:
    try:
        document = bare_extraction(tree, url=url, options=_options(fast))
    except PAGE_ERRORS:  # the other mode may still read the page
        return ""
    return "\n".join(lines(document.body, BLOCK_TAGS)) if isinstance(document, Document) else ""


@cache
def _options(fast: bool) -> Extractor:
    return Extractor(fast=fast, comments=False, tables=not fast, with_metadata=False, dedup=False, lang=None)


def _long_paragraphs(tree: HtmlElement) -> int:
    """Characters in the page's long paragraphs outside its frame."""
    total = 0
    for paragraph in tree.iter("p"):
        length = sum(len(text) for text in paragraph.itertext())
        if length > LONG_PARAGRAPH and next(paragraph.iterancestors(FRAME), None) is None:
            total += length
    return total
