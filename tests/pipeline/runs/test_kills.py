"""kill -9 at each point of a pass, then another run: nothing lost, nothing twice, no repair by hand."""

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from tests.pipeline.afterwards import archived, assert_each_once, assert_nothing_left_over, command
from tests.pipeline.conftest import left_of
from tests.pipeline.paper import FEED, Paper
from transforms.keys import hashed
from transforms.web.urls import address_key

PAGES = 16  # the fewest that make two shards
slow_row = partial(pytest.param, marks=pytest.mark.slow)  # the whole matrix is run by `make test-all`


@pytest.fixture(scope="module")
def fork_server() -> Iterator[subprocess.Popen[str]]:
    server = [sys.executable, str(Path(__file__).with_name("fork_server.py"))]
    with subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdin
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


@pytest.fixture
def deadly(fork_server) -> Callable[..., None]:
    """Runs a command whose process is killed at the nth call of a function: `module#Class:name`, `@after` it."""

    def call(point: str, nth: int, *arguments: str, every: int = 100) -> None:
        print(json.dumps([point, nth, every, arguments]), file=fork_server.stdin, flush=True)
        assert int(fork_server.stdout.readline()) == -9

    return call


POINT = re.compile(r'"([a-z_.]+)((?:#\w+)*):(\w+)(?:@after)?"')


def test_each_point_names_a_function():
    """Also those of the slow rows, which would otherwise fail long after a function was renamed."""
    points = POINT.findall(Path(__file__).read_text())
    assert len(points) > 20
    for module, classes, name in points:
        holder: Any = importlib.import_module(module)
        for part in classes.split("#")[1:]:
            holder = getattr(holder, part)
        assert callable(getattr(holder, name, None)), f"{module}{classes}:{name}"


@pytest.fixture
def ferries(desk, web):
    links = [f"/{n}" for n in range(PAGES)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n")
    return desk


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
        slow_row("transforms.extract.transform:extract_article", 3, id="it extracts"),
        slow_row("transforms.annotate.annotator#Annotator:annotate", 1, id="it annotates"),
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


@pytest.mark.parametrize(
    ("point", "nth", "command"),
    [
        pytest.param("pathlib#Path:replace", 1, "compact --all", id="it merges"),
        slow_row("pathlib#Path:replace@after", 3, "compact --all", id="it sums up"),
        slow_row("pipeline.commit_log.store#LocalStore:create", 1, "compact --all", id="just before the commit"),
        slow_row("os:link@after", 1, "compact --all", id="the commit has its name"),
        pytest.param("pipeline.upkeep.vacuum:remove_file", 1, "vacuum --older-than 0s", id="it is about to remove"),
        slow_row("pipeline.upkeep.vacuum:remove_file@after", 1, "vacuum --older-than 0s", id="it has removed one"),
    ],
)
def test_compaction_and_vacuum_killed(ferries, deadly, point, nth, command):
    ferries.run()
    if command.startswith("vacuum"):
        assert CliRunner().invoke(app, ["compact", "--all", "--out", str(ferries.out)]).exit_code == 0
    deadly(point, nth, *command.split(), "--out", str(ferries.out))
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])
    assert CliRunner().invoke(app, [*command.split(), "--out", str(ferries.out)]).exit_code == 0
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])
    assert_nothing_left_over(ferries.out)


STEPS = [
    ("it writes the first file again", "pathlib#Path:replace", 1, False),
    ("it has written one of two formats", "pathlib#Path:replace@after", 2, False),
    ("it sums up", "pathlib#Path:replace@after", 5, False),
    ("just before the commit", "pipeline.commit_log.store#LocalStore:create", 1, False),
    ("the commit has its name", "os:link@after", 1, True),
    ("nothing is removed yet", "pipeline.upkeep.forget:remove_leftovers", 1, True),
    ("the spool is empty", "pipeline.commit_log.suspects:collect@after", 1, True),
    ("it is about to remove the second file", "pipeline.upkeep.forget:remove_file", 2, True),
    ("it has removed one", "pipeline.upkeep.forget:remove_file@after", 1, True),
]


def test_a_forgetting_killed_and_called_again(ferries, web, deadly):
    """An article a step: each is gone before the next one goes."""
    ferries.settle("output: {archive: warc}\n")
    ferries.run()
    for n, (step, point, nth, done) in enumerate(STEPS):
        url, there = f"{web.base}/{n}", PAGES - n
        deadly(point, nth, "forget", "--out", str(ferries.out), url)
        assert len(titles(ferries.out)) == len(archived(ferries.out)) == there - done, step
        assert list(verify(ferries.out, VerifyCounts())) == [], step
        needles = [f"Ferry number {n} stays", f'{url}"', hashed(address_key(url))]
        assert left_of(needles, ferries.out), step
        assert CliRunner().invoke(app, ["forget", "--out", str(ferries.out), url]).exit_code == (2 if done else 0), step
        assert left_of(needles, ferries.out) == set(), step
        assert len(titles(ferries.out)) == there - 1, step
    assert ferries.run().records == 0
    assert titles(ferries.out) == sorted(f"Ferry number {n} stays" for n in range(len(STEPS), PAGES))
    assert_nothing_left_over(ferries.out)


