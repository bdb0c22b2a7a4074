"""Who is who in a text: names grouped to entities, one type each, with the pronouns that mean them."""

from collections.abc import Sequence

from transforms.annotate.entities.group import fullest, grouped
from transforms.annotate.entities.ids import entity_id
from transforms.annotate.entities.mentions import find_names
from transforms.annotate.entities.pronouns import find_pronouns
from transforms.annotate.words import Words
from transforms.records import Entity, Mention


def find_entities(words: Words, quoted: Sequence[int | None] | None = None) -> tuple[Entity, ...]:
    """The entities of a text by first mention, each mention in text order. `quoted`: for each word, the quote that it is in.

    Two entities never share an id: those of one name and type are one.
    """
    clusters = grouped(words, find_names(words))
    pronouns = find_pronouns(words, clusters, quoted or [None] * len(words))
    mentions = [[_mention(words, n.first, n.last, "name") for n in cluster.names] for cluster in clusters]
    for word, bearer in pronouns.items():
        mentions[bearer].append(_mention(words, word, word + 1, "pronoun"))
    found: dict[str, Entity] = {}
    for cluster, places in zip(clusters, mentions, strict=True):
        name, kind = fullest(words, cluster.names), cluster.kind
        key = entity_id(name, kind)
        if key in found:
            name, places = found[key].name, [*found[key].mentions, *places]
        found[key] = Entity(key, name, kind, tuple(sorted(places, key=lambda m: (m.start, m.end))))
    return tuple(found.values())


def _mention(words: Words, first: int, last: int, kind: str) -> Mention:
    start, end = words.place(first, last)
    return Mention(words.text[start:end], start, end, kind)
