"""Chooses the antecedent of "he" or "she": the most salient candidate of that gender, by the weights in `salience.yaml`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.annotate.entities.coref.clauses import CLIMB
from transforms.annotate.entities.coref.discourse import Discourse, GrammaticalRole, LastMention
from transforms.annotate.entities.coref.people import People
from transforms.annotate.entities.coref.salience import Pronoun, is_whole_and_unknown, salience, speaks, speech_weight
from transforms.annotate.entities.coref.weights import salience_weights
from transforms.annotate.tags import SUBJECT_DEPS

MOST_CANDIDATES = 8  # last people mentioned: in 96 of 100 cases the person is among the last six names
PARAGRAPHS_BACK = 5  # from a pronoun to its antecedent, at most
FOLLOWING_WORDS = 25  # words after a pronoun in which a following subject may stand


CLEAR = 2.0  # by so much the salience of an antecedent is clearly higher than that of anybody else


class _Scored(NamedTuple):
    """A candidate. `sure`: it has the floor and is known to have the pronoun's gender."""

    salience: float
    person: int
    sure: bool = False


class Antecedent(NamedTuple):
    """The person that a pronoun refers to. `sure`: that person has the floor and the gender, and nobody else comes near."""

    person: int
    sure: bool


def antecedent(people: People, discourse: Discourse, pronoun: Pronoun) -> Antecedent | None:
    """Returns the person that the pronoun refers to; None when nobody fits. `discourse`: the mentions before it."""
    own = _own_subject(people, pronoun)
    if own is not None:
        return Antecedent(own, sure=True)
    excluded = _excluded(people, pronoun)
    best = _most_salient(people, discourse, pronoun, excluded)
    following = _following_subject(people, pronoun, excluded)
    if following is not None and (best is None or following.salience > best.salience):
        return Antecedent(following.person, sure=False)
    if best is not None and best.salience > salience_weights().least:
        return Antecedent(best.person, best.sure)
    topic = _main_topic(people, pronoun, excluded)
    return Antecedent(topic, sure=False) if topic is not None else None


def _own_subject(people: People, pronoun: Pronoun) -> int | None:
    """Returns the subject of the clause, when the pronoun is reflexive ("Reyes praised himself"), or None."""
    if not _is_reflexive(people, pronoun):
        return None
    subject = people.at(_subject_of_clause(people, pronoun))
    return subject if subject is not None and people.fits(subject, pronoun.gender) else None


def _is_reflexive(people: People, pronoun: Pronoun) -> bool:
    return people.words.form[pronoun.word].lower().endswith("self")


def _subject_of_clause(people: People, pronoun: Pronoun) -> int | None:
    verb = people.parse.verb_of(pronoun.word)
    return people.parse.subject_of(verb) if verb is not None else None


def _excluded(people: People, pronoun: Pronoun) -> set[int | None]:
    """Returns the people that the pronoun cannot refer to: the speaker of its quote, and the other arguments of its verb.

    For a possessive it is the person that the possessed noun refers to: nobody is his own brother in "his brother, Mark Vogt,".
    """
    words, parse, i = people.words, people.parse, pronoun.word
    excluded = {people.speaker.get(pronoun.quote)} if pronoun.quote is not None else set()
    if _is_reflexive(people, pronoun) or words.dep[i] in SUBJECT_DEPS:
        return excluded
    if words.dep[i] == "poss":
        return excluded | people.at_or_beside(words.head[i])
    excluded |= people.at_or_beside(_subject_of_clause(people, pronoun))
    verb = parse.verb_of(i)
    other = parse.object.get(verb) if verb is not None else None
    return excluded | {people.at(other)} if other is not None and other < i else excluded


