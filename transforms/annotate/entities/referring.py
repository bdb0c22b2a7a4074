"""The words that mean an entity and do not name it: pronouns, and nouns like "the mayor"."""

from collections.abc import Sequence
from typing import NamedTuple

from transforms.annotate.entities.group import Cluster
from transforms.annotate.entities.pronouns import find_pronouns
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
    return [Referring(i, i + 1, c, "pronoun") for i, c in sorted(find_pronouns(words, clusters, quoted).items())]
