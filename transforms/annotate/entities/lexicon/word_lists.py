"""The word lists beside this file, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from transforms.annotate.entities.lexicon.ids import folded

FILES = ("words", "titles", "given_names", "aliases", "places", "organizations")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it can be: ten times as quick
SETS = (
    *("titles", "he", "she", "male", "female", "either", "nobody", "trailing", "particles", "acronyms"),
    *("kin", "members", "joined", "called", "surnames", "led", "ranks", "polite", "letters"),
)
ENDINGS = ("organization", "place", "event", "law", "work", "product", "other")


@dataclass(frozen=True)
class Lists:
    """Sets of lower-case words; `types`: the model's label → our type.

    `known`: well-known name → type; `doubtful`: those that are other things, too. `aliases`: a type, and all names of one.
    `regions`: first words of countries and states, as they follow a town ("Delta, Ohio").
    """

    types: Mapping[str, str]
    titles: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    either: frozenset[str]
    nobody: frozenset[str]
    trailing: frozenset[str]
    particles: frozenset[str]
    acronyms: frozenset[str]
    kin: frozenset[str]
    members: frozenset[str]
    joined: frozenset[str]
    called: frozenset[str]
    surnames: frozenset[str]
    led: frozenset[str]
    ranks: frozenset[str]
    polite: frozenset[str]
    letters: frozenset[str]
    beginnings: Mapping[str, str]
    called_a: Mapping[str, str]
    endings: Mapping[str, frozenset[str]]
    known: Mapping[str, str]
    doubtful: frozenset[str]
    aliases: tuple[tuple[str, tuple[str, ...]], ...]
    regions: frozenset[str]
    groups: frozenset[str]
    ending_words: frozenset[str]

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name; accents are all one to it."""
        word = word.lower()
        if not word.isascii():
            word = folded(word)
        return word in self.male or word in self.female or word in self.either


@cache
def lists() -> Lists:
    data: dict[str, Any] = {}
    for name in FILES:
        data |= yaml.load((files(__package__) / f"{name}.yaml").read_text("utf-8"), LOADER)  # noqa: S506 - a SafeLoader

    def words(name: str) -> frozenset[str]:
        return frozenset(str(data[name]).split())

    doubtful = [name for key in ("places", "organizations") for name in _rows(data[key]["doubtful"])]
    regions = [name for key in ("countries", "states") for name in _rows(data["places"][key])]
    regions += [form for row in data["aliases"]["place"] for form in _rows(row) if form.endswith(".")]
    kinds = {"place": data["places"].values(), "organization": data["organizations"].values()}
    kinds |= {kind: [row] for kind, row in data["known"].items()}
    return Lists(
        types=data["types"],
        **{name: words(name) for name in SETS if name not in ("titles", "trailing")},
        trailing=words("trailing") | words("letters"),
        titles=words("titles") | words("more_titles"),
        beginnings=_kinds(data["beginnings"]),
        called_a=_kinds(data["called_a"]),
        endings={name: words(name) for name in ENDINGS},
        known={name: kind for kind, texts in kinds.items() for text in texts for name in _rows(text)},
        doubtful=frozenset(doubtful),
        regions=frozenset(name.split()[0] for name in regions),
        groups=frozenset(_rows(data["known"]["group"])),
        ending_words=frozenset(w for name in ENDINGS for w in str(data[name]).split()),
        aliases=tuple((kind, tuple(_rows(row))) for kind, rows in data["aliases"].items() for row in rows),
    )


def _rows(text: str) -> Iterator[str]:
    """The names between semicolons."""
    return (name.strip() for name in text.split(";") if name.strip())


def _kinds(rows: Mapping[str, str]) -> dict[str, str]:
    """Word → type."""
    return {word: kind for kind, row in rows.items() for word in row.split()}
