"""What the world does to a run besides killing it: nothing published is wrong, the sentence says what to do, the next run goes on."""

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.queries import read_failures, read_records
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.commit_log.verify import Checked, verify
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once

FEED = "url: '{base}/feed.xml'\nevery: 0s\n"
TITLES = [f"Ferry {n} stays" for n in range(4)]


@pytest.fixture
def ferries(desk, web):
    web.feed("/feed.xml", *(f"/{n}" for n in range(4)))
    for n, title in enumerate(TITLES):
        web.page(f"/{n}", title)
    desk.settle(daily=FEED)
    return desk


def call(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def run(desk):
    return call("run", "--config", str(desk.folder / "configs"), "--out", str(desk.out))


def titles(out: Path) -> list[str]:
    return sorted(r["title"] for r in read_records(load(out)))


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, module: object, name: str, nth: int, number: int) -> Iterator[None]:
    """The function fails from its nth call on, as the system would say it."""
    original: Callable = getattr(module, name)
    calls = 0

    def failing(*args, **kwargs):
        nonlocal calls
        calls += 1
        if calls >= nth:
            raise OSError(number, os.strerror(number), str(args[0]) if isinstance(args[0], str | Path) else None)
        return original(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, failing)
        yield


@pytest.mark.parametrize(
    ("holder", "name", "nth"),
    [
        pytest.param(os, "fsync", 1, id="what waits"),
        pytest.param(os, "link", 1, id="the poll's commit"),
        pytest.param(Path, "write_text", 1, id="the note of a pass"),
        pytest.param(os, "write", 1, id="the spool"),
        pytest.param(os, "fsync", 5, id="the records"),
        pytest.param(os, "link", 2, id="the records' commit"),
        pytest.param(os, "fsync", 9, id="the end of it"),
    ],
)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS], ids=["full", "read-only"])
def test_a_disk_that_is_full_on_the_way(ferries, monkeypatch, holder, name, nth, number):
    with failing(monkeypatch, holder, name, nth, number):
        done = run(ferries)
    assert done.exit_code == 1
    assert os.strerror(number) in done.stderr
    assert "the next run goes on from there" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(verify(ferries.out, Checked())) == []
    assert run(ferries).exit_code == 0
    assert titles(ferries.out) == TITLES
    assert list(read_failures(load(ferries.out))) == []


def opened(folder: Path) -> None:
    """Lets others into the folder of a test, through those of pytest above it."""
    for path in (folder, *folder.parents):
        path.chmod(0o755)
        if path.name.startswith("pytest-of-"):
            break


