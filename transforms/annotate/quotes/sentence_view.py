"""A reporter's sentence as the rules for reported speech read it: words by position, with what stands in quotes aside."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from transforms.annotate.quotes.sentences import ENDS, Frame, Held
from transforms.annotate.quotes.single_marks import with_its_mark
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words
from transforms.text import Span

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
DASHES = frozenset(["—", "–", "-", "--", "―"])
EDGES = DASHES | frozenset([",", ":", ";"])
OPENS = (["that"], ["whether"])
LONGEST_DATELINE = 14  # words
STEPS = 40  # words up or down a tree, at most


@dataclass
class Line:
    """`at`: numbers of the words outside quotes; a position is an index into it. `low`: their forms in lower case.

    `held`: quotes that are not direct, and stand before the word at their `at`; `barriers`: positions of direct ones, which no
    reported clause runs over.
    """

    words: Words
    children: list[list[int]]
    at: list[int]
    held: list[Held]
    barriers: list[int]
    low: list[str] = field(init=False)
    commas: list[int] = field(init=False)
    quoted: set[int] = field(init=False)
    _held_at: list[int] = field(init=False)
    _closing: set[int] = field(init=False)
    _verbs: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.low = [self.words.form[i].lower() for i in self.at]
        self.commas = [p for p, form in enumerate(self.low) if form == ","]
        self._held_at = [h.at for h in self.held]
        self.quoted = set(self._held_at)
        self._closing = {h.at for h in self.held if self.words.text[h.quoted.end - 1] in ",?!"}
        self._verbs = [*accumulate((self.words.tag[i] in FINITE for i in self.at), initial=0)]

    def __len__(self) -> int:
        return len(self.at)

    def tag(self, p: int) -> str:
        """The tag of the word at `p`; after the last one, none."""
        return self.words.tag[self.at[p]] if p < len(self.at) else ""

    def dep(self, p: int) -> str:
        return self.words.dep[self.at[p]]

    def owns(self, p: int) -> bool:
        """The word at `p` is a genitive: Monday’s."""
        return self.low[p + 1 : p + 2] in (["'s"], ["’s"])

    def position(self, word: int) -> int:
        """Where this word stands, or the next one outside quotes."""
        return bisect_left(self.at, word)

    def right_of(self, p: int) -> list[int]:
        """The words that hang on the one at `p` and follow it."""
        return [c for c in self.children[self.at[p]] if c > self.at[p]]

    def first_of(self, word: int) -> int:
        """The first word of the phrase with this head."""
        for _ in range(STEPS):
            under = self.children[word]
            if not under or under[0] > word:
                break
            word = under[0]
        return word

    def last_of(self, word: int) -> int:
        """The last word of the phrase with this head."""
        for _ in range(STEPS):
            under = self.children[word]
            if not under or under[-1] < word:
                break
            word = under[-1]
        return word

    def barrier(self, p: int) -> int:
        """The first position at or after `p` that a direct quote stands before, or the line's end."""
        k = bisect_left(self.barriers, p)
        return self.barriers[k] if k < len(self.barriers) else len(self)

    def barrier_before(self, p: int) -> int:
        """The last position up to `p` that a direct quote stands before, or 0."""
        k = bisect_right(self.barriers, p)
        return self.barriers[k - 1] if k else 0

    def next_comma(self, p: int) -> int:
        """The position of the first comma at or after `p`, or the line's end."""
        k = bisect_left(self.commas, p)
        return self.commas[k] if k < len(self.commas) else self.end()

    def comma(self, p: int) -> bool:
        """A comma stands between the words before `p` and the one at `p`."""
        return (p > 0 and self.low[p - 1] == ",") or self.closes(p)

    def closes(self, p: int) -> bool:
        """A quote that ends with a comma stands right before the word at `p`: the plan is “a disaster,” Reyes said."""
        return p in self._closing

    def has_verb(self, first: int, last: int) -> bool:
        """A verb with tense stands among these positions."""
        return first < last and self._verbs[min(last, len(self))] > self._verbs[min(first, len(self))]

    def has_quote(self, first: int, last: int) -> bool:
        """A quote stands before one of the words from `first` to `last` (included)."""
        k = bisect_left(self._held_at, first)
        return k < len(self._held_at) and self._held_at[k] <= last

    def quotes_a_verb(self, first: int, last: int) -> bool:
        """A quote between these positions has a verb with tense: The plan “has failed,”"""
        held = (tag for h in self.within(first, last) for tag in self.words.tag[h.first : h.last])
        return not FINITE.isdisjoint(held)

    def passive(self, p: int) -> bool:
        """The verb at `p` is passive: was asked; asked by Reyes; when asked."""
        under = self.children[self.at[p]]
        if any(self.words.dep[c] == "auxpass" for c in under):
            return True
        if self.low[p] not in reporting_verbs().bare_passive or self.dep(p) in ("conj", "ROOT", "relcl", "ccomp"):
            return False
        return not any(self.words.dep[c] in ("nsubj", "aux") for c in under)

    def end(self) -> int:
        """The position after the last word that is no full stop."""
        q = len(self)
        while q and self.low[q - 1] in ENDS:
            q -= 1
        return q

    def within(self, first: int, last: int) -> Iterator[Held]:
        """The quotes that stand between or at the edges of these positions."""
        yield from self.held[bisect_left(self._held_at, first) : bisect_right(self._held_at, last)]

    def span(self, first: int, last: int) -> Span | None:
        """Where positions `first` to `last` (excluded) stand in the text, with the quotes at their edges; None when empty."""
        while first < last and first not in self.quoted and self.low[first] in EDGES:
            first += 1
        while last > first and last not in self.quoted and self.low[last - 1] in EDGES:
            last -= 1
        # said on “Harbor Today” that: the quote before "that" is no part of the clause
        inside = [*self.within(first + (self.low[first : first + 1] in OPENS), last)]
        starts = [h.quoted.opening for h in inside[:1]]
        ends = [h.quoted.closing for h in inside[-1:]]
        if first < last:
            starts.append(self.words.start[self.at[first]])
            ends.append(self.words.end[self.at[last - 1]])
        return with_its_mark(self.words.text, Span(min(starts), max(ends))) if starts else None


def line(words: Words, children: list[list[int]], frame: Frame, direct: Sequence[int]) -> Line:
    """The line of a frame. `direct`: which of its quotes are."""
    skip, barred = _dateline(words, frame), set(direct)
    quotes = [replace(h, at=h.at - skip) for h in frame.quotes]
    held = [h for k, h in enumerate(quotes) if k not in barred]
    return Line(words, children, frame.outside[skip:], held, [h.at for k, h in enumerate(quotes) if k in barred])


def _dateline(words: Words, frame: Frame) -> int:
    """How many words before the news begins: HARBOR CITY (AP) —"""
    near = frame.outside[:LONGEST_DATELINE]
    if not near or near[0] != words.paragraphs[frame.paragraph][0] or not words.form[near[0]].isupper():
        return 0
    dash = next((k for k, i in enumerate(near) if words.form[i] in DASHES), None)
    if dash is None or any(h.at <= dash for h in frame.quotes[:1]):
        return 0
    told = any(words.tag[i].startswith("VB") and not words.form[i].isupper() for i in near[:dash])
    return 0 if told else dash + 1
