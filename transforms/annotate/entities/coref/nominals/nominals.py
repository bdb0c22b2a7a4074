"""Resolves nouns that refer to a named entity: "the mayor", "the 44-year-old", "the commission".

Ambiguous ones are left out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.coref.clauses import Clauses
from transforms.annotate.entities.coref.nominals.descriptions import (
    Description,
    NominalWords,
    age_at,
    ages,
    descriptions,
    nominal_words,
)
from transforms.annotate.entities.coref.nominals.noun_phrases import DefinitePhrase, definite_phrase
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.words import Words
from transforms.records import Role

PARAGRAPHS_BACK = 1  # of several candidates, exactly one must be named so many paragraphs back or nearer


@dataclass
class _Names:
    """The names of a text, and what is known of their entities.

    `gender`: of each person. `name_word`: each word of a name → cluster. `first_words`: for each cluster, the first word of
    each name. `described`: noun → the entities that it describes. `of_age`: age in years → clusters of people.
    """

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
    """Returns (first word, last word excluded) of each noun phrase → number of the cluster that it refers to.

    `roles`: of each cluster. `gender`: number of a person's cluster → `he`, `she` or None.
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
    """Returns the entity that the phrase refers to, by age or by description, or None."""
    age = age_at(names.words, noun)
    if age is not None:
        return _by_age(names, noun, age)
    return _by_description(names, phrase, noun)


def _by_age(names: _Names, noun: int, age: int) -> int | None:
    """Returns the only person of that age; if the text states nobody's, the person who is the subject before; or None."""
    people = names.of_age.get(age, set())
    if people:
        return next(iter(people)) if len(people) == 1 else None
    return _subject_before(names, noun, "person")


def _by_description(names: _Names, phrase: DefinitePhrase, i: int) -> int | None:
    """Returns the entity that the noun describes, or None; of several, the only one that is named nearby."""
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
    if not candidates and noun in lists.any_body_nouns and not _distinguishing_modifiers(lists, phrase):
        return _subject_before(names, i, "organization")
    paragraph = bisect_right(names.paragraph_starts, i)
    near = [
        k for k, first in last_named.items() if paragraph - bisect_right(names.paragraph_starts, first) <= PARAGRAPHS_BACK
    ]  # fmt: skip
    return near[0] if len(near) == 1 else None


def _candidates(names: _Names, phrase: DefinitePhrase, noun: str) -> set[int] | None:
    """Returns the entities with that noun, rank and gender.

    Of several, those that have the phrase's other modifiers; None when there are none.
    """
    rank = _rank(names.lists, phrase.modifiers)
    gender = person_nouns().gender(noun)
    described = names.described.get(noun, ())
    entities = {
        d.entity for d in described if _rank(names.lists, d.modifiers) == rank and _may_have_gender(names, d.entity, gender)
    }
    own = _distinguishing_modifiers(names.lists, phrase)
    if not own or len(entities) < 2:
        return entities
    return {d.entity for d in described if d.entity in entities and own <= d.modifiers} or None


def _may_have_gender(names: _Names, entity: int, gender: str | None) -> bool:
    known = names.gender.get(entity)
    return known is None or gender is None or known == gender


def _rank(lists: NominalWords, modifiers: Sequence[str] | frozenset[str]) -> set[str]:
    """Returns the modifiers that make the noun another office: "former", "deputy"."""
    return {m for m in modifiers if m in lists.rank}


def _distinguishing_modifiers(lists: NominalWords, phrase: DefinitePhrase) -> set[str]:
    """Returns the modifiers that distinguish entities with the same noun and rank."""
    return {m for m in phrase.modifiers if m not in lists.rank and m not in lists.neutral}


def _last_name_before(names: _Names, entity: int, i: int) -> int | None:
    """Returns the first word of the entity's last mention by name before word `i`, or None."""
    n = bisect_left(names.first_words[entity], i)
    return names.first_words[entity][n - 1] if n else None


def _subject_before(names: _Names, i: int, kind: str) -> int | None:
    """Returns the entity of the type `kind` that is a main subject before word `i`, in its sentence or the one before.

    None when there is no such subject, or another entity of the type is named there.
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
