"""A page as the extractor needs it: it copies the tree four times and asks each box its name, so what it skips goes before."""

from lxml import etree
from lxml.html import HtmlElement


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# What holds no words of an article, and what the extractor takes out itself (it keeps the text behind it, and so do we).
GOES = _words("""
    style svg template iframe noscript select input textarea source link meta canvas audio video map track option img picture
    embed object applet area param progress datalist
""")
# Marks inside a line that the extractor unwraps.
UNWRAPPED = _words("abbr acronym bdi bdo big cite data dfn font ins mark nobr b em i u kbd samp tt var")
# What neither the extractor nor the readers it compares itself with look at.
UNREAD = _words("""
    href title name rel content property datetime itemscope itemtype lang aria-label aria-labelledby aria-describedby tabindex
    src srcset sizes data-src data-srcset data-sizes alt width height loading decoding fetchpriority target onclick data-testid
    data-test data-id value action method charset
""")
# The page's frame goes, unless it holds one of these: one that was never closed may hold the article.
FRAMES = ((("nav", "footer", "button", "header"), ("p", "article", "h1", "h2")), (("aside",), ("article", "h1")))
EMPTY_BY_NATURE = frozenset(("br", "hr", "script", "html", "body", "head"))
GONE = "x-gone"  # a tag of our own


def lighten(tree: HtmlElement) -> None:
    """Takes out of the tree, in place, what holds no words. JSON-LD, which the extractor reads, and line breaks stay."""
    for script in tree.iter("script"):
        if "json" not in (script.get("type") or ""):
            script.tag = GONE
    etree.strip_elements(tree, GONE, *GOES, with_tail=False)
    etree.strip_tags(tree, *UNWRAPPED)
    etree.strip_attributes(tree, *UNREAD)
    for tags, holds in FRAMES:
        for frame in tree.iter(*tags):
            if next(frame.iter(*holds), None) is None:
                frame.tag = GONE
    _mark_empty(tree)
    etree.strip_elements(tree, GONE, with_tail=False)


def _mark_empty(tree: HtmlElement) -> None:
    """Marks what has no words in it as gone."""
    filled: set[HtmlElement | None] = set()
    for element in reversed(list(tree.iter())):  # what lies in an element comes before it
        tag, text, tail = element.tag, element.text, element.tail
        full = tag != GONE and (element in filled or tag in EMPTY_BY_NATURE or bool(text and not text.isspace()))
        if not full:
            element.tag = GONE
        if full or (tail and not tail.isspace()):
            filled.add(element.getparent())
