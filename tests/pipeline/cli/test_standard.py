"""Streams that a shell has closed, and readers that have enough: a sentence and an exit code, never a traceback."""

import json
import subprocess
import sys

import pytest
from _pytest.mark import ParameterSet


def slow_rows(*commands: str) -> list[ParameterSet]:
    """Commands that write by the same few functions as the others; each starts a process."""
    return [pytest.param(command, marks=pytest.mark.slow) for command in commands]


@pytest.fixture(scope="module")
def out(shared_desk):
    desk, web = shared_desk, shared_desk.web
    web.feed("/feed.xml", "/a", "/missing")
    web.page("/a")
    desk.settle("run: {max_failed_share: 1}\noutput: {formats: [jsonl]}\n", daily="url: '{base}/feed.xml'\nevery: 0s\n")
    desk.run()
    return desk.out


def shell(line: str, out) -> subprocess.CompletedProcess[str]:
    text = line.replace("pullquote", f"{sys.executable} -m pullquote").replace("OUT", f"--out {out}")
    return subprocess.run(["bash", "-c", f"set -o pipefail; {text}"], capture_output=True, text=True, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize(
    "command",
    ["records", "run --help", *slow_rows("records --format csv", "quotes", "failures --format table", "files", "verify")],
)
def test_a_result_that_nobody_takes_is_a_failure(out, command):
    done = shell(f"pullquote {command} OUT >&-", out)
    assert (done.returncode, done.stderr) == (1, "can't go on: the output: Bad file descriptor\n")


def test_a_command_without_a_result_needs_no_stdout(out):
    done = shell(f"pullquote run --config {out.parent / 'configs'} OUT >&-", out)
    assert done.returncode == 0, done.stderr
    assert "nothing new" in done.stderr


def test_talk_does_not_go_to_stdout_when_stderr_is_closed(out):
    done = shell("pullquote records --out none 2>&-", out)
    assert (done.returncode, done.stdout) == (2, "")


def test_closed_stdin_is_empty(out):
    assert shell("pullquote annotate <&-", out).returncode == 0


@pytest.mark.parametrize(
    "command", ["records", *slow_rows("records --format csv", "quotes", "failures", "failures --format table")]
)
def test_a_reader_that_has_enough_is_no_failure(out, command):
    done = shell(f"pullquote {command} OUT | true", out)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_table_that_is_piped_is_whole(out):
    (row,) = [json.loads(line) for line in shell("pullquote failures OUT", out).stdout.splitlines()]
    shown = shell("pullquote failures --format table OUT | cat", out).stdout
    assert row["detail"] == f"{row['url']} is not there (status 404)"
    assert "is not there (status 404)" in shown
    assert row["url"] in shown
