"""Collects what the rules for claims need: the words around a quote, the nearest cues, and how the quote begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from transforms.annotate.quotes.claims.not_quotes import is_bare, is_term, is_title, looks_whole
from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.manner_cues import manner_cue
from transforms.annotate.quotes.sentences import Sentence, SentenceQuote
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

REACH = 40  # words between a cue and its quote
RUNS_ON = frozenset(",?!—–-…")  # last characters of a quote whose cue follows
LEADS_IN = frozenset([",", ":", "):", "—", "–", "--", "-", "...", "…"])


@dataclass(frozen=True)
class QuoteContext:
    """A quote and the words around it.

    `before`, `after`: the words between it and the neighbouring quotes. `earlier`: all words before it in the sentence, at most
    `REACH`. `cue_before`, `cue_after`: word numbers of the cues. `follows_direct`: the quote before it in the sentence is
    direct speech.
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
        """The number of words of the quote."""
        return sum(any(map(str.isalnum, self.words.form[i])) for i in range(self.quote.first, self.quote.last))

    @cached_property
    def is_bare(self) -> bool:
        """Whether nothing, or only a word like "But", stands before the quote."""
        return is_bare(self.words, self.before)

    @cached_property
    def is_led_in(self) -> bool:
        """Whether a comma, a colon or a dash stands before the quote."""
        return bool(self.before) and self.words.form[self.before[-1]] in LEADS_IN

    @cached_property
    def looks_whole(self) -> bool:
        """Whether the quote begins like a sentence."""
        return looks_whole(self.words, self.quote)

    @property
    def ends_sentence(self) -> bool:
        return self.final in ".?!"

    @property
    def runs_on(self) -> bool:
        """Whether the end of the quote shows that the sentence continues."""
        return self.final in RUNS_ON or (bool(self.after) and self.words.form[self.after[0]] == "," and not self.before)

    @property
    def follows_colon(self) -> bool:
        return bool(self.before) and self.words.form[self.before[-1]] in (":", "):")

    def is_term(self, cue: int | None, content: bool = False) -> bool:
        return is_term(self.words, self.quote, self.before, cue, content)

    def has_that(self, cue: int) -> bool:
        """Whether "that" introduces a clause of the reporter between cue and quote: X said that “…”"""
        words = self.words
        return any(i > cue and words.form[i].lower() == "that" and words.dep[i] == "mark" for i in self.before)

    def has_clause(self, cue: int) -> bool:
        """Whether a clause of the reporter stands between cue and quote: X said it was late, “with …”"""
        words = self.words
        clauses = {i for i in self.before if i > cue and words.dep[i] == "ccomp" and words.head[i] == cue}
        return any(i > cue and words.dep[i] in (*SUBJECT_DEPS, "expl") and words.head[i] in clauses for i in self.before)


def quote_context(words: Words, sentence: Sentence, k: int, follows_direct: bool) -> QuoteContext:
    """Returns the context of quote `k` of the sentence. `follows_direct`: the quote before it there is direct speech."""
    quote = sentence.quotes[k]
    before, after = sentence.before(k)[-REACH:], sentence.after(k)[:REACH]
    cue_before, cue_after = last_cue(words, before), _first_cue(words, after)
    if (
        cue_after is None and words.text[quote.quoted.end - 1] == ","
    ):  # search past another quote: “…,” Reyes, known as “Tom,” said
        after = sentence.outside[quote.at : quote.at + REACH]
        cue_after = _first_cue(words, after)
    manner = (
        manner_cue(words, after, words.text[quote.quoted.end - 1])
        if is_bare(words, before) and not is_title(words, quote)
        else None
    )
    if manner is not None and (cue_after is None or manner < cue_after):
        cue_after = manner
    if cue_before is not None and leads_in_with_main_clause(words, cue_before, before):
        cue_before = None
    earlier = sentence.outside[max(0, quote.at - REACH) : quote.at]
    return QuoteContext(words, quote, before, after, earlier, cue_before, cue_after, follows_direct)


def last_cue(words: Words, segment: Sequence[int]) -> int | None:
    """Returns the cue of a quote after the segment, or None.

    It is a cue right before the quote, or else the last one that names speakers, or else the last one.
    """
    cues = [i for i in segment if cue_class(words, i)]
    adjacent = [i for i in cues if i >= segment[-1] - 1]
    if adjacent:
        return adjacent[0]
    strong = [i for i in cues if cue_class(words, i) in ("speech", "phrase")]
    return next(reversed(strong or cues), None)


def _first_cue(words: Words, segment: Sequence[int]) -> int | None:
    """Returns the cue of a quote before the segment: the first one that names speakers, else the first loose one, or None."""
    # a participle after a preposition is no cue: “…,” including ending the sales
    classes = {i: cue_class(words, i) for i in segment if words.dep[i] != "pcomp"}
    strong = [i for i, group in classes.items() if group in ("speech", "phrase")]
    loose = [i for i, group in classes.items() if group == "loose"]
    return next(iter(strong or loose), None)


def leads_in_with_main_clause(words: Words, cue: int, before: Sequence[int]) -> bool:
    """Whether the quote is introduced by another clause than that of the cue:

    When Brandt suggested a tax, Reyes fired back: “…”
    """
    above: set[int] = set()
    verb = cue
    while words.head[verb] != verb and len(above) < REACH:
        verb = words.head[verb]
        above.add(verb)
    return any(i > cue and words.dep[i] in SUBJECT_DEPS and words.head[i] in above for i in before)
