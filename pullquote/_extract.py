"""`pullquote.extract`."""

from pathlib import Path

from pipeline.single.page import clean_page
from pullquote._config import config_of
from pullquote._types import ExtractedArticle

CHARSET_OF_TEXT = "text/html; charset=utf-8"  # a text is encoded in it, whatever charset the page names


def extract(
    html: str | bytes, *, url: str = "", content_type: str | None = None, config: str | Path | None = None
) -> ExtractedArticle:
    """Returns the clean article of one HTML page.

    `html`: the page; bytes are decoded by `content_type` (the HTTP header as it was sent), byte order mark and `<meta>`.
    `url`: the page's address; it resolves links, may hold the date, and selects the hints for the site.
    `config`: a folder with cleaning rules, hints and settings of your own; without it, the shipped ones.

    Raises NoText when the page holds no article (Paywall or LiveBlog when the page says why), Unreadable when it is not HTML,
    and InvalidConfig when the configuration has mistakes.

    >>> from pullquote import extract
    >>> article = extract('''<html lang="en"><head><meta property="article:published_time" content="2026-01-30T08:00:00+01:00">
    ... </head><body><article><h1>Ferry stays</h1><p>By Tomas Lindqvist</p>
    ... <p>The council of Velmarsh met on Friday to speak about the ferry that crosses the bay twice a day, and its price.</p>
    ... <p>“We will keep the ferry running through the winter,” said Ines Okonkwo, the treasurer.</p>
    ... <p>[gallery ids="7,8"]</p>
    ... <p>The harbour office counted four thousand passengers in December, more than in any month since the bridge.</p>
    ... </article></body></html>''', url="https://velmarsh.example/ferry")
    >>> article.title, article.authors, article.published
    ('Ferry stays', ('Tomas Lindqvist',), '2026-01-30T08:00:00+01:00')
    >>> article.text.splitlines()[1]
    '“We will keep the ferry running through the winter,” said Ines Okonkwo, the treasurer.'
    >>> [(removal.rule, removal.text) for removal in article.removals if removal.rule == "shortcodes"]
    [('shortcodes', '[gallery ids="7,8"]\\n')]
    """
    data, header = (html.encode("utf-8", "replace"), CHARSET_OF_TEXT) if isinstance(html, str) else (html, content_type)
    clean = clean_page(config_of(config), data, url=url, content_type=header)
    article = clean.article
    return ExtractedArticle(
        url=url,
        canonical_url=article.canonical_url,
        title=article.title,
        authors=article.authors,
        published=article.published,
        published_from=article.published_from,
        updated=article.updated,
        language=article.language,
        site=article.site,
        section=article.section,
        image=article.image,
        flags=clean.flags,
        text=clean.text,
        removals=clean.removals,
        notes=clean.notes,
    )
