"""Few large files instead of many small ones, and away with what nothing names: what is read stays the same."""

import errno
import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline import checkpoint, compact
from pipeline.cli.app import app
from pipeline.lock import locked
from pipeline.publish import Pass, publish, waiting_file
from pipeline.reading import EVERYTHING, Wanted, read_failures, read_records
from pipeline.seen import count
from pipeline.state import load
from pipeline.store import BrokenLog, LocalStore, LostRace, commit_as_json
from pipeline.vacuum import orphans, remove
from pipeline.verify import Checked, verify
from transforms.errors import Gone, NotFound
from transforms.poll.outcome import FeedOutcome
from transforms.records import SCHEMA_VERSION, Entry, FeedState, Record
from transforms.retry import Retry
from transforms.write.shard import write_shard

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def entry(n: int) -> Entry:
    return Entry(f"{n:032x}", f"https://news.example/{n}", ("daily",), seen_at=NOW.isoformat())


def article(n: int) -> Record:
    nothing = dict.fromkeys(
        ("canonical_url", "published", "published_from", "updated", "language", "site", "image", "previous")
    )
    lists = dict.fromkeys(("authors", "flags", "removals", "quotes", "entities"), ())
    return Record(
        id=entry(n).id,
        url=entry(n).url,
        feeds=("daily",),
        title=f"Ferry {n}",
        fetched_at="2026-01-31T12:00:00+00:00",
        text=f"The ferry sails {n} times a day.",
        version=1,
        revision=1,
        content_hash="",
        made_with="",
        schema_version=SCHEMA_VERSION,
        run="r",
        **nothing,
        **lists,
    )


def work(root: Path, seq: int, kind: str) -> Pass:
    return Pass(str(root), seq, kind, f"r{seq:03d}-001", f"r{seq:03d}", LocalStore(root))


def grow(root: Path, days: int = 3, passes: int = 4, formats: tuple[str, ...] = ("jsonl", "parquet")) -> int:
    """Polls and record passes of some days; each pass has two shards, an entry that fails and waits, and one that is lost."""
    seq, n = load(root).seq, 0
    for day in range(days):
        for _ in range(passes):
            polled = FeedOutcome(FeedState("daily", polled_at=f"at {seq}"))
            name = f"{seq + 1:03d}"
            fresh = [entry(n + i) for i in range(8)]
            assert publish(work(root, seq + 1, "poll"), [polled, waiting_file(root, f"r{name}-001", fresh)])
            outcomes = [
                ref
                for shard in (0, 1)
                for ref in write_shard(
                    [article(n + shard * 3 + i) for i in range(3)],
                    root=root,
                    day=f"2026-01-{day + 1:02d}",
                    attempt=f"r{seq + 2:03d}-001",
                    shard=shard,
                    names=formats,
                )
            ]
            outcomes.append(count([frozenset([b"share this story"]), frozenset([b"share this story", b"%016d" % n])], seq + 2))
            outcomes.append(Retry().setback("fetch", entry(n + 6), NotFound("not now"), NOW))
            outcomes.append(Retry().setback("fetch", entry(n + 7), Gone("never"), NOW))
            assert publish(work(root, seq + 2, "records"), outcomes)
            seq, n = seq + 2, n + 8
    return seq


def merge(root: Path, before: str | None = None):
    state = load(root)
    return compact.compact(work(root, state.seq + 1, "compact"), state, before=before)


def told(root: Path, wanted: Wanted = EVERYTHING):
    """All that a reader may ask."""
    state = load(root)
    failures = sorted((r["id"], r["reason"], r["at"], r["retry_at"]) for r in read_failures(state))
    settled = b"".join(state.settled_keys().packed())
    return list(read_records(state, wanted)), failures, state.waiting, state.feeds, settled, state.seen.tolist()


def parquet_titles(root: Path) -> list[str]:
    paths = [ref.path for _, ref in load(root).files("records") if ref.path.endswith(".parquet")]
    return [title for path in paths for title in pq.read_table(root / path)["title"].to_pylist()]


