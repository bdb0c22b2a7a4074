"""Articles that are looked at again on the word of their feed: once for each change that it tells, and not for nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.state import load
from pipeline.runs import choose
from pipeline.runs.feed_updates import newest_rows
from tests.pipeline.paper import FEED, FERRY, TIMES, Paper


def later(minutes: float = 5) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


@pytest.fixture
def paper(desk) -> Paper:
    desk.settle(daily=FEED)
    return Paper(desk)


def test_an_article_that_its_feed_says_was_updated(paper):
    paper.lists("/a", "/b")
    paper.run()
    paper.edit("/a", 3)
    paper.edit("/b", 3)
    paper.updated["/a"] = later()
    paper.lists("/a", "/b")
    summary = paper.run()
    assert (summary.changed, summary.new_entries, summary.first_tries, summary.waiting) == (1, 0, 0, 0)
    assert paper.versions() == [("/a", 2, ["text", "quotes", "updated"])]
    paper.run()
    assert paper.pages()[2:] == ["/a"]
    paper.edit("/a", title="Ferry goes")
    paper.updated["/a"] = later(6)
    paper.lists("/a", "/b")
    paper.run()
    assert [version for _, version, _ in paper.versions()] == [2, 3]
    assert not load(paper.desk.out).waiting


@pytest.mark.slow
def test_a_change_before_the_page_was_fetched_is_in_it(paper):
    """Looked up in Parquet; the others do so in JSON lines."""
    paper.desk.settle("output: {formats: [parquet]}\n", daily=FEED)
    paper.lists("/a")
    paper.run()
    paper.updated["/a"] = later(-60)
    paper.lists("/a")
    summary = paper.run()
    assert (summary.unchanged, summary.rechecks_waiting, len(paper.asked)) == (0, 0, 1)
    paper.edit("/a", title="Ferry goes")
    paper.updated["/a"] = later()
    paper.lists("/a")
    paper.run()
    assert [(path, version) for path, version, _ in paper.versions()] == [("/a", 2)]


def test_what_was_told_before_the_first_fetch_is_no_news(paper):
    paper.updated["/a"] = later()
    paper.lists("/a")
    paper.run()
    paper.lists("/a", "/b")
    paper.run()
    assert paper.pages() == ["/a", "/b"]


@pytest.mark.slow
def test_a_feed_that_touches_all_its_dates_costs_little(paper, monkeypatch):
    monkeypatch.setattr(choose, "MOST_UPDATES", 2)
    paths = [f"/{n}" for n in range(5)]
    paper.lists(*paths)
    paper.run()
    for minute in (1, 2):
        paper.updated = dict.fromkeys(paths, later(minute))
        paper.lists(*paths)
        assert paper.run().waiting == 0
        assert len(paper.asked) == 5 + 2 * minute
    assert len(load(paper.desk.out).waiting) == 3
    assert paper.versions() == []


@pytest.mark.slow
def test_on_the_word_of_its_feed_before_its_time_and_at_its_time_all_the_same(paper):
    """And with what its host knows the page by."""
    paper.desk.settle(TIMES, daily=FEED)
    paper.lists("/a")
    paper.run()
    paper.updated["/a"] = later()
    paper.lists("/a")
    assert paper.run().unchanged == 1
    assert "If-None-Match" in paper.asked[1][1]
    paper.edit("/a", title="Ferry goes")
    paper.run(1.1)
    assert paper.versions() == [("/a", 2, ["title", "updated"])]


@pytest.mark.slow
def test_after_a_change_its_times_begin_anew(paper):
    paper.lists("/a")
    paper.run()
    paper.desk.settle(TIMES, daily=FEED)  # switched on since
    paper.edit("/a", title="Ferry goes")
    paper.updated["/a"] = later()
    paper.lists("/a")
    assert paper.run().rechecks_waiting == 1
    paper.edit("/a", title="Ferry comes")
    paper.run(1.1)
    assert [version for _, version, _ in paper.versions()] == [2, 3]


def test_a_live_blog_is_left_to_the_clock(paper):
    paper.desk.settle(TIMES, daily=FEED)
    paper.lists("/a")
    title, lines = paper.articles["/a"]
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry a stays"}</script>'
    paper.articles["/a"] = (title, [f"{lines[0]}{live}", *lines[1:]])
    paper.run()
    assert [row["flags"] for row in read_records(load(paper.desk.out))] == [["live_blog"]]
    paper.edit("/a", 3)
    paper.updated["/a"] = later()
    paper.lists("/a")
    assert (paper.run().changed, paper.run(1.1).changed) == (0, 1)


def test_the_text_of_a_feed(paper, web):
    paper.desk.settle(TIMES, daily=FEED + "content: feed\n")

    def lists(*lines: str) -> None:
        text = "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in lines)
        item = f"<item><title>Ferry stays</title><link>{web.base}/a</link><description>{text}</description></item>"
        web.feed("/feed.xml", body=f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>".encode())

    lists(*FERRY)
    assert paper.run().rechecks_waiting == 0
    lists(*FERRY[:3])
    summary = paper.run()
    assert (summary.changed, summary.rechecks_waiting) == (1, 0)
    lists(*FERRY[:3], "&lt;b&gt;&lt;/b&gt;")
    assert paper.run().unchanged == 1
    assert paper.versions() == [("/a", 2, ["text", "quotes"])]
    assert "/a" not in web.hits


def test_an_entry_that_was_settled_as_a_failure_has_no_past(paper):
    paper.desk.settle("retry: {pause_seconds: 1m, max_attempts: 1}\n", daily=FEED)
    paper.lists("/a")
    paper.down["/a"] = 500
    paper.run()
    paper.updated["/a"] = later()
    paper.lists("/a")
    paper.run()
    assert len(paper.asked) == 1
    assert not load(paper.desk.out).waiting


def test_the_newest_record_is_looked_up_as_far_as_the_log_is_young(paper):
    paper.lists("/a", "/b")
    paper.run()
    state, now = load(paper.desk.out), datetime.now(UTC)
    ids = {row["id"] for row in read_records(state)}
    assert {row["id"] for row in newest_rows(state, ids, now)} == ids
    assert list(newest_rows(state, ids, now + timedelta(days=31))) == []
