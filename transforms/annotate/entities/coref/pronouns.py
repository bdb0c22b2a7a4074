"""Resolves "he" and "she" to people, left to right. A pronoun without a fitting person stays unresolved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.coref.antecedents import antecedent
from transforms.annotate.entities.coref.clauses import Clauses
from transforms.annotate.entities.coref.discourse import Discourse
from transforms.annotate.entities.coref.people import PRONOUN_GENDERS, People, people_of
from transforms.annotate.entities.coref.pronoun_genders import learn_genders
from transforms.annotate.entities.coref.salience import Pronoun
from transforms.annotate.entities.coref.unnamed import is_newcomer, other_mentions, person_beside
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.words import Words


def resolve_people_outside_quotes(
    words: Words,
    parse: Clauses,
    clusters: Sequence[Cluster],
    gender: Mapping[int, str | None],
    nominals: Mapping[int, int],
    quoted: Sequence[int | None],
    told: Collection[int] = (),
    probably_men: Collection[int] = (),
) -> People | None:
    """Returns the people of a text, with each "he" and "she" outside quotes resolved; None when there is nothing to resolve.

    `gender`: number of a person's cluster → `he`, `she` or None. `nominals`: the last word of "the mayor" → cluster. `quoted`:
    for each word, the number of its quote or None. `told`: the people whose gender is shown by more than the given name.
    """
    pronouns = [i for i, form in enumerate(words.form) if form.lower() in PRONOUN_GENDERS]
    if not pronouns or not gender:
        return None
    people = people_of(words, parse, clusters, gender, nominals, quoted)
    people.told, people.probably_men = frozenset(told), frozenset(probably_men)
    others = other_mentions(people)
    people.mentions = sorted([*people.name_end, *pronouns, *others])
    people.described = {i: person for i in others if (person := person_beside(people, i)) is not None}
    learn_genders(people, pronouns, partial(_resolve, in_quotes=False))
    _resolve(people, in_quotes=False)
    return people


def resolve_people_in_quotes(people: People, speakers: Mapping[int, int]) -> dict[int, int]:
    """Returns word number → cluster for each "he" and "she", in quotes and outside, that refers to a person with a name.

    `people`: from `resolve_people_outside_quotes`, unchanged here. `speakers`: quote → person.
    """
    people = replace(
        people, gender=dict(people.gender), resolved=dict(people.resolved), sure=set(people.sure), speaker=speakers
    )
    _resolve(people, in_quotes=True)
    return {i: k for i, k in people.resolved.items() if k >= 0}


def _resolve(people: People, *, in_quotes: bool) -> None:
    """Goes through all mentions of people in text order, and resolves the pronouns in quotes, or those outside."""
    discourse = Discourse(people.parse, people.quoted)
    unnamed: dict[str, int] = {}  # noun → the negative number of the last person that it refers to
    lowest = 0
    for i in people.mentions:
        quote, paragraph, form = people.quoted[i], people.paragraph(i), people.words.form[i].lower()
        if i in people.name_end:
            discourse.add(people.name_end[i], i, paragraph, quote)
        elif form in PRONOUN_GENDERS:
            if (quote is not None) == in_quotes:
                _resolve_one(people, discourse, i)
            if i in people.resolved:
                discourse.add(people.resolved[i], i, paragraph, quote, PRONOUN_GENDERS[form])
        elif people.words.tag[i].startswith("W"):
            person = people.at(i)
            if person is not None:
                discourse.add(person, i, paragraph, quote)
        else:
            beside = people.described.get(i)
            if beside is not None:  # "the governor of the state, Ana Brandt,": the noun is the subject, not the name
                discourse.add(beside, i, paragraph, quote)
                continue
            is_new = is_newcomer(people, i)
            if is_new or form not in unnamed:
                lowest -= 1
                unnamed[form] = lowest
                people.gender[lowest] = person_nouns().gender(form)
            people.unnamed[i] = unnamed[form]
            discourse.add(unnamed[form], i, paragraph, quote, may_take_floor=is_new)


def _resolve_one(people: People, discourse: Discourse, i: int) -> None:
    if i in people.resolved:
        return
    gender = PRONOUN_GENDERS[people.words.form[i].lower()]
    pronoun = Pronoun(i, gender, people.parse.sentence[i], people.paragraph(i), people.quoted[i])
    found = antecedent(people, discourse, pronoun)
    if found is not None:
        people.resolved[i] = found.person
        if found.sure:
            people.sure.add(i)