def sweep(root: Path, now: datetime | None = None, grace: timedelta = timedelta(0)) -> list[Path]:
    found = list(orphans(root, LocalStore(root), now=now or datetime.now(UTC) + DAY, grace=grace))
    for path in found:
        remove(root, path)
    return found


def test_what_is_read_stays_the_same_and_stands_in_few_files(tmp_path: Path):
    grow(tmp_path)
    before, titles = told(tmp_path), parquet_titles(tmp_path)
    assert len(before[0]) == 72
    commit = merge(tmp_path)
    assert commit.counts == {"replaced": 3 * 4 * 4 + 12, "made": 3 * 2 + 1}  # failures lie in the day of their commit: today
    assert told(tmp_path) == before
    assert parquet_titles(tmp_path) == titles
    assert len(list(load(tmp_path).files("records"))) == 6
    assert list(verify(tmp_path, Checked())) == []


def test_only_days_that_are_over(tmp_path: Path):
    grow(tmp_path)
    before = told(tmp_path)
    commit = merge(tmp_path, "2026-01-03")
    assert commit.counts["made"] == 4
    assert told(tmp_path) == before
    assert len(list(load(tmp_path).files("records"))) == 4 + 16


def test_again_and_again_and_runs_between(tmp_path: Path):
    for _ in range(3):
        grow(tmp_path / "plain", days=2)
        grow(tmp_path / "merged", days=2)
        merge(tmp_path / "merged")
        sweep(tmp_path / "merged")
        assert list(verify(tmp_path / "merged", Checked())) == []
    plain, merged = told(tmp_path / "plain"), told(tmp_path / "merged")
    assert sorted(r["title"] for r in plain[0]) == sorted(r["title"] for r in merged[0])
    assert (plain[2], plain[4]) == (merged[2], merged[4])
    assert merge(tmp_path / "merged", "2026-01-01") is None
    state = load(tmp_path / "merged")
    assert state.base.seq == state.seq


def test_nothing_to_merge_is_no_commit(tmp_path: Path):
    grow(tmp_path, days=1, passes=1, formats=("jsonl",))
    assert merge(tmp_path) is not None  # two shards
    assert merge(tmp_path) is None


def test_since_a_commit_is_known_of_every_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    moments = iter(NOW + timedelta(minutes=n) for n in range(100))

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return next(moments)

    monkeypatch.setattr("pipeline.publish.datetime", Clock)
    grow(tmp_path, days=1)
    wanted = Wanted(since=NOW + timedelta(minutes=4))
    before = told(tmp_path, wanted)
    assert len(before[0]) == 12
    merge(tmp_path)
    assert told(tmp_path, wanted) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(("parquet",), ("jsonl", "parquet"), id="one more"),
        pytest.param(("jsonl", "parquet"), ("parquet",), id="one less"),
        pytest.param(("jsonl",), ("parquet",), id="another"),
    ],
)
def test_formats_that_changed_on_the_way_lose_nothing(tmp_path: Path, first, second):
    grow(tmp_path, days=1, passes=2, formats=first)
    state = load(tmp_path)
    polled = FeedOutcome(FeedState("daily"))
    publish(work(tmp_path, state.seq + 1, "poll"), [polled, waiting_file(tmp_path, "x", [entry(900)])])
    refs = write_shard([article(900)], root=tmp_path, day="2026-01-01", attempt="x", shard=0, names=second)
    refs += write_shard([article(901)], root=tmp_path, day="2026-01-01", attempt="x", shard=1, names=second)
    publish(work(tmp_path, state.seq + 2, "records"), refs)
    before = [r["title"] for r in read_records(load(tmp_path))]
    merge(tmp_path)
    assert [r["title"] for r in read_records(load(tmp_path))] == before
    assert len(before) == 14


