"""Signals: a run that ends by itself stops at once; one that stays finishes its pass at the first, and stops at the second."""

import json
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field

import pytest

from pipeline.cli.shared import signals
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.state import load

FEED = "url: '{base}/feed.xml'\nevery: 0s\n"
STOPPED = "stopped; what was committed is kept, the rest waits for the next run\n"
TWO_WORKERS = ("--", "--direct_running_mode=multi_processing", "--direct_num_workers=2")
INSISTING = f"import {signals.__name__} as signals; signals.REPEAT_S = 0.05; from pipeline.__main__ import main; main()"
HANGS_S = 120  # bounds a hang, also on a machine that has much else to do
FIRST = "\nstopping after the current pass; press again to stop at once\n"


@dataclass
class Slow:
    """A page that is answered when the test says so."""

    asked: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)

    def __call__(self, handler) -> None:
        self.asked.set()
        self.release.wait(HANGS_S)
        handler.close_connection = True


@pytest.fixture
def slow(desk, web):
    page = Slow()
    web.feed("/feed.xml", "/a", "/slow")
    web.page("/a")
    web.pages["/slow"] = page
    desk.settle(daily=FEED)
    yield page
    page.release.set()


def started(desk, *flags: str, program: tuple[str, ...] = ("-m", "pipeline")) -> subprocess.Popen[str]:
    folders = ("--config", str(desk.folder / "configs"), "--out", str(desk.out))
    command = [sys.executable, *program, "run", *folders, *flags]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def titles(desk) -> list[str]:
    return sorted(r["title"] for r in read_records(load(desk.out)))


@pytest.mark.parametrize(
    ("number", "workers", "code"),
    [
        pytest.param(signal.SIGINT, 1, 130, id="Ctrl-C"),
        pytest.param(signal.SIGTERM, 1, 143, id="SIGTERM", marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, 2, 130, id="Ctrl-C, two workers", marks=pytest.mark.slow),
    ],
)
def test_a_run_that_ends_by_itself_stops_at_once(desk, web, slow, number, workers, code):
    run = started(desk, *(TWO_WORKERS if workers > 1 else ()))
    assert slow.asked.wait(HANGS_S)
    run.send_signal(number)
    if workers > 1:
        slow.release.set()
    _, told = run.communicate(timeout=HANGS_S)
    assert run.returncode == code, told
    assert told.count("\n") == 2, told  # what else a worker or the engine has said
    tally, said = told.splitlines(keepends=True)
    assert "  0 records, 2 new, 0 failed, 2 waiting; " in tally
    assert said == STOPPED
    assert json.loads((desk.out / "summary.json").read_text())["ended"] == "stopped"
    slow.release.set()
    web.page("/slow", "The slow one")
    desk.run()
    assert titles(desk) == ["Ferry stays", "The slow one"]


@pytest.mark.slow
def test_workers_that_were_not_told_to_end_hold_nothing_up(desk, slow):
    # the second interrupt falls into the engine's taking leave of its workers, as on a machine that is slow to do it
    run = started(desk, *TWO_WORKERS, program=("-c", INSISTING))
    assert slow.asked.wait(HANGS_S)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=HANGS_S)
    assert (run.returncode, told.splitlines(keepends=True)[-1]) == (130, STOPPED)


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_one_that_stays_finishes_its_pass_at_the_first_signal(desk, web, slow, number):
    run = started(desk, "--every", "1h")
    assert slow.asked.wait(HANGS_S)
    run.send_signal(number)
    assert run.stderr.read(len(FIRST)) == FIRST
    slow.release.set()
    _, told = run.communicate(timeout=HANGS_S)
    assert run.returncode == 0, told
    assert "1 record, 2 new, 1 failed, 1 waiting" in told
    assert titles(desk) == ["Ferry stays"]


