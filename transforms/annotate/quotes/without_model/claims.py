"""Decides which stretches between marks are speech, and which words of the reporter belong to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from transforms.annotate.quotes.without_model.cues import NEAR, cue_after, last_cue
from transforms.annotate.quotes.without_model.phrases import source_in
from transforms.annotate.quotes.without_model.reporter import ENDS, Sentence, Word
from transforms.annotate.quotes.without_model.tables import Tables

LONG = 5  # words: fewer are mostly terms and titles, unless a verb of saying stands right beside them
VERY_LONG = 8  # words: built into a sentence without a verb of saying
SHORTEST_SENTENCE = 3  # words of a quote that is a sentence of its own
REACH = 60  # words of the sentence before a quote that are looked at, so that a sentence of many quotes takes linear time
LONGEST_LABEL = 5  # words of a name before a colon

Way = Literal["after", "before", "alone", "within"]
Kind = Literal["direct", "mixed"]


@dataclass(frozen=True)
class Claim:
    """How a stretch is spoken. `way`: where the reporter's words stand. `cue`: index of the cue in `words`, or None.

    `words`: the reporter's words beside the quote among which the speaker is sought.
    """

    way: Way
    kind: Kind
    words: Sequence[Word] = ()
    cue: int | None = None


class _Look(NamedTuple):
    """What a stretch looks like. `length`: its words. `stops`: it ends like a sentence. `whole`: it is a sentence by itself."""

    length: int
    capital: bool
    stops: bool
    whole: bool


@dataclass(frozen=True)
class _Context:
    """A stretch between marks in its sentence.

    `earlier`: the reporter's last words of the sentence before it; `before`: those since the quote before; `after`: those up
    to the next. `within_marks`: it goes on behind a clause of the reporter that stands between the same marks.
    """

    tables: Tables
    look: _Look
    earlier: Sequence[Word]
    before: Sequence[Word]
    after: Sequence[Word]
    previous: Claim | None
    within_marks: bool
    is_last: bool

    @property
    def alone(self) -> bool:
        """Whether no word stands between the quote and the beginning of the sentence, or the quote before."""
        return not _has_words(self.before)

    @property
    def follows_direct(self) -> bool:
        return self.previous is not None and self.previous.kind == "direct"


def claim_quote(text: str, sentence: Sentence, k: int, tables: Tables, previous: Claim | None) -> Claim | None:
    """Returns how quote `k` of a sentence is spoken; None when it is no speech. `previous`: the claim of the one before."""
    quote, after = sentence.quotes[k][0], sentence.after(k)
    context = _Context(
        tables,
        look=_look(text[quote.start : quote.end], after),
        earlier=sentence.words[max(0, sentence.quotes[k][1] - REACH) : sentence.quotes[k][1]],
        before=sentence.before(k),
        after=after,
        previous=previous if k else None,
        within_marks=quote.opening == quote.start,
        is_last=k + 1 == len(sentence.quotes),
    )
    if k and previous is None and not context.within_marks and _continues_list(context.before):
        return None
    rules = (_goes_on, _cue_behind, _led_in, _stands_alone, _named, _built_in)  # a rule returns None when it does not apply
    return next((claim for claim in (rule(context) for rule in rules) if claim is not None), None)


def _continues_list(before: Sequence[Word]) -> bool:
    """Whether at most a word and marks separate a quote from the one before: „A“ und „B“ are both speech or neither is."""
    return sum(word.form[0].isalnum() for word in before) <= 1 and not any(word.form == ":" for word in before)


def _look(words: str, after: Sequence[Word]) -> _Look:
    length = len(words.split())
    capital = next((c.isupper() for c in words if c.isalpha()), False)
    stops = words[-1] in ENDS
    ends = stops or length >= LONG or bool(after and after[0].form == ",")
    return _Look(length, capital, stops, capital and length >= SHORTEST_SENTENCE and ends)


def _goes_on(context: _Context) -> Claim | None:
    """The rule for a quote that only the reporter's clause separates from the one before: „…“, sagte Anna Poe, „…“"""
    previous, before = context.previous, context.before
    if context.within_marks:
        return Claim("alone", "direct")
    if previous is None or previous.way != "after" or list(before) != list(previous.words):
        return None
    return Claim("alone", "direct") if before[-1].form in ",;—–" else None


def _cue_behind(context: _Context) -> Claim | None:
    """The rule for a cue right behind the quote: „…“, sagte Anna Poe"""
    look = context.look
    may_begin = context.alone and (look.capital or look.length >= LONG)
    if not (look.whole or context.follows_direct or may_begin):
        return None
    by_shape = context.alone and (look.whole or look.stops or look.capital)
    cue = cue_after(context.after, context.tables, by_shape, look.stops)
    return None if cue is None else Claim("after", "direct", context.after, cue)


