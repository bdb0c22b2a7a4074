"""One page or text on its own, through the same functions that the graphs run: for `extract`, `annotate`, `explain`."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.config.load import Config
from pipeline.single.block_fates import BlockFate, block_fates
from transforms.annotate.annotator import Annotator
from transforms.annotate.record import without_note_quotes
from transforms.articles import Article, CleanArticle, Entry, Page
from transforms.clean.clean import clean_article
from transforms.clean.reader_lines.reasons import reasons_by_line
from transforms.clean.registry import select_rules
from transforms.extract.extract import Extraction, extract
from transforms.extract.metadata.field_sources import FieldSource
from transforms.extract.page.hints import hints_for
from transforms.feeds import Feed
from transforms.records import Annotations
from transforms.text import plain


@dataclass(frozen=True)
class Explained:
    """The result of all stages for one page. `blocks`: what became of each. `sources`: the sources of title, date, authors."""

    clean: CleanArticle
    annotations: Annotations
    blocks: tuple[BlockFate, ...]
    sources: tuple[FieldSource, ...]

    @property
    def article(self) -> Article:
        return self.clean.article


def clean_page(
    config: Config, html: bytes, *, url: str, content_type: str | None = None, feed: Feed | None = None
) -> CleanArticle:
    """The article in a page, cleaned by all rules but those that the feed skips. Raises NoText or Unreadable."""
    return _cleaned(config, _extracted(config, html, url, content_type, feed), feed)


def clean_text(config: Config, text: str, *, title: str = "") -> CleanArticle:
    """A text that another program extracted, cleaned. Raises NoText when nothing is left."""
    entry = Entry(id="", url="", feeds=())
    return clean_article(Article(entry, "", "", plain(text), title=title), select_rules(config.rules, ()))


def explain_page(
    config: Config, html: bytes, *, url: str, content_type: str | None = None, feed: Feed | None = None
) -> Explained:
    """The contents of the record for a page, and the decisions behind them. Raises NoText or Unreadable."""
    extraction = _extracted(config, html, url, content_type, feed, all_sources=True)
    clean = _cleaned(config, extraction, feed)
    annotator = Annotator(config.models, aliases=config.aliases, least_confidence=config.settings.quotes.least_confidence)
    annotations = annotator.annotate([(clean.text, clean.article.language)])[0]
    if isinstance(annotations, Exception):
        raise annotations
    fates = block_fates(extraction.trace.blocks, clean.removals, reasons_by_line(extraction.article))
    return Explained(clean, without_note_quotes(annotations, clean.notes), tuple(fates), extraction.trace.field_sources)


def _extracted(
    config: Config, html: bytes, url: str, content_type: str | None, feed: Feed | None, *, all_sources: bool = False
) -> Extraction:
    entry = Entry(id="", url=url, feeds=(feed.id,) if feed else ())
    page = Page(entry, url, datetime.now(UTC).isoformat(timespec="seconds"), content_type)
    return extract(page, html, feed, hints_for(url, config.sites), all_sources=all_sources)


def _cleaned(config: Config, extraction: Extraction, feed: Feed | None) -> CleanArticle:
    return clean_article(extraction.article, select_rules(config.rules, feed.skip_rules if feed else ()))
