"""Loads the well-known names that ship with the package: places, organizations, and their other names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.package_yaml import read_package_yaml

FILES = ("aliases", "places", "organizations")


@dataclass(frozen=True)
class WellKnownNames:
    """The shipped names.

    `types`: name → entity type. `ambiguous`: names of `types` that often mean something else. `aliases`: entities with several
    names. `places`: the names of places, also their other names. `regions`: first words of countries and states, which can
    follow a town ("Delta, Ohio"). `groups`: nations, faiths and parties.
    """

    types: Mapping[str, str]
    ambiguous: frozenset[str]
    aliases: tuple[Alias, ...]
    places: frozenset[str]
    regions: frozenset[str]
    groups: frozenset[str]


@cache
def well_known_names() -> WellKnownNames:
    """Returns the names that ship with the package, read once in a process."""
    data: dict[str, Any] = {}
    for name in FILES:
        data |= read_package_yaml(__package__, f"{name}.yaml")
    places, organizations, others = data["places"], data["organizations"], data["others"]
    texts = {"place": places.values(), "organization": organizations.values()} | {kind: [text] for kind, text in others.items()}
    rows = [(kind, names_in(row)) for kind, rows in data["aliases"].items() for row in rows]
    regions = [name for key in ("countries", "states") for name in names_in(places[key])]
    regions += [name for name in _other_names(rows, "place") if name.endswith(".")]
    types = {name: kind for kind, texts_of_kind in texts.items() for name in _all_names(texts_of_kind)}
    return WellKnownNames(
        types=types,
        ambiguous=frozenset(_all_names([places["ambiguous"], organizations["ambiguous"]])),
        aliases=tuple(Alias(names[0], tuple(names[1:]), kind) for kind, names in rows),
        places=frozenset([*_all_names(places.values()), *_other_names(rows, "place")]),
        regions=frozenset(name.split()[0] for name in regions),
        groups=frozenset(names_in(others["group"])),
    )


def _other_names(rows: Iterable[tuple[str, list[str]]], kind: str) -> list[str]:
    """Returns all names of the entities of a type that have several names."""
    return [name for row_kind, names in rows if row_kind == kind for name in names]


def names_in(text: str) -> list[str]:
    """Returns the names between the semicolons of a row.

    >>> names_in("Delta City; Harbor; ")
    ['Delta City', 'Harbor']
    """
    return [name.strip() for name in text.split(";") if name.strip()]


def _all_names(rows: Iterable[str]) -> list[str]:
    return [name for row in rows for name in names_in(row)]