def test_a_folder_that_we_may_not_write(ferries):
    assert run(ferries).exit_code == 0
    before = os.geteuid()
    for path in (ferries.out, *ferries.out.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    opened(ferries.folder)
    try:
        if before == 0:
            os.seteuid(65534)  # root may write anywhere
        done = run(ferries)
        assert done.exit_code == 1
        assert str(ferries.out) in done.stderr
        assert "Permission denied" in done.stderr
        # but reading asks for nothing
        assert len(call("records", "--out", str(ferries.out)).stdout.splitlines()) == 4
        assert call("verify", "--out", str(ferries.out)).exit_code == 0
    finally:
        os.seteuid(before)
        for path in (ferries.out, *ferries.out.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("command", [["run"], ["records"], ["verify"], ["compact"], ["vacuum"], ["forget", "aa" * 16]])
def test_a_folder_that_we_may_not_enter(ferries, command):
    before = os.geteuid()
    ferries.out.mkdir()
    opened(ferries.folder)
    ferries.folder.chmod(0o700 if before == 0 else 0)
    try:
        if before == 0:
            os.seteuid(65534)
        configs = ["--config", str(ferries.folder / "configs")] if command == ["run"] else []
        done = call(*command, "--out", str(ferries.out), *configs)
    finally:
        os.seteuid(before)
        ferries.folder.chmod(0o700)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"can't go on: {ferries.folder}")
    assert done.stderr.endswith(": Permission denied\n")


def test_an_output_folder_that_is_a_file(ferries):
    ferries.out.write_text("mine")
    done = run(ferries)
    assert done.exit_code == 1
    assert str(ferries.out) in done.stderr
    assert ferries.out.read_text() == "mine"


def test_a_clock_that_was_set_back(desk, web):
    """A run under a clock that is a year ahead, and one when it is right again: feeds and entries do not wait for a year."""
    ahead = datetime.now(UTC) + timedelta(days=365)
    web.feed("/feed.xml", "/0", "/later")
    web.page("/0", TITLES[0])
    desk.settle("retry: {pause_seconds: 1h}\n", daily="url: '{base}/feed.xml'\nevery: 2h\n")

    def at(clock: datetime):
        return run_once(Run(load_config(desk.folder / "configs"), desk.out, Engine(), clock=lambda: clock))

    at(ahead)
    state = load(desk.out)
    state.waiting = {i: replace(e, retry_at=(ahead + timedelta(hours=1)).isoformat()) for i, e in state.waiting.items()}
    assert [e.attempts for e in state.due(datetime.now(UTC))] == [1]
    web.page("/later", TITLES[1])
    web.feed("/feed.xml", "/0", "/later", "/new")
    web.page("/new", TITLES[2])
    now = datetime.now(UTC)
    assert at(now + timedelta(hours=3)).new_entries == 1
    assert titles(desk.out) == TITLES[:3]
    assert list(verify(desk.out, Checked())) == []


@pytest.mark.parametrize("command", ["run", "records", "quotes", "failures", "files", "compact", "vacuum"])
def test_a_commit_that_was_cut_by_hand(ferries, command):
    assert run(ferries).exit_code == 0
    path = ferries.out / "commits" / "00000002.json"
    path.write_bytes(path.read_bytes()[:100])
    done = run(ferries) if command == "run" else call(command, "--out", str(ferries.out))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert f"{path} can't be read as a commit" in done.stderr
    assert "put it back from a copy" in done.stderr
    assert "Traceback" not in done.stderr
    assert call("verify", "--out", str(ferries.out)).exit_code == 1


def test_a_record_file_that_was_deleted_by_hand(ferries, web):
    assert run(ferries).exit_code == 0
    (ref,) = (ref for _, ref in load(ferries.out).files("records") if ref.path.endswith(".jsonl"))
    (ferries.out / ref.path).unlink()
    done = call("records", "--out", str(ferries.out))
    assert done.exit_code == 1
    assert done.stderr == f"{ferries.out / ref.path} is gone, though a commit names it; put it back from a copy\n"
    done = call("verify", "--out", str(ferries.out))
    assert done.exit_code == 1
    assert f"{ferries.out / ref.path}: is gone" in done.stdout
    # what is new is written all the same
    web.feed("/feed.xml", "/0", "/new")
    web.page("/new", "The new one")
    done = run(ferries)
    assert done.exit_code == 0
    assert "records   1 written" in done.stderr


def test_a_second_run_at_the_same_time_steps_aside(ferries, web):
    began, go_on = threading.Event(), threading.Event()

    def slow(handler) -> None:
        began.set()
        assert go_on.wait(120)
        handler.close_connection = True

    web.pages["/0"] = slow
    thread = threading.Thread(target=ferries.run)
    thread.start()
    assert began.wait(120)
    out = ["--out", str(ferries.out)]
    for command in (["run", "--config", str(ferries.folder / "configs"), *out], ["vacuum", *out], ["compact", *out]):
        second = subprocess.run([sys.executable, "-m", "pipeline", *command], capture_output=True, text=True)
        assert second.returncode == 3
        assert second.stderr.endswith(f"another run is at work on {ferries.out}; this one steps aside\n")
    go_on.set()
    thread.join()
    web.page("/0", TITLES[0])
    ferries.run(force=True)
    assert titles(ferries.out) == TITLES


def test_another_that_publishes_first_wins_and_nothing_is_lost(ferries, monkeypatch):
    """As on a folder that two machines share without a lock."""
    original = LocalStore.create

    def late(self, commit):
        if commit.kind == "records":
            assert original(self, replace(commit, attempt="theirs", run="theirs", kind="poll", files=(), feeds={}, counts={}))
        return original(self, commit)

    with monkeypatch.context() as patch:
        patch.setattr(LocalStore, "create", late)
        done = run(ferries)
    assert done.exit_code == 3
    assert "published commit 2" in done.stderr
    assert titles(ferries.out) == []
    assert run(ferries).exit_code == 0
    assert titles(ferries.out) == TITLES
    assert call("vacuum", "--out", str(ferries.out), "--older-than", "0s").exit_code == 0
    assert titles(ferries.out) == TITLES
    assert list(verify(ferries.out, Checked())) == []


def test_a_page_that_takes_for_ever(ferries, web):
    ended = threading.Event()

    def drip(handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not ended.wait(0.05):
            try:
                handler.wfile.write(b"<p>")
            except OSError:
                break

    web.pages["/0"] = drip
    ferries.settle("", daily=FEED)
    path = ferries.folder / "configs" / "pipeline.yaml"
    path.write_text(path.read_text().replace("delay_seconds: 0,", "delay_seconds: 0, deadline_seconds: 1,"))
    done = run(ferries)
    ended.set()
    assert done.exit_code == 0
    assert titles(ferries.out) == TITLES[1:]
    (failure,) = read_failures(load(ferries.out))
    assert failure["reason"] == "TooSlow"
    assert failure["retry_at"]


def test_the_summary_is_written_for_programs(ferries, web):
    web.feed("/feed.xml", "/0", "/gone")
    assert run(ferries).exit_code == 0
    row = json.loads((ferries.out / "summary.json").read_text())
    assert row["ended"] == "done"
    assert row["records"] == row["new_entries"] - row["waiting"] == 1
    assert row["stages"]["fetch"]["good"] == 1
    assert row["stages"]["fetch"]["NotFound"] == 1
    assert set(row["stages"]) == {"poll", "fetch", "extract", "clean", "annotate", "write"}
    assert row["feeds"]["daily"].pop("due_at") > row["at"][:10]
    assert row["feeds"] == {"daily": {"poll": "read", "new": 2, "fetched": 1, "records": 1, "failed": {"NotFound at fetch": 1}}}
    assert row["articles_a_second"] > 0
    assert row["peak_memory_mb"] > 50
