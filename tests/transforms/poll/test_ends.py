"""A feed of very many items: both of its ends are read, in order, and it is said."""

import json
import tracemalloc
from datetime import UTC, datetime

import pytest

from transforms.poll.ends import MOST_ITEMS, both_ends
from transforms.poll.notes import notes_on
from transforms.poll.parse import parse_feed

URL = "https://a.example/feed"
NOW = datetime(2026, 2, 1, tzinfo=UTC)


def rss(count: int, one: str = "<item><title>t{}</title></item>", between: str = "") -> str:
    return f'<rss version="2.0"><channel><title>T</title>{between.join(map(one.format, range(count)))}</channel></rss>'


def titles(text: str) -> list[str]:
    return [item.title for item in parse_feed(text.encode(), url=URL).items]


FIFTY = [f"t{n}" for n in (*range(5_000), *range(45_000, 50_000))]


def test_of_fifty_thousand_items_both_ends_are_read() -> None:
    assert titles(rss(50_000)) == FIFTY


def test_so_are_those_of_json() -> None:
    rows = [{"id": str(n), "title": f"t{n}"} for n in range(50_000)]
    assert titles(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows})) == FIFTY


def test_no_item_of_ten_thousand_is_left_out() -> None:
    assert MOST_ITEMS == 10_000
    assert titles(rss(10_000)) == [f"t{n}" for n in range(10_000)]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        pytest.param(9_999, [], id="all"),
        pytest.param(20_000, ["lists 10,000 items or more; the first 5,000 and the last 5,000 are read"], id="the two ends"),
    ],
)
def test_it_is_said(count: int, told: list[str]) -> None:
    assert list(notes_on(parse_feed(rss(count).encode(), url=URL).items, NOW)) == told


@pytest.mark.parametrize(
    "one",
    [
        pytest.param("<entry><title>t{}</title></entry>", id="Atom"),
        pytest.param("<a:ITEM><title>t{}</title></a:ITEM >", id="a prefix, capitals"),
        pytest.param("<item><title>t{}</title></item\n>", id="a line break in the tag"),
    ],
)
def test_items_of_all_kinds_are_counted(one: str) -> None:
    text = both_ends(rss(12_000, one))
    assert (text.count("<title>t"), "t4999<" in text, "t5000<" in text, "t6999<" in text, "t7000<" in text) == (
        10_000, True, False, False, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "flood",
    [
        pytest.param(f"<!--{'</item>' * 20_000}-->", id="in a comment"),
        pytest.param(f"<![CDATA[{'</item>' * 20_000}]]>", id="in a section"),
        pytest.param("</item>" * 20_000, id="that close nothing"),
    ],
)
def test_a_flood_of_end_tags_hides_no_item_at_the_ends(flood: str) -> None:
    found = titles(f"<rss><channel><item><title>first</title></item>{flood}<item><title>last</title></item></channel></rss>")
    assert (found[0], found[-1]) == ("first", "last")


def test_a_hundred_thousand_items_are_no_more_to_read_than_ten_thousand() -> None:
    text = rss(100_000, "<item><title>t{}</title><link>https://a.example/a</link><description>d</description></item>")
    tracemalloc.start()
    try:
        kept = both_ends(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(kept) < len(text) / 9
    assert peak < 3 * len(kept)
