"""Collects the nouns that describe the named entities of an article: "mayor" for a person whom it calls the mayor."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.gender import noun_after
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.package_yaml import read_package_yaml
from transforms.annotate.words import Words
from transforms.records import Role

COORDINATION = re.compile(r",| and | & ")
COMPLEMENT = re.compile(r" (?:of|for|to|in|at|on|with|from|under) .*")
MOST_AGE_DIGITS = 3


class Description(NamedTuple):
    """An entity that a noun describes.

    `entity`: number of its cluster. `modifiers`: the words before the noun, in lower case.
    """

    entity: int
    modifiers: frozenset[str]


@dataclass(frozen=True)
class NominalWords:
    """The lists of `nominals.yaml`, which explains each.

    `stands_for`: specific noun → the general nouns that can replace it.
    """

    stands_for: Mapping[str, frozenset[str]]
    rank: frozenset[str]
    neutral: frozenset[str]
    body_nouns: frozenset[str]
    any_body_nouns: frozenset[str]
    shared_nouns: frozenset[str]


@cache
def nominal_words() -> NominalWords:
    """Returns the lists that ship with the package, read once in a process."""
    data = read_package_yaml(__package__, "nominals.yaml")
    general: dict[str, set[str]] = {}
    for word, row in data.pop("stands_for").items():
        for specific in row.split():
            general.setdefault(specific, set()).add(word)
    return NominalWords(
        {word: frozenset(words) for word, words in general.items()}, **{k: frozenset(str(v).split()) for k, v in data.items()}
    )


def descriptions(words: Words, clusters: Sequence[Cluster], roles: Sequence[Sequence[Role]]) -> dict[str, list[Description]]:
    """Returns noun → the entities that it describes.

    People are described by their roles; bodies and places by the last word of a name, or by a noun beside it.
    """
    out: dict[str, dict[Description, None]] = {}
    for k, cluster in enumerate(clusters):
        rows: Iterator[tuple[str, Description]]
        if cluster.kind == "person":
            rows = chain(_of_roles(words, k, roles[k]), _named(words, k, cluster))
        elif cluster.kind in ("organization", "place"):
            rows = ((noun, Description(k, frozenset())) for noun in _nouns_of_body(words, cluster))
        else:
            continue
        for noun, description in rows:
            out.setdefault(noun, {})[description] = None
    return {noun: list(rows) for noun, rows in out.items() if noun}


def _named(words: Words, entity: int, cluster: Cluster) -> Iterator[tuple[str, Description]]:
    """Yields the noun of "a clerk named Ana Brandt"."""
    for name in cluster.names:
        if name.first > 1 and words.form[name.first - 1] in ("named", "called") and words.tag[name.first - 2] == "NN":
            yield words.form[name.first - 2].lower(), Description(entity, frozenset())


def _of_roles(words: Words, entity: int, roles: Sequence[Role]) -> Iterator[tuple[str, Description]]:
    """Yields the noun of each role, and the general nouns that can replace it: a "state senator" is also a "lawmaker"."""
    for role in roles:
        for part in COORDINATION.split(COMPLEMENT.sub("", words.reading(role.role, role.start, role.end).lower())):
            *modifiers, noun = part.split() or [""]
            for described_by in (noun, *nominal_words().stands_for.get(noun, ())):
                yield described_by, Description(entity, frozenset(modifiers))


def _nouns_of_body(words: Words, cluster: Cluster) -> set[str]:
    """Returns the nouns that describe an organization or a place."""
    lists = nominal_words()
    nouns = {form.split()[-1] for form in cluster.forms if " " in form} & lists.body_nouns
    for name in cluster.names:
        noun = noun_after(words, name.first, name.last)
        beside = {words.form[noun].lower()} if noun is not None else set()
        if cluster.kind == "place":  # "the San Jose, California-based company"
            beside -= lists.any_body_nouns | name_lists().heads["organization"]
        nouns |= beside & (lists.body_nouns | lists.any_body_nouns)
    return nouns


def ages(words: Words, clusters: Sequence[Cluster]) -> dict[int, set[int]]:
    """Returns age in years → the clusters of the people of that age: "Ana Brandt, 44," and "44-year-old Ana Brandt"."""
    out: dict[int, set[int]] = {}
    for k, cluster in enumerate(clusters):
        for name in cluster.names if cluster.kind == "person" else ():
            for age in _ages_beside(words, name.first, name.last):
                out.setdefault(age, set()).add(k)
    return out


def _ages_beside(words: Words, first: int, last: int) -> Iterator[int]:
    after = words.form[last : last + 2]
    if len(after) == 2 and after[0] == "," and _is_age(after[1]):
        yield int(after[1])
    for i in range(max(0, first - 3), first):
        age = age_at(words, i)
        if age is not None:
            yield age


def age_at(words: Words, i: int) -> int | None:
    """Returns 44 at the last word of "44-year-old", which the tokenizer splits into five words; None at any other word."""
    form = words.form
    if i >= 4 and form[i] == "old" and form[i - 2] == "year" and _is_age(form[i - 4]):
        return int(form[i - 4])
    return None


def _is_age(form: str) -> bool:
    return form.isdecimal() and len(form) <= MOST_AGE_DIGITS
