"""Faults while a run is at work: a full disk, a clock that was set back, a slow page, another run that publishes first.

Nothing published is wrong, the message says what to do, and the next run continues.
"""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.commit_log.counts.pass_counts import PassCounts
from pipeline.commit_log.lock import Busy, locked
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from tests.pipeline.runs.faults.ferries import TITLES, call, run, titles
from transforms.errors import TooSlow
from transforms.web.answers import Response
from transforms.web.client import Client


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
    assert call("vacuum", "--out", str(ferries.out), "--older-than", "0s", "--yes").exit_code == 0
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
