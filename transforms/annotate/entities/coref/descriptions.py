"""The nouns that an article gives to a name, so that "the mayor" finds its bearer again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from transforms.annotate.entities.clusters.gender import noun_after
from transforms.annotate.entities.clusters.group import Cluster
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.words import Words
from transforms.records import Role

PARTS = re.compile(r",| and | & ")
ABOUT = re.compile(r" (?:of|for|to|in|at|on|with|from|under) .*")


class Described(NamedTuple):
    """A cluster that is called by a noun; `modifiers` are the words before it."""

    cluster: int
    modifiers: frozenset[str]


@dataclass(frozen=True)
class NominalWords:
    """`stands_for`: specific noun → the general ones that may stand for it."""

    stands_for: Mapping[str, frozenset[str]]
    rank: frozenset[str]
    neutral: frozenset[str]
    again: frozenset[str]
    whichever: frozenset[str]
    common: frozenset[str]


@cache
def nominal_words() -> NominalWords:
    data = yaml.safe_load((files(__package__) / "nominals.yaml").read_text("utf-8"))
    general: dict[str, set[str]] = {}
    for word, row in data.pop("stands_for").items():
        for specific in row.split():
            general.setdefault(specific, set()).add(word)
    return NominalWords(
        {word: frozenset(words) for word, words in general.items()}, **{k: frozenset(str(v).split()) for k, v in data.items()}
    )


def descriptions(words: Words, clusters: Sequence[Cluster], roles: Sequence[Sequence[Role]]) -> dict[str, list[Described]]:
    """Noun → who is called so: people by their roles, bodies and places by the last word of a name or a noun beside it."""
    known = nominal_words()
    out: dict[str, dict[Described, None]] = {}
    for k, cluster in enumerate(clusters):
        if cluster.kind == "person":
            for role in roles[k]:
                for part in PARTS.split(ABOUT.sub("", role.role.lower())):
                    *modifiers, noun = part.split() or [""]
                    for one in (noun, *known.stands_for.get(noun, ())):
                        out.setdefault(one, {})[Described(k, frozenset(modifiers))] = None
        elif cluster.kind in ("organization", "place"):
            heads = {form.split()[-1] for form in cluster.forms if " " in form} & known.again
            for name in cluster.names:
                noun_word = noun_after(words, name.first, name.last)
                beside = {words.form[noun_word].lower()} if noun_word is not None else set()
                if cluster.kind == "place":  # "the San Jose, California-based company"
                    beside -= known.whichever | lists().endings["organization"]
                heads |= beside & (known.again | known.whichever)
            for head in heads:
                out.setdefault(head, {})[Described(k, frozenset())] = None
    return {noun: list(rows) for noun, rows in out.items() if noun}


def ages(words: Words, clusters: Sequence[Cluster]) -> dict[int, set[int]]:
    """Age → the people of whom it is said: "Ana Brandt, 44," and "44-year-old Ana Brandt"."""
    out: dict[int, set[int]] = {}
    for k, cluster in enumerate(clusters):
        if cluster.kind != "person":
            continue
        for name in cluster.names:
            after = words.form[name.last : name.last + 2]
            if len(after) == 2 and after[0] == "," and after[1].isdecimal() and len(after[1]) < 4:
                out.setdefault(int(after[1]), set()).add(k)
            for i in range(max(0, name.first - 3), name.first):
                if (age := age_at(words, i)) is not None:
                    out.setdefault(age, set()).add(k)
    return out


def age_at(words: Words, i: int) -> int | None:
    """44 at the last word of "44-year-old", which the tokenizer cuts to five."""
    form = words.form
    if form[i] == "old" and i >= 4 and form[i - 2] == "year" and form[i - 4].isdecimal() and len(form[i - 4]) < 4:
        return int(form[i - 4])
    return None
