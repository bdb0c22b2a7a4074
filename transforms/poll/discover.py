"""Finds addresses that may be feeds of a page: declared ones, linked ones, or else the usual paths of a site."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import html

from transforms.poll.parsing.titles import markup_to_line
from transforms.web.urls import clean_url

READ_BYTES = 1_000_000  # of the page
MOST_CANDIDATES = 12
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
# Also declared for oEmbed, the API of WordPress and others, so the address or title must name a feed.
AMBIGUOUS_TYPES = ("application/json", "application/xml", "text/xml")
NAMES = ("rss", "atom", "feed", "rdf")
USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default", "/feed.json")


class Candidate(NamedTuple):
    """An address that may be a feed. `title`: its name on the page. `declared`: the page declares it as a feed."""

    url: str
    title: str
    declared: bool


def feed_candidates(body: bytes, *, url: str) -> list[Candidate]:
    """At most 12 candidates of an HTML page, declared ones first, each once; without any, the usual paths of the site."""
    by_address: dict[str, Candidate] = {}
    try:
        page = html.document_fromstring(body[:READ_BYTES])
    except (ValueError, html.etree.LxmlError):
        return _usual_places(url)
    base = urljoin(url, next((element.get("href") or "" for element in page.iter("base")), ""))
    for candidate in [*_declared(page, base), *_linked(page, base)]:
        by_address.setdefault(candidate.url, candidate)
    return list(by_address.values())[:MOST_CANDIDATES] or _usual_places(url)


def _declared(page: html.HtmlElement, base: str) -> Iterator[Candidate]:
    for link in page.iter("link"):
        rel, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").split(";")[0].strip().lower()
        address = _address(link.get("href"), base)
        if (
            address is None
            or not {"alternate", "feed"} & set(rel)
            or (kind not in (*FEED_TYPES, *AMBIGUOUS_TYPES) and "feed" not in rel)
        ):
            continue
        if kind in AMBIGUOUS_TYPES and not _names_a_feed(address + (link.get("title") or "")):
            continue
        yield Candidate(address, markup_to_line(link.get("title") or ""), declared=True)


def _linked(page: html.HtmlElement, base: str) -> Iterator[Candidate]:
    for link in page.iter("a"):
        address = _address(link.get("href"), base)
        if address is None:
            continue
        parts = urlsplit(address)
        path_steps = parts.path.lower().strip("/").split("/")
        address_words = {w for step in path_steps for w in (step, *step.split("."))} | set(parts.netloc.split("."))
        if address_words & {"rss", "atom", "feed", "feeds", "rdf"} or path_steps[-1].endswith(
            (".rss", ".rdf", "rss.xml", "atom.xml", "feed.json")
        ):
            yield Candidate(address, markup_to_line("".join(link.itertext())[:500]), declared=False)


def _address(href: str | None, base: str) -> str | None:
    try:
        return clean_url(urljoin(base, (href or "").strip())) if href and href.strip() else None
    except ValueError:
        return None


def _names_a_feed(words: str) -> bool:
    return any(name in words.lower() for name in NAMES)


def _usual_places(url: str) -> list[Candidate]:
    return [Candidate(urljoin(url, path), "", declared=False) for path in USUAL_PATHS]
