"""Finds short forms of names: "Brandt Fund" for "Brandt Fund for the Arts", "Harbor Center" for "Ana Brandt Harbor Center"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from transforms.annotate.entities.clusters.acronyms import SMALL_WORDS
from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.type_evidence import ARTICLE


def short_name_merges(clusters: Mapping[str, Cluster]) -> dict[str, str]:
    """Returns key of a short name's cluster → key of the only cluster with a longer form of the name."""
    longer: dict[str, set[str]] = defaultdict(set)
    for key, cluster in clusters.items():
        for short in _short_forms(key, cluster):
            longer[short].add(key)
    out = {}
    for key, cluster in clusters.items():
        candidates = longer.get(key, set())
        if cluster.alias or len(candidates) != 1 or key in candidates:
            continue
        full = next(iter(candidates))
        if _may_be_short_for(key, cluster, clusters[full]):
            out[key] = full
    return out


def _short_forms(key: str, cluster: Cluster) -> Iterator[str]:
    """Yields the short forms by which the text may name a product or an organization again."""
    if cluster.kind == "product" and " " in key:  # "Space Shuttle Meridian", "HMS Meridian"
        yield key.split()[-1]
    if cluster.kind != "organization":
        return
    for parts in map(str.split, cluster.forms):
        yield from (" ".join(parts[:n]) for n in range(2, len(parts)) if parts[n] in SMALL_WORDS)
        # a short form does not begin with or after a small word: not "Arts" for "Fund for the Arts"
        yield from (" ".join(parts[n:]) for n in range(1, len(parts)) if SMALL_WORDS.isdisjoint(parts[n - 1 : n + 1]))


def _may_be_short_for(key: str, cluster: Cluster, full: Cluster) -> bool:
    if " " in key:
        return cluster.kind == "organization"
    if full.kind == "product":
        return True
    # "the Union": one word that has an article at all mentions
    return cluster.kind == "organization" and cluster.evidence[ARTICLE] == len(cluster.names)
