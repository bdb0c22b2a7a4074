"""Decides which words of a sentence introduce reported speech, and which complements each of them can have."""

from transforms.annotate.phrase_index import PhraseIndex
from transforms.annotate.quotes.indirect.sentence_view import SentenceView
from transforms.annotate.reporting_verbs import reporting_verbs

CONDITIONALS = frozenset(["if", "unless"])
# "it goes without saying that", "I dare say", "that said, it won", "not to mention that"
IDIOMS = PhraseIndex((phrase.split(), None) for phrase in ("without saying", "dare say", "that said", "not to mention"))
# and idioms that begin with the verb: she called it quits; they called off the match
NO_SPEECH = PhraseIndex(
    ((verb, *rest.split()), None)
    for verb in ("call", "calls", "called", "calling")
    for rest in ("it quits", "it a day", "off", "in", "back", "up", "attention", "into question")
)
CLAUSE = frozenset(["that"])
# the tokenizer may split "no-one" after the "no"
NOBODY = PhraseIndex((phrase.split(), None) for phrase in ("nobody", "no-one", "noone", "no one", "no -one"))


def complements_at(view: SentenceView, p: int) -> frozenset[str] | None:
    """Returns `takes` of `reporting_verbs.yaml` for the word at `p`; None when it introduces no reported speech there."""
    is_phrase = cue_length(view, p) > 1
    takes = CLAUSE if is_phrase else reporting_verbs().takes.get(view.lower[p])
    if takes is None or not (is_phrase or _is_verb(view, p)):
        return None
    if IDIOMS.longest_ending_at(view.lower, p + 1) or NO_SPEECH.longest_at(view.lower, p) or _is_hypothetical(view, p):
        return None
    return takes


def cue_length(view: SentenceView, p: int) -> int:
    """Returns the number of words of the cue at `p`: 2 for "made clear", 1 for a single verb."""
    phrase = reporting_verbs().verb_phrases.longest_at(view.lower, p)
    return phrase.last - phrase.first if phrase else 1


def _is_verb(view: SentenceView, p: int) -> bool:
    """Whether the word is used as a verb: not the alleged thief, so-called, or a tool called Riverbed."""
    if view.dep(p) == "amod" or (p and view.lower[p - 1] == "-"):
        return False
    if view.dep(p) == "acl" and view.tag(p) == "VBN" and view.has_finite_verb(0, len(view)):
        return False
    return view.tag(p).startswith("VB") or view.lower[p] in reporting_verbs().always_report


def _is_hypothetical(view: SentenceView, p: int) -> bool:
    """Whether the verb reports nothing that was said: If the mayor says it is safe; no one said it was."""
    words = view.words
    marks = (words.form[c].lower() for c in view.children_at(p) if words.dep[c] == "mark")
    return (view.dep(p) == "advcl" and not CONDITIONALS.isdisjoint(marks)) or NOBODY.longest_ending_at(
        view.lower, p
    ) is not None
