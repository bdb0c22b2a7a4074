"""Who is who in a text: names grouped to entities, one type each, what they are, and the words that mean them."""

from collections.abc import Sequence

from transforms.annotate.entities.clusters.group import canonical_name, cluster_names
from transforms.annotate.entities.coref.referring import find_referring
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.lexicon.ids import entity_id
from transforms.annotate.entities.names.mentions import find_names
from transforms.annotate.entities.roles.find import find_roles
from transforms.annotate.words import Words
from transforms.records import Entity, Mention, Role


def find_entities(
    words: Words, quoted: Sequence[int | None] | None = None, aliases: tuple[Alias, ...] = ()
) -> tuple[Entity, ...]:
    """The entities of a text by first mention, each mention in text order. `quoted`: for each word, the quote that it is in.

    `aliases`: the user's own names, which win over ours. Two entities never share an id: those of one name and type are one.
    """
    known = gazetteer(aliases)
    clusters = cluster_names(words, find_names(words, known), known)
    roles = find_roles(words, clusters)
    referring = find_referring(words, clusters, roles, quoted or [None] * len(words))
    mentions = [[_mention(words, n.first, n.last, "name") for n in cluster.names] for cluster in clusters]
    for one in referring:
        mentions[one.cluster].append(_mention(words, one.first, one.last, one.kind))
    found: dict[str, Entity] = {}
    for cluster, places, said in zip(clusters, mentions, roles, strict=True):
        name, kind = known.usual_spelling(canonical_name(words, cluster)), cluster.kind
        key = (cluster.alias.id if cluster.alias else None) or entity_id(name, kind)
        if key in found:
            name, places, said = found[key].name, [*found[key].mentions, *places], [*found[key].roles, *said]
        found[key] = Entity(key, name, kind, tuple(sorted(places, key=_place)), tuple(sorted(said, key=_place)))
    return tuple(found.values())


def _mention(words: Words, first: int, last: int, kind: str) -> Mention:
    start, end = words.place(first, last)
    return Mention(words.text[start:end], start, end, kind)


def _place(one: Mention | Role) -> tuple[int, int]:
    return one.start, one.end
