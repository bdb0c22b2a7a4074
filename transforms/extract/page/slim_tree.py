"""Takes out of a page what the extractor would skip: it copies the tree four times and tries patterns on each box's names."""

from lxml import etree
from lxml.html import HtmlElement

from transforms.text import word_set

# What holds no words of an article, and what the extractor takes out itself. (It keeps the text behind it, and so do we.)
REMOVED_TAGS = word_set("""
    style svg template iframe noscript select input textarea source link meta canvas audio video map track option img picture
    embed object applet area param progress datalist
""")
# Marks inside a line that the extractor unwraps.
UNWRAPPED_TAGS = word_set("abbr acronym bdi bdo big cite data dfn font ins mark nobr b em i u kbd samp tt var")
# Attributes that neither the extractor nor the readers it compares itself with look at.
REMOVED_ATTRIBUTES = word_set("""
    href title name rel content property datetime itemscope itemtype lang aria-label aria-labelledby aria-describedby tabindex
    src srcset sizes data-src data-srcset data-sizes alt width height loading decoding fetchpriority target onclick data-testid
    data-test data-id value action method charset
""")
# Tags of the page's frame, each with the tags that an element of it must not hold to be removed: one that was never closed may
# hold the article. An aside goes with its paragraphs.
FRAME_UNLESS = (
    (("nav", "footer", "button", "header"), ("p", "article", "h1", "h2")),
    (("aside",), ("article", "h1")),
)
EMPTY_BY_NATURE = frozenset(("br", "hr", "script", "html", "body", "head"))
REMOVED = "x-removed"  # a tag of our own, for elements to be taken out in one pass


def remove_wordless(tree: HtmlElement) -> None:
    """Takes what holds no words of an article out of the tree, in place; line breaks stay, and JSON-LD for the extractor."""
    for script in tree.iter("script"):
        if "json" not in (script.get("type") or ""):
            script.tag = REMOVED
    etree.strip_elements(tree, REMOVED, *REMOVED_TAGS, with_tail=False)
    etree.strip_tags(tree, *UNWRAPPED_TAGS)
    etree.strip_attributes(tree, *REMOVED_ATTRIBUTES)
    for tags, contents in FRAME_UNLESS:
        for frame in tree.iter(*tags):
            if next(frame.iter(*contents), None) is None:
                frame.tag = REMOVED
    _mark_empty(tree)
    etree.strip_elements(tree, REMOVED, with_tail=False)


def _mark_empty(tree: HtmlElement) -> None:
    """Marks elements without words as removed."""
    with_words: set[HtmlElement | None] = set()
    for element in reversed(list(tree.iter())):  # inner elements come before those around them
        tag, text, tail = element.tag, element.text, element.tail
        has_words = tag != REMOVED and (element in with_words or tag in EMPTY_BY_NATURE or bool(text and not text.isspace()))
        if not has_words:
            element.tag = REMOVED
        if has_words or (tail and not tail.isspace()):
            with_words.add(element.getparent())
