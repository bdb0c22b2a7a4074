"""Resolves "he" and "she" to people, left to right. A pronoun without a fitting person stays unresolved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.coref.antecedents import Pronoun, antecedent
from transforms.annotate.entities.coref.clauses import Clauses
from transforms.annotate.entities.coref.discourse import Discourse
from transforms.annotate.entities.coref.people import PRONOUN_GENDERS, RELATIVE_PRONOUNS, People, people_of
from transforms.annotate.entities.lexicon.person_nouns import person_nouns
from transforms.annotate.words import Words

# A noun with one of these labels describes a person who is mentioned beside it.
DESCRIBES = frozenset(["compound", "appos", "attr", "amod", "nmod"])

# When the pronouns of a text show the gender of its topic.
CLEAR_MAJORITY = 0.75  # share of the pronouns that have the same gender
LEAST_PRONOUNS = 4
TOPIC_SHARE_OPENING = 0.15  # share of the name mentions of people, for the person whose name comes first
TOPIC_SHARE = 0.3  # the same, for any other person
BIOGRAPHY_SHARE = 0.2  # from this share on the text is about one person, who is the antecedent when nobody else fits
# When the pronouns that a first pass resolves to a person show the gender.
LEAST_VOTES = 2
VOTES_RATIO = 3  # least ratio of votes for the two genders


def resolve_people_outside_quotes(
    words: Words,
    parse: Clauses,
    clusters: Sequence[Cluster],
    gender: Mapping[int, str | None],
    nominals: Mapping[int, int],
    quoted: Sequence[int | None],
) -> People | None:
    """Returns the people of a text, with each "he" and "she" outside quotes resolved; None when there is nothing to resolve.

    `gender`: number of a person's cluster → `he`, `she` or None. `nominals`: the last word of "the mayor" → cluster. `quoted`:
    for each word, the number of its quote or None.
    """
    pronouns = [i for i, form in enumerate(words.form) if form.lower() in PRONOUN_GENDERS]
    if not pronouns or not gender:
        return None
    people = people_of(words, parse, clusters, gender, nominals, quoted)
    people.mentions = sorted([*people.name_end, *pronouns, *_other_mentions(people)])
    _learn_topic_gender(people, pronouns)
    _learn_genders(people)
    _resolve(people, in_quotes=False)
    return people


def resolve_people_in_quotes(people: People, speakers: Mapping[int, int]) -> dict[int, int]:
    """Returns word number → cluster for each "he" and "she", in quotes and outside, that refers to a person with a name.

    `people`: from `resolve_people_outside_quotes`, unchanged here. `speakers`: quote → person.
    """
    people = replace(people, gender=dict(people.gender), resolved=dict(people.resolved), speaker=speakers)
    _resolve(people, in_quotes=True)
    return {i: k for i, k in people.resolved.items() if k >= 0}


def _other_mentions(people: People) -> list[int]:
    """Returns the words that refer to a person and are neither a name nor a personal pronoun: "who", and nouns like "man"."""
    words = people.words
    return [i for i in range(len(words)) if _is_person_noun(people, i) or _is_relative_pronoun(words, i)]


def _is_person_noun(people: People, i: int) -> bool:
    words = people.words
    is_noun = words.tag[i] == "NN" and words.form[i].lower() in person_nouns()
    return is_noun and words.dep[i] not in DESCRIBES and i not in people.name_word


def _is_relative_pronoun(words: Words, i: int) -> bool:
    is_pronoun = words.tag[i].startswith("W") and words.form[i].lower() in RELATIVE_PRONOUNS
    return is_pronoun and words.dep[words.head[i]] == "relcl"


def _learn_topic_gender(people: People, pronouns: Sequence[int]) -> None:
    """Sets the gender of the person named most, from a majority of the pronouns; for a large share also `main_topic`."""
    counts = Counter(PRONOUN_GENDERS[people.words.form[i].lower()] for i in pronouns)
    (usual, most), total = counts.most_common(1)[0], counts.total()
    if most < CLEAR_MAJORITY * total:
        return
    topic = max(people.share, key=lambda k: people.share[k])
    opens = people.name_end[min(people.name_end)] == topic
    needed = TOPIC_SHARE_OPENING if opens else TOPIC_SHARE
    if people.gender[topic] is None and total >= LEAST_PRONOUNS and people.share[topic] >= needed:
        people.gender[topic] = usual
    if people.gender[topic] == usual and people.share[topic] >= BIOGRAPHY_SHARE:
        people.main_topic = topic


def _learn_genders(people: People) -> None:
    """Sets genders that are still unknown, from the pronouns that a first pass resolves to each person."""
    _resolve(people, in_quotes=False)
    votes: dict[int, Counter[str]] = {}
    for i, person in people.resolved.items():
        if person >= 0 and people.gender[person] is None:
            votes.setdefault(person, Counter())[PRONOUN_GENDERS[people.words.form[i].lower()]] += 1
    people.resolved.clear()
    for person, count in votes.items():
        (gender, most), other = count.most_common(1)[0], min(count["he"], count["she"])
        if most >= LEAST_VOTES and most >= VOTES_RATIO * other:
            people.gender[person] = gender


def _resolve(people: People, *, in_quotes: bool) -> None:
    """Goes through all mentions of people in text order, and resolves the pronouns in quotes, or those outside."""
    discourse = Discourse(people.parse)
    unnamed: dict[str, int] = {}  # noun → a negative number
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
            person = unnamed.setdefault(form, -1 - len(unnamed))
            people.gender[person] = person_nouns().gender(form)
            discourse.add(person, i, paragraph, quote)


def _resolve_one(people: People, discourse: Discourse, i: int) -> None:
    if i in people.resolved:
        return
    gender = PRONOUN_GENDERS[people.words.form[i].lower()]
    pronoun = Pronoun(i, gender, people.parse.sentence[i], people.paragraph(i), people.quoted[i])
    person = antecedent(people, discourse, pronoun)
    if person is not None:
        people.resolved[i] = person
