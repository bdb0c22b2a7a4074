"""The files for those who host or package the project: they can be parsed, and what they name is there."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli.app import app

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
MAKEFILE = (ROOT / "Makefile").read_text()


def read_yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text())


def dockerfile(instruction: str) -> list[list[str]]:
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    return [line.split()[1:] for line in text.splitlines() if line.startswith(f"{instruction} ")]


def test_the_checks_and_the_workflow_call_targets_that_are_there():
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
    called = re.findall(r"^make ([a-z-]+)", (ROOT / ".ci" / "run").read_text(), re.M)
    assert called == ["test-all"]
    assert {*called, "test", "lint", "demo", "soak"} <= targets
    assert ".ci/run" in [step.get("run") for step in read_yaml(".github/workflows/test.yml")["jobs"]["pinned"]["steps"]]


def test_the_workflow_runs_the_versions_that_the_package_names():
    matrix = read_yaml(".github/workflows/test.yml")["jobs"]["matrix"]["strategy"]["matrix"]
    named = [c.rpartition(" ")[2] for c in PROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", c)]
    assert matrix["python"] == named
    assert PROJECT["project"]["requires-python"] == f">={named[0]}"
    assert {row["versions"] for row in matrix["include"]} == set(matrix["versions"])


def test_hooks_call_programs_of_the_environment():
    (repo,) = read_yaml(".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local", "nothing is fetched"
    for hook in repo["hooks"]:
        assert hook["language"] == "system"
        program = hook["entry"].split()[0]
        assert program.startswith(".venv/bin/") and f"$(BIN)/{Path(program).name}" in MAKEFILE


def test_the_image_is_built_from_files_that_are_there_and_sent():
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    sent = [line.removeprefix("!") for line in ignored if line.startswith("!")]
    sources = [path for words in dockerfile("COPY") if not words[0].startswith("--") for path in words[:-1]]
    for path in sources:
        assert (ROOT / path).exists(), path
        assert any(fnmatch(path, pattern) or path.startswith(f"{pattern}/") for pattern in sent), f"{path} is not sent"
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*wheel["packages"], *wheel["force-include"], PROJECT["project"]["readme"], "LICENSE"} <= set(sources)


def test_the_image_runs_as_a_user_without_rights():
    assert dockerfile("USER") == [["pullquote"]]
    base = {words[0] for words in dockerfile("FROM")}
    assert base == {f"python:{PROJECT['project']['requires-python'].removeprefix('>=')}-slim"}


@pytest.mark.parametrize("file", ["Dockerfile", "compose.yaml"])
def test_the_command_of_the_image_has_flags_that_are_there(file: str):
    if file == "Dockerfile":
        words = yaml.safe_load(" ".join(dockerfile("CMD")[0]))
    else:
        words = read_yaml(file)["services"]["pullquote"]["command"]
    help_text = CliRunner().invoke(app, [words[0], "--help"], env={"COLUMNS": "200"}).stdout
    assert words[:3] == ["run", "--every", "15m"]
    assert [word for word in words if word.startswith("--") and word not in help_text] == []


def test_volumes_are_the_folders_of_the_command():
    (volumes,) = dockerfile("VOLUME")
    mounted = [volume.split(":")[1] for volume in read_yaml("compose.yaml")["services"]["pullquote"]["volumes"]]
    assert sorted(yaml.safe_load(" ".join(volumes))) == sorted(mounted) == ["/data/configs", "/data/out"]


def test_every_dependency_has_its_pinned_version():
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in (ROOT / "constraints.txt").read_text().splitlines()}
    project = PROJECT["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.match(r"[\w.-]+", requirement)
        assert name and name[0].lower().replace("_", "-") in pinned, requirement
        assert re.search(r"[>=]=", requirement), f"{requirement}: a lower bound, so that the lowest versions can be tested"


def test_the_changelog_has_the_form_of_keep_a_changelog():
    headings = re.findall(r"^(##+ .*)$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert headings[0] == "## [Unreleased]"
    groups = ["### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security"]
    releases = [i for i, heading in enumerate(headings) if heading.startswith("## ")]
    for start, end in zip(releases, [*releases[1:], len(headings)], strict=True):
        found = headings[start + 1 : end]
        assert found == [group for group in groups if group in found]