def _most_salient(people: People, discourse: Discourse, pronoun: Pronoun, excluded: set[int | None]) -> _Scored | None:
    """Returns the candidate with the highest salience among the last people mentioned, or None."""
    candidates = [*_candidates(people, discourse, pronoun, excluded)]
    latest = max((candidate.floor for candidate in candidates), default=-1)
    is_speech = speaks(people, pronoun)
    scored: list[_Scored] = []
    people_between = 0
    for candidate in candidates:
        has_floor = candidate.floor == latest >= 0
        score = salience(people, candidate, pronoun) + salience_weights().person_between * people_between
        if is_speech:
            score += speech_weight(people, candidate, has_floor=has_floor)
        elif has_floor and score > salience_weights().least:
            score += _unknown_with_floor(people, candidate, pronoun, candidates)
        scored.append(_Scored(score, candidate.entity, has_floor and people.gender[candidate.entity] is not None))
        people_between += candidate.entity >= 0 or (is_speech and has_floor)
    scored.sort(key=lambda one: -one.salience)
    is_clear = len(scored) == 1 or (len(scored) > 1 and scored[0].salience - scored[1].salience >= CLEAR)
    return scored[0]._replace(sure=scored[0].sure and is_clear) if scored else None


def _unknown_with_floor(people: People, candidate: LastMention, pronoun: Pronoun, candidates: Sequence[LastMention]) -> float:
    """Returns what the floor adds in narration, for a person of unknown gender with a whole name."""
    is_main = candidate.role is GrammaticalRole.MAIN_SUBJECT
    goes_on = is_main and pronoun.quote is None and people.parse.is_main_subject(pronoun.word)
    if not goes_on or candidate.entity < 0 or _yields_to_object(people, candidate, candidates):
        return 0.0
    return salience_weights().unknown_with_floor * is_whole_and_unknown(people, candidate.entity)


def _candidates(people: People, discourse: Discourse, pronoun: Pronoun, excluded: set[int | None]) -> Iterator[LastMention]:
    """Yields the last people mentioned whom the pronoun fits, the latest first."""
    for candidate in discourse.latest(MOST_CANDIDATES):
        if candidate.entity in excluded or not people.fits(candidate.entity, pronoun.gender):
            continue
        if candidate.pronoun not in (None, pronoun.gender) and candidate.sentence == pronoun.sentence:
            continue  # "He said she": two people, even if their genders are unknown
        if pronoun.paragraph - candidate.paragraph > PARAGRAPHS_BACK:
            return
        yield candidate


def _yields_to_object(people: People, subject: LastMention, candidates: Sequence[LastMention]) -> bool:
    """Whether the object of the subject's sentence is known to have the pronoun's gender: "Okonkwo thanked Ana Vogt. She"."""
    objects = (c for c in candidates if c.sentence == subject.sentence and c.role is GrammaticalRole.OBJECT)
    return any(people.gender[c.entity] is not None for c in objects)


def _following_subject(people: People, pronoun: Pronoun, excluded: set[int | None]) -> _Scored | None:
    """Returns the main subject after a pronoun in an introductory phrase, with its salience: "In his speech, Reyes said"."""
    weights, person = salience_weights(), _main_subject_after(people, pronoun.word)
    if person is None or person in excluded or not people.fits(person, pronoun.gender):
        return None
    known = people.gender[person] == pronoun.gender
    score = weights.following_subject + weights.topic_share * people.share[person] + weights.known_gender * known
    return _Scored(score, person)


def _main_subject_after(people: People, i: int) -> int | None:
    """Returns the person who is the sentence's main subject, when word `i` is in a phrase or adverbial clause before it."""
    parse, words = people.parse, people.words
    root = parse.root[parse.sentence[i]]
    subject = parse.subject.get(root)
    if subject is None or not i < subject < i + FOLLOWING_WORDS or subject not in people.name_word:
        return None
    for _ in range(CLIMB):
        if words.head[i] == root:
            return people.name_word[subject] if words.dep[i] in ("prep", "advcl") else None
        if words.head[i] == i:
            return None
        i = words.head[i]
    return None


def _main_topic(people: People, pronoun: Pronoun, excluded: set[int | None]) -> int | None:
    """Returns the person that the text is about, if the pronoun can refer to that person, or None."""
    topic = people.main_topic if pronoun.paragraph not in people.first_person else None
    return topic if topic is not None and topic not in excluded and people.gender[topic] == pronoun.gender else None
