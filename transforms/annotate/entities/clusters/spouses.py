"""Splits a cluster that holds two people with one surname, by their titles: "Mr. Brandt" and "Mrs. Brandt"."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.clusters.gender import gender_by_spouse
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

# Only courtesy titles: a "Sir" or "sister" before a name may be somebody else
TITLES = {"mr": "he", "mr.": "he", "mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she", "miss": "she"}


def split_spouses(words: Words, cluster: Cluster) -> Iterator[Cluster]:
    """Yields the cluster, or a man's and a woman's cluster when its titles show that it holds both.

    The names must be in text order. A surname without a title is counted for the person who is named in full, or else for the
    person who was named last.
    """
    is_plain_person = cluster.kind == "person" and cluster.alias is None
    titles = [_gender_of_title(words, name) for name in cluster.names] if is_plain_person else []
    if not any(titles):
        yield cluster
        return
    in_full = _genders_of_full_names(words, cluster, titles)
    if len(in_full) > 1 or {*titles, *in_full} - {None} != {"he", "she"}:
        yield cluster
        return
    named_in_full = next(iter(in_full), None)
    first_title = next(title for title in titles if title)
    if named_in_full is None and any(map(_is_full, cluster.names)):
        named_in_full = first_title  # "Kim Brandt" shows no gender: the first title is taken for Kim's
    for gender, names in _names_by_gender(cluster.names, titles, named_in_full, first_title).items():
        texts = [" ".join(words.form[name.first : name.last]) for name in names]
        part = replace(cluster, names=names, forms=Counter(map(folded, texts)), texts=Counter(texts))
        if gender != named_in_full:
            name = cluster.names[titles.index(gender)]
            part.distinct_name = " ".join(words.form[name.first - 1 : name.last])
        yield part


def _genders_of_full_names(words: Words, cluster: Cluster, titles: Sequence[str | None]) -> set[str]:
    """Returns the genders that full names show: by a title before, a wife or husband after, or the given name."""
    full = [(name, title) for name, title in zip(cluster.names, titles, strict=True) if _is_full(name)]
    genders = {title for _, title in full} | {gender_by_spouse(words, name.last) for name, _ in full}
    genders |= {name_lists().gender_of_given_name(form.split()[0]) for form in cluster.forms if " " in form}
    return {gender for gender in genders if gender}


def _names_by_gender(
    names: Sequence[NameMention], titles: Sequence[str | None], named_in_full: str | None, first_title: str
) -> dict[str, list[NameMention]]:
    """Returns `he` and `she` → the names of that person, in text order."""
    out: dict[str, list[NameMention]] = {"he": [], "she": []}
    last = named_in_full or first_title
    for name, title in zip(names, titles, strict=True):
        last = named_in_full or title or last
        out[last if title is None or _is_full(name) else title].append(name)
    return out


def _gender_of_title(words: Words, name: NameMention) -> str | None:
    return TITLES.get(words.form[name.first - 1].lower()) if name.first else None


def _is_full(name: NameMention) -> bool:
    return name.length > 1
