"""Which names are one entity: the same form, a surname with one bearer, an acronym, a well-known alias."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from transforms.annotate.entities.ids import folded
from transforms.annotate.entities.lists import lists
from transforms.annotate.entities.named import Named
from transforms.annotate.entities.types import evidence
from transforms.annotate.words import Words

SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
SMALL = frozenset(["of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "a", "an"])


@dataclass
class Cluster:
    """The names of one entity while it is put together. `forms`: folded names → how often."""

    names: list[Named] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    weights: dict[str, float] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The type that most speaks for; `other` when nothing does. A tie goes to the alphabet, so that it is settled."""
        return min(self.weights, key=lambda kind: (-self.weights[kind], kind), default="other")


def grouped(words: Words, names: Iterable[Named]) -> list[Cluster]:
    """One cluster for each entity, by first mention."""
    same: dict[str, list[Named]] = defaultdict(list)
    for name in names:
        form = folded(words.text[words.start[name.first] : words.end[name.last - 1]])
        alias = lists().aliases.get(form)
        same[folded(alias[0]) if alias else form].append(name)
    clusters = {form: Cluster(list(ns), Counter({form: len(ns)}), evidence(words, ns)) for form, ns in same.items()}
    merges = {**_acronyms(clusters), **_shorter(clusters), **_people(words, clusters)}
    for form in sorted(merges, key=lambda f: (len(f.split()), f)):
        into = merges[form]
        while into in merges:  # "Reyes" → "Ana Reyes" → "Ana Maria Reyes"; each step leads to a longer form
            into = merges[into]
        one, other = clusters[into], clusters.pop(form)
        one.names += other.names
        one.forms += other.forms
        for kind, weight in other.weights.items():
            one.weights[kind] = one.weights.get(kind, 0.0) + weight
    for cluster in clusters.values():
        cluster.names.sort()
    return sorted(clusters.values(), key=lambda c: c.names[0])


def _people(words: Words, clusters: Mapping[str, Cluster]) -> dict[str, str]:
    """Surnames (or given names) to the one full name that bears them; "Ana Reyes" to "Ana Maria Reyes"."""
    full = {form: parts for form in clusters if len(parts := _name_parts(form)) > 1 and clusters[form].kind == "person"}
    by_last: dict[str, list[str]] = defaultdict(list)
    by_first: dict[str, list[str]] = defaultdict(list)
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form, parts in full.items():
        by_ends[parts[0], parts[-1]].append(form)
    for forms in by_ends.values():
        longest = max(forms, key=lambda f: (len(f), f))
        by_last[_name_parts(longest)[-1]].append(longest)
        by_first[_name_parts(longest)[0]].append(longest)
    out = {form: max(forms, key=lambda f: (len(f), f)) for forms in by_ends.values() for form in forms}
    out = {form: into for form, into in out.items() if form != into}
    for form, cluster in clusters.items():
        if " " in form or not _may_be_a_surname(words, cluster):
            continue
        bearers = by_last.get(form) or by_first.get(form) or []
        if len(bearers) == 1:
            out[form] = bearers[0]
    # "al-Masri", "van Dyke", "O'Neil": surnames of several words
    for form in clusters.keys() - full.keys():
        if " " in form and clusters[form].kind == "person":
            bearers = [f for f in by_last.get(form.split()[-1], ()) if f.endswith(f" {form}")]
            if len(bearers) == 1 and form not in out:
                out[form] = bearers[0]
    return out


def _may_be_a_surname(words: Words, cluster: Cluster) -> bool:
    """A single name that a full name could take in: a person, or one that the model took for something else."""
    if cluster.kind == "person":
        return True
    places = sum(1 for n in cluster.names if n.first and words.form[n.first - 1].lower() in ("in", "at", "from", "near"))
    return (
        cluster.kind not in ("group", "law")
        and not lists().aliases.get(next(iter(cluster.forms)))
        and places * 3 < len(cluster.names)
    )


def _name_parts(form: str) -> list[str]:
    parts = form.split()
    return parts[:-1] if len(parts) > 2 and parts[-1] in SUFFIXES else parts


def _acronyms(clusters: Mapping[str, Cluster]) -> dict[str, str]:
    """`nga` to `northern growers association`, when only one name has these initials."""
    initials: dict[str, set[str]] = defaultdict(set)
    for form, cluster in clusters.items():
        parts = form.split()
        if len(parts) > 1 and cluster.kind != "person":
            initials["".join(p[0] for p in parts)].add(form)
            initials["".join(p[0] for p in parts if p not in SMALL)].add(form)
    return {
        form: next(iter(initials[form]))
        for form, cluster in clusters.items()
        if " " not in form and len(form) > 1 and len(initials.get(form, ())) == 1 and cluster.kind != "person"
    }


def _shorter(clusters: Mapping[str, Cluster]) -> dict[str, str]:
    """An organization's name cut short, to the one that goes on: `brandt fund` to `brandt fund for the arts`."""
    longer: dict[str, list[str]] = defaultdict(list)
    for form, cluster in clusters.items():
        parts = form.split()
        if cluster.kind == "organization":
            for n in range(2, len(parts)):
                if parts[n] in SMALL:
                    longer[" ".join(parts[:n])].append(form)
    return {f: longer[f][0] for f, c in clusters.items() if c.kind == "organization" and len(longer.get(f, ())) == 1}


def fullest(words: Words, names: Sequence[Named]) -> str:
    """The canonical name: the alias table's, else the form with most words, then not in capitals, then longest, then first."""
    texts = dict.fromkeys(words.text[words.start[n.first] : words.end[n.last - 1]] for n in names)
    for text in texts:
        if alias := lists().aliases.get(folded(text)):
            return alias[0]
    best = max(texts, key=lambda t: (len(_name_parts(folded(t))), not (t.isupper() and " " in t), len(folded(t))))
    return " ".join(best.split())
