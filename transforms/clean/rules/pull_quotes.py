"""Pull quotes: words of a quotation of the article in large type between its paragraphs, so that they are in the text twice.

A paragraph is a pull quote when (nearly) all of its words stand in this order within a quotation nearby, whether it bears
quotation marks or not. A heading that announces the quotation is none, nor is a refrain, which stands in the text more than
twice.

Measured: precision 0.30 of 10 lines (0.25 of 8 on sites held aside) in trafilatura's text of 490 news pages, 2026-11-26

(The annotators of those pages kept most of these lines as article text, though they repeat a quotation. Of 52 pull quotes in
`tests/gold/insertions`, in four languages, 51 are cut, and 12 of 12 in the part that is kept aside.)
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from transforms.articles import Article, LineMarkup
from transforms.text import Span, paragraphs

FEWEST_WORDS, MOST_WORDS = 4, 80
LONGEST_TEXT = 1_000_000  # characters; no article is so long, and each of its runs of words would be held in memory
NEAR = 8  # lines between a pull quote and its quotation
RUN, LEAST_REPEATED = 3, 0.5  # words of a run; share of the runs of a copy that are in the text again
NEARLY_ALL = 0.88  # share of its words that must be in the quotation; an editor shortens and mends
LONG = 7  # words from which on a match need not be exact
LONG_WITHOUT_MARKS = 10  # words that are no coincidence even if the source is no quotation, as in an interview
MOST_SIGNATURE_WORDS = 12
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# A curly or pointed mark may open a quotation that goes on in the next paragraph; a straight one may stand for inches.
QUOTATION = re.compile(
    r"[“„«‟»]([^\"“”„«»‟]{3,2000}?)(?:[“”»«‟]|$)|(?<!\w)\"([^\"“”„]{3,2000}?)\"|(?<!\w)[‘‚‹]([^‘‚‹›]{3,2000}?)[’‘›](?!\w)"
)
MARKS = "\"“”„«»‟‘’‚‹›'"
DASH = re.compile(r"\s*[—–-]\s?(?=[^\W\d_])")
INLINE_SIGNATURE = re.compile(r"[\"“”»’.!?…]\s*[—–-]\s?(?=[^\W\d_])")  # “…” — Jane Roe, baker
SENTENCE_END = re.compile(rf"[.!?…][{MARKS}]*$")
WORD = re.compile(r"[^\W_]+")
DROPPED = "page:pull_quote"  # the rule by which extraction drops one
Words = tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    """A line of the text. `words`: folded, without an inline signature. `markup`: None when the page's is not known."""

    text: str
    words: Words
    markup: LineMarkup | None

    @cached_property
    def runs(self) -> list[Words]:
        """All runs of a few words in a row."""
        return list(zip(*(self.words[k:] for k in range(RUN)), strict=False))

    @cached_property
    def quotations(self) -> list[Words]:
        """The words of each quotation in the line; an open one ends with the line."""
        return [_words(match[1] or match[2] or match[3]) for match in QUOTATION.finditer(self.text)]

    @property
    def bears_marks(self) -> bool:
        return self.text.lstrip()[:1] in MARKS

    @property
    def tells_who_speaks(self) -> bool:
        """Whether there are words beside its quotation, other than a signature: "“I know,” said Roe."."""
        signature = INLINE_SIGNATURE.search(self.text)
        rest = QUOTATION.sub(" ", self.text[: signature.end()] if signature else self.text)
        return self.bears_marks and WORD.search(rest) is not None and rest != self.text

    @property
    def may_be_subhead(self) -> bool:
        """Whether it may announce what follows: a heading, or no sentence and in bold or of unknown markup."""
        if self.markup is not None and self.markup.tag in HEADINGS:
            return True
        is_plain = self.markup is not None and self.markup.emphasized < 0.5
        return not SENTENCE_END.search(self.text) and not is_plain


@dataclass(frozen=True)
class _Text:
    """All lines of a text, and where their words are."""

    lines: Sequence[_Line]

    @cached_property
    def lines_of(self) -> Mapping[Words, Sequence[int]]:
        """Run of a few words → the numbers of the lines that have it."""
        found: dict[Words, list[int]] = defaultdict(list)
        for i, line in enumerate(self.lines):
            for run in set(line.runs):
                found[run].append(i)
        return found

    @cached_property
    def number_of_lines(self) -> Mapping[str, int]:
        """Word → the number of lines that have it."""
        return Counter(word for line in self.lines for word in set(line.words))

    def times(self, words: Words, most: int) -> int:
        """How often the text has these words in a row, counted up to `most`."""
        sought, count = f" {' '.join(words)} ", 0
        runs = zip(*(words[k:] for k in range(RUN)), strict=False)
        for i in min((self.lines_of[run] for run in runs), key=len):
            count += f" {' '.join(self.lines[i].words)} ".count(sought)
            if count >= most:
                break
        return count

    def has_elsewhere(self, word: str, i: int) -> bool:
        """Whether another line than `i` has the word."""
        return self.number_of_lines.get(word, 0) > (word in self.lines[i].words)


