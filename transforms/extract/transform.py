"""The extract stage on Beam: Pages → (Articles, Setbacks)."""

from collections.abc import Mapping
from typing import Any

import apache_beam as beam

from transforms.articles import Article, Page
from transforms.attempt import Attempt
from transforms.extract.extract import extract_article
from transforms.extract.page.hints import hints_for
from transforms.feeds import Feed, SiteHints
from transforms.retry import Retry
from transforms.spool import read_body
from transforms.watchdog import Watchdog


class Extract(beam.PTransform):
    """Extracts the article of each page.

    `feeds`: by id; the first feed of an entry decides what is pruned from its page. `sites`: hints by domain.
    """

    def __init__(self, feeds: Mapping[str, Feed], sites: Mapping[str, SiteHints], retry: Retry, watchdog: Watchdog) -> None:
        super().__init__()
        self.work, self.retry, self.watchdog = _Extract(dict(feeds), dict(sites)), retry, watchdog

    def expand(self, pages: Any) -> Any:
        return pages | "Try" >> Attempt("extract", self.work, self.retry, self.watchdog)


class _Extract:
    def __init__(self, feeds: dict[str, Feed], sites: dict[str, SiteHints]) -> None:
        self.feeds, self.sites = feeds, sites

    def __call__(self, page: Page) -> Article:
        html = read_body(page.body) if page.body else None
        return extract_article(page, html, self.feeds.get(page.entry.feeds[0]), hints_for(page.url, self.sites))
