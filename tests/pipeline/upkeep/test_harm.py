"""Files that were harmed are named, with what to do, whoever meets them first."""

import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import BrokenLog, LocalStore, commit_as_json
from tests.pipeline.afterwards import changed


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        pytest.param(lambda b: b.split(b"\n", 1)[1], r"has [\d,]+ bytes, its commit says [\d,]+", id="a line cut off"),
        pytest.param(lambda b: b.replace(b"Ferry", b"Fairy", 1), "holds other bytes than were committed", id="a word changed"),
        pytest.param(None, "is gone", id="removed"),
    ],
)
@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_a_source_that_was_harmed_stops_it_and_is_named(tmp_path: Path, log, suffix, harm, sentence):
    log.grow()
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


def test_a_compact_commit_without_its_sum_is_named(tmp_path: Path, log):
    log.grow()
    seq = log.merge().seq
    path = LocalStore(tmp_path).path(seq)
    row = json.loads(path.read_text())
    row["files"] = [f for f in row["files"] if f["kind"] != "live"]
    path.write_text(json.dumps(row))
    with pytest.raises(BrokenLog, match=f"commit {seq} is compact and names no file of kind 'live'"):
        load(tmp_path)


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
def test_a_sum_that_was_harmed_is_named(tmp_path: Path, log, command, kind, harm, said):
    log.at("out").grow(days=2, passes=1)
    path = tmp_path / "out" / next(ref.path for ref in log.at("out").merge().files if ref.kind == kind)
    data = path.read_bytes()
    path.write_bytes(data[:-3] if harm == "cut" else changed(data, 0))
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


@pytest.mark.parametrize("harm", ["gone", "cut", "changed"])
@pytest.mark.parametrize("made_by", ["run", "compact"])
def test_verify_names_what_was_harmed(tmp_path: Path, log, harm, made_by):
    log.grow()
    log.merge("2026-01-03" if made_by == "run" else None)
    refs = [ref for _, ref in load(tmp_path).files("records") if ref.path.endswith(".parquet")]
    path = tmp_path / refs[-1].path
    assert bool(refs[-1].parts) is (made_by == "compact")
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(data[:-5] if harm == "cut" else changed(data, len(data) // 2))
    (said,) = verify(tmp_path, VerifyCounts())
    assert str(path) in said
    assert {"gone": "is gone", "cut": "its commit says", "changed": "holds other bytes"}[harm] in said


@pytest.mark.parametrize("formats", [("jsonl",), ("parquet",), ("jsonl", "parquet")], ids=" and ".join)
@pytest.mark.parametrize("merged", [False, True], ids=["as written", "merged"])
def test_verify_counts_each_record_once(tmp_path: Path, log, formats, merged):
    log.grow(formats=formats)
    if merged:
        log.merge("2026-01-03")
    checked = VerifyCounts()
    assert list(verify(tmp_path, checked)) == []
    assert checked.records == 72


def test_verify_names_formats_that_disagree(tmp_path: Path, log):
    log.grow(days=1, passes=1)
    commit = LocalStore(tmp_path).read(2)
    text = next(ref for ref in commit.files if ref.path.endswith(".jsonl") and ref.kind == "records")
    data = b"".join((tmp_path / text.path).read_bytes().splitlines(keepends=True)[:-1])
    (tmp_path / text.path).write_bytes(data)
    less = replace(text, rows=text.rows - 1, size=len(data), sha256=sha256(data).hexdigest())
    row = commit_as_json(replace(commit, files=tuple(less if ref == text else ref for ref in commit.files)))
    LocalStore(tmp_path).path(2).write_text(json.dumps(row))
    checked = VerifyCounts()
    (said,) = verify(tmp_path, checked)
    assert ": 2 records in .jsonl, 3 records in .parquet, though all formats hold the same" in said
    assert checked.records == 6


def test_what_was_replaced_is_not_missed(tmp_path: Path, log):
    log.grow()
    old = [ref.path for _, ref in load(tmp_path).files("records")]
    log.merge()
    (tmp_path / old[0]).unlink()
    checked = VerifyCounts()
    assert list(verify(tmp_path, checked)) == []
    assert checked.records == 72
