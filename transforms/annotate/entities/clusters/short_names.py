"""Names cut short: "Brandt Fund" for "Brandt Fund for the Arts", "Harbor Center" for "Ana Brandt Harbor Center"."""

from collections import defaultdict
from collections.abc import Mapping

from transforms.annotate.entities.clusters.acronyms import SMALL
from transforms.annotate.entities.clusters.cluster import Cluster


def shorter(clusters: Mapping[str, Cluster]) -> dict[str, str]:
    """An organization's name to the one that goes on after it, or that has more before it; when there is just one."""
    longer: dict[str, set[str]] = defaultdict(set)
    for key, cluster in clusters.items():
        if cluster.kind == "product" and " " in key:  # "Space Shuttle Meridian", "HMS Meridian"
            longer[key.split()[-1]].add(key)
        for form in cluster.forms if cluster.kind == "organization" else ():
            parts = form.split()
            for n in range(2, len(parts)):
                if parts[n] in SMALL:
                    longer[" ".join(parts[:n])].add(key)
            for n in range(1, len(parts)):
                if parts[n - 1] not in SMALL and parts[n] not in SMALL:
                    longer[" ".join(parts[n:])].add(key)
    out = {}
    for form, cluster in clusters.items():
        if cluster.alias or len(longer.get(form, ())) != 1 or form in longer[form]:
            continue
        if " " in form:
            fits = cluster.kind == "organization"
        else:  # "the Union": one word, with a capital and an article wherever it stands
            fits = clusters[next(iter(longer[form]))].kind == "product" or (
                cluster.kind == "organization" and cluster.signs["the"] == len(cluster.names)
            )
        if fits:
            out[form] = next(iter(longer[form]))
    return out
