"""Finds the speaker of a report: the agent of a passive, the antecedent of "who", the subject that a participle shares."""

from collections.abc import Iterator

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.indirect.sentence_view import SentenceView
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.speakers.cued_speaker import speaker_span
from transforms.annotate.quotes.speakers.mentions import Mentions, speaker_at
from transforms.annotate.quotes.speakers.noun_phrases import SUBJECTS, speaker_phrase
from transforms.records import Speaker

REACH = 40  # words before the verb in which the speaker is searched
RELATIVE_PRONOUNS = frozenset(["who", "which", "that"])
LONGEST_NAME = 5  # words, with its comma
CLIMB = 6  # words that are followed up the dependency tree


def report_speaker(mentions: Mentions, view: SentenceView, p: int, within: tuple[int, int] | None = None) -> Speaker | None:
    """Returns the speaker of the reporting verb at `p`, or None.

    `within`: first and last (excluded) position of a parenthetical cue. Its speaker is searched there first, and then in all
    words before the verb.
    """
    if within is None:
        return _speaker_in(mentions, view, p, max(0, p - REACH), p + 1, frozenset(view.numbers))
    first, last = within
    if view.tag(first) == "CD":  # …, Reyes, 44, said
        first = max(0, first - LONGEST_NAME)
    inside = frozenset(view.numbers[first:last])
    return _speaker_in(mentions, view, p, first, last, inside) or report_speaker(mentions, view, p)


def _speaker_in(
    mentions: Mentions, view: SentenceView, p: int, first: int, last: int, outside: frozenset[int]
) -> Speaker | None:
    """Returns the speaker of the verb at `p` at positions `first` to `last` (excluded), or None.

    `outside`: the numbers of the words that may name the speaker.
    """
    words, cue = view.words, view.numbers[p]
    if view.is_passive(p):
        return _agent(mentions, view, cue)
    subject = next((c for c in view.children[cue] if words.dep[c] in SUBJECTS and c < cue), None)
    if subject is not None and _is_relative_pronoun(view, subject) and subject in outside:
        return _antecedent(mentions, view, cue, subject, outside)
    if subject is None and view.tag(p) == "VBG" and (speaker := _speaker_of_participle(mentions, view, p, outside)):
        return speaker
    span = speaker_span(mentions, cue, view.numbers[first:last], outside, is_phrase=False)
    return speaker_at(mentions, *span) if span else None


def _is_relative_pronoun(view: SentenceView, i: int) -> bool:
    return view.words.form[i].lower() in RELATIVE_PRONOUNS and view.words.tag[i].startswith("W")


def _agent(mentions: Mentions, view: SentenceView, cue: int) -> Speaker | None:
    """Returns the agent of a passive verb (was asked by Ana Brandt), or None."""
    words, outside = view.words, frozenset(view.numbers)
    for c in view.children[cue]:
        if words.dep[c] in ("agent", "prep") and words.form[c].lower() == "by":
            for x in view.children[c]:
                if words.dep[x] == "pobj" and x in outside:
                    return speaker_at(mentions, *speaker_phrase(mentions, x, outside, cue))
    return None


def _antecedent(mentions: Mentions, view: SentenceView, cue: int, pronoun: int, outside: frozenset[int]) -> Speaker | None:
    """Returns the relative pronoun as the speaker, with the name and entity of its antecedent, or None.

    "Which" and "that" are none if the antecedent is a thing.
    """
    words, verb = view.words, cue
    for _ in range(CLIMB):
        if words.dep[verb] == "relcl" or words.head[verb] == verb:
            break
        verb = words.head[verb]
    name, entity, described = None, None, False
    if words.dep[verb] == "relcl" and words.head[verb] in outside:
        antecedent = speaker_at(mentions, *speaker_phrase(mentions, words.head[verb], outside, cue))
        if antecedent is None and words.form[pronoun].lower() != "who":
            return None
        if antecedent is not None:
            name, entity, described = antecedent.name, antecedent.entity, antecedent.described
    start, end = words.place(pronoun, pronoun + 1)
    return Speaker(words.text[start:end], start, end, name, entity, described=described)


def _speaker_of_participle(mentions: Mentions, view: SentenceView, p: int, outside: frozenset[int]) -> Speaker | None:
    """Returns the noun that a participle modifies, or the subject that it shares, or None: a statement saying; …, adding"""
    words, word = view.words, view.numbers[p]
    after_comma = view.follows_comma(p)
    for _ in range(CLIMB):
        head = words.head[word]
        if head == word or head not in outside:
            return None
        if words.dep[word] == "acl" and not after_comma and words.form[head].lower() not in quote_words().documents:
            return speaker_at(mentions, *speaker_phrase(mentions, head, outside, view.numbers[p]))
        if words.dep[word] == "advcl" and after_comma:
            reporting = _reporting_verb_above(view, head, outside)
            head = head if reporting is None else reporting  # Police said Brandt left, adding that
        word = head
        if words.tag[word].startswith(("VB", "MD")):
            subject = next(_personal_subjects(view, word, outside), None)
            if subject is not None:
                return speaker_at(mentions, *speaker_phrase(mentions, subject, outside, view.numbers[p]))
    return None


def _personal_subjects(view: SentenceView, verb: int, outside: frozenset[int]) -> Iterator[int]:
    """Yields the subjects of a verb that can be speakers: no times, no impersonal and no relative pronouns."""
    words = view.words
    no_speakers = (RELATIVE_PRONOUNS, quote_words().impersonal, quote_words().time_words)
    for c in view.children[verb]:
        form = words.form[c].lower()
        if words.dep[c] == "nsubj" and c in outside and not any(form in forms for forms in no_speakers):
            yield c


def _reporting_verb_above(view: SentenceView, verb: int, outside: frozenset[int]) -> int | None:
    """Returns the reporting verb whose complement clause has this verb as its head, or None."""
    words = view.words
    above = words.head[verb]
    if words.dep[verb] != "ccomp" or above not in outside or above > verb or cue_class(words, above) != "speech":
        return None
    return above
