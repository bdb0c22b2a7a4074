"""Finds the names of a text, groups them by entity, and makes the entities of a record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.group import canonical_name, cluster_names
from transforms.annotate.entities.coref.references import Reference
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import Gazetteer, gazetteer
from transforms.annotate.entities.lexicon.ids import entity_id
from transforms.annotate.entities.linking.links import wikidata_ids
from transforms.annotate.entities.names.mentions import find_names
from transforms.annotate.entities.names.propagate import missed_surnames
from transforms.annotate.words import Words
from transforms.records import Entity, Mention, Role


@dataclass(frozen=True)
class NameClusters:
    """`clusters`: the names of each entity, in the order of first mentions.

    `gazetteer`: the well-known names that were used.
    """

    clusters: tuple[Cluster, ...]
    gazetteer: Gazetteer


def find_clusters(words: Words, aliases: tuple[Alias, ...] = ()) -> NameClusters:
    """Returns the names of a text, in a cluster for each entity.

    `aliases`: the user's own names, which take precedence over the shipped names.
    """
    well_known = gazetteer(aliases)
    names = find_names(words, well_known)
    clusters = cluster_names(words, names, well_known)
    people = [name for cluster in clusters if cluster.kind == "person" for name in cluster.names]
    missed = missed_surnames(words, names, people)
    if missed:
        clusters = cluster_names(words, sorted([*names, *missed]), well_known)
    return NameClusters(tuple(clusters), well_known)


def make_entities(
    words: Words, names: NameClusters, roles: Sequence[Sequence[Role]], references: Sequence[Reference]
) -> tuple[Entity, ...]:
    """Returns the entities in the order of first mentions, each with its mentions and roles in text order.

    `roles`: of each cluster. No two entities share an id: clusters of the same name and type become one entity. Wikidata ids
    are those of the user's names and, for other entities, of the table of the well known.
    """
    mentions = [[_mention(words, name.first, name.last, "name") for name in cluster.names] for cluster in names.clusters]
    for reference in references:
        mentions[reference.cluster].append(_mention(words, reference.first, reference.last, reference.kind))
    entities: dict[str, Entity] = {}
    own: dict[str, str | None] = {}
    for cluster, cluster_mentions, cluster_roles in zip(names.clusters, mentions, roles, strict=True):
        name, kind = names.gazetteer.usual_spelling(canonical_name(words, cluster)), cluster.kind
        key = (cluster.alias.id if cluster.alias else None) or entity_id(name, kind)
        if cluster.alias and cluster.alias.own and (cluster.alias.id or cluster.alias.wikidata):
            own[key] = cluster.alias.wikidata
        same = entities.get(key)
        if same is not None:
            name = same.name
            cluster_mentions, cluster_roles = [*same.mentions, *cluster_mentions], [*same.roles, *cluster_roles]
        entities[key] = Entity(
            key, name, kind, tuple(sorted(cluster_mentions, key=_offsets)), tuple(sorted(cluster_roles, key=_offsets))
        )
    ids = {**wikidata_ids(words.text, tuple(entities.values()), names.gazetteer), **own}
    return tuple(replace(entity, wikidata=ids.get(entity.id)) for entity in entities.values())


def _mention(words: Words, first: int, last: int, kind: str) -> Mention:
    start, end = words.place(first, last)
    return Mention(words.text[start:end], start, end, kind)


def _offsets(item: Mention | Role) -> tuple[int, int]:
    return item.start, item.end