def titles(out: Path) -> list[str]:
    return sorted(row["title"] for row in read_records(load(out)))


@pytest.mark.slow
@pytest.mark.parametrize("nth", [4, 5, 6, 7, 8, 9])  # one of the poll and two of the records come first
def test_a_checkpoint_killed(ferries, deadly, nth):
    deadly("pathlib#Path:replace", nth, *command(ferries), every=1)
    ferries.run()
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])
    assert_nothing_left_over(ferries.out)


@pytest.mark.parametrize(
    ("point", "nth", "made"),
    [
        slow_row("pipeline.replay.select:targets", 1, False, id="it reads what there is"),
        slow_row("pipeline.commit_log.suspects:begin_pass@after", 2, False, id="the second pass has left its note"),
        slow_row("transforms.extract.transform:extract_article", 12, False, id="it extracts, in the second pass"),
        slow_row("pathlib#Path:replace@after", 2, False, id="it writes"),
        slow_row("pipeline.commit_log.pass_results#ReplayResult:save@after", 1, False, id="a pass has left what came of it"),
        pytest.param("pipeline.commit_log.store#LocalStore:create", 1, False, id="just before the commit"),
        slow_row("os:link@after", 1, True, id="the commit has its name"),
        slow_row("pipeline.commit_log.suspects:end_pass", 1, False, id="before the spool is emptied"),
    ],
)
def test_a_replay_killed(ferries, deadly, point, nth, made):
    """The log is as it was, or as it will be; the next replay needs no repair."""
    ferries.settle(
        f"output: {{archive: warc}}\nrun: {{max_entries: {PAGES // 2}}}\n", daily="url: '{base}/feed.xml'\nevery: 0s\n"
    )
    ferries.run()
    before = load(ferries.out).seq
    again = ["replay", *command(ferries)[1:]]
    deadly(point, nth, *again)
    assert load(ferries.out).seq == before + made
    assert {row["revision"] for row in read_records(load(ferries.out))} == {1 + made}
    assert CliRunner().invoke(app, again).exit_code == 0
    assert {row["revision"] for row in read_records(load(ferries.out))} == {2 + made}
    assert sorted(row["title"] for row in read_records(load(ferries.out))) == sorted(
        f"Ferry number {n} stays" for n in range(PAGES)
    )
    assert list((ferries.out / "spool").glob("*")) == []
    assert not (ferries.out / "suspects.json").exists()
    assert_nothing_left_over(ferries.out)


@pytest.mark.slow
def test_runs_that_are_killed_from_outside_accuse_nobody(ferries, deadly):
    for _ in range(2):
        deadly("transforms.annotate.annotator#Annotator:annotate", 1, *command(ferries))
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


@pytest.mark.parametrize(
    ("point", "nth"),
    [
        slow_row("pipeline.commit_log.checkpoint:write_sum", 1, id="it writes the sum"),
        slow_row("pathlib#Path:replace", 3, id="it writes the list"),
        slow_row("pipeline.commit_log.store#LocalStore:create", 1, id="just before the commit"),
        pytest.param("os:link@after", 1, id="the commit has its name"),
        slow_row("pipeline.runs.expire:apply_commit@after", 1, id="before it notes that it has looked"),
        slow_row("pipeline.runs.run:expire@after", 1, id="it has noted it"),
    ],
)
def test_killed_while_it_expires(ferries, deadly, web, point, nth):
    long_ago = datetime.now(UTC) - timedelta(days=9)
    ferries.settle("output: {archive: warc}\narchive: {keep_days: 7}\n")
    run_once(Run(load_config(ferries.folder / "configs"), ferries.out, Engine(), clock=lambda: long_ago))
    web.hits.clear()
    deadly(point, nth, *command(ferries))
    assert len(archived(ferries.out)) in (0, PAGES)
    ferries.run()
    assert archived(ferries.out) == []
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])
    assert set(web.hits) == {"/feed.xml"}
    assert_nothing_left_over(ferries.out)
    assert not (ferries.out / "archive").exists() or list((ferries.out / "archive").iterdir()) == []


CHANGED = [
    ("just before the poll's commit", "pipeline.commit_log.store#LocalStore:create", 1),
    ("the poll's commit has its name", "os:link@after", 1),
    ("it annotates", "transforms.annotate.annotator#Annotator:annotate", 1),
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
