"""Limits feeds with very many items to those at both ends: new items are at one of them, however the feed is sorted."""

import re
from itertools import islice
from typing import TypeVar

MOST_ITEMS = 50_000  # as many as a sitemap may list; they take ten seconds, and archives of whole podcasts have 5,000
KEPT_AT_EACH_END = MOST_ITEMS // 2
ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
SHORTEST = 7  # characters: `</item>`

T = TypeVar("T")


def truncate_xml(text: str) -> str:
    """The XML without the items between its first 25,000 and its last 25,000.

    >>> truncate_xml("<rss><item>1</item><item>2</item></rss>")
    '<rss><item>1</item><item>2</item></rss>'
    """
    if len(text) < MOST_ITEMS * SHORTEST or (items := sum(1 for _ in ITEM_END.finditer(text))) <= MOST_ITEMS:
        return text
    # with iterators, since a list of so many matches would be larger than the feed
    ends = ITEM_END.finditer(text)
    first = next(islice(ends, KEPT_AT_EACH_END - 1, None)).end()
    last = next(islice(ends, items - 2 * KEPT_AT_EACH_END - 1, None)).end()
    return text[:first] + text[last:]


def truncate_list(items: list[T]) -> list[T]:
    """The list without the items between its first 25,000 and its last 25,000."""
    return items if len(items) <= MOST_ITEMS else items[:KEPT_AT_EACH_END] + items[-KEPT_AT_EACH_END:]
