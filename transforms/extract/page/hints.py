"""Applies the configs of sites: which one is for a page, and what its selectors select there."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml.html import HtmlElement

from transforms.extract.page.parse import fragment
from transforms.extract.page.selectors import select, selected_nodes
from transforms.feeds import SiteHints
from transforms.web.sites import host_without_www

VALUE_ATTRIBUTES = {
    "meta": "content",
    "time": "datetime",
}  # tag → the attribute with its value; without it, the text is the value


def hints_for(url: str, sites: Mapping[str, SiteHints]) -> SiteHints | None:
    """The hints for the longest domain that contains the address; None when there are none. `www.` is ignored.

    >>> sites = {"gazette.example": SiteHints("gazette.example"), "blog.gazette.example": SiteHints("blog.gazette.example")}
    >>> hints_for("https://www.blog.gazette.example/a", sites).domain, hints_for("https://thegazette.example/", sites)
    ('blog.gazette.example', None)
    """
    labels = host_without_www(url).split(".")
    return next((sites[name] for i in range(len(labels)) if (name := ".".join(labels[i:])) in sites), None)


def selected_texts(tree: HtmlElement, selectors: Iterable[str]) -> Iterator[str]:
    """Yields the selected texts, each in one line; of a <meta> its content, of a <time> its datetime."""
    for selector in selectors:
        for node in selected_nodes(tree, selector):
            text = node if isinstance(node, str) else _value(node)
            if text := " ".join(text.split()):
                yield text


def copy_of_selected(tree: HtmlElement, selectors: Iterable[str]) -> HtmlElement | None:
    """A new page with copies of the selected elements, in the order of the selectors; None when there are none."""
    chosen: list[HtmlElement] = []
    for selector in selectors:
        for element in select(tree, selector):
            if not any(around in chosen for around in (element, *element.iterancestors())):
                chosen.append(element)
    if not chosen:
        return None
    page = fragment("")
    for element in chosen:
        copy = deepcopy(element)
        copy.tail = None
        page.find("body").append(copy)
    return page


def _value(element: HtmlElement) -> str:
    attribute = VALUE_ATTRIBUTES.get(element.tag)
    return (attribute and element.get(attribute)) or "".join(element.itertext())
