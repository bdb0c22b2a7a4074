"""When an article was published, and which witness says so: JSON-LD, <meta>, <time>, else what htmldate makes of the text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from htmldate import find_date
from lxml.html import HtmlElement

from transforms.dates import parse_date

# Names of <meta>, the most trusted first.
PUBLISHED = (
    "article:published_time og:published_time datepublished publish-date publish_date pubdate published_time parsely-pub-date"
    " sailthru.date dc.date.issued dcterms.created dc.date date publication_date article.published"
    " cxenseparse:recs:publishtime publishdate originalpublicationdate date.created dc.created"
)
UPDATED = "article:modified_time og:updated_time datemodified last-modified lastmod dcterms.modified article.updated"
FRAME = ("nav", "footer", "aside")
MOST_TIMES = 50
LONGEST_SEARCHED = 1_000_000  # characters of a page whose running text is searched for dates


def published(
    tree: HtmlElement, stated: str | None, meta: Mapping[str, Sequence[str]], url: str, now: datetime
) -> tuple[str | None, str | None]:
    """The date in ISO 8601, with the offset that the page gave, and its witness; both None when there is none.

    `stated` is JSON-LD's. What lies ahead of `now` is passed over.
    """
    witnesses: dict[str, Callable[[], Iterable[str | None]]] = {
        "json-ld": lambda: [stated],
        "meta": lambda: _values(meta, PUBLISHED),
        "time": lambda: _times(tree),
        "htmldate": lambda: [_htmldate(tree, url, now)],
    }
    for name, ask in witnesses.items():
        if found := _first_date(ask(), now):
            return found, name
    return None, None


def updated(stated: str | None, meta: Mapping[str, Sequence[str]], now: datetime) -> str | None:
    """When the page says that it was changed last."""
    return _first_date([stated, *_values(meta, UPDATED)], now)


def _first_date(raw: Iterable[str | None], now: datetime) -> str | None:
    return next((found for value in raw if value and (found := parse_date(value, now=now))), None)


def _values(meta: Mapping[str, Sequence[str]], names: str) -> Iterator[str]:
    for name in names.split():
        yield from meta.get(name, ())


def _times(tree: HtmlElement) -> Iterator[str]:
    """Dates of <time> elements: those that say that they are the publication's, then the first of the others."""
    marked: list[str] = []
    others: list[str] = []
    for i, element in enumerate(tree.iter("time")):
        if i >= MOST_TIMES:
            break
        if next(element.iterancestors(FRAME), None) is None:
            value = element.get("datetime") or " ".join("".join(element.itertext()).split())
            about = f"{element.get('itemprop')} {element.get('class')}".lower()
            says_so = "publish" in about or "pubdate" in about or element.get("pubdate") is not None
            (marked if says_so else others).append(value)
    yield from marked
    yield from others[:1]


def _htmldate(tree: HtmlElement, url: str, now: datetime) -> str | None:
    small = sum(map(len, tree.itertext())) < LONGEST_SEARCHED
    try:
        found = find_date(tree, original_date=True, extensive_search=small, url=url, max_date=now.replace(tzinfo=None))
    except Exception:
        # It reads arbitrary text with many parsers; where one of them trips there is no date.
        return None
    return found if isinstance(found, str) else None
