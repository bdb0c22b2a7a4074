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
    names. `regions`: first words of countries and states, which can follow a town ("Delta, Ohio"). `groups`: nations, faiths
    and parties.
    """

    types: Mapping[str, str]
    ambiguous: frozenset[str]
    aliases: tuple[Alias, ...]
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
    regions += [name for kind, names in rows if kind == "place" for name in names if name.endswith(".")]
    return WellKnownNames(
        types={name: kind for kind, rows in texts.items() for name in _all_names(rows)},
        ambiguous=frozenset(_all_names([places["ambiguous"], organizations["ambiguous"]])),
        aliases=tuple(Alias(names[0], tuple(names[1:]), kind) for kind, names in rows),
        regions=frozenset(name.split()[0] for name in regions),
        groups=frozenset(names_in(others["group"])),
    )


def names_in(text: str) -> list[str]:
    """Returns the names between the semicolons of a row.

    >>> names_in("Delta City; Harbor; ")
    ['Delta City', 'Harbor']
    """
    return [name.strip() for name in text.split(";") if name.strip()]


def _all_names(rows: Iterable[str]) -> list[str]:
    return [name for row in rows for name in names_in(row)]
