"""Loads the word lists about roles: the nouns that end a role, and the words around it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from transforms.annotate.package_yaml import read_package_yaml
from transforms.annotate.phrase_index import PhraseIndex


@dataclass(frozen=True)
class RoleLists:
    """Lists of lower-case words; comments in `role_nouns.yaml` explain each list with an example.

    `nouns`: last word of a role, singular or plural → its singular. `phrases`: roles of several words, singular and plural.
    `leading_verbs`: verb → the role of its subject. `leading_verbs_named`: the same, only before a name.
    """

    nouns: Mapping[str, str]
    titles: frozenset[str]
    phrases: PhraseIndex[None]
    areas: frozenset[str]
    sentence_openers: frozenset[str]
    subjects: frozenset[str]
    offices: frozenset[str]
    modifiers: frozenset[str]
    not_in_role: frozenset[str]
    compound_starts: frozenset[str]
    figurative_nouns: frozenset[str]
    after_hyphen: frozenset[str]
    private_nouns: frozenset[str]
    leading_verbs: Mapping[str, str]
    leading_verbs_named: Mapping[str, str]
    appointing_verbs: frozenset[str]
    serving_verbs: frozenset[str]
    succeeding_verbs: frozenset[str]
    becoming_verbs: frozenset[str]
    nonfactual_words: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    nations: frozenset[str]
    parties: frozenset[str]
    roles_of_places: frozenset[str]
    located_roles: frozenset[str]
    representing_roles: frozenset[str]
    roles_of_towns: frozenset[str]
    roles_in_works: frozenset[str]
    related_people: frozenset[str]
    time_nouns: frozenset[str]
    time_words: frozenset[str]


@cache
def role_lists() -> RoleLists:
    """Returns the lists that ship with the package, read once in a process."""
    data = read_package_yaml(__package__, "role_nouns.yaml")
    nouns = data["nouns"].split()
    phrases = [phrase.split() for phrase in data["phrases"]]
    plurals = [[plural(first), *rest] for first, *rest in phrases]
    derived: dict[str, Any] = {
        "nouns": {plural(noun): noun for noun in nouns} | {noun: noun for noun in nouns},
        "phrases": PhraseIndex((phrase, None) for phrase in [*phrases, *plurals]),
        "leading_verbs": data["verbs"]["any"],
        "leading_verbs_named": data["verbs"]["named"],
    }
    for name in {field.name for field in fields(RoleLists)} - derived.keys():
        derived[name] = frozenset(data[name].split())
    return RoleLists(**derived)


def plural(noun: str) -> str:
    """Returns the plural of a noun for a person.

    >>> plural("chairman"), plural("secretary"), plural("boss"), plural("senator")
    ('chairmen', 'secretaries', 'bosses', 'senators')
    """
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")
