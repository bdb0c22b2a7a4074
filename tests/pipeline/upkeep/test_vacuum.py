"""Away with what nothing names; what is read, and what is not ours, stays."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log import publish
from pipeline.commit_log.lock import locked
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.upkeep import compact

DAY = timedelta(days=1)


def test_what_a_compaction_replaced_goes_after_the_grace_time(tmp_path: Path, log):
    log.grow()
    before = log.told()
    replaced = {ref.path for _, ref in load(tmp_path).files("records")}
    for path in tmp_path.rglob("*"):  # they are old, but a reader may have begun just before they were replaced
        os.utime(path, (1_700_000_000, 1_700_000_000))
    log.merge()
    assert log.sweep(datetime.now(UTC), timedelta(hours=1)) == []
    gone = {p.relative_to(tmp_path).as_posix() for p in log.sweep(datetime.now(UTC) + 2 * DAY, DAY)}
    assert gone > replaced
    assert log.told() == before
    assert list(verify(tmp_path, VerifyCounts())) == []
    assert log.sweep() == []


def test_what_each_days_compaction_replaced_goes_a_day_later(tmp_path: Path, log, monkeypatch: pytest.MonkeyPatch):
    """As the docs say to call them, once a day, one after the other: the newest compaction is always of just now."""
    today = datetime.now(UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return today

    for module in (publish, compact):
        monkeypatch.setattr(module, "datetime", Clock)
    replaced: list[set[str]] = []
    for _ in range(4):
        log.grow(days=1, passes=1)
        before = {ref.path for _, ref in load(tmp_path).files("records")}
        log.merge()
        replaced.append(before - {ref.path for _, ref in load(tmp_path).files("records")})
        log.sweep(today, DAY)
        today += DAY
    there = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")}
    assert [len(paths & there) for paths in replaced] == [0, 0, 0, len(replaced[3])]
    assert list(verify(tmp_path, VerifyCounts())) == []


def test_a_vacuum_that_waits_less_does_not_disturb_one_that_waits_longer(tmp_path: Path, log):
    for _ in range(2):
        log.grow(days=1, passes=1)
        log.merge()
    before = log.told()
    log.sweep()
    assert log.sweep(datetime.now(UTC), DAY) == []
    assert log.told() == before


@pytest.mark.parametrize(
    "name",
    [
        "records/date=2026-01-01/r9-000-0123456789abcdef.jsonl",
        "records/date=2026-02-09/.r9-000-0123456789abcdef0123456789abcdef.tmp",
        "failures/date=2026-01-01/r9-0123456789abcdef.jsonl",
        "settled/r9-0123456789abcdef.keys",
        "waiting/r9-0123456789abcdef.jsonl",
        "compact/r9-0123456789abcdef.live.jsonl",
        "checkpoints/00000007-0123456789abcdef.tmp",
        "commits/.7-0123456789abcdef0123456789abcdef.tmp",
    ],
)
def test_a_left_over_goes(tmp_path: Path, log, name):
    log.grow()
    before = log.told()
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    assert log.sweep(grace=2 * DAY) == []
    assert log.sweep() == [path]
    assert log.told() == before
    assert not (tmp_path / "records" / "date=2026-02-09").exists()


@pytest.mark.parametrize(
    "name", ["records/README.md", "records/date=2026-01-01/notes.txt", "summary.json", "records/mine/a-b.csv"]
)
def test_what_is_not_ours_stays(tmp_path: Path, log, name):
    log.grow()
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    assert log.sweep() == []
    assert path.exists()


def test_a_clock_that_was_set_back_removes_nothing(tmp_path: Path, log):
    log.grow()
    path = tmp_path / "records" / "r9-000-0123456789abcdef.jsonl"
    path.write_text("{}")
    assert log.sweep(datetime.now(UTC) - 9 * DAY) == []


def vacuum(root: Path, *flags: str):
    return CliRunner().invoke(app, ["vacuum", "--out", str(root), "--older-than", "0s", *flags])


def test_a_dry_run_lists_the_same_and_touches_nothing(tmp_path: Path, log):
    log.grow(days=1, passes=1)
    orphan = tmp_path / "records" / "r9-000-0123456789abcdef.jsonl"
    page = tmp_path / "spool" / "r9-001" / "pages.warc"
    page.parent.mkdir(parents=True)
    for path in (orphan, page):
        path.write_text("12345")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    told = "2 files that no commit names, 10 bytes"
    dry = vacuum(tmp_path, "--dry-run")
    assert (dry.exit_code, dry.stdout, dry.stderr) == (0, f"{orphan}\n{page}\n", f"{told}\n")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    with locked(tmp_path):
        assert vacuum(tmp_path, "--dry-run").stdout == dry.stdout
        assert vacuum(tmp_path).exit_code == 3
    refused = vacuum(tmp_path)
    assert (refused.exit_code, refused.stdout, orphan.exists()) == (2, "", True)
    assert refused.stderr.startswith(
        "Delete 2 files that no commit names? `--dry-run` lists them. Without a terminal this needs"
    )
    done = vacuum(tmp_path, "--yes")
    assert (done.exit_code, done.stdout, done.stderr) == (0, dry.stdout, f"{told}: removed\n")
    assert not orphan.exists()
    assert not page.parent.parent.exists()
    assert vacuum(tmp_path).stderr == "0 files that no commit names, 0 bytes: removed\n"
