"""Splits a text into sentences of words and quoted stretches, without a parser."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.annotate.quotes.marks.pair import Quoted
from transforms.annotate.quotes.without_model.tables import Tables
from transforms.text import Span, paragraphs

# A word with inner hyphens, stops and apostrophes (explique-t-elle, U.S., d'Arc, L’Express), a number, or a mark
TOKEN = re.compile(r"[^\W\d_]+(?:[-.’'‐][^\W\d_]+)*[’']?|\d+(?:[.,]\d+)*|[^\w\s]|_")
CLITIC = re.compile(r"(?:-t)?-([^\W\d_]+)$")  # dit-il, a-t-elle
APOSTROPHE = re.compile(r"[’']")
ELIDED = re.compile(r"[’'](?=«)")  # d'« alibi »: the mark would look like one that closes
REVERSED = re.compile(r"»\w")
ENDS = frozenset(".?!…")
LONGEST_ABBREVIATION = 1  # letters before a stop: J. Poe


@dataclass(frozen=True)
class Word:
    """A word or mark outside quotes, with its offsets in the text. `joined`: a pronoun that a hyphen joins to its verb."""

    form: str
    start: int
    end: int
    joined: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case, with a straight apostrophe."""
        return self.form.lower().replace("’", "'")

    @property
    def is_capital(self) -> bool:
        return self.form[:1].isupper()


@dataclass
class Sentence:
    """A sentence of the reporter. `words`: those outside quotes. `quotes`: its quotes, and how many words precede each."""

    paragraph: int
    words: list[Word] = field(default_factory=list)
    quotes: list[tuple[Quoted, int]] = field(default_factory=list)

    def before(self, k: int) -> list[Word]:
        """Returns the words between the quote before (or the sentence's start) and quote `k`."""
        return self.words[self.quotes[k - 1][1] if k else 0 : self.quotes[k][1]]

    def after(self, k: int) -> list[Word]:
        """Returns the words between quote `k` and the next one (or the sentence's end)."""
        return self.words[self.quotes[k][1] : self.quotes[k + 1][1] if k + 1 < len(self.quotes) else None]


def split_words(text: str, span: Span, tables: Tables) -> list[Word]:
    """Returns the words and marks of a span; pronouns behind a verb and elided words before one are words of their own.

    >>> from transforms.annotate.quotes.without_model.tables import tables
    >>> [word.form for word in split_words("L’élue, dit-elle.", Span(0, 17), tables("fr"))]
    ['L’', 'élue', ',', 'dit', 'elle', '.']
    """
    out: list[Word] = []
    for match in TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        if text[end - 1] in "’'" and end > start + 1 and text[start : end - 1].lower() not in tables.elisions:
            end -= 1
        apostrophe = APOSTROPHE.search(text, start, end)
        if apostrophe and text[start : apostrophe.start()].lower() in tables.elisions:
            out.append(Word(text[start : apostrophe.end()], start, apostrophe.end()))
            start = apostrophe.end()
        clitic = CLITIC.search(text, start, end)
        if clitic and clitic[1].lower() in tables.pronouns and clitic.start() > start:
            out.append(Word(text[start : clitic.start()], start, clitic.start()))
            out.append(Word(clitic[1], clitic.start(1), end, joined=True))
        elif start < end:
            out.append(Word(text[start:end], start, end))
    return out


def with_curly_marks(text: str, tables: Tables) -> str:
    """Returns the text with „so“ and »so« set “so”, in the languages that write so, and no apostrophe before a mark.

    Its length stays the same.
    """
    text = ELIDED.sub(" ", text)
    if not tables.low_high:
        return text
    if "„" in text:
        text = text.replace("“", "”")
    return text.replace("»", "“").replace("«", "”") if REVERSED.search(text) else text


def split_sentences(text: str, quotes: Sequence[Quoted], tables: Tables) -> list[Sentence]:
    """Returns the sentences of all paragraphs, in order. `quotes`: in order and disjoint."""
    sentences: list[Sentence] = []
    k = 0
    for paragraph, span in enumerate(paragraphs(text)):
        inside: list[Quoted] = []
        while k < len(quotes) and quotes[k].opening < span.end:
            inside.append(quotes[k])
            k += 1
        sentences += _sentences(list(_elements(text, span, inside, tables)), paragraph, text, tables)
    return sentences


def _elements(text: str, span: Span, quotes: Sequence[Quoted], tables: Tables) -> Iterator[Word | Quoted]:
    """Yields the words outside quotes and the quotes of a paragraph, in order."""
    start = span.start
    for quote in quotes:
        yield from split_words(text, Span(start, max(start, quote.opening)), tables)
        yield quote
        start = max(start, quote.closing)
    yield from split_words(text, Span(start, span.end), tables)


def _sentences(elements: Sequence[Word | Quoted], paragraph: int, text: str, tables: Tables) -> Iterator[Sentence]:
    sentence = Sentence(paragraph)
    for i, element in enumerate(elements):
        following = elements[i + 1] if i + 1 < len(elements) else None
        if isinstance(element, Word):
            sentence.words.append(element)
            ends = _word_ends_sentence(elements, i, following, tables)
        else:
            sentence.quotes.append((element, len(sentence.words)))
            ends = _quote_ends_sentence(text, element, following, tables)
        if ends or following is None:
            yield sentence
            sentence = Sentence(paragraph)


def _word_ends_sentence(elements: Sequence[Word | Quoted], i: int, following: Word | Quoted | None, tables: Tables) -> bool:
    """Whether the word or mark `i` ends a sentence: a stop, but not that of an abbreviation, an initial or an ordinal."""
    word, before = elements[i], elements[i - 1] if i else None
    if not isinstance(word, Word) or word.form not in ENDS:
        return False
    if word.form == "." and isinstance(before, Word) and before.end == word.start:
        initial = len(before.form) <= LONGEST_ABBREVIATION and before.is_capital
        if initial or before.lower in tables.abbreviations or (before.form.isdigit() and tables.nouns_have_capitals):
            return False
    return following is None or not isinstance(following, Word) or not following.form.islower()


def _quote_ends_sentence(text: str, quote: Quoted, following: Word | Quoted | None, tables: Tables) -> bool:
    """Whether a sentence ends with a quote: its last mark is a stop, and neither a mark nor a verb of saying follows."""
    if not isinstance(following, Word):
        return following is not None and text[quote.end - 1] in ENDS
    if text[quote.end - 1] not in ENDS or following.form in ENDS or not following.form[0].isalnum():
        return False
    return following.is_capital and following.lower not in tables.verbs
