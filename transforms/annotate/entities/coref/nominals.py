"""Nouns that refer to somebody named: "the mayor", "the 44-year-old", "the commission"; none where two could be meant."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.coref.clauses import Clauses
from transforms.annotate.entities.coref.descriptions import (
    Description,
    NominalWords,
    age_at,
    ages,
    descriptions,
    nominal_words,
)
from transforms.annotate.entities.coref.noun_phrases import DefinitePhrase, definite_phrase
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.words import Words
from transforms.records import Role

PARAGRAPHS_BACK = 1  # in which only one of several may be named


@dataclass
class _Names:
    """The names of a text. `name_word`: each word of a name → cluster. `first_words`: of each cluster, of its names."""

    words: Words
    parse: Clauses
    clusters: Sequence[Cluster]
    gender: Mapping[int, str | None]
    name_word: Mapping[int, int]
    first_words: Sequence[Sequence[int]]
    paragraph_starts: Sequence[int]
    described: Mapping[str, Sequence[Description]]
    of_age: Mapping[int, set[int]]
    lists: NominalWords


def find_nominals(
    words: Words,
    parse: Clauses,
    clusters: Sequence[Cluster],
    roles: Sequence[Sequence[Role]],
    gender: Mapping[int, str | None],
) -> dict[tuple[int, int], int]:
    """(first word, last excluded) of each noun phrase → number of the cluster that it means.

    `roles`: of each cluster. `gender`: of each person.
    """
    names = _Names(
        words,
        parse,
        clusters,
        gender,
        name_word={i: k for k, c in enumerate(clusters) for n in c.names for i in range(n.first, n.last)},
        first_words=[[n.first for n in c.names] for c in clusters],
        paragraph_starts=[first for first, _ in words.paragraphs],
        described=descriptions(words, clusters, roles),
        of_age=ages(words, clusters),
        lists=nominal_words(),
    )
    out: dict[tuple[int, int], int] = {}
    for noun in range(len(words)):
        if noun in names.name_word or not _may_be_nominal(names, noun):
            continue
        phrase = definite_phrase(words, names.name_word, clusters, noun)
        entity = _antecedent(names, phrase, noun) if phrase is not None else None
        if phrase is not None and entity is not None:
            out[phrase.first, noun + 1] = entity
    return out


def _may_be_nominal(names: _Names, i: int) -> bool:
    noun = names.words.form[i].lower()
    return noun in names.described or noun in names.lists.any_body_nouns or age_at(names.words, i) is not None


def _antecedent(names: _Names, phrase: DefinitePhrase, noun: int) -> int | None:
    """The entity that the phrase means, by age or by description."""
    age = age_at(names.words, noun)
    if age is not None:
        return _of_age(names, noun, age)
    return _described_so(names, phrase, noun)


def _of_age(names: _Names, noun: int, age: int) -> int | None:
    """The only person of that age, else the subject of the sentence before."""
    people = names.of_age.get(age, set())
    if people:
        return next(iter(people)) if len(people) == 1 else None
    return _subject_before(names, noun, "person")


def _described_so(names: _Names, phrase: DefinitePhrase, i: int) -> int | None:
    """The entity that the noun describes; of several, the one that alone is named nearby."""
    noun, lists = names.words.form[i].lower(), names.lists
    candidates = _candidates(names, phrase, noun)
    if candidates is None:
        return None
    if noun in lists.shared_nouns:
        subject = _subject_before(names, i, "person")
        return subject if subject in candidates else None
    last_named = {k: first for k in candidates if (first := _last_name_before(names, k, i)) is not None}
    if len(candidates) == 1 and last_named:
        return next(iter(candidates))
    if not candidates and noun in lists.any_body_nouns and not _own_modifiers(lists, phrase):
        return _subject_before(names, i, "organization")
    paragraph = bisect_right(names.paragraph_starts, i)
    near = [
        k for k, first in last_named.items() if paragraph - bisect_right(names.paragraph_starts, first) <= PARAGRAPHS_BACK
    ]  # fmt: skip
    return near[0] if len(near) == 1 else None


def _candidates(names: _Names, phrase: DefinitePhrase, noun: str) -> set[int] | None:
    """The entities of that noun, rank and gender; None when there are several, and none has the phrase's other modifiers."""
    rank = _rank(names.lists, phrase.modifiers)
    gender = person_nouns().gender(noun)
    described = names.described.get(noun, ())
    entities = {
        d.entity for d in described if _rank(names.lists, d.modifiers) == rank and _may_have_gender(names, d.entity, gender)
    }
    own = _own_modifiers(names.lists, phrase)
    if not own or len(entities) < 2:
        return entities
    return {d.entity for d in described if d.entity in entities and own <= d.modifiers} or None


def _may_have_gender(names: _Names, entity: int, gender: str | None) -> bool:
    known = names.gender.get(entity)
    return known is None or gender is None or known == gender


def _rank(lists: NominalWords, modifiers: Sequence[str] | frozenset[str]) -> set[str]:
    """The modifiers that make another office of the noun: "former", "deputy"."""
    return {m for m in modifiers if m in lists.rank}


def _own_modifiers(lists: NominalWords, phrase: DefinitePhrase) -> set[str]:
    """The modifiers that tell one bearer of the noun from another."""
    return {m for m in phrase.modifiers if m not in lists.rank and m not in lists.neutral}


def _last_name_before(names: _Names, entity: int, i: int) -> int | None:
    """The first word of the entity's last name before word `i`."""
    n = bisect_left(names.first_words[entity], i)
    return names.first_words[entity][n - 1] if n else None


def _subject_before(names: _Names, i: int, kind: str) -> int | None:
    """The entity that is the main subject before word `i`, in its sentence or the one before.

    None when another of its kind is named between.
    """
    sentence = names.parse.sentence
    subject: int | None = None
    named: set[int] = set()
    k = i - 1
    while k >= 0 and sentence[i] - sentence[k] <= 1:
        entity = names.name_word.get(k)
        if entity is not None and names.clusters[entity].kind == kind:
            named.add(entity)
            if names.parse.is_main_subject(k):
                subject = entity
        k -= 1
    return subject if subject is not None and named == {subject} else None
