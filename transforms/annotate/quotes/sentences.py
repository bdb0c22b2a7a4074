"""Splits paragraphs into the reporter's sentences. A sentence end within a quote does not end the reporter's sentence."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.manner_cues import manner_cue
from transforms.annotate.quotes.marks.pair import Quoted
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.words import Words

ENDS = frozenset([".", "?", "!", "…", "...", "....", "?!", "!!"])
SOFT_ENDS = frozenset("?!—–…")  # a cue may follow: “Really?” Reyes asked.
SIGNATURE_DASHES = frozenset(["—", "–", "-", "--", "―"])  # “…” ― Ana Brandt
MARKS = frozenset(['"', "“", "”", "„", "‟", "«", "»", "''", "``", "'", "‘", "’", "‚", "`", "″"])
SHORTEST_SENTENCE = 3  # blanks in a quote that may begin a sentence of its own
CUE_WITHIN = 8  # words after a soft end
CUE_WITHIN_AFTER_NAME = 20  # words, when a name and its description stand between
CUE_BEFORE_COMMA = 10  # words before a quote that follows a comma or a colon
CUE_BEFORE = 3  # words before any other quote


@dataclass
class SentenceQuote:
    """A quote in a sentence. `first`, `last` (excluded): its words without marks. `at`: how many of `outside` precede it."""

    quoted: Quoted
    first: int
    last: int
    at: int


@dataclass
class Sentence:
    """One sentence of the reporter. `outside`: the numbers of its words outside quotes, in order. `paragraph`: its number."""

    paragraph: int
    outside: list[int] = field(default_factory=list)
    quotes: list[SentenceQuote] = field(default_factory=list)

    def before(self, k: int) -> list[int]:
        """The words between the previous quote (or the sentence's start) and quote `k`."""
        return self.outside[self.quotes[k - 1].at if k else 0 : self.quotes[k].at]

    def after(self, k: int) -> list[int]:
        """The words between quote `k` and the next (or the sentence's end)."""
        return self.outside[self.quotes[k].at : self.quotes[k + 1].at if k + 1 < len(self.quotes) else None]

    @property
    def is_empty(self) -> bool:
        return not self.quotes and not self.outside


def split_sentences(words: Words, quotes: Sequence[Quoted]) -> list[Sentence]:
    """Returns all sentences of a text, in order. `quotes`: in order and disjoint."""
    rest, sentences = deque(quotes), []
    for paragraph, (first, last) in enumerate(words.paragraphs):
        splitter, i = _Splitter(words, paragraph, last), first
        while i < last:
            while rest and rest[0].closing <= words.start[i]:
                rest.popleft()  # no word begins in this quote
            if rest and words.start[i] >= rest[0].opening:
                i = splitter.add_quote(rest.popleft(), i)
            else:
                i = splitter.add_word(i)
        splitter.end_sentence()
        sentences += splitter.sentences
    return sentences


class _Splitter:
    """Collects the sentences of one paragraph, which ends before word `last`."""

    def __init__(self, words: Words, paragraph: int, last: int) -> None:
        self.words, self.paragraph, self.last = words, paragraph, last
        self.sentence = Sentence(paragraph)
        self.sentences: list[Sentence] = []

    def end_sentence(self) -> None:
        if not self.sentence.is_empty:
            self.sentences.append(self.sentence)
            self.sentence = Sentence(self.paragraph)

    def add_word(self, i: int) -> int:
        """Adds a word outside quotes and returns the number of the next word."""
        form = self.words.form
        if form[i] not in MARKS and form[i].strip():
            self.sentence.outside.append(i)
        if form[i] in ENDS and form[i + 1 : i + 2] not in ([")"], ["]"]):
            self.end_sentence()
        return i + 1

    def add_quote(self, quote: Quoted, i: int) -> int:
        """Adds the quote that contains word `i` and returns the number of the word after it."""
        start = self.words.start
        if self.sentence.quotes and _ends_with_abbreviation(self.words, quote, self.sentence):
            self.end_sentence()
        first = max(i, bisect_left(start, quote.start))
        last = max(first, bisect_left(start, quote.end))
        self.sentence.quotes.append(SentenceQuote(quote, first, last, len(self.sentence.outside)))
        following = max(last, bisect_left(start, quote.closing))
        ends = following < self.last and _quote_ends_sentence(self.words, quote, following, self.last, self.sentence)
        if ends or quote.turn is not None:
            self.end_sentence()
        return following


def is_signed(words: Words, after: Sequence[int]) -> bool:
    """Whether the words after a quote begin with a signature: “…” — Ana Brandt"""
    return len(after) > 1 and words.form[after[0]] in SIGNATURE_DASHES and words.form[after[1]][:1].isupper()


def _ends_with_abbreviation(words: Words, quote: Quoted, sentence: Sentence) -> bool:
    """Whether the stop of an abbreviation ends the sentence: “…,” said Reyes, a farmer from Vernal, Utah, U.S. “We want it.”"""
    last = words.form[sentence.outside[-1]] if sentence.outside else ""
    if len(sentence.outside) <= sentence.quotes[-1].at or len(last) < 3 or not last.endswith("."):
        return False
    quoted = words.text[quote.start : quote.end]
    return last not in quote_words().abbreviated_titles and quoted[:1].isupper() and quoted.count(" ") >= SHORTEST_SENTENCE


def _quote_ends_sentence(words: Words, quote: Quoted, i: int, last: int, sentence: Sentence) -> bool:
    """Whether the sentence ends with this quote. `i`: the word after it; `last`: the paragraph's end."""
    final = words.text[quote.end - 1]
    if final not in SOFT_ENDS and final != ".":
        return False
    if words.form[i] in ENDS or words.form[i] in (",", ";") or is_signed(words, range(i, min(i + 2, last))):
        return False
    if words.form[i].islower() and manner_cue(words, range(i, min(i + CUE_WITHIN, last)), final) is not None:
        return False
    distance = _distance_to_cue(words, i, last)
    if final == ".":  # “We won.” said Reyes: a full stop for a comma
        return not (words.form[i][:1].islower() and distance is not None and distance <= 2)
    return distance is None or _has_cue_before(words, sentence)


def _distance_to_cue(words: Words, i: int, last: int) -> int | None:
    """Returns the number of words between the quote before word `i` and the cue after it; None without a cue."""
    within = CUE_WITHIN_AFTER_NAME if _begins_with_name(words, i, last) else CUE_WITHIN
    rest = _rest_of_sentence(words, i, last, within)
    return next((n for n, k in enumerate(rest) if cue_class(words, k) in ("speech", "loose")), None)


def _has_cue_before(words: Words, sentence: Sentence) -> bool:
    """Whether there is a cue before the quote: Reyes asked: “Really?”"""
    outside = sentence.outside
    led_in = bool(outside) and words.form[outside[-1]] in (",", ":")
    return any(cue_class(words, i) for i in outside[-(CUE_BEFORE_COMMA if led_in else CUE_BEFORE) :])


def _begins_with_name(words: Words, i: int, last: int) -> bool:
    """Whether a name and a comma begin at word `i`: “Really?” Reyes, a retired worker from the mill, asked."""
    comma = next((k for k in range(i + 1, min(last, i + 4)) if words.form[k] == ","), None)
    return comma is not None and all(words.tag[k] == "NNP" for k in range(i, comma))


def _rest_of_sentence(words: Words, i: int, last: int, most: int) -> Iterator[int]:
    """Yields at most `most` words outside quotes from word `i`, up to the sentence's end."""
    for k in range(i, min(last, i + most)):
        if words.form[k] in ENDS or words.form[k] in MARKS:
            return
        yield k
