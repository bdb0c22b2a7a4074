"""The process for pages: results and errors come back, and what ends it is told."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_files import ROOT
from tests.transforms.supervised.work import work
from transforms.errors import NoText
from transforms.supervised.worker import NO_MEMORY, TOO_LONG, PackedWork, PageWorker, WorkerEnded

WORK = PackedWork("extract", work)


@pytest.fixture(scope="module")
def worker() -> Iterator[PageWorker]:
    """One process for the tests that leave it alive, or that start a new one."""
    worker = PageWorker()
    yield worker
    worker.restart()


def test_a_result_comes_from_one_other_process(worker: PageWorker):
    what, number = worker.call(WORK, "a", 0)
    assert what == "a"
    assert number != os.getpid()
    assert worker.call(WORK, "print", 60) == ("print", number)
    assert worker.peak > 1_000


@pytest.mark.parametrize(
    ("what", "kind", "text"),
    [
        pytest.param("no text", NoText, "nothing here", id="a reason of ours"),
        pytest.param("bug", KeyError, "'no such key'", id="a bug"),
        pytest.param("unpicklable", RuntimeError, "Unpicklable: this and that", id="an error that can't be pickled"),
    ],
)
def test_an_error_is_raised_here_and_a_bug_has_its_traceback_as_a_note(worker: PageWorker, what: str, kind: type, text: str):
    _, number = worker.call(WORK, "a", 0)
    with pytest.raises(kind) as raised:
        worker.call(WORK, what, 60)
    assert str(raised.value) == text
    assert ("work.py" in "".join(getattr(raised.value, "__notes__", ""))) == (kind is not NoText)
    assert worker.call(WORK, "a", 0) == ("a", number), "the process goes on"


@pytest.mark.parametrize(
    ("what", "seconds", "how", "begun"),
    [
        pytest.param("sleep", 0.01, TOO_LONG, True, id="too long"),
        pytest.param("busy", 0.01, TOO_LONG, True, id="too long in a regular expression, which lets no thread run"),
        pytest.param("kill", 60, -signal.SIGKILL, True, id="a signal"),
        pytest.param("memory", 60, NO_MEMORY, True, id="memory"),
        pytest.param("memory while loading", 60, NO_MEMORY, False, id="memory, before the page"),
        pytest.param("exit while loading", 60, 3, False, id="an exit, before the page"),
    ],
)
def test_what_ends_the_process_is_told_and_a_new_one_is_started(
    worker: PageWorker, what: str, seconds: float, how: int, begun: bool
):
    _, number = worker.call(WORK, "a", 0)
    with pytest.raises(WorkerEnded) as raised:
        worker.call(WORK, what, seconds)
    assert (raised.value.how, raised.value.begun) == (how, begun)
    what, other = worker.call(WORK, "a", 0)
    assert what == "a"
    assert other != number


def test_a_fork_has_a_process_of_its_own(worker: PageWorker):
    _, number = worker.call(WORK, "a", 0)
    child = os.fork()
    if not child:
        os._exit(0 if worker.call(WORK, "a", 0)[1] != number else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert worker.call(WORK, "a", 0) == ("a", number)


OWNER = f"""
import sys, threading
sys.path.insert(0, {str(ROOT)!r})
from tests.transforms.supervised.work import work
from transforms.supervised.worker import PackedWork, PageWorker
worker = PageWorker()
print(worker.call(PackedWork("extract", work), "a", 0)[1], flush=True)
worker.call(PackedWork("extract", work), "sleep", 0)
"""


def test_it_ends_with_its_owner_even_within_a_page():
    with subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        number = int(owner.stdout.readline())
        end = os.pidfd_open(number)
        owner.kill()
        assert select.select([end], [], [], 300)[0], "it has ended"


def test_a_file_in_the_working_folder_takes_the_place_of_no_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "transforms.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry])
    worker = PageWorker()
    assert worker.call(WORK, "a", 0)[0] == "a"
    worker.restart()
