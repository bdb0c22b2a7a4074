"""Collects title, authors, dates, addresses, language and flags of a page, each from the source that is most often right."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from transforms.extract.metadata.authors.authors import authors
from transforms.extract.metadata.dates.date_statements import DateStatements
from transforms.extract.metadata.dates.published import published, updated
from transforms.extract.metadata.field_sources import FieldSource
from transforms.extract.metadata.jsonld import JsonLd, read_json_ld
from transforms.extract.metadata.meta_tags import MetaTags, read_meta_tags, values
from transforms.extract.metadata.titles.headline import FEED, headline
from transforms.extract.page.hints import selected_texts
from transforms.feeds import SiteHints
from transforms.page_flags import LIVE_BLOG, PAYWALL
from transforms.text import decode_references
from transforms.web.sites import domain_as_written
from transforms.web.urls import clean_url

MAX_TITLE_TAG = 2000  # characters
MAX_SECTION = 80  # characters

# Names of <meta>, the most trusted first.
TITLE = "og:title twitter:title dc.title parsely-title sailthru.title title"
SECTION = "article:section og:article:section parsely-section sailthru.section cxenseparse:section section"
SITE = "og:site_name application-name apple-mobile-web-app-title"
IMAGE = "og:image:secure_url og:image og:image:url twitter:image twitter:image:src"
LANGUAGE = "content-language language dc.language og:locale"

TIER = "article:content_tier og:article:content_tier content_tier"
LOCKED_TIERS = ("locked", "paid", "premium", "subscriber", "subscribers", "subscription")  # some "metered" ones are open
LIVE_FOLDERS = frozenset(
    ("liveblog", "live-blog", "liveblogs", "live-blogs", "liveticker", "live-ticker", "live-updates", "minuto-a-minuto")
)
LETTER = re.compile(r"[^\W\d_]")
LANGUAGE_CODE = re.compile(r"\s*([a-zA-Z]{2})(?:[-_][\w-]{0,30})?\s*$")
LANGUAGE_NAMES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "italian": "it"}


@dataclass(frozen=True)
class Metadata:
    """What a page says about its article; most fields are those of `Article`.

    `displayed_titles`: the texts in which the page displays the headline. `sources`: the statements about title, date and
    authors.
    """

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
    displayed_titles: tuple[str, ...] = ()
    sources: tuple[FieldSource, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The headline, and the texts in which the page displays it."""
        return tuple(dict.fromkeys((self.title, *self.displayed_titles)))


def metadata(
    tree: HtmlElement,
    url: str,
    now: datetime,
    *,
    hints: SiteHints | None = None,
    feed_date: str | None = None,
    feed_title: str = "",
    all_sources: bool = False,
) -> Metadata:
    """The metadata of a page, whose tree is not changed. `now`: when the page was fetched; later dates are mistakes.

    `hints`: the config of the site. `feed_date`, `feed_title`: those of the feed's entry. `all_sources`: `sources` also has
    the statements about the date that were not needed; the other fields are the same.
    """
    json_ld, meta = read_json_ld(tree, url), read_meta_tags(tree)
    site = next(values(meta, SITE), None) or json_ld.site
    language = _language(tree, meta, json_ld)
    hints = hints or SiteHints("")
    site_names = [site or "", json_ld.site or "", *_host_names(url)]
    sections = [*values(meta, SECTION), *json_ld.sections]
    page_headline = headline(
        tree,
        [*_title_statements(tree, meta, json_ld), (FEED, feed_title)],
        site_names,
        [*sections, *urlsplit(url).path.rstrip("/").split("/")[1:-1]],
        selected_texts(tree, hints.title),
        url,
    )
    hinted_dates = tuple(selected_texts(tree, hints.date))
    statements = DateStatements(tree, url, meta, json_ld.published, feed_date, hinted_dates, page_headline.element)
    publication = published(statements, now, all_sources=all_sources)
    hinted_authors = selected_texts(tree, hints.author)
    page_authors = authors(tree, meta, json_ld.authors, language, site_names, hinted_authors, page_headline.element)
    return Metadata(
        title=page_headline.title,
        authors=page_authors.names,
        published=publication.at,
        published_from=publication.source,
        updated=updated(json_ld.updated, meta, now, since=publication.at),
        canonical_url=_canonical_url(tree, meta, url),
        site=site,
        image=_image(meta, json_ld, url),
        section=_section(sections, [page_headline.title, *site_names]),
        language=language,
        flags=tuple(_flags(json_ld, meta, url)),
        displayed_titles=page_headline.displayed,
        sources=(*page_headline.sources, *publication.sources, *page_authors.sources),
    )


def _title_statements(tree: HtmlElement, meta: MetaTags, json_ld: JsonLd) -> list[tuple[str, str]]:
    """(source, title) of each statement about the title outside of the page's text, the most trusted first; some are empty."""
    by_name = [(name, value) for name in TITLE.split() for value in meta.get(name, ())]
    return [("json-ld", json_ld.headline), *by_name, ("<title>", _title_tag(tree))]


def _title_tag(tree: HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return "" if element is None else "".join(element.itertext())[:MAX_TITLE_TAG]


def _host_names(url: str) -> list[str]:
    """Possible names of the site from its host: for `news.example.co.uk` "example.co.uk" and "example"."""
    domain = domain_as_written(url)
    return [domain, domain.split(".")[0]]


def _canonical_url(tree: HtmlElement, meta: MetaTags, url: str) -> str | None:
    """The address that the page names as its own, if it is http(s), on the same site and not the front page; else None."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for candidate in [*links[:3], *values(meta, "og:url")]:
        address = clean_url(candidate, url) if candidate else None
        if address and domain_as_written(address) == domain_as_written(url) and address.split("/", 3)[3]:
            return address
    return None


def _image(meta: MetaTags, json_ld: JsonLd, url: str) -> str | None:
    candidates = [*values(meta, IMAGE), json_ld.image or ""]
    return next((address for value in candidates if value and (address := clean_url(value, url))), None)


def _flags(json_ld: JsonLd, meta: MetaTags, url: str) -> Iterator[str]:
    """`paywall`: JSON-LD or, where it is silent, a <meta> says so. `live_blog`: JSON-LD or a folder of the address says so."""
    locked = any(tier.lower() in LOCKED_TIERS for tier in values(meta, TIER))
    if json_ld.free is False or (json_ld.free is None and locked):
        yield PAYWALL
    if json_ld.live_blog or not LIVE_FOLDERS.isdisjoint(urlsplit(url).path.lower().split("/")[1:-1]):
        yield LIVE_BLOG


def _section(names: Iterable[str], others: Iterable[str]) -> str | None:
    """The first name of a section that is neither an address nor one of `others` (the headline, the names of the site)."""
    excluded = {other.casefold() for other in others}
    plain_names = (" ".join(decode_references(name).split()) for name in names)
    fit = (name for name in plain_names if LETTER.search(name) and len(name) <= MAX_SECTION and "://" not in name)
    return next((name for name in fit if name.casefold() not in excluded), None)


def _language(tree: HtmlElement, meta: MetaTags, json_ld: JsonLd) -> str | None:
    """The ISO 639-1 code from <html lang>, <meta> or JSON-LD; None when none of them has one."""
    for value in (tree.get("lang"), tree.get("xml:lang"), *values(meta, LANGUAGE), json_ld.language):
        first = (value or "").split(",")[0].strip()
        if first.lower() in LANGUAGE_NAMES:
            return LANGUAGE_NAMES[first.lower()]
        if code := LANGUAGE_CODE.match(first):
            return code[1].lower()
    return None
