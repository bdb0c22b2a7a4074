"""Two people of one surname, whom only their titles tell apart: "Mr. Brandt" and "Mrs. Brandt"."""

from collections.abc import Iterator
from dataclasses import replace

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.gender import spouse_after
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.named import Named
from transforms.annotate.words import Words

TITLES = {"mr": "he", "mr.": "he", "mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she", "miss": "she"}


def parted_by_title(words: Words, cluster: Cluster) -> Iterator[Cluster]:
    """The cluster; or two, when it holds a man's and a woman's names. `names` must be in text order.

    A surname without a title goes with whoever is named in full, else with the one who was named last.
    """
    told = [_told(words, name) for name in cluster.names] if cluster.kind == "person" and not cluster.alias else []
    if not any(told):
        yield cluster
        return
    given = {g for name, t in zip(cluster.names, told, strict=True) if (g := t if _is_full(name) else None)}
    given |= {g for name in cluster.names if _is_full(name) and (g := spouse_after(words, name.last))}
    given |= {g for form in cluster.forms if " " in form and (g := _gender(form))}
    if len(given) > 1 or {*told, *given} - {None} != {"he", "she"}:
        yield cluster
        return
    full = next(iter(given), None)
    last = full or next(t for t in told if t)
    if any(map(_is_full, cluster.names)):
        full = last  # "Kim Brandt": the first title is his
    parts: dict[str, list[Named]] = {"he": [], "she": []}
    for name, title in zip(cluster.names, told, strict=True):
        last = full or title or last
        parts[last if title is None or _is_full(name) else title].append(name)
    for gender, names in parts.items():
        texts = [" ".join(words.form[name.first : name.last]) for name in names]
        part = replace(cluster, names=names, forms=type(cluster.forms)(map(folded, texts)), texts=type(cluster.texts)(texts))
        if gender != full:
            one = next(name for name, t in zip(cluster.names, told, strict=True) if t == gender)
            part.called = " ".join(words.form[one.first - 1 : one.last])
        yield part


def _told(words: Words, name: Named) -> str | None:
    return TITLES.get(words.form[name.first - 1].lower()) if name.first else None


def _is_full(name: Named) -> bool:
    return name.last - name.first > 1


def _gender(form: str) -> str | None:
    first, known = form.split()[0], lists()
    return "he" if first in known.male else "she" if first in known.female else None
