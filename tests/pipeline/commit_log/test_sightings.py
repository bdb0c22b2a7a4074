"""One article in two feeds is one record that names both, whenever the second lists it and by whatever address."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.commit_log.reading.queries import RecordFilter, read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.runs.summary_text import summary_lines
from pipeline.upkeep.compact import compact_folder
from tests.pipeline.conftest import PAGE

FEED = "url: {base}/%s.xml\nevery: 0\n"


def feeds_of(desk) -> dict[str, list[str]]:
    return {row["url"].removeprefix(desk.web.base): row["feeds"] for row in read_records(load(desk.out))}


@pytest.fixture
def two(desk, web):
    desk.settle(a=FEED % "a", b=FEED % "b")
    web.page("/1", "Ferry stays")
    web.page("/2", "Bridge opens")
    web.feed("/a.xml", "/1")
    web.feed("/b.xml")
    return desk


def test_a_second_feed_that_lists_it_later_is_named(two, web):
    assert two.run().records == 1
    assert feeds_of(two) == {"/1": ["a"]}
    web.feed("/b.xml", "/1?utm_source=b")
    later = two.run()
    assert (later.records, later.new_entries, later.sightings) == (0, 0, 1)
    assert "entries   0 new, 1 known one listed by another feed or at another address" in summary_lines(later, "")
    assert web.hits.count("/1") == 1
    assert feeds_of(two) == {"/1": ["a", "b"]}
    assert [row["url"] for row in read_records(load(two.out), RecordFilter(feed="b"))] == [f"{web.base}/1"]


def test_a_sighting_is_told_once(two, web):
    two.run()
    web.feed("/b.xml", "/1")
    two.run()
    before = load(two.out)
    web.feed("/b.xml", "/1", "/2")
    two.run()
    after = load(two.out)
    assert len(list(before.files("sightings"))) == len(list(after.files("sightings"))) == 1


@pytest.mark.slow
def test_a_sighting_outlives_compaction_and_is_verified(two, web):
    two.run()
    web.feed("/b.xml", "/1")
    two.run()
    web.feed("/b.xml", "/2")
    web.feed("/a.xml", "/2")
    two.run()
    web.feed("/b.xml", "/1", "/2", "/3")  # /3 is not there
    two.run()
    assert compact_folder(two.out, everything=True, now=datetime.now(UTC) + timedelta(days=2))
    assert feeds_of(two) == {"/1": ["a", "b"], "/2": ["a", "b"]}
    assert list(verify(two.out, VerifyCounts())) == []


def test_pages_that_name_one_address_are_one_record(two, web):
    """In one pass, and in a later one; a template that gives one address to all makes none vanish."""
    named = PAGE.replace("<title>", f'<link rel="canonical" href="{web.base}/1"><title>')
    for path, title in (("/1", "Ferry stays"), ("/amp/1", "Ferry stays"), ("/m/1", "Ferry stays"), ("/2", "Bridge opens")):
        web.pages[path] = (200, "text/html; charset=utf-8", named.format(title=title).encode())
    web.feed("/a.xml", "/1", "/2")
    web.feed("/b.xml", "/amp/1")
    first = two.run()
    assert first.records == 2
    assert sum(feed.records for feed in first.feeds.values()) == 2
    (one, bridge) = sorted(sorted(feeds) for feeds in feeds_of(two).values())[::-1]
    assert (one, bridge) == (["a", "b"], ["a"]) or (one, bridge) == (["a"], ["a", "b"])
    web.feed("/b.xml", "/m/1")
    assert two.run().records == 0
    assert two.run().records == 0
    assert web.hits.count("/m/1") == 1
    assert load(two.out).waiting == {}


def test_an_address_that_changes_is_followed(two, web):
    """Before it was read: it is read where it is now. Afterwards: it is known."""
    item = "<item><title>Ferry stays</title><guid isPermaLink='false'>17</guid><link>{base}{path}</link></item>"
    rss = "<rss><channel><title>A</title>{}</channel></rss>"

    def lists(path: str) -> None:
        web.feed("/a.xml", body=rss.format(item.format(base=web.base, path=path)).encode())

    lists("/wrong")
    assert two.run().records == 0
    lists("/1")
    assert two.run().records == 1
    lists("/2")
    later = two.run()
    assert (later.records, later.new_entries) == (0, 0)
    assert list(feeds_of(two)) == ["/1"]
