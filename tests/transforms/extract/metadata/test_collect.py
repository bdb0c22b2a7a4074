"""Address, language, section, flags, site and image of a page, and the sources of its fields."""

from dataclasses import replace
from typing import Any

import pytest

from transforms.extract.metadata.field_sources import FieldSource

URL = "https://www.valley-news.example/2026/mill"


ARTICLE = {"@type": "NewsArticle", "headline": "Mill opens again", "datePublished": "2026-05-01T09:30:00+02:00"}


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        pytest.param("/2026/mill?a=1#top", "https://www.valley-news.example/2026/mill?a=1", id="relative"),
        pytest.param("http://valley-news.example/mill", "http://valley-news.example/mill", id="same site"),
        pytest.param("https://amp.valley-news.example/mill", "https://amp.valley-news.example/mill", id="subdomain"),
        pytest.param("https://other.example/mill", None, id="another site"),
        pytest.param("https://www.valley-news.example/", None, id="front page"),
        pytest.param("https://www.valley-news.example", None, id="front page, bare"),
        pytest.param("javascript:alert(1)", None, id="no http"),
        pytest.param("http://[::1", None, id="broken"),
        pytest.param("", None, id="empty"),
    ],
)
def test_canonical(read, href: str, canonical: str | None) -> None:
    assert read(f'<link rel="canonical" href="{href}">').canonical_url == canonical


def test_og_url_stands_in_for_canonical(read) -> None:
    html = "<link rel=canonical href='https://www.valley-news.example/'><meta property='og:url' content='/2026/mill'>"
    assert read(html).canonical_url == URL


@pytest.mark.parametrize(
    ("html", "language"),
    [
        pytest.param("<html lang='en-GB'><p>x", "en", id="html"),
        pytest.param("<html xml:lang='de'><p>x", "de", id="xml:lang"),
        pytest.param("<html lang='English'><p>x", "en", id="in words"),
        pytest.param("<meta http-equiv='Content-Language' content='fr, en'><p>x", "fr", id="meta"),
        pytest.param("<meta property='og:locale' content='pt_BR'><p>x", "pt", id="locale"),
        pytest.param("<html lang='{{ lang }}'><p>x", None, id="template"),
        pytest.param("<p>x", None, id="none"),
    ],
)
def test_language(read, html: str, language: str | None) -> None:
    assert read(html).language == language


@pytest.mark.parametrize(
    ("html", "ld", "section"),
    [
        pytest.param("<meta property='article:section' content='Ferries &amp;amp; boats'>", None, "Ferries & boats", id="meta"),
        pytest.param("", {**ARTICLE, "articleSection": "Ferries"}, "Ferries", id="JSON-LD"),
        pytest.param("", {**ARTICLE, "articleSection": ["Ferries", "Boats"]}, "Ferries", id="the first of several"),
        pytest.param(
            "<meta property='article:section' content=Boats>", {**ARTICLE, "articleSection": "Ferries"}, "Boats", id="both"
        ),
        pytest.param("<meta name=section content='https://x.example/boats'>", None, None, id="an address"),
        pytest.param("<meta name=section content='12'>", None, None, id="a number"),
        pytest.param(
            "<meta property=og:site_name content='Valley News'><meta name=section content='Valley News'>",
            None,
            None,
            id="the site",
        ),
        pytest.param("<meta name=section content='Mill opens again'>", ARTICLE, None, id="the headline"),
        pytest.param("<p>x</p>", {**ARTICLE, "articleSection": {"a": 1}}, None, id="no text"),
    ],
)
def test_section(read, html: str, ld: Any, section: str | None) -> None:
    assert read(html, ld).section == section


@pytest.mark.parametrize(
    ("ld", "flags"),
    [
        pytest.param({**ARTICLE, "isAccessibleForFree": False}, ("paywall",), id="paywall"),
        pytest.param({**ARTICLE, "isAccessibleForFree": "False"}, ("paywall",), id="paywall as a word"),
        pytest.param({**ARTICLE, "isAccessibleForFree": True}, (), id="free"),
        pytest.param({**ARTICLE, "@type": ["LiveBlogPosting"]}, ("live_blog",), id="live blog"),
        pytest.param(ARTICLE, (), id="neither"),
    ],
)
def test_flags(read, ld: Any, flags: tuple[str, ...]) -> None:
    assert read("", ld).flags == flags


@pytest.mark.parametrize(
    ("html", "ld", "url", "flags"),
    [
        pytest.param("<meta property='article:content_tier' content='locked'>", None, URL, ("paywall",), id="locked"),
        pytest.param("<meta property='article:content_tier' content='metered'>", None, URL, (), id="metered"),
        pytest.param(
            "<meta property='article:content_tier' content='locked'>",
            {**ARTICLE, "isAccessibleForFree": True},
            URL,
            (),
            id="JSON-LD comes first",
        ),
        pytest.param(
            "<p>x", None, "https://www.valley-news.example/liveblog/mill", ("live_blog",), id="a folder of live pages"
        ),
        pytest.param("<p>x", None, "https://www.valley-news.example/2026/liveblog", (), id="an article that is called so"),
        pytest.param("<p>x", None, "https://www.valley-news.example/live/mill", (), id="live may be a stream"),
    ],
)
def test_flags_without_json_ld(read, html: str, ld: Any, url: str, flags: tuple[str, ...]) -> None:
    assert read(html, ld, url).flags == flags


def test_site_and_image(read) -> None:
    found = read("<meta property=og:site_name content='Valley News'><meta property=og:image content='//img.example/a b.jpg'>")
    assert (found.site, found.image) == ("Valley News", "https://img.example/a%20b.jpg")


def test_sources_have_their_values_and_reasons(read) -> None:
    html = "<title>Mill opens | Valley News</title><h1>Mill opens again</h1><p class=byline>By Ann Poe</p>"
    sources = {(source.field, source.source): source for source in read(html, ARTICLE).sources}
    assert sources["title", "h1"].used and not sources["title", "<title>"].used
    assert sources["published", "json-ld"].used and sources["published", "json-ld"].value == ARTICLE["datePublished"]
    assert sources["authors", "byline"] == FieldSource("authors", "byline", "By Ann Poe", True, "the first that names a person")


def test_sources_behind_the_first_date_are_read_only_on_demand(read) -> None:
    html = "<time>2 May 2026</time>"
    few, all_ = read(html, ARTICLE), read(html, ARTICLE, all_sources=True)
    assert not any(source.source == "time" for source in few.sources)
    assert [(s.used, s.why) for s in all_.sources if s.source == "time"] == [(False, "json-ld comes first")]
    assert replace(all_, sources=()) == replace(few, sources=()), "the metadata is the same"
