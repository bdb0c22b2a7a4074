"""The <meta> elements of a page by name."""

from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

MAX_CONTENT = 2000  # characters of one <meta>
MAX_TAGS = 500  # of a page

MetaTags = Mapping[str, Sequence[str]]
"""name, property, itemprop or http-equiv in lower case → the contents in page order, white space collapsed."""


def read_meta_tags(tree: HtmlElement) -> MetaTags:
    """The contents of at most 500 <meta> elements by name; empty contents are left out."""
    contents: dict[str, list[str]] = {}
    for i, element in enumerate(tree.iter("meta")):
        if i >= MAX_TAGS:
            break
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "")[:MAX_CONTENT].split())
        if name and content:
            contents.setdefault(name.strip().lower(), []).append(content)
    return contents


def values(meta: MetaTags, names: str) -> Iterator[str]:
    """The contents of the named tags, in the order of the names.

    >>> list(values({"date": ["2026-05-01"], "pubdate": ["1 May"]}, "pubdate issued date"))
    ['1 May', '2026-05-01']
    """
    for name in names.split():
        yield from meta.get(name, ())
