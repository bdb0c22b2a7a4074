"""The examples of docs/python.md and of the public module's docstrings give the results that they show."""

import doctest
import importlib
import pkgutil
import re
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

import pullquote

PAGE = (Path(__file__).parent.parent.parent / "docs" / "python.md").read_text()
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.M | re.S)
MODULES = ["pullquote", *(f"pullquote.{module.name}" for module in pkgutil.iter_modules(pullquote.__path__))]


def test_each_block_prints_what_the_page_shows(demo_folder: Path):
    blocks = BLOCK.findall(PAGE)
    assert len(blocks) == PAGE.count("```python\n") >= 8
    names: dict[str, object] = {}
    for code, shown in blocks:
        printed = StringIO()
        with chdir(demo_folder), redirect_stdout(printed):
            exec(code, names)
        assert printed.getvalue().rstrip() == shown.rstrip(), code


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_docstrings_are_right(module: str):
    result = doctest.testmod(importlib.import_module(module), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


@pytest.mark.parametrize("name", ["pullquote", "pullquote._annotate", "pullquote._extract", "pullquote._decode"])
def test_there_are_examples(name: str):
    assert doctest.testmod(importlib.import_module(name)).attempted > 0


def test_the_page_names_every_function_and_every_error():
    public = [getattr(pullquote, name) for name in pullquote.__all__ if name != "__version__"]
    errors = {value.__name__ for value in public if isinstance(value, type) and issubclass(value, Exception)}
    functions = {value.__name__ for value in public if not isinstance(value, type)}
    assert errors | functions <= set(re.findall(r"\b\w+\b", PAGE))
