"""YAML → plain values, safely: duplicate keys are refused, mistakes are named with file, place and what would be right."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from transforms.errors import PullquoteError


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the configs: `configs/feeds/daily.yaml: rules: no 'pols'; there are: polls, pull_quotes`.

    `unset`: it is the environment's, which lacks a name.
    """

    file: str
    key: str
    what: str
    unset: bool = False

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.what) if part)


class ConfigUnsound(PullquoteError):
    """All the mistakes that were found, at once. Nothing was started."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = sorted(problems)


class _Loader(yaml.SafeLoader):
    """The safe loader, less the habit of letting the last of two equal keys win."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, int] = {}
    for key_node, _ in node.value:
        if key_node.tag == "tag:yaml.org,2002:merge":
            continue
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        try:
            first = seen.setdefault(key, line)
        except TypeError as error:
            raise yaml.constructor.ConstructorError(None, None, "a key must be plain text", key_node.start_mark) from error
        if first != line:
            raise _DuplicateKey(str(key), first, line)
    loader.flatten_mapping(node)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


class _DuplicateKey(Exception):
    def __init__(self, key: str, first: int, second: int) -> None:
        super().__init__(f"stands twice, in lines {first} and {second}; keep one of them")
        self.key = key


def read_mapping(path: Path, shown: str) -> tuple[dict[str, Any], list[Problem]]:
    """The mapping that a file holds (empty for an empty file), or what is wrong with it. `shown`: its name in messages."""
    value, found = _read(path, shown)
    if found or value is None:
        return {}, found
    if not isinstance(value, dict):
        return {}, [Problem(shown, "", f"must hold keys and values such as `url: …`, not {_kind(value)}")]
    odd = [k for k in value if not isinstance(k, str)]
    return value, [Problem(shown, str(k), "a key must be text; put it in quotes") for k in odd]


def read_list(path: Path, shown: str) -> tuple[list[Any], list[Problem]]:
    """The list that a file holds (empty for an empty file), or what is wrong with it. `shown`: its name in messages."""
    value, found = _read(path, shown)
    if found or value is None:
        return [], found
    if not isinstance(value, list):
        return [], [Problem(shown, "", "must be a list of rows such as `- name: …`")]
    return value, []


def _read(path: Path, shown: str) -> tuple[Any, list[Problem]]:
    """The value that a file holds, or what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return yaml.load(text, Loader=_Loader), []  # noqa: S506 - a SafeLoader
    except _DuplicateKey as error:
        return None, [Problem(shown, error.key, str(error))]
    except UnicodeDecodeError as error:
        return None, [Problem(shown, "", f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]
    except OSError as error:
        return None, [Problem(shown, "", f"can't be read: {error.strerror}")]
    except RecursionError:
        return None, [Problem(shown, "", "is nested too deep to be a config")]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(shown, "", f"is not YAML: {_sentence(error)}")]


def yaml_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """The files of a config folder, by name; none if it is not there. What lies there and is not read is a problem."""
    if not folder.is_dir():
        return []
    for path in folder.iterdir():
        if path.suffix != ".yaml" and not path.name.startswith(".") and not path.name.endswith("~"):  # an editor's copy
            problems.append(Problem(str(path), "", "is not read; name it with .yaml, or move it away"))
    return sorted(p for p in folder.glob("*.yaml") if not p.name.startswith("."))


def _sentence(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"{problem} in line {mark.line + 1}, column {mark.column + 1}" if mark else problem


def _kind(value: object) -> str:
    return {list: "a list", str: "a text", bool: "yes or no", int: "a number", float: "a number"}.get(type(value), "that")
