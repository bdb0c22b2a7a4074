"""Articles that are checked again: when, with which headers, what becomes a new version and what does not."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.commit_log import checkpoint
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import RecordFilter, read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.runs.summary_text import summary_lines
from pipeline.upkeep.compact import compact_folder
from tests.pipeline.paper import FEED, FERRY, PAGE, TIMES, Paper
from transforms.annotate.record import make_record
from transforms.articles import Article, CleanArticle, Remake
from transforms.records import Annotations
from transforms.write.shard import write_shard


@pytest.fixture
def paper(desk) -> Paper:
    desk.settle(TIMES, daily=FEED)
    return Paper(desk)


def test_an_article_is_looked_at_again_at_each_time(paper):
    paper.lists("/a")
    first = paper.run()
    assert (first.records, first.waiting, first.rechecks_waiting) == (1, 0, 1)
    assert "again     0 checked again, none changed; 1 to be checked later" in summary_lines(first, "")
    paper.run(0.9)
    assert len(paper.asked) == 1
    second = paper.run(1.1)
    assert (second.records, second.unchanged, second.rechecks_waiting) == (0, 1, 1)
    paper.edit("/a", 3, "“The price of a ticket rises in the summer,” said Tomas Lindqvist, the harbour master.")
    third = paper.run(6.5)
    assert (third.records, third.changed, third.first_tries, third.feeds["daily"].records) == (1, 1, 0, 1)
    paper.edit("/a", title="Ferry goes")
    last = paper.run(25)
    assert (last.records, last.waiting, last.rechecks_waiting) == (1, 0, 0)
    assert paper.versions() == [("/a", 2, ["text", "quotes"]), ("/a", 3, ["title"])]
    assert ["If-None-Match" in headers for _, headers in paper.asked] == [False, True, True, True]
    newest = next(iter(read_records(load(paper.desk.out))))
    older = [r for r in read_records(load(paper.desk.out), RecordFilter(all_versions=True)) if r["version"] == 2]
    assert (newest["previous"], newest["revision"]) == (older[0]["content_hash"], 1)


def test_without_the_config_nothing_is_looked_at_again(paper):
    paper.desk.settle("", daily=FEED)
    paper.lists("/a")
    assert paper.run().rechecks_waiting == 0
    assert not load(paper.desk.out).waiting


@pytest.mark.slow
def test_a_feed_has_times_of_its_own(paper):
    second, third = FEED.replace("feed", "b"), FEED.replace("feed", "c")
    paper.desk.settle(TIMES, daily=FEED, b=f"{second}recheck: [2h]\n", c=f"{third}recheck: []\n")
    paper.lists("/a")
    paper.lists("/b", feed="/b.xml")
    paper.lists("/c", feed="/c.xml")
    paper.run()
    paper.run(1.1)
    assert paper.pages()[3:] == ["/a"]
    assert paper.run(100).rechecks_waiting == 0
    assert sorted(paper.pages()[4:]) == ["/a", "/b"]


def test_conditions_go_to_the_host_that_gave_them_alone(paper, web):
    """The page has moved to another host, by its name, since it was read."""
    paper.lists("/a")
    paper.run()

    def moved(handler: BaseHTTPRequestHandler) -> None:
        paper.asked.append((handler.path, dict(handler.headers)))
        handler.send_response(302)
        handler.send_header("Location", web.base.replace("127.0.0.1", "localhost") + "/b")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    paper.lists("/b")
    web.feed("/feed.xml")
    web.pages["/a"] = moved
    paper.run(1.1)
    assert [(path, "If-None-Match" in headers) for path, headers in paper.asked[1:]] == [("/a", True), ("/b", False)]
    (entry,) = load(paper.desk.out).waiting.values()
    assert entry.past.etag is None


@pytest.mark.slow
def test_lines_that_became_furniture_since_are_no_news(paper):
    share = (
        "The tide tables for the harbour of Velmarsh and for the islands of the bay are printed on Saturday beside the weather."
    )
    paper.lists("/a", "/b", "/c")
    for _, lines in paper.articles.values():
        lines.append(share)
    paper.run()
    assert all(row["text"].endswith(share) for row in read_records(load(paper.desk.out)))
    paper.around, paper.validators = "Something else", False
    assert paper.run(1.1).unchanged == 3
    assert paper.versions() == []


def test_an_article_that_is_gone_is_told_and_its_record_stays(paper):
    """And that is no fault of its feed."""
    paper.lists("/a", "/b")
    paper.run()
    paper.down = {"/a": 404, "/b": 410}
    summary = paper.run(1.1)
    assert (sum(summary.failed.values()), summary.first_failures, summary.rechecks_waiting) == (2, 0, 0)
    assert not summary.too_many_failures(0.5)
    state = load(paper.desk.out)
    failures = list(read_failures(state))
    assert [failure["retry_at"] for failure in failures] == [None, None]
    assert all(failure["detail"].endswith("; its record stays") for failure in failures)
    assert len(list(read_records(state))) == 2
    assert not state.waiting
    assert all(failure["record_stays"] for failure in failures)
    assert not state.feed_stats["daily"].total.failed


@pytest.mark.slow
def test_a_site_in_trouble_is_asked_at_the_next_time(paper):
    paper.desk.settle(f"{TIMES}retry: {{pause_seconds: 5m, max_attempts: 1}}\n", daily=FEED)
    paper.lists("/a")
    paper.run()
    paper.down["/a"] = 500
    summary = paper.run(1.1)
    assert (summary.waiting, summary.rechecks_waiting, summary.first_failures) == (0, 1, 0)
    (entry,) = load(paper.desk.out).waiting.values()
    assert entry.retry_at
    paper.down.clear()
    paper.edit("/a", title="Ferry goes")
    paper.run(6.1)
    assert paper.versions() == [("/a", 2, ["title"])]
    assert list(read_failures(load(paper.desk.out))) == []


def test_a_page_that_closes_is_no_new_version(paper):
    paper.lists("/a")
    paper.run()
    page = PAGE.format(title="Ferry a stays", text=f"<p>{FERRY[0]}</p>", around="x").replace(
        "</head>", '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script></head>'
    )
    paper.desk.web.pages["/a"] = (200, "text/html; charset=utf-8", page.encode())
    assert paper.run(1.1).unchanged == 1
    assert paper.versions() == []


def test_feeds_that_left_the_config_are_asked_no_more(paper):
    paper.desk.settle(TIMES, daily=FEED, other="url: '{base}/b.xml'\nevery: 0s\n")
    paper.lists("/a")
    paper.lists("/b", feed="/b.xml")
    paper.run()
    (paper.desk.folder / "configs" / "feeds" / "other.yaml").unlink()
    summary = paper.run(1.1)
    assert paper.pages()[2:] == ["/a"]
    assert (summary.unchanged, summary.rechecks_waiting) == (1, 1)


def test_a_config_that_wants_no_more_ends_it(paper):
    paper.lists("/a")
    paper.run()
    paper.desk.settle("", daily=FEED)
    assert paper.run(1.1).rechecks_waiting == 0
    assert len(paper.asked) == 1


def test_force_does_not_look_at_all_of_them_and_a_run_that_was_late_asks_once_for_all_times(paper):
    paper.lists("/a")
    paper.run()
    paper.desk.run(force=True)
    assert len(paper.asked) == 1
    assert paper.run(30).rechecks_waiting == 0
    assert len(paper.asked) == 2


@pytest.mark.slow
def test_a_checkpoint_and_a_compaction_between(paper, monkeypatch):
    monkeypatch.setattr(checkpoint, "COMMITS_APART", 1)
    paper.lists("/a")
    paper.run()
    paper.lists("/a", "/b")
    paper.run()
    assert compact_folder(paper.desk.out, everything=True, now=datetime.now(UTC) + timedelta(days=2))
    paper.edit("/a", title="Ferry goes")
    paper.run(1.1)
    paper.edit("/a", title="Ferry comes")
    paper.run(6.1)
    assert paper.versions() == [("/a", 2, ["title"]), ("/a", 3, ["title"])]
    assert list(verify(paper.desk.out, VerifyCounts())) == []


@pytest.mark.slow
def test_two_workers_say_the_same(paper, tmp_path):
    paper.lists(*(f"/{n}" for n in range(6)))
    paper.run()
    shutil.copytree(paper.desk.out, tmp_path / "copy")
    for n in range(3):
        paper.edit(f"/{n}", n, f"The ferry of pier {n} is painted blue, said nobody in particular on a Friday.")
    paper.run(1.1)
    one = _stable(paper)
    shutil.rmtree(paper.desk.out)
    (tmp_path / "copy").rename(paper.desk.out)
    paper.run(1.1, flags=("--direct_running_mode=multi_processing", "--direct_num_workers=2"))
    assert _stable(paper) == one
    assert len(paper.versions()) == 3


def _stable(paper: Paper) -> list[str]:
    rows = read_records(load(paper.desk.out), RecordFilter(all_versions=True))
    left_out = ("run", "fetched_at")
    return sorted(json.dumps({k: v for k, v in row.items() if k not in left_out}) for row in rows)


@pytest.mark.slow
def test_what_is_made_again_meanwhile_is_looked_at_all_the_same(paper):
    """A record of the archive takes the place of the first; its article's times go on."""
    paper.lists("/a")
    paper.run()
    state = load(paper.desk.out)
    (row,), (entry,) = list(read_records(state)), state.waiting.values()
    work = Pass(str(paper.desk.out), state.seq + 1, "replay", "r009-000", "r009", LocalStore(paper.desk.out))
    past = Remake(row["version"], row["revision"])
    article = Article(replace(entry, past=past), entry.url, row["fetched_at"], row["text"], row["title"])
    again = make_record(CleanArticle(article.entry, article, article.text), Annotations("en"), run="r", made_with="p")
    refs = write_shard([again], root=paper.desk.out, day="2026-01-31", attempt="r009-000", shard=0, names=["jsonl", "parquet"])
    assert publish(work, PassResult(files=tuple(refs)))
    assert load(paper.desk.out).waiting == state.waiting
    paper.edit("/a", title="Ferry goes")
    paper.run(1.1)
    assert paper.versions() == [("/a", 2, ["title"])]
