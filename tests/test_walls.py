"""The rooms: who may import whom. A wall that is gone through is named with its file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from transforms import STAGES

ROOT = Path(__file__).parent.parent
FILES = sorted(p.relative_to(ROOT) for room in ("transforms", "pipeline", "pullquote") for p in (ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name, so that the walls can be seen"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def stage_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "transforms" and len(parts) > 1 and parts[1] in STAGES else None


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_goes_through_a_wall(path: Path):
    names = set(imports(path))
    if path.parts[0] != "pullquote":
        assert not {n for n in names if n.split(".")[0] == "pullquote"}, (
            f"{path}: the public module imports, and is not imported"
        )
    if path.parts[0] == "transforms":
        assert not {n for n in names if n.split(".")[0] == "pipeline"}, f"{path}: transforms never imports pipeline"
        own = path.parts[1] if path.parts[1] in STAGES else None
        others = {s for n in names if (s := stage_of(n))} - {own}
        assert not others, f"{path}: a stage imports records, helpers and itself, never another stage"
        if path.name != "transform.py" and path != Path("transforms/attempt.py"):
            assert not {n for n in names if n.split(".")[0] == "apache_beam"}, f"{path}: Beam stays in transform.py"
    elif path != Path("pipeline/graph.py") and path.parts[1] != "engine":
        assert not {n for n in names if n.split(".")[0] == "apache_beam"}, f"{path}: Beam stays in graph.py and engine/"


def test_there_is_something_to_look_at():
    assert len(FILES) > 50
    assert [p.name for p in sorted((ROOT / "transforms").iterdir()) if p.name in STAGES] == sorted(STAGES)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_each_file_says_what_it_is(path: Path):
    assert ast.get_docstring(ast.parse((ROOT / path).read_text())), f"{path}: the first line says what is in the file"


@pytest.mark.parametrize("path", [*FILES, *(p.relative_to(ROOT) for p in sorted((ROOT / "configs").rglob("*.yaml")))], ids=str)
def test_no_group_of_a_pattern_is_possessive(path):
    """`(?:…)*+` matches wrongly in Python 3.11.0 to 3.11.4 (gh-106052); `(?>(?:…)*)` says the same."""
    assert not re.search(r"(?<![\\(])\)(?:[?*+]|\{+[\d,]+\}+)\+", (ROOT / path).read_text()), f"{path}: write (?>(?:…)*)"
