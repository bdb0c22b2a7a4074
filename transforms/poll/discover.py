"""Where a page's feeds may be: what it declares, what it links to, and where sites mostly keep them."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import html

from transforms.poll.parsing.models import markup_to_line
from transforms.web.urls import clean_url

LOOKED_AT = 1_000_000  # bytes of the page
MOST = 12  # candidates
DECLARED = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
# These are declared for oEmbed, WordPress' API and the like too.
NEEDS_A_NAME = ("application/json", "application/xml", "text/xml")
NAMES = ("rss", "atom", "feed", "rdf")
USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default", "/feed.json")


class Candidate(NamedTuple):
    """An address that may be a feed. `title`: what the page calls it. `declared`: the page says that it is one."""

    url: str
    title: str
    declared: bool


def feed_candidates(body: bytes, *, url: str) -> list[Candidate]:
    """Those of an HTML page, declared ones first, each address once; when there is none, the usual places of its site."""
    found: dict[str, Candidate] = {}
    try:
        page = html.document_fromstring(body[:LOOKED_AT])
    except (ValueError, html.etree.LxmlError):
        return _usual(url)
    base = urljoin(url, next((one.get("href") or "" for one in page.iter("base")), ""))
    for one in [*_declared(page, base), *_linked(page, base)]:
        found.setdefault(one.url, one)
    return list(found.values())[:MOST] or _usual(url)


def _declared(page: html.HtmlElement, base: str) -> Iterator[Candidate]:
    for link in page.iter("link"):
        rel, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").split(";")[0].strip().lower()
        address = _address(link.get("href"), base)
        if (
            address is None
            or not {"alternate", "feed"} & set(rel)
            or (kind not in (*DECLARED, *NEEDS_A_NAME) and "feed" not in rel)
        ):
            continue
        if kind in NEEDS_A_NAME and not _is_named(address + (link.get("title") or "")):
            continue
        yield Candidate(address, markup_to_line(link.get("title") or ""), declared=True)


def _linked(page: html.HtmlElement, base: str) -> Iterator[Candidate]:
    for link in page.iter("a"):
        address = _address(link.get("href"), base)
        if address is None:
            continue
        parts = urlsplit(address)
        steps = parts.path.lower().strip("/").split("/")
        words = {w for step in steps for w in (step, *step.split("."))} | set(parts.netloc.split("."))
        if words & {"rss", "atom", "feed", "feeds", "rdf"} or steps[-1].endswith(
            (".rss", ".rdf", "rss.xml", "atom.xml", "feed.json")
        ):
            yield Candidate(address, markup_to_line("".join(link.itertext())[:500]), declared=False)


def _address(href: str | None, base: str) -> str | None:
    try:
        return clean_url(urljoin(base, (href or "").strip())) if href and href.strip() else None
    except ValueError:
        return None


def _is_named(words: str) -> bool:
    return any(name in words.lower() for name in NAMES)


def _usual(url: str) -> list[Candidate]:
    return [Candidate(urljoin(url, path), "", declared=False) for path in USUAL]
