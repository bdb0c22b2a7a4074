"""Acronyms and the names that they stand for."""

from collections import defaultdict
from collections.abc import Mapping

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.words import Words

SMALL = frozenset(
    ["of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "a", "an", "s", "by", "with", "des", "du", "und", "y"]
)


def acronyms(words: Words, clusters: Mapping[str, Cluster]) -> dict[str, str]:
    """`nga` to `northern growers association`: the only one with these initials, or the one before the brackets."""
    initials: dict[str, set[str]] = defaultdict(set)
    ends: dict[int, str] = {}
    for form, cluster in clusters.items():
        if " " in form and cluster.kind != "person":
            for short in _initials(form):
                initials[short].add(form)
            ends.update((name.last, form) for name in cluster.names)
    out = {}
    for form, cluster in clusters.items():
        if " " in form or len(form) < 2 or not any(text.isupper() for text in cluster.texts):
            continue
        if len(initials.get(form, ())) == 1 and cluster.kind != "person":
            out[form] = next(iter(initials[form]))
            continue
        for name in cluster.names:  # "the Northern Growers' League (NOGL)"
            long = ends.get(name.first - 1) if words.form[name.first - 1] == "(" else None
            if long and stands_for(form, long):
                out[form] = long
    return out


def _initials(form: str) -> set[str]:
    parts = form.split()
    return {"".join(p[0] for p in parts), "".join(p[0] for p in parts if p not in SMALL)}


def stands_for(short: str, long: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, and it begins with the first one.

    >>> stands_for("nogl", "northern growers league"), stands_for("bbc", "northern growers league")
    (True, False)
    """
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)
