"""Decides which words of a text are cues: reporting verbs, and phrases such as "according to"."""

from typing import Literal

from transforms.annotate.reporting_verbs import CueClass, reporting_verbs
from transforms.annotate.words import Words

VERB_TAGS = ("VB", "MD")


def cue_class(words: Words, i: int) -> CueClass | Literal["phrase"] | None:
    """Returns the cue class of word `i`:

    `phrase`, or the class of the verb in `reporting_verbs.yaml`; None when it is no cue.
    """
    verb_class = reporting_verbs().cue.get(words.form[i].lower())
    if verb_class is None:
        return "phrase" if phrase_length(words, i) else None
    return verb_class if _is_verb(words, i) else None


def phrase_length(words: Words, i: int) -> int:
    """Returns the number of words of the cue phrase that begins at word `i`; 0 when none begins there."""
    phrase = reporting_verbs().phrases.longest_at(words.form, i)
    return phrase.last - phrase.first if phrase else 0


def _is_verb(words: Words, i: int) -> bool:
    """Whether a form of a reporting verb is used as a verb: not "the report", "a written statement" or "so-called"."""
    if not words.tag[i].startswith(VERB_TAGS) and words.form[i].lower() not in reporting_verbs().always_cue:
        return False
    compound = i > 0 and words.form[i - 1] == "-" and words.end[i - 1] == words.start[i]
    return words.dep[i] != "amod" and not compound