def _led_in(context: _Context) -> Claim | None:
    """The rule for a quote behind a colon that is long or ends like a sentence, or that a verb of saying or a name leads in."""
    look, before = context.look, context.before
    if not before or before[-1].form != ":":
        return None
    cue = last_cue(before, context.tables)
    short = look.length >= SHORTEST_SENTENCE and (cue is not None or len(before) <= LONGEST_LABEL)
    said = len(before) > 1 and cue == len(before) - 2 and look.capital
    return Claim("before", "direct", before, cue) if look.length >= LONG or look.stops or short or said else None


def _stands_alone(context: _Context) -> Claim | None:
    """The rule for a sentence between marks beside which the reporter says nothing."""
    look, after = context.look, context.after
    if not context.alone:
        return None
    ends = not _has_words(after)
    if look.length >= SHORTEST_SENTENCE and (context.follows_direct or (look.whole and ends)):
        return Claim("alone", "direct")
    runs_on = not context.is_last and len(after) == 1  # „…“ und „…“
    begins = look.whole and look.length >= LONG
    return Claim("alone", "direct") if begins and (look.stops or runs_on or after[0].form == ",") else None


def _named(context: _Context) -> Claim | None:
    """The rule for words that somebody gives as a name for something: nannte den Plan „absurd“, als „absurd“ bezeichnet."""
    if any(word.lower in context.tables.nobody for word in context.before):
        return None
    named = _naming_verb(context)
    return None if named is None else Claim("within", "direct", context.earlier, named if named >= 0 else None)


def _naming_verb(context: _Context) -> int | None:
    """Returns the index in `earlier` of the verb that gives the quoted words as a name for something, or None without one.

    It is -1 when the verb stands behind them. A name with a capital is a title: nannte ihn „Absurd“.
    """
    earlier, tables, capital = context.earlier, context.tables, context.look.capital
    last = next((i for i in reversed(range(len(earlier))) if earlier[i].lower not in tables.determiners), None)
    if last is None:
        return None
    led_in = earlier[last].lower in tables.naming_particles
    before = _last_naming_verb(earlier[: last + 1], tables)
    if before is not None:
        return before if led_in or last < len(earlier) - 1 or not capital else None
    behind = any(word.lower in tables.naming for word in context.after[:NEAR])
    return -1 if led_in and behind and not capital else None


def _last_naming_verb(words: Sequence[Word], tables: Tables) -> int | None:
    """Returns the index of a verb that names something in the last clause of the words, or None."""
    for i in reversed(range(len(words))):
        if words[i].lower in tables.naming:
            return i
        if words[i].form in ",;:(":
            return None
    return None


def _built_in(context: _Context) -> Claim | None:
    """The rule for words that are built into a sentence: mixed when the sentence reports, else direct."""
    earlier, after, tables = context.earlier, context.after, context.tables
    if not earlier:
        return None
    cue, behind = last_cue(earlier, tables), last_cue(after, tables)
    if not _is_long_enough(context, cue, behind):
        return None
    outside = {word.lower for word in [*earlier, *after]}
    kind: Kind = "mixed" if outside & (tables.subordinators | tables.reported_forms) else "direct"
    if kind == "direct" and _is_name(earlier[-1], tables):
        return None
    right_behind = cue_after(after, tables) if after and after[0].form == "," else None
    if right_behind is not None:
        return Claim("within", kind, after, right_behind)
    return Claim("within", kind, after, behind) if cue is None and behind is not None else Claim("within", kind, earlier, cue)


def _is_long_enough(context: _Context, cue: int | None, behind: int | None) -> bool:
    """Whether built-in words can be speech. `cue`, `behind`: the verbs of saying before and behind them, or None."""
    earlier, look = context.earlier, context.look
    if cue is not None and cue == len(earlier) - 1:  # promet « une gare du futur »
        return look.length >= SHORTEST_SENTENCE
    has_cue = cue is not None or behind is not None or source_in([*earlier, *context.after], context.tables) is not None
    if has_cue and look.stops and look.length >= SHORTEST_SENTENCE:
        return True
    return look.length >= (LONG if has_cue else VERY_LONG)


def _is_name(before: Word, tables: Tables) -> bool:
    """Whether the quoted words are a name: behind a determiner or the noun that they name (der Film „…“)."""
    return before.lower in tables.determiners or (tables.nouns_have_capitals and before.is_capital)


def _has_words(words: Sequence[Word]) -> bool:
    return any(word.form[0].isalnum() for word in words)
