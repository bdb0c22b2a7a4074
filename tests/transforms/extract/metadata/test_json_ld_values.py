"""How single values of JSON-LD are read, whatever form they have."""

import json
from typing import Any

import pytest

from transforms.extract.metadata.jsonld import MAX_NODES, JsonLd, read_json_ld
from transforms.extract.page.parse import parse

URL = "https://valley.example/2026/mill"


def read(*scripts: Any) -> JsonLd:
    html = "".join(f'<script type="application/ld+json">{json.dumps(script)}</script>' for script in scripts)
    return read_json_ld(parse(f"<head>{html}</head><body><p>x</p></body>".encode()), URL)


@pytest.mark.parametrize(
    ("article", "field", "value"),
    [
        pytest.param({"headline": "Mill &amp; weir"}, "headline", "Mill & weir", id="escaped"),
        pytest.param({"headline": ["Mill", "Weir"]}, "headline", "Mill", id="the first of several"),
        pytest.param({"headline": {"@value": "Mill", "@language": "en"}}, "headline", "Mill", id="a value with its language"),
        pytest.param({"headline": {"name": "Mill"}}, "headline", "", id="an object that is no text"),
        pytest.param({"name": "Mill"}, "headline", "Mill", id="its name instead"),
        pytest.param({"datePublished": "2026-05-01"}, "published", "2026-05-01", id="date"),
        pytest.param({"dateCreated": "2026-05-01"}, "published", "2026-05-01", id="date of creation instead"),
        pytest.param({"datePublished": 1777600000}, "published", "1777600000", id="a number"),
        pytest.param({"datePublished": True}, "published", None, id="a truth value is no date"),
        pytest.param({"datePublished": {}}, "published", None, id="an object is no date"),
        pytest.param({"dateModified": ["2026-05-02"]}, "updated", "2026-05-02", id="a list of dates"),
        pytest.param({"author": "Jane Roe"}, "authors", (("Jane Roe", False),), id="an author as text"),
        pytest.param({"author": {"@type": "Organization", "name": "Wire"}}, "authors", (("Wire", True),), id="an organization"),
        pytest.param({"author": [{"name": ["Jane Roe", "John Doe"]}]}, "authors", (("Jane Roe", False), ("John Doe", False)), id="a list of names"),
        pytest.param({"creator": "Jane Roe"}, "authors", (("Jane Roe", False),), id="creator instead"),
        pytest.param({"author": 7}, "authors", (), id="a number is no author"),
        pytest.param({"publisher": {"name": "Valley"}}, "site", "Valley", id="publisher"),
        pytest.param({"publisher": "Valley"}, "site", "Valley", id="publisher as text"),
        pytest.param({"image": "/a.jpg"}, "image", "/a.jpg", id="image"),
        pytest.param({"image": [{"url": ["/a.jpg"]}]}, "image", "/a.jpg", id="image in an object in a list"),
        pytest.param({"thumbnailUrl": "/a.jpg"}, "image", "/a.jpg", id="thumbnail instead"),
        pytest.param({"inLanguage": {"alternateName": "en"}}, "language", "en", id="language as an object"),
        pytest.param({"isAccessibleForFree": "False"}, "free", False, id="not free, as text"),
        pytest.param({"isAccessibleForFree": "http://schema.org/True"}, "free", True, id="free, as an address"),
        pytest.param({}, "free", None, id="nothing is said about it"),
        pytest.param({"articleSection": ["Ferries", 7, "Boats"]}, "sections", ("Ferries", "Boats"), id="sections"),
        pytest.param({"url": "https://valley.example/a?x=1#top"}, "url", "https://valley.example/a", id="address"),
        pytest.param({"mainEntityOfPage": {"@id": "https://valley.example/a"}}, "url", "https://valley.example/a", id="address of its page"),
        pytest.param({"url": "mill"}, "url", None, id="no address"),
        pytest.param({"@type": "LiveBlogPosting"}, "live_blog", True, id="a live blog"),
    ],
)  # fmt: skip
def test_values(article: dict[str, Any], field: str, value: object) -> None:
    assert getattr(read({"@type": "NewsArticle", **article}), field) == value


def test_references_by_id_are_resolved() -> None:
    graph = [{"@type": "NewsArticle", "author": {"@id": "#jane"}}, {"@type": "Person", "@id": "#jane", "name": "Jane Roe"}]
    assert read({"@graph": graph}).authors == (("Jane Roe", False),)
    assert read({"@graph": graph[:1]}).authors == (), "a reference to nothing"


@pytest.mark.parametrize(
    ("articles", "headline"),
    [
        pytest.param([{"headline": "A"}, {"headline": "B", "datePublished": "2026"}], "B", id="the fullest"),
        pytest.param([{"headline": "A", "url": URL}, {"headline": "B", "datePublished": "2026", "author": "x"}], "A", id="the one with the page's address"),
        pytest.param([{"headline": "A", "url": URL + "/more"}, {"headline": "B", "datePublished": "2026"}], "B", id="an address that only begins alike"),
        pytest.param([{"headline": "A"}, {"headline": "B"}], "A", id="the first of equals"),
    ],
)  # fmt: skip
def test_the_articles_of_a_page(articles: list[dict[str, str]], headline: str) -> None:
    assert read(*({"@type": "Article", **article} for article in articles)).headline == headline


@pytest.mark.parametrize(
    ("script", "site"),
    [
        pytest.param({"@type": "NewsMediaOrganization", "name": "Valley"}, "Valley", id="an organization"),
        pytest.param({"@type": "WebSite", "name": "Valley"}, "Valley", id="a site"),
        pytest.param({"@type": "Person", "name": "Jane Roe"}, None, id="a person is no site"),
        pytest.param({"@type": "WebSite"}, None, id="without a name"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_a_page_without_article(script: Any, site: str | None) -> None:
    assert read(script) == JsonLd(site=site)


def test_endless_lists() -> None:
    many = [{"@type": "Thing"}] * (MAX_NODES + 10) + [{"@type": "NewsArticle", "headline": "Mill"}]
    assert read(many).headline == "", "beyond the limit nothing is read"
