"""The salience of a candidate: how well a person fits a "he" or "she", by the weights in `salience.yaml`."""

from typing import NamedTuple

from transforms.annotate.entities.coref.discourse import GrammaticalRole, LastMention
from transforms.annotate.entities.coref.people import People
from transforms.annotate.entities.coref.weights import salience_weights
from transforms.annotate.entities.lexicon.name_lists import name_lists
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS

MOST_SENTENCES = 5  # further sentences between pronoun and candidate do not lower the salience
BESIDE = 3  # words between a quote and the pronoun or its verb


class Pronoun(NamedTuple):
    """A pronoun at a word. `gender`: `he` or `she`. `sentence`, `paragraph`, `quote`: numbers; `quote` None outside quotes."""

    word: int
    gender: str
    sentence: int
    paragraph: int
    quote: int | None


def salience(people: People, candidate: LastMention, pronoun: Pronoun) -> float:
    """Returns how well a candidate fits the pronoun: the sum of its weights.

    The weight for people who were mentioned after the candidate is not included.
    """
    weights = salience_weights()
    score = _position_weight(candidate, pronoun) + _gender_weight(people, candidate, pronoun)
    if pronoun.paragraph not in people.first_person:  # in a first-person text the topic is "I"
        score += _topic_weight(people, candidate.entity)
    score += weights.unnamed * (candidate.entity < 0) + weights.doubtful_name * (candidate.entity in people.doubtful)
    if people.words.dep[pronoun.word] == "poss":
        score += weights.own_subject * (people.at(people.parse.clause_subject(pronoun.word)) == candidate.entity)
        score += weights.same_surname * _has_surname_of_relative(people, candidate.entity, people.words.head[pronoun.word])
    score += weights.parenthetical * _is_parenthetical(people, candidate, pronoun)
    return score + _quote_weight(candidate, pronoun) + _reporting_weight(people, candidate, pronoun)


def _position_weight(candidate: LastMention, pronoun: Pronoun) -> float:
    weights = salience_weights()
    sentences = min(pronoun.sentence - candidate.sentence, MOST_SENTENCES)
    paragraphs = pronoun.paragraph - candidate.paragraph
    return _role_weight(candidate.role) + weights.sentence_between * sentences + weights.paragraph_between * paragraphs


def _gender_weight(people: People, candidate: LastMention, pronoun: Pronoun) -> float:
    weights = salience_weights()
    is_known = people.gender[candidate.entity] == pronoun.gender and candidate.entity not in people.barely_known
    return weights.known_gender * is_known + weights.pronoun_chain * (candidate.pronoun == pronoun.gender)


def _topic_weight(people: People, person: int) -> float:
    weights = salience_weights()
    return weights.topic_share * people.share.get(person, 0.0) + weights.first_paragraph * (person in people.in_first_paragraph)


def _has_surname_of_relative(people: People, person: int, noun: int) -> bool:
    """Whether a person has the surname of the relative who is named beside the noun: "his mother, Eva Reyes,"."""
    if people.words.form[noun].lower() not in name_lists().kin:
        return False
    surnames = people.surnames.get(person, frozenset())
    relatives = people.at_or_beside(noun) - {person}
    return any(k in people.surnames and not surnames.isdisjoint(people.surnames[k]) for k in relatives if k is not None)


def _role_weight(role: GrammaticalRole) -> float:
    weights = salience_weights()
    match role:
        case GrammaticalRole.MAIN_SUBJECT:
            return weights.main_subject
        case GrammaticalRole.SUBJECT:
            return weights.subject
        case GrammaticalRole.POSSESSOR:
            return weights.possessor
    return 0.0


def _is_parenthetical(people: People, candidate: LastMention, pronoun: Pronoun) -> bool:
    """Whether the candidate's name stands right before the pronoun, with a comma between: "Reyes, he said,"."""
    right_before = candidate.word == pronoun.word - 2 and people.words.form[pronoun.word - 1] == ","
    return right_before and candidate.pronoun is None


def _quote_weight(candidate: LastMention, pronoun: Pronoun) -> float:
    if candidate.quote != pronoun.quote:
        return salience_weights().other_quote * (candidate.quote is not None)
    return salience_weights().same_quote * (pronoun.quote is not None)


def _reporting_weight(people: People, candidate: LastMention, pronoun: Pronoun) -> float:
    """Returns the weight of reporting verbs near a pronoun that is a subject."""
    words, weights, verbs = people.words, salience_weights(), reporting_verbs().subject_speaks
    if words.dep[pronoun.word] not in SUBJECT_DEPS:
        return 0.0
    score, verb = 0.0, words.head[pronoun.word]
    if pronoun.quote is None and words.form[verb].lower() in verbs:
        names_candidate = any(candidate.entity in people.named_in_quote.get(q, ()) for q in _quotes_beside(people, pronoun))
        score += weights.named_in_own_quote * (candidate.quote is not None or names_candidate)
    above = words.head[verb]
    if words.dep[verb] == "ccomp" and words.form[above].lower() in verbs:
        reports = people.at(people.parse.subject_of(above)) == candidate.entity
        score += weights.reporting_subject * reports
    return score


def speaks(people: People, pronoun: Pronoun) -> bool:
    """Whether the pronoun is the subject of a verb of saying outside quotes, or of a verb beside a quote."""
    words, i = people.words, pronoun.word
    if pronoun.quote is not None or words.dep[i] not in SUBJECT_DEPS:
        return False
    return words.form[words.head[i]].lower() in reporting_verbs().subject_speaks or bool(_quotes_beside(people, pronoun))


def is_whole_and_unknown(people: People, person: int) -> bool:
    """Whether a person has a whole name, and a gender that is hardly known."""
    return person not in people.doubtful and (people.gender[person] is None or person in people.barely_known)


def speech_weight(people: People, candidate: LastMention, *, has_floor: bool) -> float:
    """Returns what the salience of a candidate gains as the antecedent of a pronoun that speaks.

    A person without a name who has the floor is no bystander: "One of the guards, a young man, waved. “…,” he said."
    """
    weights, person = salience_weights(), candidate.entity
    score = weights.topic_of_speech * people.share.get(person, 0.0)
    score += weights.unknown_full_name * is_whole_and_unknown(people, person)
    return score + has_floor * (weights.floor_of_speech - weights.unnamed * (person < 0))


def _quotes_beside(people: People, pronoun: Pronoun) -> set[int]:
    """Returns the quotes right before the pronoun and right after its verb."""
    i, verb = pronoun.word, people.words.head[pronoun.word]
    beside = people.quoted[max(i - BESIDE, 0) : i] + people.quoted[verb + 1 : verb + 1 + BESIDE]
    return {quote for quote in beside if quote is not None}
