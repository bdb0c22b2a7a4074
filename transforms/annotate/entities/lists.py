"""The word lists beside this file, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from transforms.annotate.entities.ids import folded


@dataclass(frozen=True)
class Lists:
    """Sets of lower-case words; `types`: the model's label → our type; `aliases`: folded name → canonical name, type."""

    types: Mapping[str, str]
    titles: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    nobody: frozenset[str]
    trailing: frozenset[str]
    endings: Mapping[str, frozenset[str]]
    known: Mapping[str, str]
    aliases: Mapping[str, tuple[str, str]]


@cache
def lists() -> Lists:
    data: dict[str, Any] = {}
    for name in ("words", "titles", "given_names", "aliases"):
        data |= yaml.safe_load((files(__package__) / f"{name}.yaml").read_text("utf-8"))

    def words(name: str) -> frozenset[str]:
        return frozenset(str(data[name]).split())

    return Lists(
        types=data["types"],
        **{name: words(name) for name in ("titles", "he", "she", "male", "female", "nobody", "trailing")},
        endings={name: words(name) for name in ("organization", "place", "event", "law", "other")},
        known={w.replace("-", " "): kind for kind, row in data["known"].items() for w in row.split()},
        aliases={folded(form): (forms[0], kind) for kind, rows in data["aliases"].items() for forms in rows for form in forms},
    )
