"""The work on one page, as it is sent to the process for pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from transforms.articles import Article, Page
from transforms.feeds import Feed, SiteHints
from transforms.spool import read_body
from transforms.supervised.limits import page_limit


@dataclass(frozen=True)
class ExtractPage:
    """Page → Article. `feeds`: by id. `sites`: hints by domain. Raises a NewsError when there is no article."""

    feeds: Mapping[str, Feed]
    sites: Mapping[str, SiteHints]

    def __call__(self, page: Page) -> Article:
        # these import trafilatura, which only the process needs that extracts
        from transforms.extract.extract import extract_article
        from transforms.extract.page.hints import hints_for

        html = read_body(page.body) if page.body else None
        with page_limit():
            return extract_article(page, html, self.feeds.get(page.entry.feeds[0]), hints_for(page.url, self.sites))
