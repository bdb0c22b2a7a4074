"""The command that forgets: what it tells and refuses, and what it does where the folder is not as it should be."""

import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log import checkpoint
from pipeline.commit_log.lock import locked
from pipeline.commit_log.state import load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from pipeline.upkeep.compact import compact_folder
from pipeline.upkeep.retention import Retention
from tests.pipeline.afterwards import changed
from tests.pipeline.conftest import left_of
from tests.pipeline.lantern import (
    FERRIES,
    PAGE,
    SENTENCE,
    TITLE,
    command,
    lantern,
    page,
    rows,
    sound,
    titles,
)
from transforms.keys import hashed
from transforms.web.urls import address_key


def test_what_is_told_of_it(town, web):
    town.run()
    ident = hashed(address_key(f"{web.base}/lantern"))
    dry = command(town.out, ident, "--dry-run")
    assert dry.stdout == "1 record, 0 failures, 0 sightings, 0 waiting, 1 page would be forgotten\n"
    assert dry.stderr == f"{ident}  {TITLE}  {web.base}/lantern\n"
    assert TITLE in titles(town.out)
    done = command(town.out, ident, "--reason", "a court said so")
    assert done.stdout.startswith("1 record, 0 failures, 0 sightings, 0 waiting, 1 page: forgotten; 3 files rewritten, ")
    (path,) = command(town.out, "--kind", "forgotten", name="files").stdout.split()
    (row,) = map(json.loads, Path(path).read_text().splitlines())
    assert {k: row[k] for k in ("reason", "records", "pages")} == {"reason": "a court said so", "records": 1, "pages": 1}
    assert set(row) == {"at", "reason", "records", "pages"}
    assert ", 1 forgetting: sound" in command(town.out, name="verify").stdout
    command(town.out, f"{web.base}/0")
    compact_folder(town.out, everything=True, now=datetime.now(UTC))
    state = load(town.out)
    state.base = checkpoint.write(town.out, state.seq, state.feeds_as_json(), state.feed_stats_as_json(), state.sums())
    command(town.out, "--older-than", "0s", "--yes", name="vacuum")
    assert load(town.out).forgotten.rows == 2
    assert ", 2 forgettings: sound" in command(town.out, name="verify").stdout


def test_what_is_not_there(town):
    town.run()
    before = sorted(town.out.rglob("*"))
    for word in ("https://nowhere.example/a", "0" * 32, "lantern", ""):
        answer = command(town.out, word, code=2)
        assert answer.stderr.startswith(f"{town.out} holds nothing about '{word}'; ")
    assert sorted(town.out.rglob("*")) == before


def test_another_is_at_work(town, web):
    town.run()
    with locked(town.out):
        assert "another run is at work" in command(town.out, f"{web.base}/lantern", code=3).stderr
        command(town.out, f"{web.base}/lantern", "--dry-run")


def test_on_a_terminal_it_asks(town, web, monkeypatch):
    town.run()
    monkeypatch.setattr("pipeline.cli.shared.confirm.is_terminal", lambda: True)
    address = f"{web.base}/lantern"
    answer = CliRunner().invoke(app, ["forget", "--out", str(town.out), address], input="n\n")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert TITLE in answer.stderr and "Delete this for good? [y/N]" in answer.stderr and "nothing was changed" in answer.stderr
    assert TITLE in titles(town.out)
    answer = CliRunner().invoke(app, ["forget", "--out", str(town.out), address], input="y\n")
    assert answer.exit_code == 0
    assert titles(town.out) == FERRIES
    assert "Forget" not in command(town.out, f"{web.base}/0", "--yes").stderr


@pytest.mark.parametrize("answer", ["", "n\n", "y\n", "yes\n"])
def test_without_a_terminal_it_refuses_whatever_stands_in_the_pipe(town, web, answer):
    town.run()
    before = sorted(town.out.rglob("*"))
    refused = CliRunner().invoke(app, ["forget", "--out", str(town.out), f"{web.base}/lantern"], input=answer)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.splitlines()[1:] == [
        "Delete this for good? Without a terminal this needs `--yes`; nothing was changed"
    ]
    assert sorted(town.out.rglob("*")) == before


