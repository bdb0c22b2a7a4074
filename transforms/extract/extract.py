"""A page → its article: one parse, then metadata, pruning and body, each reading the same tree."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml.html import HtmlElement

from transforms.articles import Article, Entry, Page
from transforms.dates import parse_date
from transforms.errors import NoText, Unreadable
from transforms.extract.body.block_fates import Judged
from transforms.extract.body.decide import article_text, decisions, titles_of
from transforms.extract.body.main_text import FEWEST_LETTERS
from transforms.extract.body.prune import prune, prune_selected
from transforms.extract.metadata.author_names import names
from transforms.extract.metadata.collect import Metadata, metadata
from transforms.extract.metadata.field_sources import Witness
from transforms.extract.metadata.hints import only
from transforms.extract.page.lines import lines
from transforms.extract.page.parse import fragment, parse
from transforms.feeds import Feed, SiteHints
from transforms.page_flags import no_text_error
from transforms.records import Removal

BUDGET = 0.8  # of the extracted words must remain after pruning; else a name stood on the article itself


def extract_article(page: Page, html: bytes | None, feed: Feed | None = None, hints: SiteHints | None = None) -> Article:
    """The article in a page. `html` None means that the feed carried the text: the whole of `page.entry.content` is it.

    `hints`: what the site's config points at. What the entry says of itself fills what the page leaves open. `text` has one
    paragraph a line. Raises Unreadable for what is no HTML, NoText (or Paywall, LiveBlog) when no article is in it,
    ValueError for a selector of a config that can't be read.
    """
    if html is None:
        return _from_feed(page, feed, hints)
    try:
        tree = parse(html, page.content_type)
    except Unreadable as error:
        raise Unreadable(f"{page.url}: {error}") from error
    said = metadata(tree, page.url, _when(page.fetched_at), hints=hints, feed_date=page.entry.published)
    pruned = _selected(tree, feed, hints)
    try:
        text, furniture = _pointed_at(tree, page.url, said.shown, hints) or article_text(
            tree, page.url, titles_of(said), _feed_lines(page.entry)
        )
    except NoText as error:
        raise no_text_error(error, said.flags) from error
    return _article(page, feed, said, text, (*pruned, *furniture))


@dataclass(frozen=True)
class Reading:
    """A page for those who want to know why.

    `blocks`: its lines before anything is taken out. `judged`: what was decided on them, by their text. `titles`: the headline,
    and how it is displayed. `witnesses`: all that was said of title, date and authors.
    """

    blocks: tuple[str, ...]
    judged: Mapping[str, Judged]
    titles: tuple[str, ...]
    witnesses: tuple[Witness, ...]


def read_page(page: Page, html: bytes, feed: Feed | None = None, hints: SiteHints | None = None) -> Reading:
    """What `extract_article` saw on its way. Raises Unreadable and ValueError as it does."""
    tree = parse(html, page.content_type)
    said = metadata(tree, page.url, _when(page.fetched_at), hints=hints, feed_date=page.entry.published, thorough=True)
    blocks = tuple(lines(tree))
    _selected(tree, feed, hints)
    pointed_at = _pointed_at(tree, page.url, said.shown, hints) is not None
    told = () if pointed_at else decisions(tree, page.url, titles_of(said))
    return Reading(blocks, {one.text: Judged(one.score, one.reasons) for one in told}, titles_of(said), said.witnesses)


def _feed_lines(entry: Entry) -> list[str]:
    """The feed's own text of an entry whose page is read all the same; it may be a summary."""
    try:
        return list(lines(fragment(entry.content))) if entry.content else []
    except Unreadable:
        return []


def _from_feed(page: Page, feed: Feed | None, hints: SiteHints | None) -> Article:
    if not (page.entry.content or "").strip():
        raise NoText(f"the feed carries no text for {page.url}")
    try:
        tree = fragment(page.entry.content or "")
    except Unreadable as error:
        raise Unreadable(f"{page.url}: the feed's text: {error}") from error
    pruned = _selected(tree, feed, hints)
    text, furniture = _whole(tree, page.url)
    if not text:
        raise NoText(f"the feed's text for {page.url} holds no words")
    said = Metadata(site=feed.name or None if feed else None)
    return _article(page, feed, said, text, (*pruned, *furniture))


def _selected(tree: HtmlElement, feed: Feed | None, hints: SiteHints | None) -> list[Removal]:
    """What the configs of the feed and of the site point at, out of the tree."""
    pruned = prune_selected(tree, feed.prune if feed else ())
    return pruned + prune_selected(tree, hints.strip if hints else (), "site")


def _pointed_at(
    tree: HtmlElement, url: str, headlines: Sequence[str], hints: SiteHints | None
) -> tuple[str, tuple[Removal, ...]] | None:
    """The body as the site's config points at it, less furniture and headline; None where it points at no words."""
    body = only(tree, hints.body) if hints and hints.body else None
    if body is None:
        return None
    text, furniture = _whole(body, url)
    text = "\n".join(line for line in text.split("\n") if line not in headlines)
    return (text, furniture) if sum(map(str.isalpha, text)) >= FEWEST_LETTERS else None


def _whole(tree: HtmlElement, url: str) -> tuple[str, tuple[Removal, ...]]:
    """All of a feed's HTML, but for furniture within the budget."""
    smaller = deepcopy(tree)
    removals = prune(smaller, url)
    text, whole = "\n".join(lines(smaller)), "\n".join(lines(tree))
    return (text, tuple(removals)) if len(text.split()) >= BUDGET * len(whole.split()) else (whole, ())


def _article(page: Page, feed: Feed | None, said: Metadata, text: str, pruned: tuple[Removal, ...]) -> Article:
    entry = page.entry
    published, published_from = said.published, said.published_from
    if published is None and (fallback := parse_date(entry.published, now=_when(page.fetched_at))):
        published, published_from = fallback, "feed"
    return Article(
        entry=entry,
        url=page.url,
        fetched_at=page.fetched_at,
        text=text,
        title=said.title or " ".join(entry.title.split()),
        authors=said.authors or _entry_authors(entry, said.language),
        canonical_url=said.canonical_url,
        published=published,
        published_from=published_from,
        updated=said.updated or parse_date(entry.updated, now=_when(page.fetched_at)),
        language=said.language or (feed.language if feed else None),
        site=said.site,
        image=said.image,
        section=said.section,
        flags=said.flags,
        pruned=pruned,
    )


def _entry_authors(entry: Entry, language: str | None) -> tuple[str, ...]:
    return names(entry.authors, language) or entry.authors


def _when(fetched_at: str) -> datetime:
    when = datetime.fromisoformat(fetched_at)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
