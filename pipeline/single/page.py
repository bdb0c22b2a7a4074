"""One page or text on its own, through the same functions that the graphs run: for `extract`, `annotate`, `explain`."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.config.load import Config
from transforms.annotate.annotator import Annotator
from transforms.articles import Article, CleanArticle, Entry, Page
from transforms.clean.clean import clean_article
from transforms.clean.registry import select_rules
from transforms.extract.body.block_fates import Fate, fates
from transforms.extract.extract import extract_article, read_page
from transforms.extract.metadata.field_sources import Witness
from transforms.extract.metadata.hints import hints_for
from transforms.feeds import Feed
from transforms.records import Annotations
from transforms.text import plain


@dataclass(frozen=True)
class Explained:
    """What the stages made of one page. `blocks`: what became of each line of it. `witnesses`: of title, date and authors."""

    article: Article
    clean: CleanArticle
    annotations: Annotations
    blocks: tuple[Fate, ...] = ()
    witnesses: tuple[Witness, ...] = ()


def clean_page(
    config: Config, html: bytes, *, url: str, content_type: str | None = None, feed: Feed | None = None
) -> CleanArticle:
    """The article in a page, cleaned by all rules but those that the feed skips. Raises NoText or Unreadable."""
    article = extract_article(_page(url, content_type, feed), html, feed, hints_for(url, config.sites))
    return clean_article(article, select_rules(config.rules, feed.skip_rules if feed else ()))


def clean_text(config: Config, text: str, *, title: str = "") -> CleanArticle:
    """A text that was extracted elsewhere, cleaned. Raises NoText when nothing of it is article."""
    entry = Entry(id="", url="", feeds=())
    return clean_article(Article(entry, "", "", plain(text), title=title), select_rules(config.rules, ()))


def explain_page(
    config: Config, html: bytes, *, url: str, content_type: str | None = None, feed: Feed | None = None
) -> Explained:
    """All that a record would hold of a page. Raises NoText or Unreadable."""
    clean = clean_page(config, html, url=url, content_type=content_type, feed=feed)
    found = Annotator(config.models, aliases=config.aliases).annotate([(clean.text, clean.article.language)])[0]
    if isinstance(found, Exception):
        raise found
    read = read_page(_page(url, content_type, feed), html, feed, hints_for(url, config.sites))
    blocks = fates(read.blocks, clean.article, clean.removals, read.judged, read.titles)
    return Explained(clean.article, clean, found, tuple(blocks), read.witnesses)


def _page(url: str, content_type: str | None, feed: Feed | None) -> Page:
    entry = Entry(id="", url=url, feeds=(feed.id,) if feed else ())
    return Page(entry, url, datetime.now(UTC).isoformat(timespec="seconds"), content_type)