def test_and_stops_at_the_second(desk, web, slow):
    run = started(desk, "--every", "1h")
    assert slow.asked.wait(HANGS_S)
    run.send_signal(signal.SIGTERM)
    assert run.stderr.read(len(FIRST)) == FIRST
    run.send_signal(signal.SIGTERM)
    _, told = run.communicate(timeout=HANGS_S)
    assert (run.returncode, told.splitlines(keepends=True)[-1]) == (143, STOPPED)
    assert titles(desk) == []
    slow.release.set()
    web.page("/slow", "The slow one")
    desk.run()
    assert titles(desk) == ["Ferry stays", "The slow one"]


@pytest.mark.slow
def test_one_that_stays_runs_at_each_tick(desk, web):
    polls, enough = 0, threading.Event()

    def feed(handler) -> None:
        nonlocal polls
        polls += 1
        newest = min(polls, 3)
        web.page(f"/{newest}", f"Ferry {newest}")
        item = f"<item><link>{web.base}/{newest}</link></item>"
        body = f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>".encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        if polls == 3:
            # told before the third run is made; its pass is finished all the same
            enough.set()

    web.pages["/feed.xml"] = feed
    desk.settle(daily=FEED)
    run = started(desk, "--every", "1s")
    assert enough.wait(HANGS_S)
    run.send_signal(signal.SIGTERM)
    _, told = run.communicate(timeout=HANGS_S)
    assert run.returncode == 0, told
    assert told.count("1 record, 1 new") in (2, 3)
    state = load(desk.out)
    assert len(titles(desk)) + len(state.waiting) == 3


def test_one_that_stays_ends_from_its_sleep(desk, web):
    web.feed("/feed.xml", "/a")
    web.page("/a")
    desk.settle(daily=FEED)
    run = started(desk, "--every", "1h")
    while "1 record, 1 new" not in (line := run.stderr.readline()):
        assert line, "it has ended by itself"
    run.send_signal(signal.SIGTERM)
    _, told = run.communicate(timeout=HANGS_S)
    assert run.returncode == 0, told


@pytest.mark.slow
def test_a_config_that_changes_is_read_again_and_mistakes_leave_it_as_it_was(desk, web):
    seen = {name: threading.Event() for name in ("first", "again", "added")}
    web.page("/a")

    def feed(name: str):
        def answer(handler) -> None:
            seen["again" if name == "first" and seen["first"].is_set() else name].set()
            handler.send_error(404)

        return answer

    web.pages.update({f"/{name}.xml": feed(name) for name in ("first", "added")})
    desk.settle("run: {max_failed_share: 1}\n", first="url: '{base}/first.xml'\nevery: 0s\n")
    run = started(desk, "--every", "1s")
    assert seen["first"].wait(HANGS_S)
    bad = desk.folder / "configs" / "feeds" / "bad.yaml"
    bad.write_text("nothing: here\n")
    told: list[str] = []
    while sum("has 2 mistakes; the previous configuration stays in use" in line for line in told) < 3:
        told.append(run.stderr.readline())
        assert told[-1], "it has ended by itself"
    assert sum("bad.yaml: nothing: is no key" in line for line in told) == 1
    bad.unlink()
    desk.settle("run: {max_failed_share: 1}\n", added="url: '{base}/added.xml'\nevery: 0s\n")
    assert seen["added"].wait(HANGS_S)
    run.send_signal(signal.SIGTERM)
    _, rest = run.communicate(timeout=HANGS_S)
    assert run.returncode == 0
    assert "has 2 mistakes" not in rest.partition("is read again")[2]
    assert rest.count("configs was changed and is read again: 2 feeds") == 1


def test_an_interrupt_that_got_lost_in_a_callback_comes_again_without_a_word(monkeypatch):
    class Callback:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    monkeypatch.setattr(signals, "REPEAT_S", 0.01)
    with pytest.raises(KeyboardInterrupt), signals.StopSignals():
        Callback()
        threading.Event().wait(HANGS_S)
    assert told == []
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_else_gets_lost_in_a_callback_is_told(monkeypatch):
    class Callback:
        def __del__(self) -> None:
            raise KeyError("ferry")

    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: told.append(str(lost.exc_value)))
    with signals.StopSignals():
        Callback()
    assert told == ["'ferry'"]
