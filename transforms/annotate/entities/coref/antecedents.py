"""Chooses the antecedent of "he" or "she": the most salient candidate of that gender, by the weights in `salience.yaml`."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from transforms.annotate.entities.coref.binding import answers, excluded_people, named_below, own_subject, reflects_noun
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
    own = own_subject(people, pronoun)
    if own is not None:
        return Antecedent(own, sure=True)
    if reflects_noun(people, pronoun):
        return None
    excluded = excluded_people(people, pronoun)
    if answers(people, pronoun):
        excluded.add(discourse.asker(pronoun.sentence))
    below = named_below(people, pronoun)
    best = _most_salient(people, discourse, pronoun, excluded, below)
    if best is not None and _passes_over(people, discourse, pronoun, best.person, below):
        return None
    following = _following_subject(people, pronoun, excluded)
    if following is not None and (best is None or following.salience > best.salience):
        return Antecedent(following.person, sure=False)
    if best is not None and best.salience > salience_weights().least:
        return Antecedent(best.person, best.sure)
    topic = _main_topic(people, pronoun, excluded | below)
    return Antecedent(topic, sure=False) if topic is not None else None


def _passes_over(people: People, discourse: Discourse, pronoun: Pronoun, person: int, below: Collection[int | None]) -> bool:
    """Whether a person was last mentioned in an earlier paragraph, and since then one of `below`, whom the pronoun fits too.

    "Reyes left. ¶ Brandt met Vogt. He said that Vogt was late": the text means a third man, or is wrong; Reyes is a guess.
    """
    passed = False
    for mention in discourse.latest(MOST_CANDIDATES):
        if mention.entity == person:
            return passed and mention.paragraph < pronoun.paragraph
        passed = passed or (mention.entity in below and people.fits(mention.entity, pronoun.gender))
    return False


def _most_salient(
    people: People, discourse: Discourse, pronoun: Pronoun, excluded: Collection[int | None], below: Collection[int | None]
) -> _Scored | None:
    """Returns the candidate with the highest salience among the last people mentioned, or None. `below`: see `named_below`."""
    candidates = [*_candidates(people, discourse, pronoun, excluded)]
    latest = max((candidate.floor for candidate in candidates), default=-1)
    is_speech = speaks(people, pronoun)
    scored: list[_Scored] = []
    people_between = 0
    for candidate in candidates:
        has_floor = candidate.floor == latest >= 0
        score = salience(people, candidate, pronoun) + salience_weights().person_between * people_between
        score += salience_weights().named_below * (candidate.entity in below)
        if is_speech:
            score += speech_weight(people, candidate, has_floor=has_floor)
        elif has_floor and score > salience_weights().least:
            score += _unknown_with_floor(people, candidate, pronoun, candidates)
        scored.append(_Scored(score, candidate.entity, has_floor and people.gender[candidate.entity] is not None))
        people_between += candidate.entity >= 0 or (is_speech and has_floor)
    scored.sort(key=lambda one: -one.salience)
    return scored[0]._replace(sure=scored[0].sure and _is_clear(people, scored, candidates)) if scored else None


def _is_clear(people: People, scored: Sequence[_Scored], candidates: Sequence[LastMention]) -> bool:
    """Whether the first of `scored` has no rival, and the pronoun by which that person was last meant, if any, is clear too."""
    last = next(candidate for candidate in candidates if candidate.entity == scored[0].person)
    if last.pronoun is not None and last.word not in people.sure:
        return False
    return len(scored) == 1 or scored[0].salience - scored[1].salience >= CLEAR


def _unknown_with_floor(people: People, candidate: LastMention, pronoun: Pronoun, candidates: Sequence[LastMention]) -> float:
    """Returns what the floor adds in narration, for a person of unknown gender with a whole name."""
    is_main = candidate.role is GrammaticalRole.MAIN_SUBJECT
    goes_on = is_main and pronoun.quote is None and people.parse.is_main_subject(pronoun.word)
    if not goes_on or candidate.entity < 0 or _yields_to_object(people, candidate, candidates):
        return 0.0
    return salience_weights().unknown_with_floor * is_whole_and_unknown(people, candidate.entity)


def _candidates(
    people: People, discourse: Discourse, pronoun: Pronoun, excluded: Collection[int | None]
) -> Iterator[LastMention]:
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


def _following_subject(people: People, pronoun: Pronoun, excluded: Collection[int | None]) -> _Scored | None:
    """Returns the main subject after a pronoun in an introductory phrase, with its salience: "In his speech, Reyes said"."""
    weights, person = salience_weights(), _main_subject_after(people, pronoun.word)
    if person is None or person in excluded or not people.fits(person, pronoun.gender):
        return None
    participle = _participle_above(people, pronoun.word)
    if participle is not None and people.parse.verb_of(pronoun.word) == participle:
        return None  # "After calling him, Reyes left"
    known = people.gender[person] == pronoun.gender
    score = weights.following_subject + weights.topic_share * people.share[person] + weights.known_gender * known
    return _Scored(score + weights.main_subject * (participle is not None), person)


def _participle_above(people: People, i: int) -> int | None:
    """Returns the participle without a subject of its own that word `i` depends on, or None: its subject is the main one."""
    words = people.words
    for _ in range(CLIMB):
        if words.head[i] == i or i in people.parse.subject:
            return None
        if words.tag[i] == "VBG" and words.dep[i] in ("advcl", "pcomp"):
            return i
        i = words.head[i]
    return None


def _main_subject_after(people: People, i: int) -> int | None:
    """Returns the person who is the sentence's main subject, when word `i` is in a phrase or adverbial clause before it."""
    parse, words = people.parse, people.words
    root = parse.root[parse.sentence[i]]
    subject = parse.subject.get(root)
    if subject is None and _participle_above(people, i) is not None:
        subject = _subject_after(people, i)
    person = people.at(subject)
    if subject is None or not i < subject < i + FOLLOWING_WORDS or person is None or person < 0:
        return None
    for _ in range(CLIMB):
        if words.head[i] == root:
            return person if words.dep[i] in ("prep", "advcl") else None
        if words.head[i] == i:
            return None
        i = words.head[i]
    return None


def _subject_after(people: People, i: int) -> int | None:
    """Returns the first subject after word `i` in its sentence, or None."""
    sentence = people.parse.sentence
    after = range(i + 1, min(i + FOLLOWING_WORDS, len(sentence)))
    return next((k for k in after if people.words.dep[k] in SUBJECT_DEPS and sentence[k] == sentence[i]), None)


def _main_topic(people: People, pronoun: Pronoun, excluded: Collection[int | None]) -> int | None:
    """Returns the person that the text is about, if the pronoun can refer to that person, or None."""
    topic = people.main_topic if pronoun.paragraph not in people.first_person else None
    return topic if topic is not None and topic not in excluded and people.gender[topic] == pronoun.gender else None
