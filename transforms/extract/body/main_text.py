"""The article's own text in a tree: trafilatura decides, and its answer becomes one line a paragraph."""

import logging
from collections.abc import Collection
from functools import cache

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, external
from trafilatura.settings import Document, Extractor

from transforms.errors import NoText
from transforms.extract.page.lines import lines
from transforms.extract.page.old_pages import modernized
from transforms.extract.page.slim_tree import lighten

# Its warnings name no page and its errors come back as exceptions or None, which we count under a name.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

THIN = 0.6  # fast mode found less than this share of the page's long paragraphs: 3 of 400 pages, all of them lost articles
SHORTEST = 400  # characters; below it the thorough mode is asked too
FEWEST_LETTERS = 25  # "Home", "Loading…" and "Page not found" are no article; the shortest news in brief is longer
MOST_ELEMENTS = 30_000  # of a page that the thorough mode is tried on; it takes seconds beyond, and finds no article there
MOST_CHARACTERS = 500_000  # likewise; justext needs 4 s for a million
LONG_PARAGRAPH = 80  # characters; shorter ones are mostly menus and teasers
NOT_BODY = ("nav", "footer", "aside")  # not "form": some pages lie in one as a whole

# Tags of trafilatura's answer that stand on lines of their own. Its text form marks list items with "- " and cells with
# "|": marks of its own that no article has, so the lines are made here.
BLOCKS = frozenset(("body", "p", "head", "list", "item", "quote", "code", "table", "row", "lb", "div", "ab"))


def body_text(tree: HtmlElement, url: str | None = None, headlines: Collection[str] = ()) -> str:
    r"""The article's paragraphs, one a line, `\n` only, white space inside a line collapsed. The tree is used up.

    Tables are left out (89 % of those on news pages are not article) unless the page has nothing else; so are the lines
    that are one of `headlines`, for the headline is the title. (Out of the tree it can't be taken: trafilatura finds the
    body of some pages by it.) Raises NoText.
    """
    if not external.JT_STOPLIST:  # 14 MB that some page will ask for: a process that stays has its size from the first page on
        external.jt_stoplist_init()
    tree = modernized(tree)
    lighten(tree)
    text = _text(tree, url, headlines, fast=True)
    thin = len(text) < SHORTEST or len(text) < THIN * _long_paragraphs(tree)
    if thin and sum(1 for _ in tree.iter()) < MOST_ELEMENTS and sum(map(len, tree.itertext())) < MOST_CHARACTERS:
        text = max(text, _text(tree, url, headlines, fast=False), key=len)
    if not text:
        raise NoText(f"no article was found in {url or 'the page'}")
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        raise NoText(f"no article was found in {url or 'the page'}, only {' '.join(text.split())!r}")
    return text


def _text(tree: HtmlElement, url: str | None, headlines: Collection[str], fast: bool) -> str:
    try:
        found = bare_extraction(tree, url=url, options=_options(fast))
    # Whatever trips it is in the page; the next mode may still read it, and NoText counts the page otherwise.
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, AssertionError, etree.LxmlError):
        return ""
    if not isinstance(found, Document):
        return ""
    return "\n".join(line for line in lines(found.body, BLOCKS) if line not in headlines)


@cache
def _options(fast: bool) -> Extractor:
    return Extractor(fast=fast, comments=False, tables=not fast, with_metadata=False, dedup=False, lang=None)


def _long_paragraphs(tree: HtmlElement) -> int:
    """Characters in the page's long paragraphs outside its frame."""
    total = 0
    for paragraph in tree.iter("p"):
        length = sum(len(text) for text in paragraph.itertext())
        if length > LONG_PARAGRAPH and next(paragraph.iterancestors(NOT_BODY), None) is None:
            total += length
    return total
