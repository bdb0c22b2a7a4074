"""Decides which cue belongs to a quote, and whether it is direct speech, a fragment in a reporter's sentence, or no quote."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from transforms.annotate.quotes.claims.not_quotes import has_title_letters, is_bare, is_named_thing, is_title
from transforms.annotate.quotes.claims.quote_context import QuoteContext, last_cue, leads_in_with_main_clause, quote_context
from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.sentences import Sentence, is_signed
from transforms.annotate.quotes.speakers.owner import has_verdict
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

PLACES = frozenset(["GPE", "LOC", "FAC"])  # labels of the model; a dateline is no speaker: WENDBURY: “…”
LONGEST_LABEL = 5  # words of a name before a colon
SHORTEST_SENTENCE = 3  # words, without a full stop
LONG = 5  # words: such a quote can be speech without a cue
NEAR = 4  # words between a quote and a later cue, when the quote's end does not lead to the cue
NEAR_FRAGMENT = 6  # the same, when the quote is a fragment

Kind = Literal["direct", "mixed", "none"]


@dataclass(frozen=True)
class Claim:
    """What the words between two marks are.

    `kind`: `direct` (direct speech), `mixed` (quoted words in a reporter's sentence) or `none` (no quote). `cue`: the word
    number of the cue, if there is one. `segment`: the numbers of the words outside quotes among which the speaker is searched.
    """

    kind: Kind
    cue: int | None = None
    cue_class: str | None = None
    segment: tuple[int, ...] = ()


NO_QUOTE = Claim("none")


def claim_quote(words: Words, sentence: Sentence, k: int, follows_direct: bool) -> Claim | None:
    """Returns the claim of quote `k` of the sentence; None when it is no quote.

    `follows_direct`: the quote before it in the sentence is direct speech.
    """
    context = quote_context(words, sentence, k, follows_direct)
    # a rule returns None when it does not apply
    for rule in (_named, _verdict_after, _cue_after, _cue_before, _cue_after_loosely, _cue_far_before, _label_before, _no_cue):
        claim = rule(context)
        if claim is not None:
            return None if claim.kind == "none" else claim
    return None


def _named(context: QuoteContext) -> Claim | None:
    """The rule for names, which are no quotes: told “Bridges and Rivers”, a paper called “Bees at Night,” Brandt (“AB”)."""
    if is_named_thing(context.words, context.quote, context.before, context.after):
        return NO_QUOTE
    if context.is_bare or context.is_led_in or not is_title(context.words, context.quote):
        return None
    cue = context.cue_before
    if cue is None or cue != context.before[-1] or context.words.form[cue] in reporting_verbs().before_name:
        return NO_QUOTE
    if context.after and context.words.tag[context.after[0]].startswith(("VB", "MD")):  # She said “Bees at Night” was her best
        return NO_QUOTE
    return None


def _verdict_after(context: QuoteContext) -> Claim | None:
    """The rule for a noun that says whose words the quote is: “…,” was Brandt's verdict"""
    stands_alone = context.is_bare and context.looks_whole and context.runs_on
    return Claim("direct", segment=tuple(context.after)) if stands_alone and has_verdict(context.words, context.after) else None


def _cue_after(context: QuoteContext) -> Claim | None:
    """The rule for a cue right after the quote: “…,” X said"""
    cue = context.cue_after
    stands_alone = context.is_bare or context.looks_whole
    if cue is None or not context.runs_on or not (stands_alone or context.cue_before is None):
        return None
    if not context.is_bare and cue_class(context.words, cue) == "loose" and context.is_term(None):
        return NO_QUOTE  # the song “Rivers,” released in May
    return _claimed(context, "direct" if stands_alone or context.follows_direct else "mixed", cue, context.after)


def _cue_before(context: QuoteContext) -> Claim | None:
    """The rule for a cue before the quote: X said: “…”; “…,” X said, “…”; X said that it was “…”"""
    cue = context.cue_before
    if cue is None:
        return None
    content = cue_class(context.words, cue) == "content"
    if context.is_term(cue, content):
        return NO_QUOTE
    direct = not content and not context.has_that(cue) and _is_led_in_speech(context, cue)
    return _claimed(context, "direct" if direct else "mixed", cue, context.before)


def _is_led_in_speech(context: QuoteContext, cue: int) -> bool:
    """Whether a quote after a cue is a sentence of the speaker rather than words in a sentence of the reporter."""
    near = context.before[-1] == cue or (context.is_led_in and not context.is_bare)
    whole, length = context.looks_whole, context.length
    if (near and whole and length > 2) or (context.follows_direct and context.is_led_in) or _is_after_colon(context):
        return True
    return near and context.is_led_in and length > 3 and (whole or not context.has_clause(cue))


def _is_after_colon(context: QuoteContext) -> bool:
    """Whether a colon leads in to a quote that is more than a term: X said: “…”"""
    return context.follows_colon and (context.length > 2 or (context.looks_whole and context.ends_sentence))


def _cue_after_loosely(context: QuoteContext) -> Claim | None:
    """The rule for a cue after a quote whose end does not lead to the cue: “…” is what X said"""
    cue = context.cue_after
    if cue is None:
        return None
    if context.is_term(cue) or is_title(context.words, context.quote):  # “Bees at Night” opens
        return NO_QUOTE
    distance = context.after.index(cue)
    if context.is_bare and (context.looks_whole or context.length >= LONG) and distance <= NEAR:
        return _claimed(context, "direct", cue, context.after)
    return _claimed(context, "mixed", cue, context.after) if context.length >= LONG or distance <= NEAR_FRAGMENT else None


def _cue_far_before(context: QuoteContext) -> Claim | None:
    """The rule for a cue before the previous quote: X said that “…” and that it was “…”"""
    cue = last_cue(context.words, context.earlier)
    if cue is None or (cue in context.before and leads_in_with_main_clause(context.words, cue, context.before)):
        return None
    return NO_QUOTE if context.is_term(cue) else _claimed(context, "mixed", cue, context.earlier)


def _label_before(context: QuoteContext) -> Claim | None:
    """The rule for a label and a quote that fill a sentence: Tom Reed: “We won.”; Ana Brandt (Labour): “We will not pay”"""
    alone = not context.after and context.earlier == context.before
    if not alone or not context.follows_colon or not context.looks_whole or not _is_speaker_label(context):
        return None
    is_sentence = context.length >= SHORTEST_SENTENCE and not is_title(context.words, context.quote)
    return Claim("direct", segment=tuple(context.before)) if context.ends_sentence or is_sentence else None


def _is_speaker_label(context: QuoteContext) -> bool:
    """Whether only a name stands before the colon, and it is not the name of a place."""
    words, name = context.words, [*context.before]
    if words.form[name[-1]] == ":":
        name.pop()
    if name and words.form[name[-1]] in (")", "):"):
        name = [*takewhile(lambda i: words.form[i] != "(", name)]
    if not 0 < len(name) <= LONGEST_LABEL or not all(words.tag[i].startswith("NNP") for i in name):
        return False
    n = bisect_right(words.names, name[-1], key=lambda entity: entity.first)
    return not (n and words.names[n - 1].last > name[-1] and words.names[n - 1].label in PLACES)


def _no_cue(context: QuoteContext) -> Claim | None:
    """The rule for a sentence without a cue: the quote is signed, or stands alone, or is long."""
    words, whole, long = context.words, context.looks_whole, context.length >= LONG
    if context.is_bare and whole and is_signed(words, context.after):
        return Claim("direct")
    if _is_short_after_colon(context):
        return Claim("direct", segment=tuple(context.before))
    if context.is_term(None):
        return NO_QUOTE
    if context.is_bare and (whole or long) and is_bare(words, context.after):
        return Claim("direct")
    return _long_without_cue(context) if long else None


def _is_short_after_colon(context: QuoteContext) -> bool:
    """Whether a short sentence between marks ends the sentence that leads in to it: she was blunt: “It is over.”"""
    words = context.words
    if not (context.follows_colon and context.looks_whole and context.ends_sentence) or context.after:
        return False
    if has_title_letters(words, context.quote):  # the headline: “Deport the Mayor.”
        return False
    return any(words.dep[i] in SUBJECT_DEPS or words.tag[i] == "PRP$" for i in context.before)


def _long_without_cue(context: QuoteContext) -> Claim:
    """A quote that is long enough to be speech without any cue."""
    if context.looks_whole and context.follows_colon:
        return Claim("direct", segment=tuple(context.before))
    if context.looks_whole and context.is_bare and (context.ends_sentence or context.runs_on):
        return Claim("direct", segment=tuple(context.after))
    return Claim("mixed")


def _claimed(context: QuoteContext, kind: Kind, cue: int, segment: Sequence[int]) -> Claim:
    return Claim(kind, cue, cue_class(context.words, cue) or "loose", tuple(segment))
