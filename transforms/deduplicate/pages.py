"""Decides after cleaning which articles are recorded: one for each page, and again only when the page has changed."""

from collections.abc import Iterable, Iterator

from transforms.articles import CleanArticle, ForgottenPage, Recheck, Sighting
from transforms.deduplicate.entries import KeySet
from transforms.fingerprint import page_differs
from transforms.keys import forgotten_name, names_of_other_addresses, page_name


def key_of_page(article: CleanArticle) -> str:
    """The key of the article's page, or the id of its entry when `page_name` gives none."""
    entry, page = article.entry, article.article
    return page_name(entry.url, page.canonical_url, page.title) or entry.id


def is_unchanged(article: CleanArticle) -> bool:
    """Whether the page was fetched again and its title and text are those of its record.

    A page that has got a paywall since counts as unchanged, since the record holds more than the page.
    """
    past = article.entry.past
    if not isinstance(past, Recheck) or not past.fingerprint:
        return False
    has_new_paywall = "paywall" in article.article.flags and "paywall" not in past.flags
    return has_new_paywall or not page_differs(past.fingerprint, article)


def deduplicate_page(
    page: str, articles: Iterable[CleanArticle], settled: KeySet
) -> Iterator[CleanArticle | Sighting | ForgottenPage]:
    """Yields the first article of a page, which is to be recorded, and sightings of the others. `page`: from `key_of_page`.

    The first is the one that was seen first. When the page has a record already, only an article with a `past` is recorded.
    Articles of forgotten pages give ForgottenPage values.
    """
    is_known = page in settled
    is_forgotten = is_known and forgotten_name(page) in settled
    for article in sorted(articles, key=lambda article: (article.entry.seen_at or "", article.entry.id)):
        entry = article.entry
        if is_forgotten or _leads_to_forgotten(article, settled):
            yield ForgottenPage(entry.id)
            continue
        yield Sighting(page, entry.id, entry.feeds, entry.url, entry.seen_at) if is_known and not entry.past else article
        is_known = True


def _leads_to_forgotten(article: CleanArticle, settled: KeySet) -> bool:
    """Whether one of its addresses was forgotten. The key of the page is not enough, since it changes with the title."""
    page = article.article
    names = names_of_other_addresses(article.entry.url, page.url, page.canonical_url)
    return any(forgotten_name(name) in settled for name in names)
