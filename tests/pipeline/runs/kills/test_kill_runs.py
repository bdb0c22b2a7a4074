"""kill -9 at each point of a run, then another run: nothing lost, nothing twice, no repair by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from tests.pipeline.afterwards import archived, assert_each_once, assert_nothing_left_over, command
from tests.pipeline.paper import FEED, Paper
from tests.pipeline.runs.kills.killing import PAGES, slow_row


@pytest.mark.parametrize(
    ("point", "nth"),
    [
        slow_row("pipeline.commit_log.checkpoint:newest", 1, id="it reads the log"),
        slow_row("transforms.web.client#Client:get", 1, id="it polls"),
        slow_row("pathlib#Path:replace", 1, id="the poll writes what waits"),
        slow_row("pipeline.commit_log.store#LocalStore:create", 1, id="just before the poll's commit"),
        pytest.param("os:link@after", 1, id="the poll's commit has its name"),
        slow_row("pipeline.commit_log.suspects:begin_pass@after", 1, id="the pass has left its note"),
        pytest.param("transforms.spool#Spool:append", 5, id="it fetches"),
        slow_row("transforms.spool#Spool:append@after", PAGES, id="it has fetched all"),
        slow_row("transforms.supervised.supervise#Supervised:call", 3, id="it extracts"),
        slow_row("transforms.supervised.supervise#Supervised:call_batch", 1, id="it annotates"),
        slow_row("pathlib#Path:replace", 2, id="it writes, before a file has its name"),
        slow_row("pathlib#Path:replace@after", 3, id="it writes, between two formats"),
        slow_row("pipeline.commit_log.store#LocalStore:create", 2, id="just before the records' commit"),
        pytest.param("os:link@after", 2, id="the records' commit has its name"),
        slow_row("pipeline.commit_log.store#LocalStore:create@after", 2, id="just after the records' commit"),
        slow_row("pipeline.commit_log.suspects:end_pass", 1, id="before the spool is emptied"),
    ],
)
def test_killed_and_run_again(ferries, deadly, point, nth):
    deadly(point, nth, *command(ferries))
    ferries.run()
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])
    assert not load(ferries.out).waiting
    assert list((ferries.out / "spool").glob("*")) == []
    assert_nothing_left_over(ferries.out)


@pytest.mark.parametrize(
    ("point", "nth"),
    [
        slow_row("pathlib#Path:replace", 1, id="it writes what it has seen"),
        pytest.param("pipeline.commit_log.store#LocalStore:create", 1, id="just before the commit"),
        slow_row("os:link@after", 1, id="the commit has its name"),
    ],
)
def test_a_sighting_outlives_a_kill(ferries, web, deadly, point, nth):
    ferries.run()
    web.feed("/other.xml", *(f"/{n}" for n in range(5)))
    ferries.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n", other="url: '{base}/other.xml'\nevery: 0s\n")
    deadly(point, nth, *command(ferries))
    ferries.run()
    ferries.run()
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])
    named = [row["url"] for row in read_records(load(ferries.out)) if row["feeds"] == ["daily", "other"]]
    assert sorted(named) == [f"{web.base}/{n}" for n in range(5)]
    assert sum(ref.rows for _, ref in load(ferries.out).files("sightings")) == 5


@pytest.mark.slow
def test_runs_that_are_killed_from_outside_accuse_nobody(ferries, deadly):
    for _ in range(2):
        deadly("transforms.supervised.supervise#Supervised:call_batch", 1, *command(ferries))
    deadly("pipeline.engine.beam_engine#Engine:run", 2, *command(ferries))  # in quarantine, which has a process of its own
    summary = ferries.run()
    assert (summary.records, dict(summary.failed)) == (PAGES, {})
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])


@pytest.mark.parametrize(
    ("point", "nth"),
    [
        slow_row("transforms.spool#Spool:append@after", PAGES, id="it has fetched all"),
        slow_row("os:link", 2, id="a file is about to be kept"),
        pytest.param("os:link@after", 2, id="it is kept"),
        slow_row("pipeline.commit_log.store#LocalStore:create", 2, id="just before the records' commit"),
        slow_row("os:link@after", 3, id="the records' commit has its name"),
    ],
)
def test_a_killed_pass_leaves_nothing_in_the_archive(ferries, deadly, point, nth):
    ferries.settle("output: {archive: warc}\n")
    deadly(point, nth, *command(ferries))
    committed = [page.entry.id for page in archived(ferries.out)]
    assert len(committed) == (PAGES if nth == 3 else 0)
    ferries.run()
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])
    assert len({page.entry.id for page in archived(ferries.out)}) == len(archived(ferries.out)) == PAGES
    assert_nothing_left_over(ferries.out)


CHANGED = [
    ("just before the poll's commit", "pipeline.commit_log.store#LocalStore:create", 1),
    ("the poll's commit has its name", "os:link@after", 1),
    ("it annotates", "transforms.supervised.supervise#Supervised:call_batch", 1),
    ("just before the new version's commit", "pipeline.commit_log.store#LocalStore:create", 2),
    ("the new version's commit has its name", "os:link@after", 2),
]


@pytest.mark.slow
def test_killed_while_articles_are_looked_at_again(desk, deadly):
    """An article a step, on the word of its feed: one new version each, and none is looked at twice."""
    desk.settle("recheck: [1h]\n", daily=FEED)
    paper = Paper(desk)
    paths = [f"/{n}" for n in range(len(CHANGED))]
    paper.lists(*paths)
    paper.run()
    for n, (step, point, nth) in enumerate(CHANGED):
        paper.edit(paths[n], title=f"Ferry {n} goes")
        paper.updated[paths[n]] = f"{datetime.now(UTC) + timedelta(minutes=n + 1):%Y-%m-%dT%H:%M:%SZ}"
        paper.lists(*paths)
        deadly(point, nth, *command(desk))
        paper.run()
        assert [path for path, version, _ in paper.versions() if version == 2] == paths[: n + 1], step
    assert paper.run().unchanged == 0
    assert len(paper.versions()) == len(CHANGED)
    assert load(desk.out).rechecks_waiting == len(CHANGED)
    assert list(verify(desk.out, VerifyCounts())) == []
