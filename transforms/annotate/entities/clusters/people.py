"""Names of people: surnames and given names to the one full name that bears them."""

from collections import defaultdict
from collections.abc import Mapping

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.named import Named
from transforms.annotate.words import Words

LOOKED_AT = 20  # bearers of one surname; with more of them a text is a list
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


def name_parts(form: str) -> list[str]:
    """The words of a folded name, less `jr`."""
    parts = form.split()
    return parts[:-1] if len(parts) > 2 and parts[-1] in SUFFIXES else parts


def bearers(words: Words, clusters: dict[str, Cluster]) -> dict[str, str]:
    """Which name is whose: `brandt` → `ana brandt`, `ana brandt` → `ana maria brandt`.

    A surname with several bearers is parted here: each mention goes to whom the words before it point.
    """
    full = {form: parts for form, c in clusters.items() if c.kind == "person" and len(parts := name_parts(form)) > 1}
    for form in [form for form, parts in full.items() if len(parts) == 2 and parts[0] in lists().particles]:
        del full[form]  # "van Dyke", "al-Masri": a surname of two words
    out = _same_ends(full)
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
            last = by_last.get(form.split()[-1], []) if cluster.kind == "person" else []
            long = [f for f in last[:LOOKED_AT] if f.endswith(f" {form}")]
        else:
            long = (by_last.get(form) or by_first.get(form) or []) if _may_be_a_surname(words, cluster) else []
        if len(long) == 1:
            out[form] = long[0]
        elif 1 < len(long) <= LOOKED_AT:
            _part(words, clusters, form, long)
    return out


def _same_ends(full: Mapping[str, list[str]]) -> dict[str, str]:
    """`ana brandt` and `a brandt` to `ana maria brandt`, when no other has that name."""
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_initial: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for form, parts in full.items():
        by_ends[parts[0], parts[-1]].append(form)
    for first, last in by_ends:
        if len(first) > 1:
            by_initial[first[0], last].add((first, last))
    out = _misspelt(by_ends)
    for (first, last), forms in by_ends.items():
        longest = max(forms, key=lambda f: (len(f), f))
        out.update((form, longest) for form in forms if form != longest and form not in out)
        same = by_initial.get((first, last), set())
        if len(first) == 1 and len(same) == 1 and longest not in out:
            out[longest] = max(by_ends[next(iter(same))], key=lambda f: (len(f), f))
    return out


def _misspelt(by_ends: Mapping[tuple[str, str], list[str]]) -> dict[str, str]:
    """`kirsten brandt` to `kristen brandt`, who was named before: one letter more, less, other, or two changed about."""
    out: dict[str, str] = {}
    by_last: dict[tuple[str, str], list[str]] = defaultdict(list)
    for first, last in by_ends:
        for other in by_last[first[0], last][-LOOKED_AT:]:
            if min(len(first), len(other)) > 4 and _near(first, other) and _gender(first) in (None, _gender(other)):
                out.update((form, by_ends[other, last][0]) for form in by_ends[first, last])
                break
        else:
            by_last[first[0], last].append(first)
    return out


def _near(one: str, other: str) -> bool:
    if len(one) < len(other):
        one, other = other, one
    i = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if len(one) == len(other):
        return one[i + 1 :] == other[i + 1 :] or (one[i : i + 2] == other[i : i + 2][::-1] and one[i + 2 :] == other[i + 2 :])
    return len(one) == len(other) + 1 and one[i + 1 :] == other[i:]


def _may_be_a_surname(words: Words, cluster: Cluster) -> bool:
    """A single name that a full name could take in: a person, or one that the model took for something else."""
    if cluster.kind == "person":
        return True
    if cluster.kind in ("group", "law") or cluster.alias:
        return False
    places = sum(1 for n in cluster.names if n.first and words.form[n.first - 1].lower() in ("in", "at", "from", "near"))
    return places * 3 < len(cluster.names)


def _part(words: Words, clusters: dict[str, Cluster], form: str, long: list[str]) -> None:
    """The mentions of a surname to its bearers, by title ("Mrs. Brandt") or because only one was named before."""
    known = lists()
    at = sorted((name.first, f) for f in long for name in clusters[f].names)
    gender = {f: _gender(f) for f in long}
    cluster, k = clusters[form], 0
    rest: list[Named] = []
    before: set[str] = set()
    for name in cluster.names:
        title = words.form[name.first - 1].lower() if name.first else ""
        wanted = "he" if title in known.he else "she" if title in known.she else None
        fitting = [f for f in long if wanted is None or gender[f] in (None, wanted)]
        while k < len(at) and at[k][0] < name.first:
            before.add(at[k][1])
            k += 1
        near = [f for f in fitting if f in before]
        if len(fitting) == 1 or len(near) == 1:
            bearer = clusters[(fitting if len(fitting) == 1 else near)[0]]
            bearer.names.append(name)
            bearer.forms[form] += 1
        else:
            rest.append(name)
    cluster.names = rest
    if not rest:
        del clusters[form]


def _gender(form: str) -> str | None:
    first, known = form.split()[0], lists()
    return "he" if first in known.male else "she" if first in known.female else None