def test_one_is_not_made_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    grow(tmp_path, days=1)
    size = sum(ref.size for _, ref in load(tmp_path).files("records"))
    monkeypatch.setitem(compact.LARGEST, "records", size * 6 // 10)
    before = told(tmp_path)
    merge(tmp_path)
    assert len(list(load(tmp_path).files("records"))) == 4
    assert told(tmp_path) == before


def test_a_checkpoint_from_before_and_one_from_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checkpoint, "EVERY", 5)
    grow(tmp_path)
    assert load(tmp_path).checkpoint()
    merge(tmp_path)
    sweep(tmp_path)
    before = told(tmp_path)
    seq = grow(tmp_path, days=1)
    state = load(tmp_path)
    assert state.checkpoint()
    assert load(tmp_path).base.seq == seq
    after = told(tmp_path)
    (tmp_path / "checkpoints" / f"{seq:08d}.json").unlink()
    assert told(tmp_path) == after
    assert len(after[0]) == len(before[0]) + 24


def test_a_run_that_was_first_wins(tmp_path: Path):
    seq = grow(tmp_path)
    state = load(tmp_path)
    publish(work(tmp_path, seq + 1, "poll"), [FeedOutcome(FeedState("daily"))])
    before = told(tmp_path)
    with pytest.raises(LostRace, match="nothing was replaced"):
        compact.compact(Pass(str(tmp_path), seq + 1, "compact", "late", "late", LocalStore(tmp_path)), state, before=None)
    assert told(tmp_path) == before
    assert len(sweep(tmp_path)) == 12  # what it had made: seven merged files, and the sum of the log
    assert list(verify(tmp_path, Checked())) == []


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        pytest.param(lambda b: b.split(b"\n", 1)[1], r"has [\d,]+ bytes, its commit says [\d,]+", id="a line cut off"),
        pytest.param(lambda b: b.replace(b"Ferry", b"Fairy", 1), "holds other bytes than were committed", id="a word changed"),
        pytest.param(None, "is gone", id="removed"),
    ],
)
@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_a_source_that_was_harmed_stops_it_and_is_named(tmp_path: Path, suffix, harm, sentence):
    grow(tmp_path)
    ref = next(ref for _, ref in load(tmp_path).files("records") if ref.path.endswith(suffix))
    path = tmp_path / ref.path
    if harm:
        path.write_bytes(harm(path.read_bytes()))
    else:
        path.unlink()
    if suffix == ".parquet" and harm:
        sentence = "bytes"
    ran = CliRunner().invoke(app, ["compact", "--out", str(tmp_path), "--all"])
    assert ran.exit_code == 1
    assert re.search(rf"{re.escape(str(path))}: .*{sentence}.*; put it back from a copy; nothing was replaced", ran.stderr)
    assert load(tmp_path).base is None


