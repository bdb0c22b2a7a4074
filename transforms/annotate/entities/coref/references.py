"""Finds the words that refer to an entity without naming it: pronouns, and nominals like "the mayor"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.gender import genders, probably_men
from transforms.annotate.entities.coref.clauses import Clauses, clauses
from transforms.annotate.entities.coref.it_pronouns import find_it_pronouns
from transforms.annotate.entities.coref.nominals.nominals import find_nominals
from transforms.annotate.entities.coref.people import People
from transforms.annotate.entities.coref.pronouns import resolve_people_in_quotes, resolve_people_outside_quotes
from transforms.annotate.words import Words
from transforms.records import Role


class Reference(NamedTuple):
    """A reference: words `first` to `last` (excluded) refer to the cluster with the number `cluster`."""

    first: int
    last: int
    cluster: int
    kind: Literal["pronoun", "nominal"]


@dataclass(frozen=True)
class OutsideQuotes:
    """The result of the first step of coreference. `nominals`: (first word, last word excluded) → cluster.

    `people`: the people of the text, with the pronouns outside quotes resolved; None when there is no "he" or "she" to resolve.
    """

    clauses: Clauses
    nominals: Mapping[tuple[int, int], int]
    people: People | None

    @property
    def entity_at(self) -> dict[int, int]:
        """The last word of each name and each resolved pronoun → cluster, or a negative number for a person without a name."""
        return {**self.people.name_end, **self.people.resolved} if self.people else {}

    @property
    def nameless(self) -> frozenset[int]:
        """The pronouns that refer to a person whom the text does not name."""
        return frozenset(i for i, person in self.people.resolved.items() if person < 0) if self.people else frozenset()

    @property
    def sure(self) -> frozenset[int]:
        """The pronouns of which it is clear whom they mean."""
        return frozenset(self.people.sure) if self.people else frozenset()


def resolve_outside_quotes(
    words: Words, quoted: Sequence[int | None], clusters: Sequence[Cluster], roles: Sequence[Sequence[Role]]
) -> OutsideQuotes:
    """Resolves the nominals of a text and its pronouns outside quotes.

    `quoted`: for each word, the number of its quote or None. `roles`: of each cluster.
    """
    parse = clauses(words)
    gender = genders(words, clusters)
    told = [k for k, known in genders(words, clusters, by_given_names=False).items() if known is not None]
    nominals = find_nominals(words, parse, clusters, roles, gender)
    heads = {last - 1: k for (_, last), k in nominals.items() if k in gender}
    people = resolve_people_outside_quotes(words, parse, clusters, gender, heads, quoted, told, probably_men(words, clusters))
    return OutsideQuotes(parse, nominals, people)


def resolve_in_quotes(
    words: Words,
    quoted: Sequence[int | None],
    clusters: Sequence[Cluster],
    outside: OutsideQuotes,
    speakers: Mapping[int, int],
) -> list[Reference]:
    """Returns all references in text order, disjoint from each other and from the names.

    `speakers`: quote → speaker's cluster.
    """
    heads = {last - 1: k for (_, last), k in outside.nominals.items()}
    pronouns = resolve_people_in_quotes(outside.people, speakers) if outside.people else {}
    it_pronouns = find_it_pronouns(words, outside.clauses, clusters, quoted, heads)
    return sorted(
        [Reference(first, last, k, "nominal") for (first, last), k in outside.nominals.items()]
        + [Reference(i, i + 1, k, "pronoun") for i, k in (pronouns | it_pronouns).items()]
    )
