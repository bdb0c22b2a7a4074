"""Decides which cue claims a quote, and whether it is direct speech, a fragment in a reporter's sentence, or no quote."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Literal

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.not_quotes import is_bare, is_named_thing, is_term, is_title, looks_whole
from transforms.annotate.quotes.sentences import Sentence, SentenceQuote, is_signed
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words

REACH = 40  # words between a cue and its quote
RUNS_ON = frozenset(",?!—–-…")  # a quote ends with one of these when its cue follows
LEADS_IN = frozenset([",", ":", "):", "—", "–", "--", "-", "...", "…"])
PLACES = frozenset(["GPE", "LOC", "FAC"])  # WENDBURY: “…”
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
LONGEST_LABEL = 5  # words of a name before a colon
SHORTEST_SENTENCE = 3  # words, without a full stop
LONG = 5  # words: long enough to be speech though it has no cue
NEAR = 4  # words between a quote and a cue that follows loosely
NEAR_FRAGMENT = 6  # the same, when the quote is a fragment

Kind = Literal["direct", "mixed", "none"]


@dataclass(frozen=True)
class Claim:
    """What the words between two marks are: direct speech, words in a reporter's sentence, or no quote.

    `cue`: the word number of the cue, if any, and its class; `segment`: the words of the stretch that the cue stands in.
    """

    kind: Kind
    cue: int | None = None
    cue_class: str | None = None
    segment: tuple[int, ...] = ()


NO_QUOTE = Claim("none")


@dataclass(frozen=True)
class _Context:
    """A quote and the words around it.

    `before`, `after`: words outside quotes, up to the next quotes; `earlier`: all before it in the sentence, within reach.
    `cue_before`, `cue_after`: word numbers. `follows_direct`: the quote before it in the sentence is direct speech.
    """

    words: Words
    quote: SentenceQuote
    before: Sequence[int]
    after: Sequence[int]
    earlier: Sequence[int]
    cue_before: int | None
    cue_after: int | None
    follows_direct: bool

    @cached_property
    def final(self) -> str:
        """The last character of the quote."""
        return self.words.text[self.quote.quoted.end - 1]

    @cached_property
    def length(self) -> int:
        """How many words the quote has."""
        return sum(any(map(str.isalnum, self.words.form[i])) for i in range(self.quote.first, self.quote.last))

    @cached_property
    def is_bare(self) -> bool:
        """Nothing stands before the quote, or only "But"."""
        return is_bare(self.words, self.before)

    @cached_property
    def is_led_in(self) -> bool:
        """A comma, a colon or a dash stands before the quote."""
        return bool(self.before) and self.words.form[self.before[-1]] in LEADS_IN

    @cached_property
    def looks_whole(self) -> bool:
        """The quote begins like a sentence."""
        return looks_whole(self.words, self.quote)

    @property
    def ends_sentence(self) -> bool:
        return self.final in ".?!"

    @property
    def runs_on(self) -> bool:
        """The end of the quote shows that the sentence goes on."""
        return self.final in RUNS_ON or (bool(self.after) and self.words.form[self.after[0]] == "," and not self.before)

    @property
    def follows_colon(self) -> bool:
        return bool(self.before) and self.words.form[self.before[-1]] in (":", "):")

    def is_term(self, cue: int | None, content: bool = False) -> bool:
        return is_term(self.words, self.quote, self.before, cue, content)

    def claimed(self, kind: Kind, cue: int, segment: Sequence[int]) -> Claim:
        return Claim(kind, cue, cue_class(self.words, cue), tuple(segment))

    def has_that(self, cue: int) -> bool:
        """Whether "that" introduces a clause of the reporter between cue and quote: X said that “…”"""
        words = self.words
        return any(i > cue and words.form[i].lower() == "that" and words.dep[i] == "mark" for i in self.before)

    def has_clause(self, cue: int) -> bool:
        """Whether a clause of the reporter stands between cue and quote: X said it was late, “with …”"""
        words = self.words
        clauses = {i for i in self.before if i > cue and words.dep[i] == "ccomp" and words.head[i] == cue}
        return any(i > cue and words.dep[i] in (*SUBJECTS, "expl") and words.head[i] in clauses for i in self.before)


def claim_quote(words: Words, sentence: Sentence, k: int, follows_direct: bool) -> Claim | None:
    """What quote `k` of the sentence is; None when it is no quote. `follows_direct`: the quote before it there is direct."""
    context = _context(words, sentence, k, follows_direct)
    # each rule gives a claim, or None when it does not apply
    for rule in (_named, _cue_after, _cue_before, _cue_after_loosely, _cue_far_before, _label_before, _no_cue):
        verdict = rule(context)
        if verdict is not None:
            return None if verdict.kind == "none" else verdict
    return None


def _context(words: Words, sentence: Sentence, k: int, follows_direct: bool) -> _Context:
    quote = sentence.quotes[k]
    before, after = sentence.before(k)[-REACH:], sentence.after(k)[:REACH]
    cue_before, cue_after = _last_cue(words, before), _first_cue(words, after)
    if cue_after is None and words.text[quote.quoted.end - 1] == ",":  # across another quote: “…,” Reyes, known as “Tom,” said
        after = sentence.outside[quote.at : quote.at + REACH]
        cue_after = _first_cue(words, after)
    if cue_before is not None and _leads_in_with_main_clause(words, cue_before, before):
        cue_before = None
    earlier = sentence.outside[max(0, quote.at - REACH) : quote.at]
    return _Context(words, quote, before, after, earlier, cue_before, cue_after, follows_direct)


def _named(context: _Context) -> Claim | None:
    """No quote: the station’s “Morning Tide,” told “Bridges and Rivers”, a paper called “Bees at Night,” Brandt (“AB”)."""
    if is_named_thing(context.words, context.quote, context.before, context.after):
        return NO_QUOTE
    if context.is_bare or context.is_led_in or not is_title(context.words, context.quote):
        return None
    cue = context.cue_before
    if cue is None or cue != context.before[-1] or context.words.form[cue] in reporting_verbs().before_name:
        return NO_QUOTE
    return None


def _cue_after(context: _Context) -> Claim | None:
    """“…,” X said"""
    cue = context.cue_after
    stands_alone = context.is_bare or context.looks_whole
    if cue is None or not context.runs_on or not (stands_alone or context.cue_before is None):
        return None
    return context.claimed("direct" if stands_alone or context.follows_direct else "mixed", cue, context.after)


def _cue_before(context: _Context) -> Claim | None:
    """X said: “…”; X said, “…”; “…,” X said, “…”; X said that it was “…”"""
    cue = context.cue_before
    if cue is None:
        return None
    content = cue_class(context.words, cue) == "content"
    if context.is_term(cue, content):
        return NO_QUOTE
    direct = not content and not context.has_that(cue) and _is_led_in_speech(context, cue)
    return context.claimed("direct" if direct else "mixed", cue, context.before)


def _is_led_in_speech(context: _Context, cue: int) -> bool:
    """Whether a quote after a cue is a speaker's sentence rather than words in the reporter's."""
    near = context.before[-1] == cue or (context.is_led_in and not context.is_bare)
    whole, length = context.looks_whole, context.length
    if (near and whole and length > 2) or (context.follows_direct and context.is_led_in) or _is_after_colon(context):
        return True
    return near and context.is_led_in and length > 3 and (whole or not context.has_clause(cue))


def _is_after_colon(context: _Context) -> bool:
    """Whether a colon leads in to a quote that is more than a term: X said: “…”"""
    return context.follows_colon and (context.length > 2 or (context.looks_whole and context.ends_sentence))


def _cue_after_loosely(context: _Context) -> Claim | None:
    """A cue after a quote whose end does not lead to it: “…” is what X said"""
    cue = context.cue_after
    if cue is None:
        return None
    if context.is_term(cue):
        return NO_QUOTE
    distance = context.after.index(cue)
    if context.is_bare and (context.looks_whole or context.length >= LONG) and distance <= NEAR:
        return context.claimed("direct", cue, context.after)
    return context.claimed("mixed", cue, context.after) if context.length >= LONG or distance <= NEAR_FRAGMENT else None


def _cue_far_before(context: _Context) -> Claim | None:
    """A cue before the previous quote: X said that “…” and that it was “…”"""
    cue = _last_cue(context.words, context.earlier)
    if cue is None or (cue in context.before and _leads_in_with_main_clause(context.words, cue, context.before)):
        return None
    return NO_QUOTE if context.is_term(cue) else context.claimed("mixed", cue, context.earlier)


def _label_before(context: _Context) -> Claim | None:
    """On a line of its own, however short: Tom Reed: “We won.”; Ana Brandt (Labour): “We will not pay”"""
    alone = not context.after and context.earlier == context.before
    if not alone or not context.follows_colon or not context.looks_whole or not _is_speaker_label(context):
        return None
    is_sentence = context.length >= SHORTEST_SENTENCE and not is_title(context.words, context.quote)
    return Claim("direct", segment=tuple(context.before)) if context.ends_sentence or is_sentence else None


def _is_speaker_label(context: _Context) -> bool:
    """Whether a name that is not that of a place stands before the colon."""
    words, name = context.words, [*context.before]
    if words.form[name[-1]] == ":":
        name.pop()
    if name and words.form[name[-1]] in (")", "):"):
        name = [*takewhile(lambda i: words.form[i] != "(", name)]
    if not 0 < len(name) <= LONGEST_LABEL or not all(words.tag[i].startswith("NNP") for i in name):
        return False
    n = bisect_right(words.names, name[-1], key=lambda entity: entity.first)
    return not (n and words.names[n - 1].last > name[-1] and words.names[n - 1].label in PLACES)


def _no_cue(context: _Context) -> Claim | None:
    """No cue in the sentence: signed, standing alone, after a colon, or just long."""
    words, whole, long = context.words, context.looks_whole, context.length >= LONG
    if context.is_bare and whole and is_signed(words, context.after):
        return Claim("direct")
    if context.is_term(None):
        return NO_QUOTE
    if context.is_bare and (whole or long) and is_bare(words, context.after):
        return Claim("direct")
    return _long_without_cue(context) if long else None


def _long_without_cue(context: _Context) -> Claim:
    """A quote that is long enough to be speech without any cue."""
    if context.looks_whole and context.follows_colon:
        return Claim("direct", segment=tuple(context.before))
    if context.looks_whole and context.is_bare and (context.ends_sentence or context.runs_on):
        return Claim("direct", segment=tuple(context.after))
    return Claim("mixed")


def _last_cue(words: Words, segment: Sequence[int]) -> int | None:
    """The cue that claims a quote after the segment: one right before it, else the last that names speakers, else the last."""
    cues = [i for i in segment if cue_class(words, i)]
    adjacent = [i for i in cues if i >= segment[-1] - 1]
    if adjacent:
        return adjacent[0]
    strong = [i for i in cues if cue_class(words, i) in ("speech", "phrase")]
    return next(reversed(strong or cues), None)


def _first_cue(words: Words, segment: Sequence[int]) -> int | None:
    """The cue that claims a quote before the segment: the first that names speakers, else the first loose one."""
    # “…,” including ending the sales: a participle after a preposition claims nothing
    classes = {i: cue_class(words, i) for i in segment if words.dep[i] != "pcomp"}
    strong = [i for i, group in classes.items() if group in ("speech", "phrase")]
    loose = [i for i, group in classes.items() if group == "loose"]
    return next(iter(strong or loose), None)


def _leads_in_with_main_clause(words: Words, cue: int, before: Sequence[int]) -> bool:
    """Whether another clause than the cue's leads in to the quote: When Brandt suggested a tax, Reyes fired back: “…”"""
    above: set[int] = set()
    verb = cue
    while words.head[verb] != verb and len(above) < REACH:
        verb = words.head[verb]
        above.add(verb)
    return any(i > cue and words.dep[i] in SUBJECTS and words.head[i] in above for i in before)
