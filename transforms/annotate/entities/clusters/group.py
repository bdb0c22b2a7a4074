"""Groups names into entities: by the same form, an alias, an acronym, a short form, or a part of a person's full name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from transforms.annotate.entities.clusters.acronyms import acronym_merges
from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.evidence.beside import listed_names, sign_of_others
from transforms.annotate.entities.clusters.evidence.slots import slot_signs
from transforms.annotate.entities.clusters.full_names import full_name_merges, name_parts
from transforms.annotate.entities.clusters.short_names import short_name_merges
from transforms.annotate.entities.clusters.spouses import split_spouses
from transforms.annotate.entities.clusters.type_evidence import signs_of
from transforms.annotate.entities.lexicon.gazetteer import Gazetteer
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

SAINT = re.compile(r"^st (?=.)")  # "St Ana" and "Saint Ana" are one name
NOUN_TAGS = frozenset(["NN", "NNS"])
LISTED_TYPES = frozenset(["person", "organization", "place"])  # types that names of one list mostly share


def cluster_names(words: Words, names: Iterable[NameMention], gazetteer: Gazetteer) -> list[Cluster]:
    """Returns one cluster for each entity, in the order of their first mentions."""
    clusters = _same_names(words, names, gazetteer)
    for cluster in clusters.values():
        cluster.decide_type(gazetteer)
    _add_types_of_lists(words, clusters)
    for cluster in clusters.values():
        cluster.decide_type(gazetteer)
    _merge(clusters, acronym_merges(words, clusters), gazetteer)
    _merge(clusters, short_name_merges(clusters), gazetteer)
    _merge(clusters, full_name_merges(words, clusters), gazetteer)
    for cluster in clusters.values():
        cluster.names.sort()
    parts = [part for cluster in clusters.values() if cluster.names for part in split_spouses(words, cluster)]
    return sorted(parts, key=lambda cluster: cluster.names[0])


def _same_names(words: Words, names: Iterable[NameMention], gazetteer: Gazetteer) -> dict[str, Cluster]:
    """Returns folded name, or folded canonical name of an alias → the cluster of its mentions."""
    clusters: dict[str, Cluster] = defaultdict(Cluster)
    common_nouns = {form for form, tag in zip(words.form, words.tag, strict=True) if tag in NOUN_TAGS and form.islower()}
    for name in names:
        text = _text(words, name)
        alias, form = gazetteer.alias_of(text), folded(text)
        cluster = clusters[folded(alias.name) if alias else SAINT.sub("saint ", form)]
        cluster.alias = alias or cluster.alias
        cluster.names.append(name)
        cluster.forms[form] += 1
        cluster.texts[" ".join(text.split())] += 1
        cluster.evidence.update(signs_of(words, name, common_nouns))
        cluster.evidence.update({*slot_signs(words, name)})
    return dict(clusters)


def _add_types_of_lists(words: Words, clusters: Mapping[str, Cluster]) -> None:
    """Adds to the evidence of each cluster the types of the names that stand in one list with it."""
    cluster_of = {name: cluster for cluster in clusters.values() for name in cluster.names}
    sure = {name: cluster.kind for name, cluster in cluster_of.items() if cluster.is_sure and cluster.kind in LISTED_TYPES}
    for names in listed_names(words, sorted(cluster_of)):
        kinds = Counter(sure[name] for name in names if name in sure)
        for name in names:
            sign = sign_of_others(kinds, sure.get(name))
            if sign is not None:
                cluster_of[name].evidence[sign] += 1


def _merge(clusters: dict[str, Cluster], merges: Mapping[str, str], gazetteer: Gazetteer) -> None:
    """Merges each cluster into the one that it belongs to, names with few words first. `merges`: key → key of that cluster."""
    for form in sorted(merges, key=lambda form: (len(form.split()), form)):
        into, passed = merges[form], {form}
        while into in merges and into not in passed:  # "Reyes" → "Ana Reyes" → "Ana Maria Reyes"
            passed.add(into)
            into = merges[into]
        if form not in clusters or into not in clusters or form == into:
            continue
        if not _have_separate_user_rows(clusters[form], clusters[into]):
            clusters[into].absorb(clusters.pop(form))
            clusters[into].decide_type(gazetteer)


def _have_separate_user_rows(one: Cluster, other: Cluster) -> bool:
    """Whether the user has a separate row for each of the two clusters."""
    if one.alias is None or other.alias is None or one.alias == other.alias:
        return False
    return one.alias.own and other.alias.own


def canonical_name(words: Words, cluster: Cluster) -> str:
    """Returns the name of an entity: of its row in the gazetteer, or else its longest form.

    That is the form with most words; then one that is not in capitals; then the one with most letters; then the first.
    """
    if cluster.alias is not None:
        return cluster.alias.name
    if cluster.distinct_name is not None:
        return cluster.distinct_name
    texts = dict.fromkeys(_text(words, name) for name in cluster.names)
    best = max(texts, key=lambda text: (len(name_parts(folded(text))), not text.isupper(), len(folded(text))))
    return " ".join(best.split())


def _text(words: Words, name: NameMention) -> str:
    return words.text[words.start[name.first] : words.end[name.last - 1]]
