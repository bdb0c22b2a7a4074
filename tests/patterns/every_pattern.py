"""Every regular expression of the tree, by the name that it has there, with the methods by which the code uses it."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pipeline
import pullquote
import transforms

METHODS = {"match", "fullmatch"}
AT_A_PLACE = METHODS | {"pattern", "flags"}


@dataclass(frozen=True)
class Found:
    """A pattern. `methods`: `match`, `fullmatch`, or `search` for all uses that look for it anywhere."""

    name: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


def every_pattern() -> list[Found]:
    """Patterns of module-level values, of what cached functions without parameters return, and of calls such as
    `re.sub("a+", …)`; a pattern that stands in several modules comes once, from where it is defined."""
    found: dict[re.Pattern[Any], Found] = {}
    for module in _modules():
        for name, value in list(vars(module).items()):
            if name in _imported(module.__name__):
                continue
            defined_here = getattr(value, "__module__", module.__name__) == module.__name__
            if hasattr(value, "cache_info") and defined_here and not inspect.signature(value).parameters:
                value = value()
            methods = _methods(module.__name__, name) if isinstance(value, re.Pattern) else ("search",)
            for pattern in _inside(value):
                found.setdefault(pattern, Found(f"{module.__name__}.{name}", pattern, methods))
        for line, method, pattern in _written_in_calls(module):
            how = method if method in METHODS else "search"
            found.setdefault(pattern, Found(f"{module.__name__}:{line}", pattern, (how,)))
    return list(found.values())


def _modules() -> Iterator[ModuleType]:
    for package in (transforms, pipeline, pullquote):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def _inside(value: Any, depth: int = 4) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, dict):
        yield from _inside(list(value.items()), depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        yield from _inside([getattr(value, field.name, None) for field in fields(value)], depth - 1)


def _written_in_calls(module: ModuleType) -> Iterator[tuple[int, str, re.Pattern[Any]]]:
    for node in ast.walk(_trees()[module.__name__]):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method), args=[ast.Constant(value=str() as text), *_]
            ) if method not in ("escape", "compile"):
                yield node.lineno, method, re.compile(text)


def _methods(module: str, name: str) -> tuple[str, ...]:
    """`match` and `fullmatch` if nothing else is done with the pattern in any module that knows it, else `search`."""
    used = _uses()[module, name] | _uses()[module.rpartition(".")[2], name]
    return tuple(sorted(used & METHODS)) if used <= AT_A_PLACE and used & METHODS else ("search",)


@cache
def _uses() -> dict[tuple[str, str], set[str]]:
    """(module, name), and (last part of the module, name) for `patterns.NAME.match` → the methods that are called, and
    `other` where the value is handed on."""
    uses = defaultdict[tuple[str, str], set[str]](set)
    for here, tree in _trees().items():
        source, nodes = _imported(here), list(ast.walk(tree))
        with_method = set[int]()
        for node in nodes:
            match node:
                case ast.Attribute(value=ast.Name(id=name) as value, attr=method):
                    uses[source.get(name, (here, name))].add(method)
                    with_method.add(id(value))
                case ast.Attribute(value=ast.Attribute(value=ast.Name(id=owner), attr=name), attr=method):
                    uses[owner, name].add(method)
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in with_method:
                uses[source.get(node.id, (here, node.id))].add("other")
    return uses


@cache
def _imported(module: str) -> dict[str, tuple[str, str]]:
    """The names that a module imports from others → the module and the name there."""
    imports = [node for node in ast.walk(_trees()[module]) if isinstance(node, ast.ImportFrom) and node.module]
    return {alias.asname or alias.name: (str(node.module), alias.name) for node in imports for alias in node.names}


@cache
def _trees() -> dict[str, ast.Module]:
    return {module.__name__: ast.parse(Path(str(module.__file__)).read_text("utf-8")) for module in _modules()}
