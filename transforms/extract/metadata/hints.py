"""What a site's config says of its pages: which hints are a page's, and what they point at there."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml.html import HtmlElement

from transforms.extract.page.parse import fragment
from transforms.extract.page.selectors import found
from transforms.feeds import SiteHints
from transforms.web.urls import host


def hints_for(url: str, sites: Mapping[str, SiteHints]) -> SiteHints | None:
    """The hints of the longest domain that the address lies in; None when there are none for it. `www.` counts for nothing.

    >>> sites = {"gazette.example": SiteHints("gazette.example"), "blog.gazette.example": SiteHints("blog.gazette.example")}
    >>> hints_for("https://www.blog.gazette.example/a", sites).domain, hints_for("https://thegazette.example/", sites)
    ('blog.gazette.example', None)
    """
    labels = host(url).removeprefix("www.").split(".")
    return next((sites[name] for i in range(len(labels)) if (name := ".".join(labels[i:])) in sites), None)


def said(tree: HtmlElement, selectors: Iterable[str]) -> Iterator[str]:
    """The text that the selectors point at, each in one line: of a <meta> its content, of a <time> its datetime."""
    for selector in selectors:
        for thing in found(tree, selector):
            text = thing if isinstance(thing, str) else _value(thing)
            if text := " ".join(text.split()):
                yield text


def only(tree: HtmlElement, selectors: Iterable[str]) -> HtmlElement | None:
    """A page of copies of what the selectors point at, in the order of the selectors; None when they point at nothing."""
    chosen: list[HtmlElement] = []
    for selector in selectors:
        for thing in found(tree, selector):
            if isinstance(thing, HtmlElement) and not any(around in chosen for around in (thing, *thing.iterancestors())):
                chosen.append(thing)
    if not chosen:
        return None
    page = fragment("")
    for element in chosen:
        copy = deepcopy(element)
        copy.tail = None
        page.find("body").append(copy)
    return page


def _value(element: HtmlElement) -> str:
    for tag, attribute in (("meta", "content"), ("time", "datetime")):
        if element.tag == tag and element.get(attribute):
            return element.get(attribute) or ""
    return "".join(element.itertext())
