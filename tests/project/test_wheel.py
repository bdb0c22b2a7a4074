"""The wheel in a bare environment: what a user who never saw the checkout gets."""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from pipeline.demo.serve import demo_config, serving
from transforms.version import VERSION

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow  # builds the package, and starts a process a row


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def pullquote(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment with the wheel alone; the dependencies are lent by this one, without our checkout."""
    home = tmp_path_factory.mktemp("bare")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    (site,) = home.glob("lib/python*/site-packages")
    # a path file is not read for path files of its own, so our editable install stays out
    (site / "lent.pth").write_text(f"{metadata.distribution('typer').locate_file('')}\n")
    return home / "bin" / "pullquote"


def call(
    command: Path, *arguments: str, cwd: Path, stdin: str = "", python_path: str | None = None
) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env |= {"PYTHONPATH": python_path} if python_path else {}
    return subprocess.run(
        [str(command), *arguments], cwd=cwd, input=stdin, capture_output=True, text=True, env=env, check=False
    )


def test_it_is_the_wheel_that_answers(pullquote: Path, tmp_path: Path):
    code = "import pipeline, pullquote, transforms; print(pipeline.__file__, pullquote.__file__, transforms.__file__)"
    found = call(pullquote.parent / "python", "-c", code, cwd=tmp_path).stdout.split()
    assert len(found) == 3
    assert all(str(pullquote.parent.parent) in path for path in found)


def test_what_ships(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    assert "pipeline/shipped/pipeline.yaml" in names
    assert [n for n in names if n.startswith("pipeline/shipped/feeds/")]
    assert [n for n in names if n.startswith("pipeline/shipped/cleaning/")]
    assert {f"{package}/py.typed" for package in ("pipeline", "pullquote", "transforms")} <= {*names}
    assert not [n for n in names if n.startswith(("tests/", "configs/", "docs/"))]


def test_the_version_is_written_once(wheel: Path, pullquote: Path, tmp_path: Path):
    assert wheel.name.startswith(f"pullquote-{VERSION}-")
    assert call(pullquote, "--version", cwd=tmp_path).stdout == f"pullquote {VERSION}\n"
    shown = call(pullquote.parent / "python", "-c", "import pullquote; print(pullquote.__version__)", cwd=tmp_path)
    assert shown.stdout == f"{VERSION}\n"


@pytest.mark.parametrize("python_path", [None, "."])
def test_it_starts_whatever_lies_in_the_working_folder(pullquote: Path, tmp_path: Path, python_path: str | None):
    for name in ("pipeline", "transforms", "typing", "yaml"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a module of the working folder was imported')\n")
    assert call(pullquote, "--version", cwd=tmp_path, python_path=python_path).stdout == f"pullquote {VERSION}\n"
    assert call(pullquote, "check", cwd=tmp_path, python_path=python_path).returncode == 0


def test_the_public_module(pullquote: Path, tmp_path: Path):
    """The first examples of docs/python.md, by somebody who has only the wheel."""
    page = (ROOT / "docs" / "python.md").read_text()
    code = "".join(re.findall(r"^```python\n(.*?)^```\n", page.split("## What a run has written")[0], re.M | re.S))
    shown = "".join(re.findall(r"^```text\n(.*?)^```\n", page.split("## What a run has written")[0], re.M | re.S))
    done = call(pullquote.parent / "python", "-c", code, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, shown), done.stderr


def test_extract(pullquote: Path, tmp_path: Path):
    page = "<html lang='en'><body><article><h1>Ferry stays</h1>" + "<p>The council met on Friday about the ferry.</p>" * 4
    (tmp_path / "page.html").write_text(page)
    done = call(pullquote, "extract", cwd=tmp_path, stdin=json.dumps({"id": 1, "html_path": "page.html"}))
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert list(row) == [
        "id",
        "url",
        "site",
        "section",
        "title",
        "authors",
        "published",
        "language",
        "text",
        "removals",
        "notes",
        "flags",
    ]
    assert row["text"].startswith("The council met")


def test_annotate(pullquote: Path, tmp_path: Path):
    text = "“We will keep the ferry running through the winter,” said Ines Okonkwo, the treasurer of Velmarsh."
    done = call(pullquote, "annotate", cwd=tmp_path, stdin=json.dumps({"id": "a", "text": text, "language": "en"}))
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert row["quotes"][0]["speaker"]["name"] == "Ines Okonkwo"


def test_run_with_a_config_of_ones_own(pullquote: Path, tmp_path: Path):
    with serving() as base_url:
        config = demo_config(base_url, tmp_path / "mine")
        done = call(pullquote, "run", "--config", str(config), "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(call(pullquote, "records", "--out", "out", cwd=tmp_path).stdout.splitlines()) == 10


def test_check_of_the_shipped_config(pullquote: Path, tmp_path: Path):
    done = call(pullquote, "check", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "valid; 23 feeds" in done.stdout
