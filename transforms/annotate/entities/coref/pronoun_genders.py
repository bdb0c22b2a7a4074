"""Learns from the pronouns of a whole text who is "he" and who is "she". They outweigh a given name, but not a title."""

from collections import Counter
from collections.abc import Callable, Sequence

from transforms.annotate.entities.coref.people import PRONOUN_GENDERS, People
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS

# When the pronouns of a text show the gender of its topic.
CLEAR_MAJORITY = 0.75  # share of the pronouns that have the same gender
LEAST_PRONOUNS = 4
TOPIC_SHARE_OPENING = 0.15  # share of the name mentions of people, for the person whose name comes first
TOPIC_SHARE = 0.3  # the same, for any other person
BIOGRAPHY_SHARE = 0.2  # from this share on the text is about one person, who is the antecedent when nobody else fits
# When the pronouns that a first pass resolves to a person show the gender.
LEAST_VOTES = 2
VOTES_RATIO = 3  # least ratio of votes for the two genders
# Where another person may be meant by a pronoun whose clause has a subject.
SENTENCES_BACK = 2
WORDS_BACK = 80


def learn_genders(people: People, pronouns: Sequence[int], resolve: Callable[[People], None]) -> None:
    """Sets genders and `main_topic` of the people from the pronouns of the text; `pronouns`: their words.

    `resolve`: fills `people.resolved` with the antecedents of the pronouns outside quotes.
    """
    bound = _bound_votes(people, pronouns)
    _overrule_given_names(people, bound, resolve)
    _learn_topic_gender(people, pronouns)
    resolved = _votes(people, resolve)
    for votes, least in ((resolved, LEAST_VOTES), (bound, 1)):
        for person, count in votes.items():
            if people.gender[person] is None and (gender := _winner(count, least)) is not None:
                people.gender[person] = gender
                people.barely_known |= {person} if votes is bound else set()
    for person in people.probably_men:
        people.gender[person] = people.gender[person] or "he"


def _winner(votes: Counter[str], least: int) -> str | None:
    """Returns the gender with at least `least` votes, and a clear majority; or None."""
    (gender, most), other = votes.most_common(1)[0], min(votes["he"], votes["she"])
    return gender if most >= least and most >= VOTES_RATIO * other else None


def _votes(people: People, resolve: Callable[[People], None]) -> dict[int, Counter[str]]:
    """Returns person → how many pronouns of each gender a first pass resolves to that person."""
    resolve(people)
    votes: dict[int, Counter[str]] = {}
    for i, person in people.resolved.items():
        if person >= 0:
            votes.setdefault(person, Counter())[PRONOUN_GENDERS[people.words.form[i].lower()]] += 1
    people.resolved.clear()
    people.sure.clear()
    return votes


def _overrule_given_names(people: People, bound: dict[int, Counter[str]], resolve: Callable[[People], None]) -> None:
    """Changes the gender of a person of whom only the given name shows it, when all pronouns show the other gender.

    At least one of them must be bound: "Andrea Rossi sold his shares".
    """
    given = {k: gender for k, gender in people.gender.items() if gender is not None and k not in people.told}
    suspects = [k for k, votes in bound.items() if k in given and votes.total() and not votes[given[k]]]
    if not suspects:
        return
    for k in suspects:
        people.gender[k] = None
    votes = _votes(people, resolve)
    for k in suspects:
        winner = _winner(votes[k], 1) if k in votes else None
        people.gender[k] = winner if winner is not None and not votes[k][given[k]] else given[k]


def _bound_votes(people: People, pronouns: Sequence[int]) -> dict[int, Counter[str]]:
    """Returns person → how many pronouns of each gender grammar binds to that person: "Kim Okafor sold her house"."""
    votes: dict[int, Counter[str]] = {}
    for i in pronouns:
        person, gender = _bound_to(people, i), PRONOUN_GENDERS[people.words.form[i].lower()]
        if person is not None and not _another_fits(people, person, i, gender):
            votes.setdefault(person, Counter())[gender] += 1
    return votes


def _bound_to(people: People, i: int) -> int | None:
    """Returns the named person who is the subject above a possessive or reflexive, or None; also for "Okafor said she came"."""
    words, parse = people.words, people.parse
    if words.dep[i] in SUBJECT_DEPS:
        verb = words.head[i]
        reports = words.dep[verb] == "ccomp" and words.form[words.head[verb]].lower() in reporting_verbs().subject_speaks
        subject = parse.subject_of(words.head[verb]) if reports else None
    elif words.dep[i] == "poss" or words.form[i].lower().endswith("self"):
        subject = parse.clause_subject(i)
    else:
        return None
    if subject is None or subject >= i or people.quoted[subject] != people.quoted[i]:
        return None
    return people.at(subject)


def _another_fits(people: People, person: int, i: int, gender: str) -> bool:
    """Whether another person named before a pronoun is of that gender, or, in the same sentence, may be."""
    sentence = people.parse.sentence
    for k in range(i - 1, max(i - WORDS_BACK, -1), -1):
        if sentence[i] - sentence[k] > SENTENCES_BACK:
            return False
        other = people.name_end.get(k)
        if other is None or other == person:
            continue
        known = people.gender[other]
        if known == gender or (known is None and sentence[i] == sentence[k]):
            return True
    return False


def _learn_topic_gender(people: People, pronouns: Sequence[int]) -> None:
    """Sets the gender of the person named most, from a majority of the pronouns; for a large share also `main_topic`."""
    counts = Counter(PRONOUN_GENDERS[people.words.form[i].lower()] for i in pronouns)
    (usual, most), total = counts.most_common(1)[0], counts.total()
    if most < CLEAR_MAJORITY * total:
        return
    first = people.name_end[min(people.name_end)]
    # a doubtful name that others precede may be a town's or a club's
    topic = max(people.share, key=lambda k: (k not in people.doubtful or k == first, people.share[k]))
    opens = first == topic
    needed = TOPIC_SHARE_OPENING if opens else TOPIC_SHARE
    if people.gender[topic] is None and total >= LEAST_PRONOUNS and people.share[topic] >= needed:
        people.gender[topic] = usual
    if people.gender[topic] == usual and people.share[topic] >= BIOGRAPHY_SHARE:
        people.main_topic = topic
