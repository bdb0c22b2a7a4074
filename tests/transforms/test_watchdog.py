import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from transforms.watchdog import Watchdog, entries_at_death

WORK = f"""
import os, sys, time
from {Watchdog.__module__} import {Watchdog.__name__}
with {Watchdog.__name__}(sys.argv[1], 60).watch(["a"]):
    pass
with {Watchdog.__name__}(sys.argv[1], float(sys.argv[2])).watch(["b", "c"]):
    print("at work", flush=True)
    sys.stdin.read()
"""


def at_work(folder: Path, seconds: float) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), str(seconds)], stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def test_a_killed_process_leaves_behind_what_it_had_in_hand(tmp_path: Path):
    with at_work(tmp_path, 0) as process:
        assert process.stdout.readline() == "at work\n"
        process.send_signal(signal.SIGKILL)
    assert entries_at_death(tmp_path) == {"b", "c"}


def test_one_that_comes_to_its_end_leaves_nothing(tmp_path: Path):
    with at_work(tmp_path, 60) as process:
        assert process.stdout.readline() == "at work\n"
        process.stdin.close()
        assert process.wait() == 0
    assert list(tmp_path.iterdir()) == []


def test_an_error_passes_through_and_is_no_death(tmp_path: Path):
    with pytest.raises(KeyError), Watchdog(str(tmp_path), 60).watch(["a"]):
        raise KeyError
    assert entries_at_death(tmp_path) == set()


def test_a_folder_that_is_gone_is_no_trouble(tmp_path: Path):
    with Watchdog(str(tmp_path / "gone")).watch(["a"]):
        assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("text", ["", "[", "7"])
def test_a_note_that_was_cut(tmp_path: Path, text):
    (tmp_path / "hand-1-2").write_text(text)
    (tmp_path / f"hand-{os.getpid()}-3").write_text('["x"]')
    assert entries_at_death(tmp_path) == {"x"}