def find(article: Article) -> Iterator[Span]:
    """Yields pull quotes, with the signature below.

    Two paragraphs that both are nothing but the same quotation are not marked here, but by `repeated_paragraphs`.
    """
    if len(article.text) > LONGEST_TEXT:
        return
    spans = list(paragraphs(article.text))
    lines = [_line(span.of(article.text), article.markup) for span in spans]
    text, repeated = _Text(lines), _repeated_runs(lines)
    for i, line in enumerate(lines):
        if line.markup and line.markup.dropped_before == DROPPED and _is_signature(text, i):
            yield spans[i]
        if not FEWEST_WORDS <= len(line.words) <= MOST_WORDS or not _may_be_copy(line, repeated) or not _is_copy(text, i):
            continue
        yield spans[i]
        if i + 1 < len(lines) and _is_signature(text, i + 1):
            yield spans[i + 1]


def _line(text: str, markup: Mapping[str, LineMarkup]) -> _Line:
    signature = INLINE_SIGNATURE.search(text)
    return _Line(text, _words(text[: signature.end()] if signature else text), markup.get(text))


def _repeated_runs(lines: Sequence[_Line]) -> frozenset[Words]:
    """The runs of a few words that are in the text more than once."""
    seen: set[Words] = set()
    twice: set[Words] = set()
    for line in lines:
        own = set(line.runs)
        twice |= own & seen
        seen |= own
        if len(own) < len(line.runs):
            twice.update(run for run, count in Counter(line.runs).items() if count > 1)
    return frozenset(twice)


def _may_be_copy(line: _Line, repeated: frozenset[Words]) -> bool:
    """Whether enough of the runs of words in a line are in the text more than once."""
    return sum(map(repeated.__contains__, line.runs)) >= LEAST_REPEATED * len(line.runs)


def _is_copy(text: _Text, i: int) -> bool:
    """Whether the words of a line are within a quotation, or within an answer of an interview, of a line nearby.

    A subhead announces. It does not say again what the reader has just read.
    """
    lines, line = text.lines, text.lines[i]
    if line.tells_who_speaks:
        return False
    before, after = range(max(0, i - NEAR), i), range(i + 1, min(len(lines), i + NEAR + 1))
    near = before if line.may_be_subhead else (*before, *after)
    if line.may_be_subhead and not line.bears_marks and len(line.words) < LONG:
        return False
    return any(_says_more(lines[j], line) for j in near) and not _is_refrain(text, i)


def _says_more(source: _Line, copy: _Line) -> bool:
    """Whether a line is longer and has the words of the other in a quotation, or word for word in an answer."""
    if len(source.words) <= len(copy.words):
        return False
    if (copy.bears_marks and len(copy.words) >= LONG) or (copy.may_be_subhead and len(copy.words) >= LONG_WITHOUT_MARKS):
        return _is_part(copy.words, source.words) or _holds(source, copy.words)
    return _holds(source, copy.words)


def _holds(source: _Line, words: Words) -> bool:
    return any(_within(words, quotation) for quotation in source.quotations)


def _within(words: Words, quotation: Words) -> bool:
    """Whether (nearly) all of the words stand in the quotation, in their order."""
    if _is_part(words, quotation):
        return True
    if len(words) < LONG or len(set(words) & set(quotation)) < NEARLY_ALL * len(set(words)):
        return False
    blocks = SequenceMatcher(None, words, quotation, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= NEARLY_ALL * len(words)


def _is_part(words: Words, other: Words) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(other)} "


def _is_refrain(text: _Text, i: int) -> bool:
    """Whether the words are a chant or verse: they are called out, or stand in the text more than twice."""
    words = text.lines[i].words
    if len(words) < LONG and text.lines[i].text.rstrip(MARKS + " ").endswith("!"):
        return True
    return text.times(words, most=3) > 2


def _is_signature(whole: _Text, i: int) -> bool:
    """Whether a line is nothing but a name that the text tells of, perhaps with an office: "— Jane Roe, baker"."""
    text = whole.lines[i].text
    words = WORD.findall(text)
    if not 1 < len(words) <= MOST_SIGNATURE_WORDS or _is_heading(whole.lines[i]):
        return False
    if DASH.match(text):
        return True
    name = WORD.findall(re.split(r"[,(|:–—]", text)[0])
    is_name = 2 <= len(name) <= 4 and all(word[0].isupper() for word in (name[0], name[-1]))
    return is_name and not SENTENCE_END.search(text) and whole.has_elsewhere(name[-1].casefold(), i)


def _is_heading(line: _Line) -> bool:
    return line.markup is not None and line.markup.tag in HEADINGS


def _words(text: str) -> Words:
    return tuple(WORD.findall(text.casefold().replace("’", "").replace("'", "")))
