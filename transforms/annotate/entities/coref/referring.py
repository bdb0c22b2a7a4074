"""Finds the words that mean an entity and do not name it: pronouns, and nouns like "the mayor"."""

from collections.abc import Sequence
from typing import NamedTuple

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.gender import genders
from transforms.annotate.entities.coref.clauses import clauses
from transforms.annotate.entities.coref.it_pronouns import find_it_pronouns
from transforms.annotate.entities.coref.nominals import find_nominals
from transforms.annotate.entities.coref.pronouns import find_pronouns
from transforms.annotate.words import Words
from transforms.records import Role


class Referring(NamedTuple):
    """Words `first` to `last` (excluded) mean the cluster of that number. `kind`: pronoun or nominal."""

    first: int
    last: int
    cluster: int
    kind: str


def find_referring(
    words: Words, clusters: Sequence[Cluster], roles: Sequence[Sequence[Role]], quoted: Sequence[int | None]
) -> list[Referring]:
    """In text order, disjoint from each other and from the names. `roles`: of each cluster. `quoted`: each word's quote."""
    parse = clauses(words)
    gender = genders(words, clusters)
    nominals = find_nominals(words, parse, clusters, roles, gender)
    heads = {last - 1: k for (_, last), k in nominals.items() if k in gender}
    pronouns = find_pronouns(words, parse, clusters, gender, heads, quoted)
    it_pronouns = find_it_pronouns(words, parse, clusters, quoted, {last - 1: k for (_, last), k in nominals.items()})
    return sorted(
        [Referring(first, last, k, "nominal") for (first, last), k in nominals.items()]
        + [Referring(i, i + 1, k, "pronoun") for i, k in (pronouns | it_pronouns).items()]
    )
