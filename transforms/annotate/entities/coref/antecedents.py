"""Chooses the antecedent of "he" or "she": the most salient candidate of that gender, by the weights in `salience.yaml`."""

from typing import NamedTuple

from transforms.annotate.entities.coref.clauses import CLIMB
from transforms.annotate.entities.coref.discourse import Discourse, GrammaticalRole, LastMention
from transforms.annotate.entities.coref.people import People
from transforms.annotate.entities.coref.weights import salience_weights
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS

MOST_CANDIDATES = 8  # last people mentioned: in 96 of 100 cases the person is among the last six names
PARAGRAPHS_BACK = 5  # from a pronoun to its antecedent, at most
MOST_SENTENCES = 5  # further sentences between pronoun and candidate do not lower the salience
FOLLOWING_WORDS = 25  # words after a pronoun in which a following subject may stand


class Pronoun(NamedTuple):
    """A pronoun at a word. `gender`: `he` or `she`. `sentence`, `paragraph`, `quote`: numbers; `quote` None outside quotes."""

    word: int
    gender: str
    sentence: int
    paragraph: int
    quote: int | None


class _Scored(NamedTuple):
    salience: float
    person: int


def antecedent(people: People, discourse: Discourse, pronoun: Pronoun) -> int | None:
    """Returns the person that the pronoun refers to; None when nobody fits. `discourse`: the mentions before it."""
    own = _own_subject(people, pronoun)
    if own is not None:
        return own
    excluded = _excluded(people, pronoun)
    best = _most_salient(people, discourse, pronoun, excluded)
    following = _following_subject(people, pronoun, excluded)
    if following is not None and (best is None or following.salience > best.salience):
        return following.person
    if best is not None and best.salience > salience_weights().least:
        return best.person
    return _main_topic(people, pronoun, excluded)


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
    weights = salience_weights()
    best: _Scored | None = None
    people_between = 0
    for candidate in discourse.latest(MOST_CANDIDATES):
        if candidate.entity in excluded or not people.fits(candidate.entity, pronoun.gender):
            continue
        if candidate.pronoun not in (None, pronoun.gender) and candidate.sentence == pronoun.sentence:
            continue  # "He said she": two people, even if their genders are unknown
        if pronoun.paragraph - candidate.paragraph > PARAGRAPHS_BACK:
            break
        score = salience(people, candidate, pronoun) + weights.person_between * people_between
        scored = _Scored(score, candidate.entity)
        people_between += candidate.entity >= 0
        if best is None or scored.salience > best.salience:
            best = scored
    return best


def salience(people: People, candidate: LastMention, pronoun: Pronoun) -> float:
    """Returns how well a candidate fits the pronoun: the sum of its weights.

    The weight for people who were mentioned after the candidate is not included.
    """
    weights = salience_weights()
    score = _position_weight(candidate, pronoun) + _gender_weight(people, candidate, pronoun)
    if pronoun.paragraph not in people.first_person:  # in a first-person text the topic is "I"
        score += _topic_weight(people, candidate.entity)
    score += weights.unnamed * (candidate.entity < 0) + weights.doubtful_name * (candidate.entity in people.doubtful)
    score += weights.parenthetical * _is_parenthetical(people, candidate, pronoun)
    return score + _quote_weight(candidate, pronoun) + _reporting_weight(people, candidate, pronoun)


def _position_weight(candidate: LastMention, pronoun: Pronoun) -> float:
    weights = salience_weights()
    sentences = min(pronoun.sentence - candidate.sentence, MOST_SENTENCES)
    paragraphs = pronoun.paragraph - candidate.paragraph
    return _role_weight(candidate.role) + weights.sentence_between * sentences + weights.paragraph_between * paragraphs


def _gender_weight(people: People, candidate: LastMention, pronoun: Pronoun) -> float:
    weights = salience_weights()
    is_known = people.gender[candidate.entity] == pronoun.gender
    return weights.known_gender * is_known + weights.pronoun_chain * (candidate.pronoun == pronoun.gender)


def _topic_weight(people: People, person: int) -> float:
    weights = salience_weights()
    return weights.topic_share * people.share.get(person, 0.0) + weights.first_paragraph * (person in people.in_first_paragraph)


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
        score += weights.named_in_own_quote * (candidate.quote is not None)
        score += weights.speaker_of_next_quote * _spoke_before_quote(people, candidate, pronoun)
    above = words.head[verb]
    if words.dep[verb] == "ccomp" and words.form[above].lower() in verbs:
        reports = people.at(people.parse.subject_of(above)) == candidate.entity
        score += weights.reporting_subject * reports
    return score


def _spoke_before_quote(people: People, candidate: LastMention, pronoun: Pronoun) -> bool:
    """Whether the candidate spoke in the sentence before the quote: "Reyes believes Brandt can win. “…,” he said"."""
    i = pronoun.word
    if candidate.quote is not None or candidate.role is not GrammaticalRole.MAIN_SUBJECT:
        return False
    if candidate.paragraph != pronoun.paragraph or candidate.sentence >= pronoun.sentence:
        return False
    root = people.parse.root[candidate.sentence]
    follows_quote = i > 1 and any(quote is not None for quote in people.quoted[i - 2 : i])
    return follows_quote and people.words.form[root].lower() in reporting_verbs().subject_speaks


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
