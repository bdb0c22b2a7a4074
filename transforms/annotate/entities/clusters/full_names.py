"""Finds the full name that a part or variant of a person's name belongs to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.misspellings import misspelt_names
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

MOST_BEARERS = 20  # people with one surname; a text with more of them is a list
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
BEFORE_PLACE = frozenset(["in", "at", "from", "near"])


def name_parts(form: str) -> list[str]:
    """Returns the words of a folded name, without a suffix like `jr`."""
    parts = form.split()
    return parts[:-1] if len(parts) > 2 and parts[-1] in SUFFIXES else parts


def full_name_merges(words: Words, clusters: dict[str, Cluster]) -> dict[str, str]:
    """Returns key of a cluster → key of the cluster with the full name: `brandt` → `ana brandt` → `ana maria brandt`.

    Changes `clusters`: when several people have a surname, each mention of the surname alone is moved to the person that the
    words before it indicate. Mentions without such a person stay in the cluster of the surname.
    """
    full = _full_names(clusters)
    out = _variants(full)
    by_last: dict[str, list[str]] = defaultdict(list)
    by_first: dict[str, list[str]] = defaultdict(list)
    for form, parts in full.items():
        if form not in out:
            by_last[parts[-1]].append(form)
            by_first[parts[0]].append(form)
    for form, cluster in list(clusters.items()):
        if form in full:
            continue
        if " " in form:
            bearers = _longer_names(form, by_last) if cluster.kind == "person" else []
        else:
            bearers = (by_last.get(form) or by_first.get(form) or []) if _may_be_part_of_person(words, cluster) else []
        if len(bearers) == 1:
            out[form] = bearers[0]
        elif 1 < len(bearers) <= MOST_BEARERS:
            _distribute_mentions(words, clusters, form, bearers)
    return out


def _full_names(clusters: Mapping[str, Cluster]) -> dict[str, list[str]]:
    """Returns folded name → parts for the names of people that have a given name and a surname."""
    full = {form: name_parts(form) for form, cluster in clusters.items() if cluster.kind == "person"}
    # "van Dyke" and "al-Masri" are surnames of two words
    return {
        form: parts
        for form, parts in full.items()
        if len(parts) > 2 or (len(parts) == 2 and parts[0] not in name_lists().particles)
    }


def _longer_names(form: str, by_last: Mapping[str, Sequence[str]]) -> list[str]:
    """Returns the names that end with this surname of several words."""
    return [name for name in by_last.get(form.split()[-1], [])[:MOST_BEARERS] if name.endswith(f" {form}")]


def _variants(full: Mapping[str, list[str]]) -> dict[str, str]:
    """Returns variant → longest form of a full name: `ana brandt` and `a brandt` → `ana maria brandt`.

    An initial is a variant only if one given name fits it.
    """
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form, parts in full.items():
        by_ends[parts[0], parts[-1]].append(form)
    by_initial: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for first, last in by_ends:
        if len(first) > 1:
            by_initial[first[0], last].add((first, last))
    out = misspelt_names(by_ends)
    for (first, last), forms in by_ends.items():
        longest = _longest(forms)
        out.update((form, longest) for form in forms if form != longest and form not in out)
        same_initial = by_initial.get((first, last), set())
        if len(first) == 1 and len(same_initial) == 1 and longest not in out:
            out[longest] = _longest(by_ends[next(iter(same_initial))])
    return out


def _longest(forms: Iterable[str]) -> str:
    return max(forms, key=lambda form: (len(form), form))


def _may_be_part_of_person(words: Words, cluster: Cluster) -> bool:
    """Whether a single word can be a part of a person's name: it is a person, or the model may have mistaken its type."""
    if cluster.kind == "person":
        return True
    if cluster.kind in ("group", "law") or cluster.alias:
        return False
    places = sum(1 for name in cluster.names if name.first and words.form[name.first - 1].lower() in BEFORE_PLACE)
    return places * 3 < len(cluster.names)


def _distribute_mentions(words: Words, clusters: dict[str, Cluster], form: str, bearers: Sequence[str]) -> None:
    """Moves the mentions of a surname to its bearers: by title ("Mrs. Brandt"), or to the only bearer named before."""
    named_at = sorted((name.first, bearer) for bearer in bearers for name in clusters[bearer].names)
    cluster, remaining, k = clusters[form], list[NameMention](), 0
    named_before: set[str] = set()
    for name in cluster.names:
        while k < len(named_at) and named_at[k][0] < name.first:
            named_before.add(named_at[k][1])
            k += 1
        bearer = _bearer_of_mention(words, name, bearers, named_before)
        if bearer is None:
            remaining.append(name)
        else:
            clusters[bearer].names.append(name)
            clusters[bearer].forms[form] += 1
    cluster.names = remaining
    if not remaining:
        del clusters[form]


def _bearer_of_mention(words: Words, name: NameMention, bearers: Sequence[str], named_before: set[str]) -> str | None:
    lists = name_lists()
    gender = lists.gender_of_title(words.form[name.first - 1].lower()) if name.first else None
    fitting = [b for b in bearers if gender is None or lists.gender_of_given_name(b.split()[0]) in (None, gender)]
    if len(fitting) == 1:
        return fitting[0]
    earlier = [bearer for bearer in fitting if bearer in named_before]
    return earlier[0] if len(earlier) == 1 else None
