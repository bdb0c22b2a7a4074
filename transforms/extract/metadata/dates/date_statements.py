"""Statements about the date of a page, by source: JSON-LD, <meta>, <time>, feed, address, displayed lines, htmldate."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain, islice

from htmldate import find_date
from lxml.html import HtmlElement

from transforms.extract.metadata.dates.displayed_lines import dated_lines
from transforms.extract.metadata.meta_tags import MetaTags, values
from transforms.extract.page.frame_tags import FRAME
from transforms.extract.page.teasers import is_in_teaser

# Names of <meta>, the most trusted first.
PUBLISHED = (
    "article:published_time og:published_time datepublished publish-date publish_date pubdate published_time parsely-pub-date"
    " sailthru.date dc.date.issued dcterms.created dc.date date publication_date article.published"
    " cxenseparse:recs:publishtime publishdate originalpublicationdate date.created dc.created"
)
UPDATED = "article:modified_time og:updated_time datemodified last-modified lastmod dcterms.modified article.updated"
MAX_TIMES = 30  # <time> elements that are read
DATE_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
DAY_FIRST_IN_ADDRESS = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])([._-])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)")
MONTHS = 12

Statements = Callable[[], Iterable[str | None]]


@dataclass(frozen=True)
class DateStatements:
    """The sources of statements about the date of a page. Each is read only when its function is called.

    `json_ld`: the publication date in JSON-LD. `feed`: that of the feed's entry. `hinted`: texts the site's config selects.
    `headline`: the heading that displays the title, if there is one.
    """

    tree: HtmlElement
    url: str
    meta: MetaTags
    json_ld: str | None = None
    feed: str | None = None
    hinted: tuple[str, ...] = ()
    headline: HtmlElement | None = None

    def by_source(self, now: datetime) -> dict[str, Statements]:
        """Source → function that reads its statements about the publication, the most trusted source first."""
        return {
            "site": lambda: self.hinted,
            "json-ld": lambda: [self.json_ld],
            "meta": lambda: values(self.meta, PUBLISHED),
            "time": partial(time_elements, self.tree, self.headline),
            "feed": lambda: [self.feed],
            "url": partial(dates_in_address, self.url),
            "text": partial(displayed_dates, self.tree, self.headline),
            "htmldate": lambda: [_htmldate(self.tree, self.url, now)],
        }

    def to_compare(self, now: datetime) -> dict[str, Statements]:
        """Source → function that reads statements to confirm a date: also <meta> about updates, but no guesses of htmldate."""
        sources = self.by_source(now)
        del sources["htmldate"]
        return sources | {
            "meta": lambda: values(self.meta, f"{PUBLISHED} {UPDATED}"),
            "text": lambda: (line.text for line in dated_lines(self.tree)),
        }


def time_elements(tree: HtmlElement, headline: HtmlElement | None = None) -> Iterator[str]:
    """Yields the dates of <time> elements: those that are marked as the publication date, then the first of the others.

    Those in the page's frame and in teasers of other stories are left out. `headline`: the heading that displays the title.
    """
    marked: list[HtmlElement] = []
    others: list[HtmlElement] = []
    for time in islice(tree.iter("time"), MAX_TIMES):
        if next(time.iterancestors(FRAME), None) is None:
            (marked if _is_publication(time) else others).append(time)
    own_others = (time for time in others if not is_in_teaser(time, headline))
    for time in chain((time for time in marked if not is_in_teaser(time, headline)), islice(own_others, 1)):
        yield time.get("datetime") or " ".join("".join(time.itertext()).split())


def _is_publication(element: HtmlElement) -> bool:
    names = f"{element.get('itemprop')} {element.get('class')}".lower()
    return "publish" in names or "pubdate" in names or element.get("pubdate") is not None


def dates_in_address(url: str) -> Iterator[str]:
    """Yields the days in an address, in ISO 8601: `/2026/03/22/`, `/20260322-`, `-2026-03-22`, then `/22-03-2026-`.

    >>> list(dates_in_address("https://news.example/2026/03/22/mill?day=2026-01-01"))
    ['2026-03-22']
    """
    address = url.split("://")[-1].split("?")[0]
    for match in DATE_IN_ADDRESS.finditer(address):
        yield f"{match[1]}-{match[3]}-{match[4]}"
    for match in DAY_FIRST_IN_ADDRESS.finditer(address):
        if int(match[1]) > MONTHS or match[1] == match[3]:  # 03-04-2026 may be in April or in March
            yield f"{match[4]}-{match[3]}-{match[1]}"


def displayed_dates(tree: HtmlElement, headline: HtmlElement | None = None) -> Iterator[str]:
    """Yields the lines that display a date: labelled ones, those behind the headline, those above it, and updates.

    A sentence with a date is about another day. `headline`: the heading that displays the title; None for the first <h1>.
    """
    if headline is None:
        headline = next(tree.iter("h1"), None)
    labelled: list[str] = []
    behind: list[str] = []
    above: list[str] = []
    updates: list[str] = []
    for line in dated_lines(tree, headline):
        text = line.without_update
        if not text:
            updates.append(line.text)
        elif line.is_labelled:
            labelled.append(text)
        elif not line.is_of_text:
            (behind if line.is_behind else above).append(text)
    yield from (*labelled, *behind, *above, *updates)


def _htmldate(tree: HtmlElement, url: str, now: datetime) -> str | None:
    try:
        # The extensive search also uses dateparser, which loads 50 MB of month names, and found one more date on 382 pages.
        date = find_date(tree, original_date=True, extensive_search=False, url=url, max_date=now.replace(tzinfo=None))
    except Exception:
        # It reads arbitrary text with many parsers; where one of them fails there is no date.
        return None
    return date if isinstance(date, str) else None
