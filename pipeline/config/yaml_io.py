"""Reads YAML with the safe loader. Duplicate keys are errors, and each mistake names its file and place."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from transforms.errors import PullquoteError


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the configs, e.g. `configs/feeds/daily.yaml: rules: no 'pols'; there are: polls, pull_quotes`.

    `unset` is true when the cause is an environment variable that is not set.
    """

    file: str
    key: str
    what: str
    unset: bool = False

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.what) if part)


class InvalidConfig(PullquoteError):
    """The configuration has mistakes; `problems` lists all of them. Nothing was started."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = sorted(problems)


class _Loader(yaml.SafeLoader):
    """The safe loader, which also refuses a mapping that has a key twice."""


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
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


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)


class _DuplicateKey(Exception):
    def __init__(self, key: str, first: int, second: int) -> None:
        super().__init__(f"appears twice, in lines {first} and {second}; keep only one of them")
        self.key = key


def read_mapping(path: Path, shown: str) -> tuple[dict[str, Any], list[Problem]]:
    """The mapping in a file (empty for an empty file), and its problems. `shown` is the file's name in messages."""
    value, found = _read(path, shown)
    if found or value is None:
        return {}, found
    if not isinstance(value, dict):
        return {}, [Problem(shown, "", f"must hold keys and values such as `url: …`, not {_type_in_words(value)}")]
    odd = [k for k in value if not isinstance(k, str)]
    return value, [Problem(shown, str(k), "a key must be text; put it in quotes") for k in odd]


def read_list(path: Path, shown: str) -> tuple[list[Any], list[Problem]]:
    """The list in a file (empty for an empty file), and its problems. `shown` is the file's name in messages."""
    value, found = _read(path, shown)
    if found or value is None:
        return [], found
    if not isinstance(value, list):
        return [], [Problem(shown, "", "must be a list of rows such as `- name: …`")]
    return value, []


def _read(path: Path, shown: str) -> tuple[Any, list[Problem]]:
    """The value in a file, and its problems."""
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
        return None, [Problem(shown, "", "is nested too deeply for a config file")]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(shown, "", f"is not YAML: {_yaml_error_text(error)}")]


def yaml_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """The YAML files of a config folder, sorted by name; none without the folder. A file that is never read is a problem."""
    if not folder.is_dir():
        return []
    for path in folder.iterdir():
        if path.suffix != ".yaml" and not path.name.startswith(".") and not path.name.endswith("~"):  # an editor's copy
            problems.append(Problem(str(path), "", "is not read; name it with .yaml, or move it away"))
    return sorted(p for p in folder.glob("*.yaml") if not p.name.startswith("."))


def _yaml_error_text(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"{problem} in line {mark.line + 1}, column {mark.column + 1}" if mark else problem


def _type_in_words(value: object) -> str:
    return {list: "a list", str: "a text", bool: "yes or no", int: "a number", float: "a number"}.get(type(value), "that")
