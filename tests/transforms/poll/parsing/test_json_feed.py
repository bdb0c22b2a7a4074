"""JSON Feeds: their items, and JSON that is no feed."""

import json
from typing import Any

import pytest

from transforms.errors import NotAFeed
from transforms.poll.parsing.models import Item, ParsedFeed
from transforms.poll.parsing.parse import parse_feed

URL = "https://a.example/feed.json"
V11 = "https://jsonfeed.org/version/1.1"


def parse(document: Any) -> ParsedFeed:
    return parse_feed(document if isinstance(document, bytes) else json.dumps(document).encode(), url=URL)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(
            {
                "id": "g1",
                "url": "https://a.example/1",
                "title": "One &amp; <b>two</b>",
                "content_html": "<p>C</p>",
                "summary": "S",
                "date_published": "2026-01-31T09:30:00Z",
                "date_modified": "2026-02-01",
                "authors": [{"name": "Ann Roe"}, {"name": "Bo Lee"}, {"url": "https://a.example/"}, {"name": "Ann Roe"}],
            },
            Item(
                "g1",
                "https://a.example/1",
                "One & two",
                "2026-01-31T09:30:00Z",
                "2026-02-01",
                ("Ann Roe", "Bo Lee"),
                "<p>C</p>",
                "S",
            ),
            id="all of 1.1",
        ),
        pytest.param(
            {"id": "g1", "author": {"name": "Ann Roe"}}, Item(guid="g1", authors=("Ann Roe",)), id="the author of 1.0"
        ),
        pytest.param(
            {"id": 7, "content_text": "1 < 2"}, Item(guid="7", content="1 &lt; 2"), id="a number as id; plain text is escaped"
        ),
        pytest.param(
            {"id": "g1", "external_url": "https://b.example/"}, Item(guid="g1", link="https://b.example/"), id="external_url"
        ),
        pytest.param({"id": "g1", "title": None, "authors": "Ann", "url": {}, "tags": 1}, Item(guid="g1"), id="wrong types"),
        pytest.param(
            {"id": "g1", "title": "a\ud800\u0000\nb"}, Item(guid="g1", title="a\ufffd b"), id="lone surrogates and controls"
        ),
        pytest.param({"url": "https://a.example/1"}, Item(link="https://a.example/1"), id="no id"),
        pytest.param(
            {"url": "https://a.example/?a=1&amp;b=2&section=3"},
            Item(link="https://a.example/?a=1&b=2&section=3"),
            id="an address that is escaped",
        ),
    ],
)
def test_items(item: dict[str, Any], expected: Item) -> None:
    assert parse({"version": V11, "items": [item]}).items == (expected,)


def test_the_feed_itself() -> None:
    document = {
        "version": V11,
        "title": "News",
        "language": "en",
        "home_page_url": "https://a.example/",
        "items": [{"id": "1"}, "odd", 3],
    }
    assert parse(document) == ParsedFeed("News", "en", None, (Item(guid="1"),), "https://a.example/")
    assert parse({"version": V11}).items == ()
    assert parse(b"\xef\xbb\xbf \n" + json.dumps({"items": [{"id": "1"}]}).encode()).items == (Item(guid="1"),)


def test_a_number_without_end_is_an_id_like_another() -> None:
    body = b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": ' + b"1" * 6000 + b"}]}"
    (item,) = parse(body).items
    assert item.guid and item.guid.startswith("111") and len(item.guid) == 1000


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param(b"[" * 200_000, "nested too deep", id="deep"),
        pytest.param(b'{"a":' * 200_000, "nested too deep", id="deep, objects"),
        pytest.param(b'{"version": "https://jsonfeed.org/version/1", "items": [{"id"', "broken", id="cut off"),
        pytest.param(b"[1, 2]", "no JSON Feed", id="a list"),
        pytest.param(b'{"items": [{"name": "x"}]}', "no JSON Feed", id="items of something else"),
    ],
)
def test_what_is_no_feed(body: bytes, says: str) -> None:
    with pytest.raises(NotAFeed, match=says):
        parse(body)
