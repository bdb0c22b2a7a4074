"""Guards the functions of the code: none has more than 15 branches."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_files import ALL_FILES, ROOT

MOST_BRANCHES = 15
# Functions that are over it, with how far. The numbers may only fall, and a function that is no longer over it leaves the list.
COMPLEX: dict[str, int] = {}


def complexity(function: ast.AST) -> int:
    """One, and one more for each place where the function can go two ways: what `radon cc` counts, with nested functions."""
    total = 1
    for node in ast.walk(function):
        match node:
            case ast.If() | ast.IfExp() | ast.Assert() | ast.ExceptHandler():
                total += 1
            case ast.For() | ast.AsyncFor() | ast.While() | ast.Try():
                total += bool(node.orelse) + (not isinstance(node, ast.Try))
            case ast.BoolOp():
                total += len(node.values) - 1
            case ast.comprehension():
                total += 1 + len(node.ifs)
            case ast.Match():
                total += sum(
                    not (isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None) for case in node.cases
                )
    return total


@pytest.mark.parametrize(
    ("body", "number"),
    [
        pytest.param("return 1", 1, id="one way"),
        pytest.param("if a:\n    b\nelif c:\n    d\nelse:\n    e", 3, id="if, elif, else"),
        pytest.param("return b if a else c", 2, id="a ternary"),
        pytest.param("return a and b and (c or d)", 4, id="boolean operators"),
        pytest.param("return not a", 1, id="not"),
        pytest.param("for a in b:\n    c\nelse:\n    d", 3, id="a loop with else"),
        pytest.param("while a:\n    b", 2, id="while"),
        pytest.param("return [a for a in b if c if d]", 4, id="a comprehension with two conditions"),
        pytest.param(
            "try:\n    a\nexcept B:\n    c\nexcept D:\n    e\nelse:\n    f\nfinally:\n    g", 4, id="two excepts and else"
        ),
        pytest.param("match a:\n    case 1:\n        b\n    case 2:\n        c\n    case _:\n        d", 3, id="match"),
        pytest.param("with a:\n    b", 1, id="with"),
        pytest.param("assert a", 2, id="assert"),
    ],
)
def test_complexity_is_counted(body: str, number: int):
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    (function,) = ast.parse(f"def f():\n{indented}\n").body
    assert complexity(function) == number


def functions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The functions and methods of a file by their names, without those inside of functions."""

    def within(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, ast.AST]]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{prefix}{node.name}", node
            elif isinstance(node, ast.ClassDef):
                yield from within(node.body, f"{prefix}{node.name}.")

    yield from within(ast.parse((ROOT / path).read_text()).body, f"{path.as_posix()}: ")


def test_no_function_has_too_many_branches():
    found = {
        name: number for path in ALL_FILES for name, node in functions(path) if (number := complexity(node)) > MOST_BRANCHES
    }
    over = {name: number for name, number in found.items() if number > COMPLEX.get(name, MOST_BRANCHES)}
    assert not over, "split them by meaning: named conditions, small steps, tables"
    stale = {name: number for name, number in COMPLEX.items() if found.get(name, 0) < number}
    assert not stale, f"these are better now: { ({name: found.get(name) for name in stale}) }"
