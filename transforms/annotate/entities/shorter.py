"""Names cut short: "Brandt Fund" for "Brandt Fund for the Arts", "Harbor Center" for "Ana Brandt Harbor Center"."""

from collections import defaultdict
from collections.abc import Mapping

from transforms.annotate.entities.acronyms import SMALL
from transforms.annotate.entities.cluster import Cluster


def shorter(clusters: Mapping[str, Cluster]) -> dict[str, str]:
    """An organization's name to the one that goes on after it, or that has more before it; when there is just one."""
    longer: dict[str, set[str]] = defaultdict(set)
    for form, cluster in clusters.items():
        parts = form.split()
        if cluster.kind == "product" and len(parts) > 1:  # "Space Shuttle Meridian", "HMS Meridian"
            longer[parts[-1]].add(form)
        if cluster.kind != "organization" or len(parts) < 3 or cluster.alias:
            continue
        for n in range(2, len(parts)):
            if parts[n] in SMALL:
                longer[" ".join(parts[:n])].add(form)
        for n in range(1, len(parts) - 1):
            if parts[n - 1] not in SMALL and parts[n] not in SMALL:
                longer[" ".join(parts[n:])].add(form)
    return {
        form: next(iter(longer[form]))
        for form, cluster in clusters.items()
        if (cluster.kind == "organization" or " " not in form) and not cluster.alias and len(longer.get(form, ())) == 1
    }