def test_a_disk_that_is_full_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    grow(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(compact, "_dump", full)
    ran = CliRunner().invoke(app, ["compact", "--out", str(tmp_path), "--all"])
    assert ran.exit_code == 1
    assert re.fullmatch(rf"{tmp_path}/\w+/date=[\d-]+: No space left on device; nothing was replaced\n", ran.stderr)
    assert list(verify(tmp_path, Checked())) == []


def test_a_compact_commit_without_its_sum_is_named(tmp_path: Path):
    grow(tmp_path)
    seq = merge(tmp_path).seq
    path = LocalStore(tmp_path).path(seq)
    row = json.loads(path.read_text())
    row["files"] = [f for f in row["files"] if f["kind"] != "live"]
    path.write_text(json.dumps(row))
    with pytest.raises(BrokenLog, match=f"commit {seq} is compact and names no file of kind 'live'"):
        load(tmp_path)


# Away with what nothing names.


@pytest.mark.parametrize("command", ["run", "records", "quotes", "failures", "files", "compact", "verify"])
@pytest.mark.parametrize(
    ("kind", "harm", "said"),
    [
        pytest.param("settled", "gone", "is gone", id="no settled keys"),
        pytest.param("settled", "cut", "bytes, its commit says", id="settled keys are cut"),
        pytest.param("waiting", "gone", "is gone", id="nothing of what waits"),
        pytest.param("seen", "gone", "is gone", id="no lines that were seen"),
        pytest.param("live", "gone", "is gone", id="no list of files"),
        pytest.param("live", "cut", "bytes, its commit says", id="the list of files is cut"),
        pytest.param("live", "changed", "can't be read|other bytes than were committed", id="the list of files is changed"),
    ],
)
def test_a_sum_that_was_harmed_is_named(tmp_path: Path, command, kind, harm, said):
    grow(tmp_path / "out", days=2, passes=1)
    path = tmp_path / "out" / next(ref.path for ref in merge(tmp_path / "out").files if ref.kind == kind)
    data = path.read_bytes()
    path.write_bytes(data[:-3] if harm == "cut" else b"?" + data[1:])
    if harm == "gone":
        path.unlink()
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.yaml").write_text("url: http://127.0.0.1:9/feed\n")
    config = ["--config", str(tmp_path)] if command == "run" else []  # its feed is out of bounds: nobody is asked
    done = CliRunner().invoke(app, [command, "--out", str(tmp_path / "out"), *config])
    if command == "run" and harm == "changed":  # a run does not read it
        assert (done.exit_code, str(path) in done.output) == (4, False)
        return
    assert done.exit_code == 1, done.output
    assert isinstance(done.exception, SystemExit)
    told = done.output.splitlines()[0]
    assert str(path) in told
    assert re.search(said, told)
    assert "put it back from a copy" in told


def test_what_a_compaction_replaced_goes_after_the_grace_time(tmp_path: Path):
    grow(tmp_path)
    before = told(tmp_path)
    replaced = {ref.path for _, ref in load(tmp_path).files("records")}
    for path in tmp_path.rglob("*"):  # they are old, but a reader may have begun just before they were replaced
        os.utime(path, (1_700_000_000, 1_700_000_000))
    merge(tmp_path)
    assert sweep(tmp_path, datetime.now(UTC), timedelta(hours=1)) == []
    gone = {p.relative_to(tmp_path).as_posix() for p in sweep(tmp_path, datetime.now(UTC) + 2 * DAY, DAY)}
    assert gone > replaced
    assert told(tmp_path) == before
    assert list(verify(tmp_path, Checked())) == []
    assert sweep(tmp_path) == []


def test_what_each_days_compaction_replaced_goes_a_day_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As the docs say to call them, once a day, one after the other: the newest compaction is always of just now."""
    today = datetime.now(UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return today

    for module in ("publish", "compact"):
        monkeypatch.setattr(f"pipeline.{module}.datetime", Clock)
    replaced: list[set[str]] = []
    for _ in range(4):
        grow(tmp_path, days=1, passes=1)
        before = {ref.path for _, ref in load(tmp_path).files("records")}
        merge(tmp_path)
        replaced.append(before - {ref.path for _, ref in load(tmp_path).files("records")})
        sweep(tmp_path, today, DAY)
        today += DAY
    there = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")}
    assert [len(paths & there) for paths in replaced] == [0, 0, 0, len(replaced[3])]
    assert list(verify(tmp_path, Checked())) == []


def test_a_vacuum_that_waits_less_does_not_disturb_one_that_waits_longer(tmp_path: Path):
    for _ in range(2):
        grow(tmp_path, days=1, passes=1)
        merge(tmp_path)
    before = told(tmp_path)
    sweep(tmp_path)
    assert sweep(tmp_path, datetime.now(UTC), DAY) == []
    assert told(tmp_path) == before


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
def test_a_left_over_goes(tmp_path: Path, name):
    grow(tmp_path)
    before = told(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    assert sweep(tmp_path, grace=2 * DAY) == []
    assert sweep(tmp_path) == [path]
    assert told(tmp_path) == before
    assert not (tmp_path / "records" / "date=2026-02-09").exists()


@pytest.mark.parametrize(
    "name", ["records/README.md", "records/date=2026-01-01/notes.txt", "summary.json", "records/mine/a-b.csv"]
)
def test_what_is_not_ours_stays(tmp_path: Path, name):
    grow(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    assert sweep(tmp_path) == []
    assert path.exists()


def test_a_clock_that_was_set_back_removes_nothing(tmp_path: Path):
    grow(tmp_path)
    path = tmp_path / "records" / "r9-000-0123456789abcdef.jsonl"
    path.write_text("{}")
    assert sweep(tmp_path, datetime.now(UTC) - 9 * DAY) == []


def vacuum(root: Path, *flags: str):
    return CliRunner().invoke(app, ["vacuum", "--out", str(root), "--older-than", "0s", *flags])


def test_a_dry_run_lists_the_same_and_touches_nothing(tmp_path: Path):
    grow(tmp_path, days=1, passes=1)
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
    done = vacuum(tmp_path)
    assert (done.exit_code, done.stdout, done.stderr) == (0, dry.stdout, f"{told}: removed\n")
    assert not orphan.exists()
    assert not page.parent.parent.exists()
    assert vacuum(tmp_path).stderr == "0 files that no commit names, 0 bytes: removed\n"


@pytest.mark.parametrize("harm", ["gone", "cut", "changed"])
@pytest.mark.parametrize("made_by", ["run", "compact"])
def test_verify_names_what_was_harmed(tmp_path: Path, harm, made_by):
    grow(tmp_path)
    merge(tmp_path, "2026-01-03" if made_by == "run" else None)
    refs = [ref for _, ref in load(tmp_path).files("records") if ref.path.endswith(".parquet")]
    path = tmp_path / refs[-1].path
    assert bool(refs[-1].parts) is (made_by == "compact")
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(data[:-5] if harm == "cut" else data[:100] + b"?" + data[101:])
    (said,) = verify(tmp_path, Checked())
    assert str(path) in said
    assert {"gone": "is gone", "cut": "its commit says", "changed": "holds other bytes"}[harm] in said


@pytest.mark.parametrize("formats", [("jsonl",), ("parquet",), ("jsonl", "parquet")], ids=" and ".join)
@pytest.mark.parametrize("merged", [False, True], ids=["as written", "merged"])
def test_verify_counts_each_record_once(tmp_path: Path, formats, merged):
    grow(tmp_path, formats=formats)
    if merged:
        merge(tmp_path, "2026-01-03")
    checked = Checked()
    assert list(verify(tmp_path, checked)) == []
    assert checked.records == 72


def test_verify_names_formats_that_disagree(tmp_path: Path):
    grow(tmp_path, days=1, passes=1)
    commit = LocalStore(tmp_path).read(2)
    text = next(ref for ref in commit.files if ref.path.endswith(".jsonl") and ref.kind == "records")
    data = b"".join((tmp_path / text.path).read_bytes().splitlines(keepends=True)[:-1])
    (tmp_path / text.path).write_bytes(data)
    less = replace(text, rows=text.rows - 1, size=len(data), sha256=sha256(data).hexdigest())
    row = commit_as_json(replace(commit, files=tuple(less if ref == text else ref for ref in commit.files)))
    LocalStore(tmp_path).path(2).write_text(json.dumps(row))
    checked = Checked()
    (said,) = verify(tmp_path, checked)
    assert ": 2 records in .jsonl, 3 records in .parquet, though all formats hold the same" in said
    assert checked.records == 6


def test_what_was_replaced_is_not_missed(tmp_path: Path):
    grow(tmp_path)
    old = [ref.path for _, ref in load(tmp_path).files("records")]
    merge(tmp_path)
    (tmp_path / old[0]).unlink()
    checked = Checked()
    assert list(verify(tmp_path, checked)) == []
    assert checked.records == 72


def test_a_reference_goes_there_and_back(tmp_path: Path):
    grow(tmp_path)
    commit = merge(tmp_path)
    again = LocalStore(tmp_path).read(commit.seq)
    assert again.files == tuple(replace(ref, ids=()) for ref in commit.files)
    assert any(ref.parts for ref in again.files)
