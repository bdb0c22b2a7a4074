"""Finds cues that no list has: any verb right behind a quote whose subject stands beside it: “…!” whooped Ana Brandt."""

from collections.abc import Sequence

from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.speakers.somebody import is_person_noun
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

LONGEST_SUBJECT = 8  # words
LONGEST_DESCRIPTION = 7  # words from a determiner to the noun for a person, or to the name
ENDS = frozenset(".?!…—–-")  # last characters of a quote before such a cue, besides the comma
FINITE = frozenset(["VBD", "VBZ"])
NOUN_PHRASE_TAGS = ("NN", "DT", "JJ", "PRP$", "CD", "POS", "HYPH", "IN", "VBN")
NO_VERBS = frozenset(
    ["is", "was", "are", "were", "be", "been", "has", "had", "have", "does", "did", "do", "means", "meant", "becomes", "became"]
)
OBJECT_TAGS = ("NN", "DT", "PRP", "JJ", "CD", "VB", "``")


def manner_cue(words: Words, after: Sequence[int], final: str) -> int | None:
    """Returns the verb of saying by its place behind a quote, or None.

    It stands before its subject ("hissed the driver") or, if the quote ends with a comma, ends the clause ("she drawled.").
    `after`: the words behind the quote; `final`: its last character.
    """
    rest = [*after[:LONGEST_SUBJECT]]
    comma = final == ","
    if rest and words.form[rest[0]] == ",":
        rest, comma = rest[1:], True
    if not rest or rest[-1] - rest[0] >= len(rest) or not (comma or final in ENDS):
        return None
    if _is_verb_by_form(words, rest[0]):
        return rest[0] if len(rest) > 1 and begins_subject(words, rest[1:]) else None
    return _verb_behind_subject(words, rest) if comma and begins_subject(words, rest) else None


def begins_subject(words: Words, rest: Sequence[int]) -> bool:
    """Whether a name, a pronoun for a person or a description of somebody begins with these words."""
    first = rest[0]
    form = words.form[first]
    if words.tag[first] == "PRP":
        return form in ("he", "she", "they", "we", "I")
    if form[:1].isupper():
        return form.isalpha() and form.lower() not in quote_words().time_words and words.tag[first].startswith(("NNP", "NN"))
    if not words.tag[first].startswith(("DT", "PRP$", "NN", "JJ", "CD")):
        return False
    for i in rest[:LONGEST_DESCRIPTION]:
        is_time = words.form[i].lower() in quote_words().time_words and words.form[i] != "year"  # not 80-year-old
        if is_time or not words.tag[i].startswith(NOUN_PHRASE_TAGS) or words.tag[i] == "IN":
            return False
        if is_person_noun(words.form[i].lower()) or words.tag[i] == "NNP":
            return True
    return False


def _is_verb_by_form(words: Words, i: int) -> bool:
    """Whether a word in small letters is a verb in the present or past, also if the tagger takes "whooped" for a noun."""
    form = words.form[i]
    if not form.isalpha() or not form.islower() or form in NO_VERBS:
        return False
    return words.tag[i] in FINITE or (form.endswith("ed") and words.tag[i].startswith(("VB", "NN", "JJ")))


def _verb_behind_subject(words: Words, rest: Sequence[int]) -> int | None:
    """Returns the verb that ends the clause of the subject at the start of these words, or None."""
    for n, i in enumerate(rest):
        if words.tag[i] in FINITE:
            following = rest[n + 1] if n + 1 < len(rest) else None
            ends = following is None or not words.tag[following].startswith(OBJECT_TAGS)
            subject = any(words.head[k] == i and words.dep[k] in SUBJECT_DEPS for k in rest[:n])
            return i if n and ends and subject and words.form[i] not in NO_VERBS else None
        if not words.tag[i].startswith((*NOUN_PHRASE_TAGS, "PRP", "RB")):
            return None
    return None
