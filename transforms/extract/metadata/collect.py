"""Title, authors, dates, addresses, language and flags of a page, each from the witness that is right most often."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from courlan import extract_domain
from lxml.html import HtmlElement

from transforms.extract.metadata.authors import authors
from transforms.extract.metadata.field_sources import Witness
from transforms.extract.metadata.hints import said as pointed_at
from transforms.extract.metadata.jsonld import Stated, stated
from transforms.extract.metadata.published import published, updated
from transforms.extract.metadata.titles import headline
from transforms.feeds import SiteHints
from transforms.page_flags import LIVE_BLOG, PAYWALL
from transforms.web.urls import clean_url, host

LONGEST_META = 2000  # characters of one <meta>
MOST_META = 500
LONGEST_SECTION = 80

# Names of <meta>, the most trusted first.
TITLE = "og:title twitter:title dc.title parsely-title sailthru.title title"
SECTION = "article:section og:article:section parsely-section sailthru.section cxenseparse:section section"
SITE = "og:site_name application-name apple-mobile-web-app-title"
IMAGE = "og:image:secure_url og:image og:image:url twitter:image twitter:image:src"
LANGUAGE = "content-language language dc.language og:locale"

TIER = "article:content_tier og:article:content_tier content_tier"
LOCKED = ("locked", "paid", "premium", "subscriber", "subscribers", "subscription")  # "metered" is read by anyone now and then
LIVE = frozenset(
    ("liveblog", "live-blog", "liveblogs", "live-blogs", "liveticker", "live-ticker", "live-updates", "minuto-a-minuto")
)
WORD = re.compile(r"[^\W\d_]")
MACHINE = re.compile(r"[\d.]+|\[.*\]")
LANGUAGE_CODE = re.compile(r"\s*([a-zA-Z]{2})(?:[-_][\w-]{0,30})?\s*$")
LANGUAGE_NAMES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "italian": "it"}


@dataclass(frozen=True)
class Metadata:
    """What a page says about its article; the fields are those of `Article`. `shown`: the headline as the page displays it."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    updated: str | None = None
    canonical_url: str | None = None
    site: str | None = None
    image: str | None = None
    section: str | None = None
    language: str | None = None
    flags: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()


def metadata(
    tree: HtmlElement,
    url: str,
    now: datetime,
    *,
    hints: SiteHints | None = None,
    feed_date: str | None = None,
    thorough: bool = False,
) -> Metadata:
    """Everything the page says, from one tree, which stays as it is. `now`: when it was fetched; later dates are mistakes.

    `hints`: what the site's config points at. `feed_date`: what the feed says of the publication. `witnesses` tell why title,
    date and authors are what they are; `thorough`: those too that nobody had to ask.
    """
    said, meta = stated(tree, url), _meta(tree)
    site = next(_values(meta, SITE), None) or said.site
    language = _language(tree, meta, said)
    hints = hints or SiteHints("")
    sites = [site or "", said.site or "", *_host_names(url)]
    sections = [*_values(meta, SECTION), *said.sections, *urlsplit(url).path.split("/")[1:-1]]
    titles = [("json-ld", said.headline), *((name, value) for name in TITLE.split() for value in meta.get(name, ()))]
    title = headline(tree, [*titles, ("<title>", _title_tag(tree))], sites, sections, pointed_at(tree, hints.title))
    stated_dates, pointed_dates = (said.published, said.updated), list(pointed_at(tree, hints.date))
    date = published(tree, stated_dates, meta, url, now, hinted=pointed_dates, feed=feed_date, thorough=thorough)
    by = authors(tree, meta, said.authors, language, sites, pointed_at(tree, hints.author))
    return Metadata(
        title=title.title,
        authors=by.names,
        published=date.at,
        published_from=date.source,
        updated=updated(said.updated, meta, now, since=date.at),
        canonical_url=_canonical(tree, meta, url),
        site=site,
        image=_image(meta, said, url),
        section=_section([*_values(meta, SECTION), *said.sections], [title.title, *sites]),
        language=language,
        flags=tuple(_flags(said, meta, url)),
        shown=title.shown,
        witnesses=(*title.witnesses, *date.witnesses, *by.witnesses),
    )


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """name, property, itemprop or http-equiv in lower case → its contents in page order."""
    found: dict[str, list[str]] = {}
    for i, element in enumerate(tree.iter("meta")):
        if i >= MOST_META:
            break
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "")[:LONGEST_META].split())
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _values(meta: Mapping[str, Sequence[str]], names: str) -> Iterator[str]:
    for name in names.split():
        yield from meta.get(name, ())


def _title_tag(tree: HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return "" if element is None else "".join(element.itertext())[:LONGEST_META]


def _host_names(url: str) -> list[str]:
    """`news.example.co.uk` is called "example.co.uk" and "example"."""
    domain = _domain(url)
    return [domain, domain.split(".")[0]]


def _domain(url: str) -> str:
    """The registrable domain; where the ending is not a public one, the host's last two names, or the address of a machine."""
    try:
        found: str | None = extract_domain(url)
    except ValueError:
        found = None
    name = host(url)
    return found or (name if MACHINE.fullmatch(name) else ".".join(name.split(".")[-2:]))


def _canonical(tree: HtmlElement, meta: Mapping[str, Sequence[str]], url: str) -> str | None:
    """The page's own address as it names it: http(s), of the same site, and not the site's front page."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for candidate in [*links[:3], *_values(meta, "og:url")]:
        address = clean_url(candidate, url) if candidate else None
        if address and _domain(address) == _domain(url) and address.split("/", 3)[3]:
            return address
    return None


def _image(meta: Mapping[str, Sequence[str]], said: Stated, url: str) -> str | None:
    candidates = [*_values(meta, IMAGE), said.image or ""]
    return next((address for value in candidates if value and (address := clean_url(value, url))), None)


def _flags(said: Stated, meta: Mapping[str, Sequence[str]], url: str) -> Iterator[str]:
    """`paywall`, `live_blog`: what JSON-LD says; else a <meta> that calls the article locked, a folder of live pages."""
    if said.free is False or (said.free is None and any(tier.lower() in LOCKED for tier in _values(meta, TIER))):
        yield PAYWALL
    if said.live_blog or not LIVE.isdisjoint(urlsplit(url).path.lower().split("/")[1:-1]):
        yield LIVE_BLOG


def _section(stated: Iterable[str], others: Iterable[str]) -> str | None:
    """The part of the site, as it is written; not an address, nor the headline or the site's name in the wrong place."""
    not_it = {other.casefold() for other in others}
    names = (" ".join(unescape(name).split()) for name in stated)
    fits = (name for name in names if WORD.search(name) and len(name) <= LONGEST_SECTION and "://" not in name)
    return next((name for name in fits if name.casefold() not in not_it), None)


def _language(tree: HtmlElement, meta: Mapping[str, Sequence[str]], said: Stated) -> str | None:
    """ISO 639-1, from <html lang>, <meta>, JSON-LD."""
    for value in (tree.get("lang"), tree.get("xml:lang"), *_values(meta, LANGUAGE), said.language):
        first = (value or "").split(",")[0].strip()
        if first.lower() in LANGUAGE_NAMES:
            return LANGUAGE_NAMES[first.lower()]
        if code := LANGUAGE_CODE.match(first):
            return code[1].lower()
    return None
