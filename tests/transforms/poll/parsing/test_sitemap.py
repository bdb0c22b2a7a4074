"""Sitemaps and lists of sitemaps: their items, and which parts of a list are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from transforms.errors import NewsError, NotAFeed, NotFound
from transforms.feeds import Feed
from transforms.poll.parsing.parse import parse_sitemap
from transforms.poll.parsing.sitemap import MOST_ENTRIES, MOST_PARTS
from transforms.poll.poll import PollResult, poll_feed

URL = "https://www.a.example/sitemap.xml"
NEWS = (
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def urls(*inner: str) -> bytes:
    body = "".join(f"<url>{each}</url>" for each in inner)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {NEWS}>{body}</urlset>'.encode()


def index(*locations: tuple[str, str]) -> bytes:
    body = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>" for loc, day in locations)
    return f"<?xml version='1.0'?><sitemapindex>{body}</sitemapindex>".encode()


def news(title: str, day: str) -> str:
    publication = "<news:publication><news:name>The A</news:name><news:language>en</news:language></news:publication>"
    date = f"<news:publication_date>{day}</news:publication_date>"
    return f"<news:news>{publication}{date}<news:title>{title}</news:title></news:news>"


@dataclass
class Came:
    body: bytes
    url: str = URL
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    redirects: tuple[tuple[int, str], ...] = ()


@dataclass
class Site:
    """A client: what each address answers, and what was asked with which headers."""

    pages: dict[str, bytes | NewsError]
    asked: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)

    def get(self, url: str, *, headers: Sequence[tuple[str, str]] = (), accept: str) -> Came:
        self.asked.append((url, tuple(headers)))
        found = self.pages.get(url) or NotFound(f"{url} is not there")
        if isinstance(found, NewsError):
            raise found
        return Came(found, url, headers={"etag": '"1"'})


def polled(pages: dict[str, bytes | NewsError]) -> tuple[PollResult, Site]:
    site = Site(pages)
    feed = Feed(id="map", url=URL, kind="sitemap", headers=(("X-Key", "k"),))
    return poll_feed(feed, None, client=site, now=datetime(2026, 2, 1, 12, tzinfo=UTC)), site


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            f"<loc>https://a.example/1</loc>{news('Ferry &amp; bridge', '2026-01-31T09:30:00+01:00')}",
            ("Ferry & bridge", "https://a.example/1", "2026-01-31T09:30:00+01:00", None),
            id="news",
        ),
        pytest.param(
            "<loc>\n https://a.example/1 </loc><lastmod>2026-01-31</lastmod>",
            ("", "https://a.example/1", None, "2026-01-31"),
            id="plain, the date is of the last change",
        ),
        pytest.param(
            "<image:image><image:loc>https://a.example/p.jpg</image:loc><image:title>Boat</image:title></image:image>"
            "<loc>https://a.example/1?a=1&amp;b=2</loc>",
            ("", "https://a.example/1?a=1&b=2", None, None),
            id="a picture's address and title are not the page's",
        ),
        pytest.param(
            f"<loc>/1?a=1&amp;amp;b=2&section=3</loc>{news('The &amp;lt;i&amp;gt; tag', '2026-01-31')}",
            ("The <i> tag", "/1?a=1&b=2&section=3", "2026-01-31", None),
            id="escaped twice",
        ),
        pytest.param(
            '<xhtml:link rel="alternate" hreflang="de" href="/de"/><loc><![CDATA[/1]]></loc>',
            ("", "/1", None, None),
            id="CDATA",
        ),
    ],
)
def test_a_location_is_an_item(inner: str, expected: tuple[str, str, str | None, str | None]) -> None:
    (item,) = parse_sitemap(urls(inner), url=URL).items
    assert (item.title, item.link, item.published, item.updated) == expected


def test_the_newest_come_first_and_the_rest_is_left() -> None:
    days = [f"<loc>/{i}</loc><lastmod>2026-01-{i % 28 + 1:02}</lastmod>" for i in range(MOST_ENTRIES + 10)]
    items = parse_sitemap(urls("<loc>/undated</loc>", *days), url=URL).items
    assert len(items) == MOST_ENTRIES
    assert [item.updated for item in items] == sorted((item.updated or "" for item in items), reverse=True)
    assert "/undated" not in {item.link for item in items}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param(b"<rss><channel/></rss>", "no sitemap but a feed", id="a feed"),
        pytest.param(b"<html><title>Oh no</title></html>", "an HTML page titled 'Oh no'", id="a page"),
        pytest.param(b"nothing here", "plain text", id="text"),
        pytest.param(b"", "is empty", id="empty"),
    ],
)
def test_what_is_no_sitemap_says_so(body: bytes, says: str) -> None:
    with pytest.raises(NotAFeed, match=says):
        parse_sitemap(body, url=URL)


def test_an_index_is_read_within_bounds() -> None:
    """News by their name first, then the newest; never another site's, never an index within an index."""
    parts = [(f"https://a.example/old-{i}.xml", f"2026-01-{i + 1:02}") for i in range(9)]
    listed = index(*parts, ("https://cdn.a.example/news.xml", "2025-01-01"), ("https://b.example/news.xml", "2026-01-31"))
    pages = {loc: urls(f"<loc>https://a.example/{loc[-5]}</loc><lastmod>{day}</lastmod>") for loc, day in parts}
    deeper = {"https://a.example/old-8.xml": index(("https://a.example/old-0.xml", "2026-01-31"))}
    told, site = polled(
        {URL: listed, **pages, **deeper, "https://cdn.a.example/news.xml": urls(f"<loc>/n</loc>{news('N', '2026-01-30')}")}
    )
    assert [url for url, _ in site.asked] == [
        URL,
        "https://cdn.a.example/news.xml",
        *(f"https://a.example/old-{i}.xml" for i in (8, 7, 6, 5)),
    ]
    assert len(site.asked) == 1 + MOST_PARTS
    assert [headers for _, headers in site.asked[:2]] == [(("X-Key", "k"),), ()]  # a secret is the feed's own origin's
    assert [entry.url.rsplit("/")[-1] for entry in told.entries] == ["n", "7", "6", "5"]
    assert told.error is None


def test_a_part_that_fails_is_not_all_that_fail() -> None:
    two = index(("https://a.example/1.xml", "2026-01-01"), ("https://a.example/2.xml", "2026-01-02"))
    told, _ = polled({URL: two, "https://a.example/1.xml": urls("<loc>/1</loc>")})
    assert [entry.url for entry in told.entries] == ["https://www.a.example/1"]
    told, _ = polled({URL: two})
    assert isinstance(told.error, NotFound)


def test_a_list_is_read_each_time_and_a_sitemap_when_it_changes() -> None:
    """A list stays the same while the sitemaps that it names change."""
    told, _ = polled({URL: index(("https://a.example/1.xml", "2026-01-01")), "https://a.example/1.xml": urls("<loc>/1</loc>")})
    assert (told.state.etag, told.state.body_hash) == (None, None)
    told, _ = polled({URL: urls("<loc>/1</loc>")})
    assert told.state.etag == '"1"' and told.state.body_hash
