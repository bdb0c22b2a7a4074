"""Loads the word lists about names: titles, given names, and words that show the type of a name."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.package_yaml import read_package_yaml

FILES = ("words", "titles", "given_names", "surnames")


@dataclass(frozen=True)
class NameLists:
    """Lists of lower-case words; comments in the YAML files explain each list with an example.

    `type_of_label`: the model's label → entity type. `type_of_first_word`, `type_of_noun_before`: word → entity type.
    `heads`: entity type → the nouns that a name of this type ends with.
    """

    type_of_label: Mapping[str, str]
    titles: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    ranks: frozenset[str]
    courtesy_titles: frozenset[str]
    postnominals: frozenset[str]
    trailing: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    unisex_names: frozenset[str]
    surnames: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    not_organizations: frozenset[str]
    hyphen_suffixes: frozenset[str]
    kin: frozenset[str]
    member_nouns: frozenset[str]
    led_bodies: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    all_heads: frozenset[str]
    heads_with_of: frozenset[str]
    surname_heads: frozenset[str]
    type_of_first_word: Mapping[str, str]
    type_of_noun_before: Mapping[str, str]

    def is_given_name(self, word: str) -> bool:
        """Whether a word is a given name, ignoring case and accents.

        >>> name_lists().is_given_name("Inés"), name_lists().is_given_name("Harbor")
        (True, False)
        """
        word = word.lower()
        if not word.isascii():
            word = folded(word)
        return word in self.male_names or word in self.female_names or word in self.unisex_names

    def gender_of_given_name(self, word: str) -> str | None:
        """Returns `he` or `she` when a given name, in lower case, is mostly used for that gender; otherwise None."""
        return "he" if word in self.male_names else "she" if word in self.female_names else None

    def gender_of_title(self, title: str) -> str | None:
        """Returns `he` or `she` when a title, in lower case, shows the gender; otherwise None."""
        return "he" if title in self.male_titles else "she" if title in self.female_titles else None


@cache
def name_lists() -> NameLists:
    """Returns the lists that ship with the package, read once in a process."""
    data: dict[str, Any] = {}
    for name in FILES:
        data |= read_package_yaml(__package__, f"{name}.yaml")
    sets: dict[str, Any] = {key: _words(text) for key, text in data.items() if isinstance(text, str)}
    heads = {kind: _words(text) for kind, text in data["heads"].items()}
    derived: dict[str, Any] = {
        "type_of_label": data["type_of_label"],
        "titles": sets["titles"] | sets["more_titles"],
        "trailing": sets["trailing"] | sets["postnominals"],
        "heads": heads,
        "all_heads": frozenset[str]().union(*heads.values()),
        "type_of_first_word": _type_by_word(data["type_of_first_word"]),
        "type_of_noun_before": _type_by_word(data["type_of_noun_before"]),
    }
    return NameLists(**{field.name: derived.get(field.name) or sets[field.name] for field in fields(NameLists)})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _type_by_word(rows: Mapping[str, str]) -> dict[str, str]:
    return {word: kind for kind, text in rows.items() for word in text.split()}
