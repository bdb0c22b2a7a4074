"""A page → its article and the trace of the extraction: one parse, then metadata, pruning and body from the same tree."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from transforms.articles import Article, Entry, Page
from transforms.dates import instant, parse_date
from transforms.errors import NoText, Unreadable
from transforms.extract.body.article_body import ArticleBody, decided_body, whole_body
from transforms.extract.body.main_text import has_enough_letters
from transforms.extract.body.prune import PrunedElement, prune_selected
from transforms.extract.metadata.authors.author_names import names
from transforms.extract.metadata.collect import Metadata, metadata
from transforms.extract.page.hints import copy_of_selected
from transforms.extract.page.lines import lines
from transforms.extract.page.parse import fragment, parse
from transforms.extract.trace import Trace
from transforms.feeds import Feed, SiteHints
from transforms.page_flags import no_text_error


@dataclass(frozen=True)
class Extraction:
    """The article in a page, and the trace of its extraction."""

    article: Article
    trace: Trace


def extract(
    page: Page,
    html: bytes | None,
    feed: Feed | None = None,
    hints: SiteHints | None = None,
    *,
    all_sources: bool = False,
) -> Extraction:
    """The article in a page, and the trace of its extraction. `html`: None when the feed's own text is the whole article.

    `hints`: the config of the page's site. Fields that the page does not name are filled from the feed's entry. The text has
    one paragraph a line. `all_sources`: the trace also has the statements that were not needed for the decision; the article
    is the same. Raises Unreadable when the page is no HTML, NoText (or Paywall, LiveBlog) when it has no article, and
    ValueError for a selector in a config that can't be parsed.
    """
    if html is None:
        return _from_feed(page, feed, hints)
    try:
        tree = parse(html, page.content_type)
    except Unreadable as error:
        raise Unreadable(f"{page.url}: {error}" if page.url else str(error)) from error
    page_metadata = metadata(
        tree,
        page.url,
        instant(page.fetched_at),
        hints=hints,
        feed_date=page.entry.published,
        feed_title=page.entry.title,
        all_sources=all_sources,
    )
    pruned = _prune_selected(tree, feed, hints)
    try:
        body = _selected_body(tree, page.url, page_metadata.displayed_titles, hints, pruned) or decided_body(
            tree, page.url, page_metadata.titles, _feed_lines(page.entry), pruned
        )
    except NoText as error:
        raise no_text_error(error, page_metadata.flags) from error
    return _extraction(page, feed, page_metadata, body)


def extract_article(page: Page, html: bytes | None, feed: Feed | None = None, hints: SiteHints | None = None) -> Article:
    """The article that `extract` gives, without the trace."""
    return extract(page, html, feed, hints).article


def _feed_lines(entry: Entry) -> list[str]:
    """The lines of the text that the feed carries for an entry, which may be a summary; empty when it carries none."""
    try:
        return list(lines(fragment(entry.content))) if entry.content else []
    except Unreadable:
        return []


def _from_feed(page: Page, feed: Feed | None, hints: SiteHints | None) -> Extraction:
    if not (page.entry.content or "").strip():
        raise NoText(f"the feed carries no text for {page.url}")
    try:
        tree = fragment(page.entry.content or "")
    except Unreadable as error:
        raise Unreadable(f"{page.url}: the feed's text: {error}") from error
    body = whole_body(tree, page.url, "feed", pruned=_prune_selected(tree, feed, hints))
    if not body.text:
        raise NoText(f"the feed's text for {page.url} has no words")
    return _extraction(page, feed, Metadata(site=feed.name or None if feed else None), body)


def _prune_selected(tree: HtmlElement, feed: Feed | None, hints: SiteHints | None) -> list[PrunedElement]:
    """Removes from the tree what the configs of the feed and of the site select."""
    pruned = prune_selected(tree, feed.prune if feed else ())
    return pruned + prune_selected(tree, hints.strip if hints else (), "site")


def _selected_body(
    tree: HtmlElement, url: str, displayed_titles: Sequence[str], hints: SiteHints | None, pruned: Sequence[PrunedElement]
) -> ArticleBody | None:
    """The body that the site's config selects, without furniture and headline; None when it selects too little text."""
    selected = copy_of_selected(tree, hints.body) if hints and hints.body else None
    if selected is None:
        return None
    body = whole_body(selected, url, "site", displayed_titles, pruned)
    return body if has_enough_letters(body.text) else None


def _extraction(page: Page, feed: Feed | None, page_metadata: Metadata, body: ArticleBody) -> Extraction:
    entry, fetched_at = page.entry, instant(page.fetched_at)
    published, published_from = page_metadata.published, page_metadata.published_from
    if published is None and (feed_date := parse_date(entry.published, now=fetched_at)):
        published, published_from = feed_date, "feed"
    article = Article(
        entry=entry,
        url=page.url,
        fetched_at=page.fetched_at,
        text=body.text,
        title=page_metadata.title or " ".join(entry.title.split()),
        authors=page_metadata.authors or _entry_authors(entry, page_metadata.language),
        canonical_url=page_metadata.canonical_url,
        published=published,
        published_from=published_from,
        updated=page_metadata.updated or parse_date(entry.updated, now=fetched_at),
        language=page_metadata.language or (feed.language if feed else None),
        site=page_metadata.site,
        image=page_metadata.image,
        section=page_metadata.section,
        flags=page_metadata.flags,
        pruned=body.removals,
        markup=body.markup,
    )
    return Extraction(article, Trace(page_metadata.sources, body.source, body.build_blocks))


def _entry_authors(entry: Entry, language: str | None) -> tuple[str, ...]:
    return names(entry.authors, language) or entry.authors
