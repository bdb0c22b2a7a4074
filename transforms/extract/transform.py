"""Extract on Beam: Pages → (Articles, Setbacks)."""

from collections.abc import Mapping
from typing import Any

import apache_beam as beam

from transforms.attempt import Attempt
from transforms.extract.extract import extract_article
from transforms.hand import Hand
from transforms.records import Article, Feed, Page
from transforms.retry import Retry
from transforms.spool import read_body


class Extract(beam.PTransform):
    """`feeds`: by id; the first feed that lists an entry says what to prune from its page."""

    def __init__(self, feeds: Mapping[str, Feed], retry: Retry, hand: Hand) -> None:
        super().__init__()
        self.feeds, self.retry, self.hand = dict(feeds), retry, hand

    def expand(self, pages: Any) -> Any:
        return pages | "Try" >> Attempt("extract", _Extract(self.feeds), self.retry, self.hand)


class _Extract:
    def __init__(self, feeds: dict[str, Feed]) -> None:
        self.feeds = feeds

    def __call__(self, page: Page) -> Article:
        html = read_body(page.body) if page.body else None
        return extract_article(page, html, self.feeds.get(page.entry.feeds[0]))
