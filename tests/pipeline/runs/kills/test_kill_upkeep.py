"""kill -9 at points of a checkpoint, compact, vacuum, expiry, forget and replay, then the same again: nothing lost, no repair."""

from datetime import UTC, datetime, timedelta

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
from tests.pipeline.runs.kills.killing import PAGES, slow_row, titles
from transforms.keys import hashed
from transforms.web.urls import address_key


@pytest.mark.slow
@pytest.mark.parametrize("nth", [4, 5, 6, 7, 8, 9])  # one of the poll and two of the records come first
def test_a_checkpoint_killed(ferries, deadly, nth):
    deadly("pathlib#Path:replace", nth, *command(ferries), every=1)
    ferries.run()
    assert_each_once(ferries.out, [f"Ferry number {n} stays" for n in range(PAGES)])
    assert_nothing_left_over(ferries.out)


@pytest.mark.parametrize(
    ("point", "nth", "command"),
    [
        pytest.param("pathlib#Path:replace", 1, "compact --all", id="it merges"),
        slow_row("pathlib#Path:replace@after", 3, "compact --all", id="it sums up"),
        slow_row("pipeline.commit_log.store#LocalStore:create", 1, "compact --all", id="just before the commit"),
        slow_row("os:link@after", 1, "compact --all", id="the commit has its name"),
        pytest.param("pipeline.upkeep.vacuum:remove_file", 1, "vacuum --older-than 0s --yes", id="it is about to remove"),
        slow_row("pipeline.upkeep.vacuum:remove_file@after", 1, "vacuum --older-than 0s --yes", id="it has removed one"),
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
        deadly(point, nth, "forget", "--out", str(ferries.out), url, "--yes")
        assert len(titles(ferries.out)) == len(archived(ferries.out)) == there - done, step
        assert list(verify(ferries.out, VerifyCounts())) == [], step
        needles = [f"Ferry number {n} stays", f'{url}"', hashed(address_key(url))]
        assert left_of(needles, ferries.out), step
        assert CliRunner().invoke(app, ["forget", "--out", str(ferries.out), url, "--yes"]).exit_code == (2 if done else 0), (
            step
        )
        assert left_of(needles, ferries.out) == set(), step
        assert len(titles(ferries.out)) == there - 1, step
    assert ferries.run().records == 0
    assert titles(ferries.out) == sorted(f"Ferry number {n} stays" for n in range(len(STEPS), PAGES))
    assert_nothing_left_over(ferries.out)


@pytest.mark.parametrize(
    ("point", "nth", "made"),
    [
        slow_row("pipeline.replay.select:targets", 1, False, id="it reads what there is"),
        slow_row("pipeline.commit_log.suspects:begin_pass@after", 2, False, id="the second pass has left its note"),
        slow_row("transforms.supervised.supervise#Supervised:call", 12, False, id="it extracts, in the second pass"),
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
