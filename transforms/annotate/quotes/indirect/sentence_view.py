"""Indexes a reporter's sentence by position, without the words in quotes, for the rules for reported speech."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from transforms.annotate.quotes.marks.single_marks import with_closing_mark
from transforms.annotate.quotes.sentences import ENDS, Sentence, SentenceQuote
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words
from transforms.text import Span

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
DASHES = frozenset(["—", "–", "-", "--", "―"])
EDGES = DASHES | frozenset([",", ":", ";"])
GENITIVES = (["'s"], ["’s"])
COMPLEMENTIZERS = frozenset(["that", "whether"])
LONGEST_DATELINE = 14  # words
DEPTH = 40  # levels of the dependency tree that are followed at most


@dataclass
class SentenceView:
    """A sentence by position. A position is an index into `numbers`, the numbers of the words outside quotes.

    `lower`: the words in lower case. `fragments`: the quotes that are not direct speech; each stands before the position in its
    field `at`. `barriers`: the positions that direct quotes stand before; no reported clause crosses them. `commas`: the
    positions of the commas. `fragment_positions`: the positions that fragments stand before.
    """

    words: Words
    children: list[list[int]]
    numbers: list[int]
    fragments: list[SentenceQuote]
    barriers: list[int]
    lower: list[str] = field(init=False)
    commas: list[int] = field(init=False)
    fragment_positions: set[int] = field(init=False)
    _fragments_at: list[int] = field(init=False)
    _ended_by_comma: set[int] = field(init=False)
    _finite_verbs: list[int] = field(init=False)  # how many stand before each position

    def __post_init__(self) -> None:
        self.lower = [self.words.form[i].lower() for i in self.numbers]
        self.commas = [p for p, form in enumerate(self.lower) if form == ","]
        self._fragments_at = [q.at for q in self.fragments]
        self.fragment_positions = set(self._fragments_at)
        self._ended_by_comma = {q.at for q in self.fragments if self.words.text[q.quoted.end - 1] in ",?!"}
        self._finite_verbs = [*accumulate((self.words.tag[i] in FINITE for i in self.numbers), initial=0)]

    def __len__(self) -> int:
        return len(self.numbers)

    def tag(self, p: int) -> str:
        """Returns the tag of the word at `p`; empty after the last word."""
        return self.words.tag[self.numbers[p]] if p < len(self.numbers) else ""

    def dep(self, p: int) -> str:
        """Returns the dependency label of the word at `p`."""
        return self.words.dep[self.numbers[p]]

    def is_genitive(self, p: int) -> bool:
        """Whether the word at `p` is a genitive: Monday’s."""
        return self.lower[p + 1 : p + 2] in GENITIVES

    def position(self, word: int) -> int:
        """Returns the position of this word, or of the next word outside quotes."""
        return bisect_left(self.numbers, word)

    def children_at(self, p: int) -> list[int]:
        """Returns the numbers of the words that depend on the word at `p`."""
        return self.children[self.numbers[p]]

    def right_children(self, p: int) -> list[int]:
        """Returns the numbers of the words that depend on the word at `p` and follow it."""
        return [c for c in self.children_at(p) if c > self.numbers[p]]

    def first_of(self, word: int) -> int:
        """Returns the number of the first word of the phrase with this head."""
        for _ in range(DEPTH):
            under = self.children[word]
            if not under or under[0] > word:
                break
            word = under[0]
        return word

    def last_of(self, word: int) -> int:
        """Returns the number of the last word of the phrase with this head."""
        for _ in range(DEPTH):
            under = self.children[word]
            if not under or under[-1] < word:
                break
            word = under[-1]
        return word

    def barrier(self, p: int) -> int:
        """Returns the first position at or after `p` that a direct quote stands before, or the end of the view."""
        k = bisect_left(self.barriers, p)
        return self.barriers[k] if k < len(self.barriers) else len(self)

    def barrier_before(self, p: int) -> int:
        """Returns the last position up to `p` that a direct quote stands before, or 0."""
        k = bisect_right(self.barriers, p)
        return self.barriers[k - 1] if k else 0

    def next_comma(self, p: int) -> int:
        """Returns the position of the first comma at or after `p`, or the end of the sentence."""
        k = bisect_left(self.commas, p)
        return self.commas[k] if k < len(self.commas) else self.end()

    def follows_comma(self, p: int) -> bool:
        """Whether a comma stands between the words before `p` and the one at `p`."""
        return (p > 0 and self.lower[p - 1] == ",") or self.follows_quoted_comma(p)

    def follows_quoted_comma(self, p: int) -> bool:
        """Whether a fragment that ends with a comma stands right before `p`: the plan is “a disaster,” Reyes said."""
        return p in self._ended_by_comma

    def has_finite_verb(self, first: int, last: int) -> bool:
        """Whether a finite verb stands at positions `first` to `last` (excluded)."""
        return first < last and self._finite_verbs[min(last, len(self))] > self._finite_verbs[min(first, len(self))]

    def has_fragment(self, first: int, last: int) -> bool:
        """Whether a fragment stands before one of the positions `first` to `last` (included)."""
        k = bisect_left(self._fragments_at, first)
        return k < len(self._fragments_at) and self._fragments_at[k] <= last

    def quotes_finite_verb(self, first: int, last: int) -> bool:
        """Whether a fragment between these positions has a finite verb: The plan “has failed,”"""
        tags = (tag for q in self.fragments_within(first, last) for tag in self.words.tag[q.first : q.last])
        return not FINITE.isdisjoint(tags)

    def is_passive(self, p: int) -> bool:
        """Whether the verb at `p` is passive: was asked; asked by Reyes; when asked."""
        under = self.children_at(p)
        if any(self.words.dep[c] == "auxpass" for c in under):
            return True
        if self.lower[p] not in reporting_verbs().bare_passive or self.dep(p) in ("conj", "ROOT", "relcl", "ccomp"):
            return False
        return not any(self.words.dep[c] in ("nsubj", "aux") for c in under)

    def end(self) -> int:
        """Returns the position after the last word that is not a stop."""
        p = len(self)
        while p and self.lower[p - 1] in ENDS:
            p -= 1
        return p

    def fragments_within(self, first: int, last: int) -> Iterator[SentenceQuote]:
        """Yields the fragments between these positions or at their edges."""
        yield from self.fragments[bisect_left(self._fragments_at, first) : bisect_right(self._fragments_at, last)]

    def span(self, first: int, last: int) -> Span | None:
        """Returns the span in the text of positions `first` to `last` (excluded) and the fragments at their edges.

        None when there are neither words nor fragments.
        """
        first, last = self._without_edges(first, last)
        # said on “Harbor Today” that: the fragment before "that" is not part of the clause
        fragments_from = first + (first < len(self) and self.lower[first] in COMPLEMENTIZERS)
        inside = [*self.fragments_within(fragments_from, last)]
        starts, ends = [q.quoted.opening for q in inside[:1]], [q.quoted.closing for q in inside[-1:]]
        if first < last:
            starts.append(self.words.start[self.numbers[first]])
            ends.append(self.words.end[self.numbers[last - 1]])
        return with_closing_mark(self.words.text, Span(min(starts), max(ends))) if starts else None

    def _without_edges(self, first: int, last: int) -> tuple[int, int]:
        """Returns the positions without commas, colons and dashes at both ends, unless a fragment stands there."""
        while first < last and first not in self.fragment_positions and self.lower[first] in EDGES:
            first += 1
        while last > first and last not in self.fragment_positions and self.lower[last - 1] in EDGES:
            last -= 1
        return first, last


def sentence_view(words: Words, children: list[list[int]], sentence: Sentence, direct: Sequence[int]) -> SentenceView:
    """Returns the view of a sentence, without its dateline. `direct`: the numbers of its quotes that are direct speech."""
    dateline, direct_quotes = _dateline_length(words, sentence), set(direct)
    quotes = [replace(quote, at=quote.at - dateline) for quote in sentence.quotes]
    fragments = [quote for k, quote in enumerate(quotes) if k not in direct_quotes]
    barriers = [quote.at for k, quote in enumerate(quotes) if k in direct_quotes]
    return SentenceView(words, children, sentence.outside[dateline:], fragments, barriers)


def _dateline_length(words: Words, sentence: Sentence) -> int:
    """Returns the number of words of a dateline at the beginning of the sentence: HARBOR CITY (AP) —"""
    near = sentence.outside[:LONGEST_DATELINE]
    if not near or near[0] != words.paragraphs[sentence.paragraph][0] or not words.form[near[0]].isupper():
        return 0
    dash = next((k for k, i in enumerate(near) if words.form[i] in DASHES), None)
    if dash is None or any(quote.at <= dash for quote in sentence.quotes[:1]):
        return 0
    has_verb = any(words.tag[i].startswith("VB") and not words.form[i].isupper() for i in near[:dash])
    return 0 if has_verb else dash + 1
