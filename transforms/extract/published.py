"""When an article was published, and which witness says so: JSON-LD, <meta>, <time>, htmldate's marks, else a short line."""

import re
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
UNSEEN = (*FRAME, "script", "style", "noscript", "template", "head")
MOST_TIMES = 50
SHORT_LINE = 80  # characters: "By Ana Brandt, Harbor City, 22 March 2026 at 9.30"; a longer one tells of what happened some day
MOST_LINES = 200  # that hold a year
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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
        "text": lambda: _lines(tree),
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
    try:
        # its extensive search asks dateparser too: 50 MB of month names in 200 languages, and of 382 pages one more had a date
        found = find_date(tree, original_date=True, extensive_search=False, url=url, max_date=now.replace(tzinfo=None))
    except Exception:
        # It reads arbitrary text with many parsers; where one of them trips there is no date.
        return None
    return found if isinstance(found, str) else None


def _lines(tree: HtmlElement) -> Iterator[str]:
    """Short lines outside the page's frame that hold a year, in their order."""
    found = 0
    for element in tree.iter():
        for owner, text in ((element, element.text), (element.getparent(), element.tail)):
            if text and len(text) < 4 * SHORT_LINE and YEAR.search(text) and len(line := " ".join(text.split())) <= SHORT_LINE:
                if owner is None or not isinstance(owner.tag, str) or _is_unseen(owner):
                    continue
                yield line
                found += 1
        if found >= MOST_LINES:
            return


def _is_unseen(element: HtmlElement) -> bool:
    return element.tag in UNSEEN or next(element.iterancestors(UNSEEN), None) is not None
