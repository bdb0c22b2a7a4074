"""Resolves "he" and "she" to people, left to right; a pronoun that nobody fits stays unresolved."""

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

# A noun with one of these says more of somebody who is mentioned anyway.
DESCRIBES = frozenset(["compound", "appos", "attr", "amod", "nmod"])

# When the pronouns of a text tell the gender of its topic.
CLEAR_MAJORITY = 0.75  # of the pronouns are he, or she
LEAST_PRONOUNS = 4
TOPIC_SHARE_OPENING = 0.15  # of the names of people, when the text begins with the name
TOPIC_SHARE = 0.3  # of the names of people, elsewhere
BIOGRAPHY_SHARE = 0.2  # from here on the text is about one person, who is meant when nobody else fits
# When the pronouns that a first reading gives to a person tell their gender.
LEAST_VOTES = 2
VOTES_RATIO = 3  # times as many as of the other gender


def read_outside_quotes(
    words: Words,
    parse: Clauses,
    clusters: Sequence[Cluster],
    gender: Mapping[int, str | None],
    nominals: Mapping[int, int],
    quoted: Sequence[int | None],
) -> People | None:
    """The people of a text, with each "he" and "she" of the author's own words resolved; None when there is nothing to resolve.

    `gender`: of each person; `nominals`: the last word of "the mayor" → cluster; `quoted`: for each word, its quote or None.
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


def read_quotes(people: People, speakers: Mapping[int, int]) -> dict[int, int]:
    """Word number of each "he" and "she", in quotes and outside, that means a person with a name → number of the cluster.

    `people`: as they are after the author's words were read; `speakers`: quote → person.
    """
    people = replace(people, gender=dict(people.gender), resolved=dict(people.resolved), speaker=speakers)
    _resolve(people, in_quotes=True)
    return {i: k for i, k in people.resolved.items() if k >= 0}


def _other_mentions(people: People) -> list[int]:
    """The words that mean a person and are neither name nor pronoun: "who", and nouns like "man"."""
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
    """The gender of the person named most, from what most pronouns are; and whether the text is about that person alone."""
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
    """The genders still unknown, from the pronouns that a first reading gives to each person."""
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
    """Reads all that means a person, left to right, and resolves the pronouns in quotes or those outside."""
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
