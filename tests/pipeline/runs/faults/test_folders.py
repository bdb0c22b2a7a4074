"""Folders that can't be used: not permitted, damaged by hand, or held by another process. The message says what to do."""

import pytest

from pipeline.commit_log.lock import locked
from pipeline.commit_log.state import load
from tests.pipeline.runs.faults.ferries import call, run, with_ferries
from tests.pipeline.runs.faults.permissions import deny


@pytest.fixture(scope="module")
def run_once_for_all(shared_desk):
    with_ferries(shared_desk).run()
    return shared_desk


@pytest.fixture
def after_a_run(run_once_for_all, tmp_path):
    """A copy of what one run over the ferries has left, for one test to change."""
    return with_ferries(run_once_for_all.copy(tmp_path / "after"))


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
    assert "nothing was written; name a folder" in done.stderr and "earlier passes" not in done.stderr
    assert ferries.out.read_text() == "mine"


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


def test_a_record_file_that_we_may_not_read(after_a_run, monkeypatch):
    (ref,) = (ref for _, ref in load(after_a_run.out).files("records") if ref.path.endswith(".jsonl"))
    path = after_a_run.out / ref.path
    with monkeypatch.context() as patch:
        deny(patch, path, reading=True)
        done = call("verify", "--out", str(after_a_run.out))
    assert done.exit_code == 1
    assert done.stdout == f"{path}: can't be read: Permission denied; let this user read it\n"


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
