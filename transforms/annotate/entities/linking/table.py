"""Loads `wikidata.tsv`, the table of well-known entities with their Wikidata ids; its header says where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from transforms.annotate.entities.lexicon.ids import folded

FILE = "wikidata.tsv"
OTHERS = "-"  # instead of an id: others who have the name
PLACES = {"region": "place", "town": "place"}  # kind of a row → entity type


@dataclass(frozen=True)
class KnownEntity:
    """A bearer of a name. `id`: a Wikidata id, or None for others who have the name and are not in the table.

    `support`: names that tell this bearer from others, such as the state of a town. `needs_support`: whether one of them must
    be in the article. `is_town`: whether a comma and a region can follow the name.
    """

    id: str | None
    needs_support: bool
    support: tuple[str, ...] = ()
    is_town: bool = False


@dataclass(frozen=True)
class Table:
    """`bearers`: entity type and folded name → those who have the name. `regions`: folded names that can follow a town's."""

    bearers: Mapping[tuple[str, str], tuple[KnownEntity, ...]]
    regions: frozenset[str]


@cache
def table() -> Table:
    """Returns the table, read at the first call in a process: about 1,000 rows, 1 MB of memory."""
    text = files(__package__).joinpath(FILE).read_text("utf-8")
    return read_table(text)


def read_table(text: str) -> Table:
    """Returns the table of tab-separated rows: id, kind, `?` or `!`, names, support; lists are between semicolons.

    >>> read_table("Q2#town#?#Delta#Ohio".replace("#", chr(9))).bearers[("place", "delta")][0].support
    ('Ohio',)
    """
    bearers: dict[tuple[str, str], list[KnownEntity]] = {}
    regions: set[str] = set()
    towns: set[str] = set()
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        key, kind, flag, names, support = line.split("\t")
        row = KnownEntity(None if key == OTHERS else key, flag == "?", tuple(_split(support)), kind == "town")
        forms = [folded(name) for name in _split(names)]
        for form in forms:
            bearers.setdefault((PLACES.get(kind, kind), form), []).append(row)
        if kind == "region":
            regions.update(forms)
        elif kind == "town":
            towns.update(forms)
            regions.update(folded(name) for name in row.support)
    return Table({name: tuple(rows) for name, rows in bearers.items()}, frozenset(regions - towns))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
