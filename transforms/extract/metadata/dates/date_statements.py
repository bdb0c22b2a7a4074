"""Statements about the date of a page, by source: JSON-LD, <meta>, <time>, feed, address, htmldate, lines of the text."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from transforms.extract.metadata.meta_tags import MetaTags, values
from transforms.extract.page.frame_tags import FRAME

# Names of <meta>, the most trusted first.
PUBLISHED = (
    "article:published_time og:published_time datepublished publish-date publish_date pubdate published_time parsely-pub-date"
    " sailthru.date dc.date.issued dcterms.created dc.date date publication_date article.published"
    " cxenseparse:recs:publishtime publishdate originalpublicationdate date.created dc.created"
)
UPDATED = "article:modified_time og:updated_time datemodified last-modified lastmod dcterms.modified article.updated"
UNSEEN = frozenset((*FRAME, "script", "style", "noscript", "template", "head"))
MAX_TIMES = 50  # <time> elements that are read
MAX_LINE = 80  # characters of "By Ana Brandt, Harbor City, 22 March 2026 at 9.30"; a longer line is a sentence about some day
MAX_RAW_LINE = 4 * MAX_LINE  # with the white space around it
MAX_LINES = 200  # lines with a year
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DATE_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")

Statements = Callable[[], Iterable[str | None]]


@dataclass(frozen=True)
class DateStatements:
    """The sources of statements about the date of a page. Each is read only when its function is called.

    `json_ld`: the publication date in JSON-LD. `feed`: that of the feed's entry. `hinted`: texts the site's config selects.
    """

    tree: HtmlElement
    url: str
    meta: MetaTags
    json_ld: str | None = None
    feed: str | None = None
    hinted: tuple[str, ...] = ()

    def by_source(self, now: datetime) -> dict[str, Statements]:
        """Source → function that reads its statements about the publication, the most trusted source first."""
        return {
            "site": lambda: self.hinted,
            "json-ld": lambda: [self.json_ld],
            "meta": lambda: values(self.meta, PUBLISHED),
            "time": partial(time_elements, self.tree),
            "feed": lambda: [self.feed],
            "url": partial(dates_in_address, self.url),
            "htmldate": lambda: [_htmldate(self.tree, self.url, now)],
            "text": partial(dated_lines, self.tree),
        }

    def to_compare(self, now: datetime) -> dict[str, Statements]:
        """Source → function that reads statements to confirm a date: also <meta> about updates, but no guesses of htmldate."""
        sources = self.by_source(now)
        del sources["htmldate"]
        return sources | {"meta": lambda: values(self.meta, f"{PUBLISHED} {UPDATED}")}


def time_elements(tree: HtmlElement) -> Iterator[str]:
    """Yields the dates of <time> elements: those that are marked as the publication date, then the first of the others."""
    marked: list[str] = []
    others: list[str] = []
    for i, element in enumerate(tree.iter("time")):
        if i >= MAX_TIMES:
            break
        if next(element.iterancestors(FRAME), None) is None:
            value = element.get("datetime") or " ".join("".join(element.itertext()).split())
            (marked if _is_publication(element) else others).append(value)
    yield from marked
    yield from others[:1]


def _is_publication(element: HtmlElement) -> bool:
    names = f"{element.get('itemprop')} {element.get('class')}".lower()
    return "publish" in names or "pubdate" in names or element.get("pubdate") is not None


def dates_in_address(url: str) -> Iterator[str]:
    """Yields the days in an address, in ISO 8601: `/2026/03/22/`, `/20260322-`, `-2026-03-22`.

    >>> list(dates_in_address("https://news.example/2026/03/22/mill?day=2026-01-01"))
    ['2026-03-22']
    """
    for match in DATE_IN_ADDRESS.finditer(url.split("://")[-1].split("?")[0]):
        yield f"{match[1]}-{match[3]}-{match[4]}"


def dated_lines(tree: HtmlElement) -> Iterator[str]:
    """Yields short lines outside the page's frame that contain a year, in page order."""
    count = 0
    for text in _visible_texts(tree):
        if len(text) > MAX_RAW_LINE or not ("20" in text or "19" in text) or not YEAR.search(text):
            continue
        if len(line := " ".join(text.split())) <= MAX_LINE:
            yield line
            count += 1
            if count >= MAX_LINES:
                return


def _visible_texts(tree: HtmlElement) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            text = element.tail
        elif element.tag in UNSEEN:
            walk.skip_subtree()
            continue
        else:
            text = element.text
        if text:
            yield text


def _htmldate(tree: HtmlElement, url: str, now: datetime) -> str | None:
    try:
        # The extensive search also uses dateparser, which loads 50 MB of month names, and found one more date on 382 pages.
        date = find_date(tree, original_date=True, extensive_search=False, url=url, max_date=now.replace(tzinfo=None))
    except Exception:
        # It reads arbitrary text with many parsers; where one of them fails there is no date.
        return None
    return date if isinstance(date, str) else None
