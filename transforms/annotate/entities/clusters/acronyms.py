"""Finds the names that acronyms stand for."""

from collections import defaultdict
from collections.abc import Mapping

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.words import Words

FEWEST_AS_WORD = 4  # letters of an acronym that is written as a word
# Words of a name that often have no letter in its acronym. The "s" remains of a possessive after folding.
SMALL_WORDS = frozenset(
    ["of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "a", "an", "s", "by", "with", "des", "du", "und", "y"]
)


def acronym_merges(words: Words, clusters: Mapping[str, Cluster]) -> dict[str, str]:
    """Returns key of an acronym's cluster → key of the full name's cluster: `nga` → `northern growers association`.

    The full name is the only one with these initials, or else the name right before the acronym in brackets.
    """
    names = [form for form, cluster in clusters.items() if " " in form and cluster.kind != "person"]
    by_initials: dict[str, set[str]] = defaultdict(set)
    for form in names:
        for initials in _initials(form):
            by_initials[initials].add(form)
    name_ending_at = {name.last: form for form in names for name in clusters[form].names}
    out = {}
    for form, cluster in clusters.items():
        same_initials = by_initials.get(form, set())
        if not _is_acronym(form, cluster):
            if len(same_initials) == 1 and _is_word_in_brackets(words, form, cluster):
                out[form] = next(iter(same_initials))
            continue
        if len(same_initials) == 1 and cluster.kind != "person":
            out[form] = next(iter(same_initials))
        elif (name := _name_before_brackets(words, form, cluster, name_ending_at)) is not None:
            out[form] = name
    return out


def _is_acronym(form: str, cluster: Cluster) -> bool:
    return " " not in form and len(form) > 1 and any(text.isupper() for text in cluster.texts)


def _is_word_in_brackets(words: Words, form: str, cluster: Cluster) -> bool:
    """Whether a name is an acronym that is written as a word: "the Coastal Rivers Agency of Norway (Cran)"."""
    in_brackets = any(words.form[name.first - 1 : name.first] == ["("] for name in cluster.names)
    return in_brackets and " " not in form and len(form) >= FEWEST_AS_WORD


def _initials(form: str) -> set[str]:
    """Returns the initials of all words, and the initials without those of small words."""
    parts = form.split()
    return {"".join(part[0] for part in parts), "".join(part[0] for part in parts if part not in SMALL_WORDS)}


def _name_before_brackets(words: Words, form: str, cluster: Cluster, name_ending_at: Mapping[int, str]) -> str | None:
    """Returns the name before the brackets, or None: "the Northern Growers' League (NOGL)". The last such mention counts."""
    for name in reversed(cluster.names):
        long = name_ending_at.get(name.first - 1)
        if long is not None and words.form[name.first - 1] == "(" and stands_for(form, long):
            return long
    return None


def stands_for(short: str, long: str) -> bool:
    """Whether a name begins with the first letter of an acronym and has the other letters in the same order.

    >>> stands_for("nogl", "northern growers league"), stands_for("bbc", "northern growers league")
    (True, False)
    """
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)
