"""The command starts and works whatever modules lie in the working folder or on PYTHONPATH."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline.demo.serve import demo_config, serving

ROOT = Path(__file__).parents[2]
NAMES = ("pipeline", "transforms", "typing", "yaml", "typer", "multiprocessing", "pathlib", "dataclasses", "json")


def script(folder: Path) -> Path:
    """The console script as installers write it."""
    module, function = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]["pullquote"].split(":")
    path = folder / "bin" / "pullquote"
    path.parent.mkdir()
    guard = "if __name__ == '__main__':"  # a worker process imports the script
    path.write_text(f"import sys\nfrom {module} import {function}\n{guard}\n    sys.exit({function}())\n")
    return path


@pytest.fixture
def full(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.py").write_text(f"raise SystemExit('{name}.py of the working folder was imported')\n")
    return folder


def call(folder: Path, *words: str | Path, python_path: str | None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    if python_path is not None:
        environment["PYTHONPATH"] = python_path
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("python_path", [None, ".", ":", "{folder}", "/nowhere:{folder}"])
def test_the_script_starts(full, tmp_path, python_path):
    where = python_path and python_path.format(folder=full)
    done = call(full, script(tmp_path), "--version", python_path=where)
    assert (done.returncode, done.stdout[:10], done.stderr) == (0, "pullquote ", "")


def test_the_module_starts(full):
    done = call(full, "-m", "pullquote", "--version", python_path=None)
    assert (done.returncode, done.stdout[:10], done.stderr) == (0, "pullquote ", "")


def test_modules_beside_the_script_are_not_taken(full, tmp_path):
    path = script(tmp_path)
    (path.parent / "typer.py").write_text("raise SystemExit('typer.py beside the script was imported')\n")
    assert call(full, path, "--version", python_path=None).returncode == 0


def test_worker_processes_start_too(full, tmp_path):
    rows = "".join(json.dumps({"id": n, "text": "Nobody came."}) + "\n" for n in range(2))
    done = call(full, script(tmp_path), "extract", "--workers", "2", python_path=".", stdin=rows)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [0, 1], done.stderr


@pytest.mark.slow
def test_the_workers_of_a_run_start_too(full, tmp_path):
    flags = ["--", "--direct_running_mode=multi_processing", "--direct_num_workers=2"]
    with serving() as base_url:
        config = demo_config(base_url, tmp_path / "configs")
        done = call(full, script(tmp_path), "run", "--config", config, "--out", tmp_path / "out", *flags, python_path=None)
    assert done.returncode == 0, done.stderr
    assert "records   10 written" in done.stderr


def test_a_module_of_pythonpath_is_found_when_there_is_no_other(full, tmp_path):
    (full / "of_ones_own.py").write_text("")
    code = (
        "import sys; from pullquote.__main__ import ordered_path; "
        f"sys.path[:] = ordered_path(sys.path, {str(full)!r}, dropped=({str(tmp_path)!r},)); "
        "import of_ones_own, typing, pipeline"
    )
    done = call(tmp_path, "-c", code, python_path=str(full))
    assert (done.returncode, done.stderr) == (0, "")
