"""Few large files instead of many small ones: what is read stays the same."""

import errno
import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log import checkpoint
from pipeline.commit_log.counts.pass_counts import Compacted
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.reading.queries import RecordFilter, read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore, LostRace
from pipeline.upkeep import compact
from transforms.feeds import FeedState
from transforms.poll.outcome import FeedOutcome
from transforms.write.shard import write_shard

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def test_what_is_read_stays_the_same_and_stands_in_few_files(tmp_path: Path, log):
    log.grow()
    before, titles = log.told(), log.parquet_titles()
    assert len(before[0]) == 72
    commit = log.merge()
    assert commit.counts.compacted == Compacted(
        replaced=3 * 4 * 4 + 12, made=3 * 2 + 1
    )  # failures lie in the day of their commit: today
    assert log.told() == before
    assert log.parquet_titles() == titles
    assert len(list(load(tmp_path).files("records"))) == 6
    assert list(verify(tmp_path, VerifyCounts())) == []


def test_only_days_that_are_over(tmp_path: Path, log):
    log.grow()
    before = log.told()
    commit = log.merge("2026-01-03")
    assert commit.counts.compacted.made == 4
    assert log.told() == before
    assert len(list(load(tmp_path).files("records"))) == 4 + 16


def test_again_and_again_and_runs_between(tmp_path: Path, log):
    for _ in range(3):
        log.at("plain").grow(days=2)
        log.at("merged").grow(days=2)
        log.at("merged").merge()
        log.at("merged").sweep()
        assert list(verify(tmp_path / "merged", VerifyCounts())) == []
    plain, merged = log.at("plain").told(), log.at("merged").told()
    assert sorted(r["title"] for r in plain[0]) == sorted(r["title"] for r in merged[0])
    assert (plain[2], plain[4]) == (merged[2], merged[4])
    assert log.at("merged").merge("2026-01-01") is None
    state = load(tmp_path / "merged")
    assert state.base.seq == state.seq


def test_nothing_to_merge_is_no_commit(tmp_path: Path, log):
    log.grow(days=1, passes=1, formats=("jsonl",))
    assert log.merge() is not None  # two shards
    assert log.merge() is None


def test_since_a_commit_is_known_of_every_row(tmp_path: Path, log, monkeypatch: pytest.MonkeyPatch):
    moments = iter(NOW + timedelta(minutes=n) for n in range(100))

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return next(moments)

    monkeypatch.setattr("pipeline.commit_log.publish.datetime", Clock)
    log.grow(days=1)
    wanted = RecordFilter(since=NOW + timedelta(minutes=4))
    before = log.told(wanted)
    assert len(before[0]) == 12
    log.merge()
    assert log.told(wanted) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(("parquet",), ("jsonl", "parquet"), id="one more"),
        pytest.param(("jsonl", "parquet"), ("parquet",), id="one less"),
        pytest.param(("jsonl",), ("parquet",), id="another"),
    ],
)
def test_formats_that_changed_on_the_way_lose_nothing(tmp_path: Path, log, first, second):
    log.grow(days=1, passes=2, formats=first)
    state = load(tmp_path)
    polled = FeedOutcome(FeedState("daily"))
    publish(
        log.work(state.seq + 1, "poll"),
        PassResult(polled=(polled,), files=(write_waiting_file(tmp_path, "x", [log.entry(900)]),)),
    )
    refs = write_shard([log.article(900)], root=tmp_path, day="2026-01-01", attempt="x", shard=0, names=second)
    refs += write_shard([log.article(901)], root=tmp_path, day="2026-01-01", attempt="x", shard=1, names=second)
    publish(log.work(state.seq + 2, "records"), PassResult(files=tuple(refs)))
    before = [r["title"] for r in read_records(load(tmp_path))]
    log.merge()
    assert [r["title"] for r in read_records(load(tmp_path))] == before
    assert len(before) == 14


def test_one_is_not_made_too_large(tmp_path: Path, log, monkeypatch: pytest.MonkeyPatch):
    log.grow(days=1)
    size = sum(ref.size for _, ref in load(tmp_path).files("records"))
    monkeypatch.setitem(compact.MAX_MERGED_BYTES, "records", size * 6 // 10)
    before = log.told()
    log.merge()
    assert len(list(load(tmp_path).files("records"))) == 4
    assert log.told() == before


def test_a_checkpoint_from_before_and_one_from_after(tmp_path: Path, log, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checkpoint, "COMMITS_APART", 5)
    log.grow()
    assert load(tmp_path).checkpoint()
    log.merge()
    log.sweep()
    before = log.told()
    seq = log.grow(days=1)
    state = load(tmp_path)
    assert state.checkpoint()
    assert load(tmp_path).base.seq == seq
    after = log.told()
    (tmp_path / "checkpoints" / f"{seq:08d}.json").unlink()
    assert log.told() == after
    assert len(after[0]) == len(before[0]) + 24


def test_a_run_that_was_first_wins(tmp_path: Path, log):
    seq = log.grow()
    state = load(tmp_path)
    publish(log.work(seq + 1, "poll"), PassResult(polled=(FeedOutcome(FeedState("daily")),)))
    before = log.told()
    with pytest.raises(LostRace, match="nothing was replaced"):
        compact.compact(Pass(str(tmp_path), seq + 1, "compact", "late", "late", LocalStore(tmp_path)), state, before=None)
    assert log.told() == before
    assert len(log.sweep()) == 12  # what it had made: seven merged files, and the sum of the log
    assert list(verify(tmp_path, VerifyCounts())) == []


def test_a_disk_that_is_full_replaces_nothing(tmp_path: Path, log, monkeypatch: pytest.MonkeyPatch):
    log.grow()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(compact, "_write_merged", full)
    ran = CliRunner().invoke(app, ["compact", "--out", str(tmp_path), "--all"])
    assert ran.exit_code == 1
    assert re.fullmatch(rf"{tmp_path}/\w+/date=[\d-]+: No space left on device; nothing was replaced\n", ran.stderr)
    assert list(verify(tmp_path, VerifyCounts())) == []


def test_a_reference_goes_there_and_back(tmp_path: Path, log):
    log.grow()
    commit = log.merge()
    again = LocalStore(tmp_path).read(commit.seq)
    assert again.files == tuple(replace(ref, ids=()) for ref in commit.files)
    assert any(ref.parts for ref in again.files)
