"""Feeds with very many items: both ends are read, in order, and a note says so."""

import json
import tracemalloc
from datetime import UTC, datetime

import pytest

from transforms.poll import notes
from transforms.poll.notes import notes_on
from transforms.poll.parsing import feedparser_input, truncate
from transforms.poll.parsing.parse import parse_feed
from transforms.poll.parsing.truncate import MOST_ITEMS, truncate_xml

URL = "https://a.example/feed"
NOW = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def thousand(monkeypatch) -> None:
    """A thousand items are the most, so that nobody waits."""
    for module in (truncate, notes, feedparser_input):
        monkeypatch.setattr(module, "MOST_ITEMS", 1_000)
    for module in (truncate, notes):
        monkeypatch.setattr(module, "KEPT_AT_EACH_END", 500)


def rss(count: int, one: str = "<item><title>t{}</title></item>", between: str = "") -> str:
    return f'<rss version="2.0"><channel><title>T</title>{between.join(map(one.format, range(count)))}</channel></rss>'


def titles(text: str) -> list[str]:
    return [item.title for item in parse_feed(text.encode(), url=URL).items]


ENDS = [f"t{n}" for n in (*range(500), *range(4_500, 5_000))]


def test_of_too_many_items_both_ends_are_read(thousand: None) -> None:
    assert titles(rss(5_000)) == ENDS


def test_so_are_those_of_json(thousand: None) -> None:
    rows = [{"id": str(n), "title": f"t{n}"} for n in range(5_000)]
    assert titles(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows})) == ENDS


def test_none_is_left_out_of_as_many_as_a_sitemap_may_list() -> None:
    assert MOST_ITEMS == 50_000  # https://www.sitemaps.org/protocol.html
    many = rss(50_000, "<item><link>https://a.example/{}</link></item>")
    assert truncate_xml(many) == many


def test_no_item_of_a_thousand_is_left_out(thousand: None) -> None:
    assert titles(rss(1_000)) == [f"t{n}" for n in range(1_000)]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        pytest.param(999, [], id="all"),
        pytest.param(2_000, ["lists 1,000 items or more; the first 500 and the last 500 are read"], id="the two ends"),
    ],
)
def test_it_is_said(thousand: None, count: int, told: list[str]) -> None:
    assert [note.text for note in notes_on(parse_feed(rss(count).encode(), url=URL).items, NOW)] == told


@pytest.mark.parametrize(
    "one",
    [
        pytest.param("<entry><title>t{}</title></entry>", id="Atom"),
        pytest.param("<a:ITEM><title>t{}</title></a:ITEM >", id="a prefix, capitals"),
        pytest.param("<item><title>t{}</title></item\n>", id="a line break in the tag"),
    ],
)
def test_items_of_all_kinds_are_counted(thousand: None, one: str) -> None:
    text = truncate_xml(rss(1_200, one))
    assert (text.count("<title>t"), "t499<" in text, "t500<" in text, "t699<" in text, "t700<" in text) == (
        1_000, True, False, False, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "flood",
    [
        pytest.param(f"<!--{'</item>' * 2_000}-->", id="in a comment"),
        pytest.param(f"<![CDATA[{'</item>' * 2_000}]]>", id="in a section"),
        pytest.param("</item>" * 2_000, id="that close nothing"),
    ],
)
def test_a_flood_of_end_tags_hides_no_item_at_the_ends(thousand: None, flood: str) -> None:
    found = titles(f"<rss><channel><item><title>first</title></item>{flood}<item><title>last</title></item></channel></rss>")
    assert (found[0], found[-1]) == ("first", "last")


def test_ten_thousand_items_are_no_more_to_read_than_a_thousand(thousand: None) -> None:
    text = rss(10_000, "<item><title>t{}</title><link>https://a.example/a</link><description>d</description></item>")
    tracemalloc.start()
    try:
        kept = truncate_xml(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(kept) < len(text) / 9
    assert peak < 3 * len(kept)
