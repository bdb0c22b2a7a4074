"""What the world does to a run besides killing it: nothing published is wrong, the sentence says what to do, the next run goes on."""

import builtins
import errno
import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.counts.pass_counts import PassCounts
from pipeline.commit_log.lock import Busy, locked
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from tests.pipeline.conftest import Desk
from transforms.errors import TooSlow
from transforms.web.answers import Response
from transforms.web.client import Client

FEED = "url: '{base}/feed.xml'\nevery: 0s\n"
TITLES = [f"Ferry {n} stays" for n in range(4)]


def with_ferries(desk: Desk) -> Desk:
    desk.web.feed("/feed.xml", *(f"/{n}" for n in range(4)))
    for n, title in enumerate(TITLES):
        desk.web.page(f"/{n}", title)
    desk.settle(daily=FEED)
    return desk


@pytest.fixture
def ferries(desk):
    return with_ferries(desk)


@pytest.fixture(scope="module")
def run_once_for_all(shared_desk):
    with_ferries(shared_desk).run()
    return shared_desk


@pytest.fixture
def after_a_run(run_once_for_all, tmp_path):
    """A copy of what one run over the ferries has left, for one test to change."""
    return with_ferries(run_once_for_all.copy(tmp_path / "after"))


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
    ("holder", "name", "nth", "number"),
    [
        pytest.param(os, "fsync", 1, errno.ENOSPC, id="what waits"),
        pytest.param(os, "link", 1, errno.ENOSPC, id="the poll's commit", marks=pytest.mark.slow),
        pytest.param(Path, "write_text", 1, errno.ENOSPC, id="the note of a pass", marks=pytest.mark.slow),
        pytest.param(os, "write", 1, errno.ENOSPC, id="the spool"),
        pytest.param(os, "fsync", 5, errno.ENOSPC, id="the records", marks=pytest.mark.slow),
        pytest.param(os, "link", 2, errno.ENOSPC, id="the records' commit"),
        pytest.param(os, "fsync", 9, errno.ENOSPC, id="the end of it", marks=pytest.mark.slow),
        pytest.param(os, "fsync", 5, errno.EROFS, id="a disk that was mounted read-only"),
    ],
)
def test_a_disk_that_is_full_on_the_way(ferries, monkeypatch, holder, name, nth, number):
    with failing(monkeypatch, holder, name, nth, number):
        done = run(ferries)
    assert done.exit_code == 1
    assert os.strerror(number) in done.stderr
    assert "the next run continues from there" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(verify(ferries.out, VerifyCounts())) == []
    assert run(ferries).exit_code == 0
    assert titles(ferries.out) == TITLES
    assert list(read_failures(load(ferries.out))) == []


# What pathlib and our code call to look at a file, and to change one. Each takes the path first; `open` and `os.open` also say
# what for.
READS = ((os, "stat"), (os, "lstat"), (os, "listdir"), (os, "scandir"))
WRITES = ((os, "mkdir"), (os, "link"), (os, "rename"), (os, "replace"), (os, "unlink"), (os, "rmdir"), (os, "utime"))
OPENS = ((os, "open"), (io, "open"), (builtins, "open"))


