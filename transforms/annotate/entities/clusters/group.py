"""Which names are one entity: the same form, a well-known alias, an acronym, a name cut short, a surname with one bearer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from transforms.annotate.entities.clusters.acronyms import acronyms
from transforms.annotate.entities.clusters.cluster import Cluster as Cluster
from transforms.annotate.entities.clusters.people import bearers, name_parts
from transforms.annotate.entities.clusters.short_names import shorter
from transforms.annotate.entities.clusters.spouses import parted_by_title
from transforms.annotate.entities.clusters.types import signs
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.known_names import Known
from transforms.annotate.entities.names.named import Named
from transforms.annotate.words import Words


def grouped(words: Words, names: Iterable[Named], known: Known) -> list[Cluster]:
    """One cluster for each entity, by first mention."""
    clusters: dict[str, Cluster] = defaultdict(Cluster)
    for name in names:
        text = words.text[words.start[name.first] : words.end[name.last - 1]]
        alias = known.alias(text)
        form = folded(text)
        cluster = clusters[folded(alias.name) if alias else form]
        cluster.alias = alias or cluster.alias
        cluster.names.append(name)
        cluster.forms[form] += 1
        cluster.texts[" ".join(text.split())] += 1
        cluster.signs.update(signs(words, name))
    for cluster in clusters.values():
        cluster.settle(known)
    for find in (lambda c: acronyms(words, c), shorter, lambda c: bearers(words, c)):
        _merge(clusters, find(clusters), known)
    for cluster in clusters.values():
        cluster.names.sort()
    parted = [part for c in clusters.values() if c.names for part in parted_by_title(words, c)]
    return sorted(parted, key=lambda c: c.names[0])


def _merge(clusters: dict[str, Cluster], merges: Mapping[str, str], known: Known) -> None:
    for form in sorted(merges, key=lambda f: (len(f.split()), f)):
        into, steps = merges[form], {form}
        while into in merges and into not in steps:  # "Reyes" → "Ana Reyes" → "Ana Maria Reyes"
            steps.add(into)
            into = merges[into]
        if form in clusters and into in clusters and form != into and not _two_of_the_users(clusters[form], clusters[into]):
            clusters[into].take(clusters.pop(form))
            clusters[into].settle(known)


def _two_of_the_users(one: Cluster, other: Cluster) -> bool:
    return bool(one.alias and one.alias.own and other.alias and other.alias.own and one.alias != other.alias)


def fullest(words: Words, cluster: Cluster) -> str:
    """The canonical name: the alias table's, else the form with most words, then not in capitals, then longest, then first."""
    if cluster.alias or cluster.called:
        return cluster.alias.name if cluster.alias else cluster.called or ""
    best = max(
        _texts(words, cluster.names),
        key=lambda t: (len(name_parts(folded(t))), not t.isupper(), len(folded(t))),
    )
    return " ".join(best.split())


def _texts(words: Words, names: Sequence[Named]) -> dict[str, None]:
    return dict.fromkeys(words.text[words.start[n.first] : words.end[n.last - 1]] for n in names)
