"""A reporter's sentence as the rules for reported speech read it: words by position, with what stands in quotes aside."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transforms.annotate.quotes.frames import ENDS, Frame, Held
from transforms.annotate.words import Words
from transforms.text import Span

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
LONGEST_DATELINE = 14  # words
DASHES = frozenset(["—", "–", "-", "--", "―"])
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

    def __post_init__(self) -> None:
        self.low = [self.words.form[i].lower() for i in self.at]

    def __len__(self) -> int:
        return len(self.at)

    def tag(self, p: int) -> str:
        return self.words.tag[self.at[p]]

    def dep(self, p: int) -> str:
        return self.words.dep[self.at[p]]

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

    def closes(self, p: int) -> bool:
        """A quote that ends with a comma stands right before the word at `p`: the plan is “a disaster,” Reyes said."""
        return any(h.at == p and self.words.text[h.quoted.end - 1] in ",?!" for h in self.held)

    def passive(self, p: int) -> bool:
        """The verb at `p` is passive: was asked; asked by Reyes; when asked."""
        under = self.children[self.at[p]]
        if any(self.words.dep[c] == "auxpass" for c in under):
            return True
        if self.low[p] not in ("asked", "told", "questioned", "pressed", "reminded") or self.dep(p) in ("conj", "ROOT", "relcl", "ccomp"):
            return False
        return not any(self.words.dep[c] in ("nsubj", "aux") for c in under)

    def has_verb(self, first: int, last: int) -> bool:
        """A verb with tense stands among these positions."""
        return any(self.tag(q) in FINITE for q in range(first, last))

    def comma(self, p: int) -> bool:
        """A comma stands between the words before `p` and the one at `p`."""
        return (p > 0 and self.low[p - 1] == ",") or self.closes(p)

    def end(self) -> int:
        """The position after the last word that is no full stop."""
        q = len(self)
        while q and self.low[q - 1] in ENDS:
            q -= 1
        return q

    def span(self, first: int, last: int) -> Span | None:
        """Where positions `first` to `last` (excluded) stand in the text, with the quotes at their edges; None when empty."""
        while first < last and self.low[first] in (",", ":", ";") and not any(h.at == first for h in self.held):
            first += 1
        while last > first and self.low[last - 1] in (",", ":", ";", "-", "--", "—", "–") and not any(h.at == last for h in self.held):
            last -= 1
        starts = [self.words.start[self.at[first]]] if first < last else []
        ends = [self.words.end[self.at[last - 1]]] if first < last else []
        for h in self.held:
            if first <= h.at <= last:
                starts.append(h.quoted.opening)
                ends.append(h.quoted.closing)
        return Span(min(starts), max(ends)) if starts else None


def line(words: Words, children: list[list[int]], frame: Frame, direct: Sequence[int]) -> Line:
    """The line of a frame. `direct`: which of its quotes are."""
    skip = _dateline(words, frame)
    quotes = [replace(h, at=h.at - skip) for h in frame.quotes]
    return Line(
        words,
        children,
        frame.outside[skip:],
        [h for k, h in enumerate(quotes) if k not in direct],
        [quotes[k].at for k in direct],
    )


def _dateline(words: Words, frame: Frame) -> int:
    """How many words before the news begins: HARBOR CITY (AP) —"""
    near = frame.outside[:LONGEST_DATELINE]
    if not near or near[0] != words.paragraphs[frame.paragraph][0] or not words.form[near[0]].isupper():
        return 0
    dash = next((k for k, i in enumerate(near) if words.form[i] in DASHES), None)
    if dash is None or any(h.at <= dash for h in frame.quotes) or any(words.tag[i].startswith("VB") and not words.form[i].isupper() for i in near[:dash]):
        return 0
    return dash + 1
