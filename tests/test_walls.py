"""Guards the shape of the code: who imports whom, the size of folders and files, and the words of the first lines."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.source_files import ALL_FILES, PACKAGES, ROOT, TEST_FILES
from transforms import STAGES

FILES = [path for path in ALL_FILES if path.parts[0] in ("transforms", "pipeline")]

# What the rooms of a package may import of each other, from the top floor down. A room is a folder or a file of the package;
# what is not named here stands alone or is imported by all (`version`).
FLOORS: dict[str, dict[str, set[str]]] = {
    "pipeline": {
        "__main__": {"cli"},
        "cli": {
            *("commit_log", "compare", "config", "demo", "engine", "feeds", "graph", "made_with", "replay", "runs"),
            *("schedule", "single", "upkeep", "wording"),
        },
        "replay": {"commit_log", "config", "engine", "graph", "made_with", "runs", "wording"},
        "runs": {"commit_log", "config", "engine", "feeds", "graph", "made_with", "upkeep", "wording"},
        "upkeep": {"commit_log", "config", "wording"},
        "feeds": {"commit_log", "config", "single", "wording"},
        "compare": {"commit_log", "wording"},
        "graph": {"commit_log", "config"},
        "single": {"config", "wording"},
        "made_with": {"config"},
        "schedule": {"config", "wording"},
        "commit_log": {"config", "wording"},
        "engine": {"wording"},
        "demo": set(),
        "config": set(),
        "wording": set(),
    },
    "transforms/extract": {
        "transform": {"work"},
        "work": {"extract", "page"},
        "extract": {"trace", "body", "metadata", "page"},
        "body": {"trace", "metadata", "page"},
        "trace": {"metadata", "page"},
        "metadata": {"page"},
        "page": set(),
    },
    "transforms/annotate/entities": {
        "find": {"linking", "roles", "coref", "clusters", "names", "lexicon"},
        "linking": {"lexicon"},
        "coref": {"clusters", "names", "lexicon"},
        "roles": {"clusters", "names", "lexicon"},
        "clusters": {"names", "lexicon"},
        "names": {"lexicon"},
        "lexicon": set(),
    },
}
# Files and folders in a folder: what fits in one look. Where there are more, the reason.
ENTRIES = {
    "pipeline": 18,
    "transforms/extract": 8,
    "transforms/annotate": 18,  # the stage, and what its rooms share: model, parse, tags, words
    "transforms/annotate/entities": 8,
    "pipeline/cli": 24,  # a file a command
    "transforms": 32,  # eight stages, and what several of them need
    "transforms/web": 18,
    "transforms/extract/body": 17,
}
MOST_ENTRIES = 16
MOST_LINES = 250
LONG_FILES = {
    "transforms/dates.py": 260,
}
# Test files that may have more than MOST_LINES, because nearly all their lines are rows of tables.
LONG_TABLES = {
    "tests/transforms/annotate/quotes/indirect/test_reports.py",
    "tests/transforms/notes/test_find_notes.py",
}


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
    if path.parts[0] == "transforms":
        assert not {n for n in names if n.split(".")[0] == "pipeline"}, f"{path}: transforms never imports pipeline"
        own = path.parts[1] if path.parts[1] in STAGES else None
        others = {s for n in names if (s := stage_of(n))} - {own}
        assert not others, f"{path}: a stage imports records, helpers and itself, never another stage"
        if path.name != "transform.py" and path != Path("transforms/attempt.py"):
            assert not {n for n in names if n.split(".")[0] == "apache_beam"}, f"{path}: Beam stays in transform.py"
    elif path != Path("pipeline/graph.py") and path.parts[1] != "engine":
        assert not {n for n in names if n.split(".")[0] == "apache_beam"}, f"{path}: Beam stays in graph.py and engine/"
    assert not {n for n in names if n.split(".")[0] in ("tools", "tests")}, (
        f"{path}: what ships imports neither tools nor tests"
    )


def room_of(package: str, module: str) -> str | None:
    """The folder or file of the package that a module lies in; None for a module that lies elsewhere, or for a name in none."""
    dotted = package.replace("/", ".") + "."
    room = module.removeprefix(dotted).split(".")[0] if module.startswith(dotted) else None
    there = room is not None and ((ROOT / package / room).is_dir() or (ROOT / package / f"{room}.py").is_file())
    return room if there else None


def rooms(package: str) -> set[str]:
    found = (p for p in (ROOT / package).iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file())
    return {p.stem for p in found} - {"__init__", "version"}


def room_imports(package: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {room: set() for room in rooms(package)}
    for path in ALL_FILES:
        own = room_of(package, ".".join(path.with_suffix("").parts))
        if own in found:
            found[own] |= {room for name in imports(path) if (room := room_of(package, name))} & found.keys() - {own}
    return found


@pytest.mark.parametrize("package", FLOORS)
def test_imports_between_rooms_go_down(package: str):
    allowed = FLOORS[package]
    assert rooms(package) == set(allowed), "a new room has its row here, and in docs/design.md"
    for room, imported in room_imports(package).items():
        assert imported <= allowed[room], f"{package}/{room} imports {sorted(imported - allowed[room])}"
    tuple(TopologicalSorter(allowed).static_order())  # CycleError: two rooms that import each other are one room


def test_no_modules_import_each_other_in_a_circle():
    modules = {".".join(path.with_suffix("").parts): path for path in ALL_FILES if path.name != "__init__.py"}
    graph = {module: {name for name in imports(path) if name in modules} - {module} for module, path in modules.items()}
    assert sum(map(len, graph.values())) > 300
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_there_is_something_to_look_at():
    assert len(FILES) > 50
    assert [p.name for p in sorted((ROOT / "transforms").iterdir()) if p.name in STAGES] == sorted(STAGES)


@pytest.mark.parametrize("path", ALL_FILES, ids=str)
def test_each_file_says_role_and_affiliation(path: Path):
    assert ast.get_docstring(ast.parse((ROOT / path).read_text())), f"{path}: the first line says what is in the file"


def test_a_folder_fits_in_one_look():
    for package in PACKAGES:
        for folder in (p for p in [ROOT / package, *(ROOT / package).rglob("*")] if p.is_dir() and p.name != "__pycache__"):
            name = folder.relative_to(ROOT).as_posix()
            entries = [p for p in folder.iterdir() if p.name not in ("__pycache__", "__init__.py")]
            assert len(entries) <= ENTRIES.get(name, MOST_ENTRIES), f"{name}: {len(entries)} entries; look for the rooms in it"


def number_of_lines(path: Path) -> int:
    return len((ROOT / path).read_text().splitlines())


def test_a_file_fits_in_one_reading():
    for path in ALL_FILES:
        lines = number_of_lines(path)
        assert lines <= LONG_FILES.get(path.as_posix(), MOST_LINES), f"{path} has {lines} lines"


def test_a_test_file_fits_in_one_reading():
    long = {path.as_posix() for path in TEST_FILES if number_of_lines(path) > MOST_LINES}
    assert not long - LONG_TABLES, f"over {MOST_LINES} lines; split by theme, what they share goes into a module beside them"
    assert not LONG_TABLES - long, "these are short enough now, or gone; they leave LONG_TABLES"


def test_the_design_page_lists_the_rooms_as_they_are():
    page = (ROOT / "docs" / "design.md").read_text()
    for package, floors in FLOORS.items():
        section = re.search(rf"^The rooms of `{package}/`.*?\n\n((?:\|.*\n)+)", page, re.M)
        assert section, f"docs/design.md has a table 'The rooms of `{package}/`'"
        rows = [line.strip("|\n ").split("|") for line in section[1].splitlines()[2:]]
        listed = {row[0].strip(" `/").removesuffix(".py"): set(re.findall(r"`(\w+)`", row[-1])) for row in rows}
        assert listed == floors


@pytest.mark.parametrize("path", [*FILES, *(p.relative_to(ROOT) for p in sorted((ROOT / "configs").rglob("*.yaml")))], ids=str)
def test_no_group_of_a_pattern_is_possessive(path):
    """`(?:…)*+` matches wrongly in Python 3.11.0 to 3.11.4 (gh-106052); `(?>(?:…)*)` says the same."""
    assert not re.search(r"(?<![\\(])\)(?:[?*+]|\{+[\d,]+\}+)\+", (ROOT / path).read_text()), f"{path}: write (?>(?:…)*)"
