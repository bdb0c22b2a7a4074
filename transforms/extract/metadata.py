"""Title, authors, dates, addresses, language and flags of a page, each from the witness that is right most often."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from courlan import extract_domain
from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from transforms.dates import parse_date
from transforms.extract.authors import names
from transforms.extract.jsonld import Stated, stated
from transforms.extract.titles import headline
from transforms.web.urls import clean_url, host

LONGEST_META = 2000  # characters of one <meta>
MOST_META = 500

TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "publish-date", "publish_date", "pubdate", "published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "date", "publication_date", "article.published",
    "cxenseparse:recs:publishtime", "publishdate", "originalpublicationdate", "date.created", "dc.created",
)  # fmt: skip
UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified", "article.updated")
AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "authors", "cxenseparse:author")
SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title")
IMAGE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
LANGUAGE = ("content-language", "language", "dc.language", "og:locale")

BYLINES = etree.XPath(
    """//*[@itemprop='author' or @rel='author' or contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author-name')
    or contains(@class, 'author__name') or contains(@class, 'authorName') or contains(@data-testid, 'byline') or contains(@data-testid, 'author')]
    [not(ancestor::aside or ancestor::footer or ancestor::nav)]"""
)
LONGEST_BYLINE = 200
FRAME = ("nav", "footer", "aside")
LANGUAGE_CODE = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_][\w-]{0,30})?\s*$")
LANGUAGE_NAMES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "italian": "it", "eng": "en", "deu": "de", "fra": "fr", "spa": "es"}


@dataclass(frozen=True)
class Metadata:
    """What a page says about its article; the fields are those of `Article`. `shown`: the headline as the page displays it."""

    title: str
    authors: tuple[str, ...]
    published: str | None
    published_from: str | None
    updated: str | None
    canonical_url: str | None
    site: str | None
    image: str | None
    language: str | None
    flags: tuple[str, ...]
    shown: tuple[str, ...] = ()


def metadata(tree: HtmlElement, url: str, now: datetime) -> Metadata:
    """Everything the page says, from one tree, which stays as it is. `now`: when it was fetched; later dates are mistakes."""
    said, meta = stated(tree, url), _meta(tree)
    site = next(_values(meta, SITE), None) or said.site
    language = _language(tree, meta, said)
    title, shown = headline(
        tree, [said.headline, *_values(meta, TITLE), _title_tag(tree)], [site or "", said.site or "", *_host_names(url)]
    )
    published, published_from = _published(tree, meta, said, url, now)
    return Metadata(
        title=title,
        authors=_authors(tree, meta, said, language, site),
        published=published,
        published_from=published_from,
        updated=_first_date([said.updated, *_values(meta, UPDATED)], now),
        canonical_url=_canonical(tree, meta, url),
        site=site,
        image=_image(meta, said, url),
        language=language,
        flags=tuple(name for name, on in (("paywall", said.free is False), ("live_blog", said.live_blog)) if on),
        shown=tuple(shown),
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


def _values(meta: Mapping[str, list[str]], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        yield from meta.get(key, ())


def _title_tag(tree: HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return "" if element is None else "".join(element.itertext())[:LONGEST_META]


def _host_names(url: str) -> list[str]:
    """`news.example.co.uk` is called "example.co.uk" and "example"."""
    domain = _domain(url)
    return [domain, domain.split(".")[0]]


def _domain(url: str) -> str:
    """The registrable domain, or the host where there is none."""
    try:
        return extract_domain(url) or host(url)
    except ValueError:
        return host(url)


# Dates


def _published(tree: HtmlElement, meta: Mapping[str, list[str]], said: Stated, url: str, now: datetime) -> tuple[str | None, str | None]:
    witnesses = (
        ("json-ld", lambda: [said.published]),
        ("meta", lambda: list(_values(meta, PUBLISHED))),
        ("time", lambda: list(_times(tree))),
        ("htmldate", lambda: [_htmldate(tree, url, now)]),
    )
    for name, ask in witnesses:
        if found := _first_date(ask(), now):
            return found, name
    return None, None


def _first_date(raw: list[str | None], now: datetime) -> str | None:
    return next((found for value in raw if value and (found := parse_date(value, now=now))), None)


def _times(tree: HtmlElement) -> Iterator[str]:
    """Dates of <time> elements, those that say that they are the publication's first."""
    marked, others = [], []
    for i, element in enumerate(tree.iter("time")):
        if i >= 50 or next(element.iterancestors(FRAME), None) is not None:
            continue
        value = element.get("datetime") or " ".join("".join(element.itertext()).split())
        names_ = f"{element.get('itemprop')} {element.get('class')} {'pubdate' if element.get('pubdate') is not None else ''}".lower()
        (marked if "publish" in names_ or "pubdate" in names_ else others).append(value)
    yield from marked
    yield from others[:1]


def _htmldate(tree: HtmlElement, url: str, now: datetime) -> str | None:
    try:
        found = find_date(tree, original_date=True, extensive_search=True, url=url, max_date=now.replace(tzinfo=None))
    # It reads arbitrary text with many parsers; what trips one of them is no date.
    except Exception:
        return None
    return found if isinstance(found, str) else None


# Names


def _authors(tree: HtmlElement, meta: Mapping[str, list[str]], said: Stated, language: str | None, site: str | None) -> tuple[str, ...]:
    persons = names((name for name, organization in said.authors if not organization), language)
    if not persons:
        persons = names((value for value in _values(meta, AUTHOR) if not value.startswith(("http", "@"))), language)
    if not persons:
        persons = names(_bylines(tree), language)
    persons = tuple(name for name in persons if name.casefold() != (site or "").casefold())
    return persons or tuple(dict.fromkeys(name for name, _ in said.authors if name))


def _bylines(tree: HtmlElement) -> Iterator[str]:
    """The first short element that is marked as a byline."""
    for element in BYLINES(tree)[:20]:
        text = " ".join(element.text_content()[: LONGEST_BYLINE * 10].split())
        if 3 < len(text) <= LONGEST_BYLINE and names([text]):
            links = [" ".join(link.text_content().split()) for link in element.iter("a")]
            yield from [link for link in links if link] or [text]
            return


# Addresses and the rest


def _canonical(tree: HtmlElement, meta: Mapping[str, list[str]], url: str) -> str | None:
    """The page's own address as it names it: http(s), of the same site, and not the site's front page."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for candidate in [*links[:3], *_values(meta, ("og:url",))]:
        address = clean_url(candidate, url) if candidate else None
        if address and _domain(address) == _domain(url) and address.split("?")[0].count("/") >= 3 and address.split("/", 3)[3]:
            return address
    return None


def _image(meta: Mapping[str, list[str]], said: Stated, url: str) -> str | None:
    candidates = [*_values(meta, IMAGE), said.image or ""]
    return next((address for value in candidates if value and (address := clean_url(value, url))), None)


def _language(tree: HtmlElement, meta: Mapping[str, list[str]], said: Stated) -> str | None:
    """ISO 639-1, from <html lang>, <meta>, JSON-LD."""
    html = tree if tree.tag == "html" else None
    raw = [html.get("lang") or html.get("xml:lang") or "" if html is not None else "", *_values(meta, LANGUAGE), said.language or ""]
    for value in raw:
        if value.strip().lower() in LANGUAGE_NAMES:
            return LANGUAGE_NAMES[value.strip().lower()]
        if (code := LANGUAGE_CODE.match(value.split(",")[0])) and len(code[1]) == 2:
            return code[1].lower()
    return None