def opens_for_writing(mode: object = "r") -> bool:
    return (
        bool(mode & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if isinstance(mode, int) else not set(str(mode)).isdisjoint("wax+")
    )


def deny(patch: pytest.MonkeyPatch, folder: Path, reading: bool) -> None:
    """Below the folder nothing can be written, and when `reading` is denied too, nothing can be looked at.

    This stands for a folder of another user. The tests run as any user, and root may do all things.
    """

    def guarded(function: Callable[..., Any], denies: Callable[..., bool]) -> Callable[..., Any]:
        def call(path: Any, *args: Any, **kwargs: Any) -> Any:
            below = isinstance(path, str | Path) and folder in (Path(path), *Path(path).parents)
            if below and denies(*args, *kwargs.values()):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return function(path, *args, **kwargs)

        return call

    for holder, name in (*WRITES, *(READS if reading else ())):
        patch.setattr(holder, name, guarded(getattr(holder, name), lambda *_: True))
    for holder, name in OPENS:
        denies = (lambda *_: True) if reading else (lambda mode="r", *_: opens_for_writing(mode))
        patch.setattr(holder, name, guarded(getattr(holder, name), denies))


def test_a_folder_that_we_may_not_write(after_a_run, monkeypatch):
    with monkeypatch.context() as patch:
        deny(patch, after_a_run.out, reading=False)
        done = run(after_a_run)
        assert done.exit_code == 1
        assert str(after_a_run.out) in done.stderr
        assert "Permission denied" in done.stderr
        # but reading asks for nothing
        assert len(call("records", "--out", str(after_a_run.out)).stdout.splitlines()) == 4
        assert call("verify", "--out", str(after_a_run.out)).exit_code == 0


@pytest.mark.parametrize("command", [["records"], ["verify"], ["compact"], ["vacuum"], ["forget", "aa" * 16]])
def test_a_folder_that_we_may_not_enter(ferries, monkeypatch, command):
    private = ferries.folder / "private"
    (private / "out").mkdir(parents=True)
    with monkeypatch.context() as patch:
        deny(patch, private, reading=True)
        done = call(*command, "--out", str(private / "out"))
    assert done.exit_code == 1
    assert done.stderr.startswith(f"can't go on: {private}")
    assert done.stderr.endswith(": Permission denied\n")


def test_configs_that_we_may_not_read(ferries, monkeypatch):
    with monkeypatch.context() as patch:
        deny(patch, ferries.folder, reading=True)
        done = run(ferries)
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
    assert list(verify(desk.out, VerifyCounts())) == []


@pytest.mark.parametrize("command", ["run", "records", "quotes", "failures", "files", "compact", "vacuum"])
def test_a_commit_that_was_cut_by_hand(after_a_run, command):
    path = after_a_run.out / "commits" / "00000002.json"
    path.write_bytes(path.read_bytes()[:100])
    done = run(after_a_run) if command == "run" else call(command, "--out", str(after_a_run.out))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert f"{path} can't be read as a commit" in done.stderr
    assert "put it back from a copy" in done.stderr
    assert "Traceback" not in done.stderr
    assert call("verify", "--out", str(after_a_run.out)).exit_code == 1


def test_a_record_file_that_was_deleted_by_hand(after_a_run):
    (ref,) = (ref for _, ref in load(after_a_run.out).files("records") if ref.path.endswith(".jsonl"))
    (after_a_run.out / ref.path).unlink()
    done = call("records", "--out", str(after_a_run.out))
    assert done.exit_code == 1
    assert done.stderr == f"{after_a_run.out / ref.path} is gone, though a commit names it; put it back from a copy\n"
    done = call("verify", "--out", str(after_a_run.out))
    assert done.exit_code == 1
    assert f"{after_a_run.out / ref.path}: is gone" in done.stdout
    # what is new is written all the same
    after_a_run.web.feed("/feed.xml", "/0", "/new")
    after_a_run.web.page("/new", "The new one")
    done = run(after_a_run)
    assert done.exit_code == 0
    assert "records   1 written" in done.stderr


@pytest.mark.parametrize("command", [["run"], ["vacuum"], ["compact"], ["forget", "aa" * 16], ["replay"]], ids=" ".join)
def test_a_command_steps_aside_while_another_process_holds_the_folder(run_once_for_all, command):
    configs = ["--config", str(run_once_for_all.folder / "configs")] if command[0] in ("run", "replay") else []
    with locked(run_once_for_all.out):  # the lock belongs to the open file, so it is as good as that of another process
        done = call(*command, "--out", str(run_once_for_all.out), *configs)
    assert done.exit_code == 3, done.output
    assert done.stderr.endswith(f"another run is at work on {run_once_for_all.out}; this one steps aside\n")
    assert call("vacuum", "--out", str(run_once_for_all.out)).exit_code == 0


def test_a_run_holds_the_folder_as_long_as_it_works(ferries, web):
    held: list[str] = []

    def answer(handler) -> None:
        try:
            with locked(ferries.out):
                held.append("free")
        except Busy:
            held.append("busy")
        handler.send_error(404)

    web.pages["/0"] = answer
    ferries.run()
    assert held == ["busy"]
    with locked(ferries.out):
        held.append("free")
    assert held == ["busy", "free"]


def test_another_that_publishes_first_wins_and_nothing_is_lost(ferries, monkeypatch):
    """As on a folder that two machines share without a lock."""
    original = LocalStore.create

    def late(self, commit):
        if commit.kind == "records":
            assert original(
                self, replace(commit, attempt="theirs", run="theirs", kind="poll", files=(), feeds={}, counts=PassCounts())
            )
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
    assert list(verify(ferries.out, VerifyCounts())) == []


def test_a_page_that_was_too_slow_is_tried_again_later(ferries, monkeypatch):
    original = Client.get

    def get(self: Client, url: str, **options: Any) -> Response:
        if url.endswith("/0"):
            raise TooSlow(f"{url} was not done after 30 s")
        return original(self, url, **options)

    monkeypatch.setattr(Client, "get", get)
    assert run(ferries).exit_code == 0
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