def test_it_names_the_newest_headline(town, web):
    (town.folder / "configs/feeds/daily.yaml").write_text(f"url: '{web.base}/feed.xml'\nevery: 0s\nrecheck: [1h, 6h]\n")
    town.run()
    page(web, "/lantern", PAGE.replace(TITLE, "Lantern borrower named"))
    later = datetime.now(UTC) + timedelta(hours=2)
    run_once(Run(load_config(town.folder / "configs"), town.out, Engine(), clock=lambda: later))
    assert [row["title"] for row in rows(town.out, all_versions=True) if "antern" in row["title"]] == [
        TITLE,
        "Lantern borrower named",
    ]
    dry = command(town.out, f"{web.base}/lantern", "--dry-run")
    assert [line.split("  ")[1] for line in dry.stderr.splitlines()] == ["Lantern borrower named"]


def test_a_harmed_file_is_named_and_nothing_changed(town, web):
    town.run()
    for kind in ("records", "archive", "waiting"):
        path = town.out / (f"{kind}.jsonl" if kind == "waiting" else next(r.path for _, r in load(town.out).files(kind)))
        if kind == "waiting":
            (path,) = (town.out / "waiting").glob("*.jsonl")
        data, there = path.read_bytes(), sorted(town.out.rglob("*"))
        for harmed in (data[:-1], b"" if kind == "waiting" else changed(data, 9)):
            path.write_bytes(harmed)
            assert str(path) in command(town.out, f"{web.base}/lantern", code=1).stderr
        path.unlink()
        assert str(path) in command(town.out, f"{web.base}/lantern", code=1).stderr
        path.write_bytes(data)
        assert sorted(town.out.rglob("*")) == there
    command(town.out, f"{web.base}/lantern")


def test_a_full_disk_changes_nothing(town, web, monkeypatch):
    town.run()
    before, calls, codes, original = rows(town.out), 0, [], os.fsync

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == len(codes) + 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        original(handle)

    while not codes or codes[-1]:
        assert rows(town.out) == before
        assert sound(town.out)
        calls = 0
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            answer = CliRunner().invoke(app, ["forget", "--out", str(town.out), f"{web.base}/lantern", "--yes"])
        codes.append(answer.exit_code)
        if answer.exit_code:
            assert "No space left" in answer.stderr and "run the same command again" in answer.stderr
        if load(town.out).forgotten:  # the last words of the commit itself are two: its bytes, and its name in the folder
            break
    assert len(codes) > 10
    command(town.out, f"{web.base}/lantern", code=2)
    assert left_of(lantern(web), town.out) == set()
    assert titles(town.out) == FERRIES


def test_a_pass_that_died_and_one_that_was_merged_hold_nothing(town, web):
    town.run()
    compact_folder(town.out, everything=True, now=datetime.now(UTC))
    ident = hashed(address_key(f"{web.base}/lantern"))
    spool = town.out / "spool" / "r9-001"
    spool.mkdir(parents=True)
    (spool / "pass.json").write_text(json.dumps([ident]))
    (spool / "000-1.warc").write_text(SENTENCE)
    (town.out / "suspects.json").write_text(json.dumps({"deaths": 2, "ids": [ident]}))
    for name in ("records/date=2026-01-01/r9-000-0123456789abcdef.jsonl", f"waiting/.r9-{'0' * 32}.tmp"):
        (town.out / name).parent.mkdir(exist_ok=True)
        (town.out / name).write_text(f"{TITLE} {ident}")
    command(town.out, ident)
    assert left_of(lantern(web), town.out) == set()
    assert not (town.out / "suspects.json").exists()
    assert titles(town.out) == FERRIES


def test_what_is_listed_no_more_can_be_forgotten_while_its_files_are_there(town, web):
    town.run()
    compact_folder(town.out, everything=True, now=datetime.now(UTC), keep=Retention("2999-01-01", "2999-01-01"))
    assert titles(town.out) == []
    assert left_of(lantern(web), town.out)
    assert command(town.out, f"{web.base}/lantern").stdout.startswith("0 records, ")
    assert left_of(lantern(web), town.out) == set()
    command(town.out, f"{web.base}/lantern", code=2)
    web.hits.clear()
    town.run(force=True)
    assert web.hits == ["/feed.xml"]


def test_what_a_checkpoint_knows_goes_too(town, web, monkeypatch):
    monkeypatch.setattr(checkpoint, "COMMITS_APART", 1)
    web.pages["/lantern"] = (500, "text/html", b"no")
    town.run()
    assert left_of(lantern(web), town.out / "checkpoints")
    command(town.out, f"{web.base}/lantern")
    assert left_of(lantern(web), town.out) == set()
    web.pages["/lantern"] = (200, "text/html", b"yes")
    town.run(force=True)
    assert left_of(lantern(web), town.out) == set()
    assert load(town.out).forgotten.rows == 1
    assert list((town.out / "checkpoints").glob("*.json"))
