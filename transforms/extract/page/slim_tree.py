"""Removes from a page what the extractor would skip, to save time: it copies the tree four times and searches all names."""

from lxml import etree
from lxml.html import HtmlElement

from transforms.text import word_set

# Elements that have no words of an article, or that the extractor would remove. The text after them stays.
REMOVED_TAGS = word_set("""
    style svg template iframe noscript select input textarea source link meta canvas audio video map track option img picture
    embed object applet area param progress datalist
""")
# Inline elements that the extractor would unwrap.
UNWRAPPED_TAGS = word_set("abbr acronym bdi bdo big cite data dfn font ins mark nobr b em i u kbd samp tt var")
# Attributes that are read neither by the extractor nor by the other extractors with which it compares its result.
REMOVED_ATTRIBUTES = word_set("""
    href title name rel content property datetime itemscope itemtype lang aria-label aria-labelledby aria-describedby tabindex
    src srcset sizes data-src data-srcset data-sizes alt width height loading decoding fetchpriority target onclick data-testid
    data-test data-id value action method charset
""")
# Tags of the page's frame, and the tags that must not be inside of them: a frame element that was never closed may contain the
# article, and is not removed then. An aside is removed with its paragraphs, a menu or a footer with a few short ones.
FRAME_UNLESS = (
    (("button", "header"), ("p", "article", "h1", "h2")),
    (("aside", "nav", "footer"), ("article", "h1")),
)
MAY_HOLD_PROSE = ("nav", "footer")
LEAST_PROSE = 400  # characters in the paragraphs of a menu or a footer that may be the article
EMPTY_BY_NATURE = frozenset(("br", "hr", "script", "html", "body", "head"))
REMOVED = "x-removed"  # a tag of our own, for elements to be taken out in one pass


def remove_wordless(tree: HtmlElement) -> None:
    """Removes what has no words of an article from the tree, in place. Line breaks stay, and JSON-LD for the extractor."""
    for script in tree.iter("script"):
        if "json" not in (script.get("type") or ""):
            script.tag = REMOVED
    etree.strip_elements(tree, REMOVED, *REMOVED_TAGS, with_tail=False)
    etree.strip_tags(tree, *UNWRAPPED_TAGS)
    etree.strip_attributes(tree, *REMOVED_ATTRIBUTES)
    for tags, contents in FRAME_UNLESS:
        for frame in tree.iter(*tags):
            if next(frame.iter(*contents), None) is None and not (frame.tag in MAY_HOLD_PROSE and _has_prose(frame)):
                frame.tag = REMOVED
    _mark_empty(tree)
    etree.strip_elements(tree, REMOVED, with_tail=False)


def _has_prose(frame: HtmlElement) -> bool:
    return sum(len(text) for paragraph in frame.iter("p") for text in paragraph.itertext()) >= LEAST_PROSE


def _mark_empty(tree: HtmlElement) -> None:
    """Marks elements without words as removed."""
    with_words: set[HtmlElement | None] = set()
    for element in reversed(list(tree.iter())):  # inner elements come before those around them
        tag = element.tag
        if tag != REMOVED and (element in with_words or tag in EMPTY_BY_NATURE or _is_text(element.text)):
            with_words.add(element.getparent())
            continue
        element.tag = REMOVED
        if _is_text(element.tail):
            with_words.add(element.getparent())


def _is_text(text: str | None) -> bool:
    return text is not None and text != "" and not text.isspace()
