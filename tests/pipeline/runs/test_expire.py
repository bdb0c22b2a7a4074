"""`keep_days`: what is older leaves the list, its keys stay settled, and its files go a day later."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import PUBLISHED, load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.expire import FILE
from pipeline.runs.run import run_once
from pipeline.runs.summary_text import summary_lines

NOW = datetime.now(UTC) + timedelta(hours=1)  # feeds are polled by the clock on the wall, and are due by this one
KEEP_PAGES = "output: {archive: warc}\narchive: {keep_days: 7}\n"
KEEP_ALL = "output: {archive: warc, keep_days: 30}\narchive: {keep_days: 7}\n"
FEED = "url: '{base}/feed.xml'\nevery: 0s\n"


def run(desk, days: int):
    return run_once(Run(load_config(desk.folder / "configs"), desk.out, Engine(), clock=lambda: NOW + timedelta(days=days)))


@pytest.fixture(scope="module")
def web(shared_desk):
    return shared_desk.web


@pytest.fixture(scope="module")
def nine_days_ago(shared_desk, web):
    web.page("/old", "Ferry stays")
    web.page("/new", "Bridge opens")
    web.feed("/feed.xml", "/old")
    shared_desk.settle(KEEP_PAGES, daily=FEED)
    run(shared_desk, -9)
    return shared_desk


@pytest.fixture
def paper(nine_days_ago, web, tmp_path):
    """One article nine days ago; the next one is listed from now on."""
    web.feed("/feed.xml", "/old", "/new")
    web.hits.clear()
    return nine_days_ago.copy(tmp_path / "paper")


def live(out: Path, *kinds: str) -> list[str]:
    state = load(out)
    return [ref.path for kind in kinds or PUBLISHED for _, ref in state.files(kind)]


def titles(out: Path) -> list[str]:
    return [row["title"] for row in read_records(load(out))]


def test_pages_that_are_too_old_go_and_records_stay(paper, web):
    (old,) = live(paper.out, "archive")
    summary = run(paper, 0)
    assert summary.expired == 1
    assert "expired   1 file, older than the config keeps" in summary_lines(summary, "")
    (new,) = live(paper.out, "archive")
    assert f"date={NOW:%Y-%m-%d}" in new
    assert titles(paper.out) == ["Ferry stays", "Bridge opens"]
    assert web.hits == ["/feed.xml", "/robots.txt", "/new"], "what went is still settled"
    assert (paper.out / old).exists(), "somebody may be reading it"
    assert list(verify(paper.out, VerifyCounts())) == []


@pytest.mark.parametrize(
    ("days", "pages", "records"),
    [
        pytest.param(-2, 1, 1, id="seven days old: the last day"),
        pytest.param(-1, 0, 1, id="eight days old"),
        pytest.param(21, 0, 1, id="thirty days old"),
        pytest.param(22, 0, 0, id="thirty-one days old"),
    ],
)
def test_each_as_long_as_it_says(paper, web, days, pages, records):
    web.feed("/feed.xml", "/old")
    paper.settle(KEEP_ALL, daily=FEED)
    run(paper, days)
    assert (len(live(paper.out, "archive")), len(titles(paper.out))) == (pages, records)
    run(paper, days)
    assert "/old" not in web.hits


def test_the_files_go_a_day_later(paper):
    (old,) = live(paper.out, "archive")
    run(paper, 0)
    run(paper, 0)
    assert (paper.out / old).exists()
    run(paper, 1)
    assert not (paper.out / old).exists()
    assert list(verify(paper.out, VerifyCounts())) == []


def test_the_first_run_of_a_day_looks_and_others_only_when_the_config_says_otherwise(paper):
    run(paper, -5)
    commits = sum(path.suffix == ".json" for path in (paper.out / "commits").iterdir())
    (paper.out / "records" / "r9-000-0123456789abcdef.jsonl").write_text("{}")
    assert run(paper, -5).expired == 0
    assert sum(path.suffix == ".json" for path in (paper.out / "commits").iterdir()) == commits + 1, "its poll's"
    paper.settle(KEEP_PAGES.replace("7", "2"), daily=FEED)
    assert run(paper, -5).expired == 1


@pytest.mark.parametrize("there", ["", "?", "[]", None])
def test_a_note_that_is_lost_is_no_harm(paper, there):
    run(paper, 0)
    note = paper.out / FILE
    note.unlink() if there is None else note.write_text(there)
    assert run(paper, 0).expired == 0
    assert json.loads(note.read_text()) == ["", f"{NOW - timedelta(days=7):%Y-%m-%d}"]


def test_for_ever_when_nothing_is_said(paper):
    paper.settle("output: {archive: warc}\n", daily=FEED)
    (paper.out / FILE).unlink()
    assert run(paper, 900).expired == 0
    assert not (paper.out / FILE).exists()
    assert len(titles(paper.out)) == 2


def test_compact_with_a_config(paper):
    compact = ["compact", "--out", str(paper.out)]
    assert CliRunner().invoke(app, compact).exit_code == 0
    assert len(live(paper.out, "archive")) == 1
    refused = CliRunner().invoke(app, [*compact, "--config", str(paper.folder / "configs")])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("Drop 1 file older than the config keeps? ")
    assert len(live(paper.out, "archive")) == 1
    done = CliRunner().invoke(app, [*compact, "--config", str(paper.folder / "configs"), "--yes"])
    assert "1 file is older than the config keeps; `pullquote vacuum`" in done.stderr
    assert live(paper.out, "archive") == []
    assert titles(paper.out) == ["Ferry stays"]
    assert "nothing to merge" in CliRunner().invoke(app, [*compact, "--config", str(paper.folder / "configs")]).stderr
