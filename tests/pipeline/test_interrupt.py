"""Ctrl-C in the middle of a pass: one word, exit code 130, and the next run makes all of it."""

import signal
import subprocess
import sys
import threading

import pytest

from pipeline.reading import read_records
from pipeline.state import load


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_in_a_pass(desk, web, workers):
    asked = threading.Event()

    def slow(handler) -> None:
        asked.set()
        release.wait(20)
        handler.close_connection = True

    release = threading.Event()
    web.feed("/feed.xml", "/a", "/slow")
    web.page("/a")
    web.pages["/slow"] = slow
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n")
    flags = ["--", "--direct_running_mode=multi_processing", f"--direct_num_workers={workers}"] if workers > 1 else []
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "run",
        "--config",
        str(desk.folder / "configs"),
        "--out",
        str(desk.out),
        *flags,
    ]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert asked.wait(30)
    run.send_signal(signal.SIGINT)
    if workers == 1:
        _, told = run.communicate(timeout=30)
        release.set()
    else:
        release.set()
        _, told = run.communicate(timeout=30)
    assert run.returncode == 130, told
    assert told == "stopped; what was committed stays, the rest waits for the next run\n"
    web.page("/slow", "The slow one")
    desk.run()
    assert sorted(r["title"] for r in read_records(load(desk.out))) == ["Ferry stays", "The slow one"]
