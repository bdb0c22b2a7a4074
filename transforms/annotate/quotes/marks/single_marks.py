"""Finds quotes between single marks. Apostrophes look the same, so the pairing is a guess."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Protocol

from transforms.annotate.quotes.marks.missing_marks import end_without_mark
from transforms.text import Span

SINGLE = re.compile(r"['‘’‚]|(?<!`)`(?!`)")
CLOSES_AFTER = frozenset(".,;:!?…)]}")  # besides white space, a closing mark stands before one of these
OPENS_AFTER = frozenset("([{—–-/=>")  # besides white space, an opening mark stands after one of these
SHORTEST = 3  # words; fewer between single marks are nicknames, feet and inches, or ’tis
SPOKEN = frozenset(".,!?…—–")  # before a closing mark: 'No,' she said
NESTED = frozenset("“”\"‘’'«»")  # marks of a quote within, at either edge
SENTENCE_ENDS = frozenset(".!?…”’\"'")  # what stands before an opening mark that begins a sentence
LEADS_IN = SENTENCE_ENDS | frozenset(",:—–")
# An apostrophe at the beginning of a word: the '90s, tell 'em, rock 'n' roll
ELISION = re.compile(r"(?:\d0s|tis|twas|twill|til|till|em|er|im|cause|cos|coz|bout|round|neath|ere|n)\b", re.I)

OPENED = re.compile(r"(?<!\w)(?:'(?!\d0s)|‘)\w[^'‘’]{0,40}$")
CLOSING = re.compile(r"[.,?!]?['’](?!\w)")
REOPENS = re.compile(r"\s*['‘](?=[A-Z])")


class Stretch(Protocol):
    """A quote of any kind: the offsets of its marks."""

    @property
    def opening(self) -> int: ...

    @property
    def closing(self) -> int: ...


class SingleQuote(NamedTuple):
    """A quote as offsets. `start`, `end`: without the marks; `opening`, `closing`: with them.

    `closed`: false when the next paragraph continues the quote.
    """

    start: int
    end: int
    opening: int
    closing: int
    closed: bool = True


class Apostrophe(NamedTuple):
    """A single mark, and whether it can open and close a quote where it stands.

    `after_s`: it stands between an "s" and a space, so it closes a quote or is a plural genitive: 'no new taxes' for, the
    girls' fault.
    """

    start: int
    end: int
    opens: bool
    closes: bool
    after_s: bool


def find_single_quotes(
    text: str, line: Span, doubles: Sequence[Stretch], following: Span | None = None
) -> Iterator[SingleQuote]:
    """Yields the quotes between single marks in a paragraph, in order.

    `doubles`: other quotes in it, in order, which are left out. `following`: the next paragraph; if it
    begins with an opening mark, the last quote of this one may go on there.
    """
    goes_on = following is not None and REOPENS.match(text, following.start) is not None
    for marks in _stretches(text, line, doubles):
        yield from _between(text, line, marks, goes_on=goes_on)


def find_enclosing_quotes(text: str, line: Span, doubles: Sequence[Stretch]) -> list[SingleQuote]:
    """Returns the quotes between single marks that contain quotes between double ones: ‘She told me “go home” twice,’ he said.

    Such a quote begins a sentence, or is led in by a comma or a colon, and ends like speech. `doubles`: as above, in order.
    """
    openings = [double.opening for double in doubles]
    marks = [*chain.from_iterable(_stretches(text, line, doubles))] if doubles else []
    return [
        quote
        for quote in _between(text, line, marks)
        if bisect_right(openings, quote.opening) < bisect_right(openings, quote.closing)
        and _char_before(text, line, quote.opening) in LEADS_IN
        and (text[quote.end - 1] in SPOKEN or text[quote.end - 1] in NESTED or text[quote.closing : quote.closing + 1] == ",")
    ]


def _stretches(text: str, line: Span, doubles: Sequence[Stretch]) -> Iterator[list[Apostrophe]]:
    """Yields the single marks before, between and after the quotes between double marks."""
    first = line.start
    for double in doubles:
        yield [*_apostrophes(text, line, first, double.opening)]
        first = double.closing
    yield [*_apostrophes(text, line, first, line.end)]


def with_closing_mark(text: str, span: Span) -> Span:
    """Returns the span, extended by a single mark that closes its last words: said that it was 'mad'.

    >>> text = "She said that it was 'mad'."
    >>> with_closing_mark(text, Span(9, 25)).of(text)
    "that it was 'mad'"
    """
    closing = CLOSING.match(text, span.end)
    return Span(span.start, closing.end()) if closing and OPENED.search(span.of(text)) else span


def _between(text: str, line: Span, marks: Sequence[Apostrophe], *, goes_on: bool = False) -> Iterator[SingleQuote]:
    """Yields the quotes between these marks. `goes_on`: the next paragraph can continue the last one."""
    i = 0
    while i < len(marks):
        opening = marks[i]
        i += 1
        if not opening.opens:
            continue
        closing = _closing(marks, i)
        if closing is None:  # no later mark closes either
            yield from _unclosed(text, line, opening, goes_on=goes_on)
            return
        i = closing + 1
        quote = SingleQuote(opening.end, marks[closing].start, opening.start, marks[closing].end)
        if _is_quote(text, line, quote):
            yield quote


def _is_quote(text: str, line: Span, quote: SingleQuote) -> bool:
    """Whether the words between two single marks are long enough for a quote, or look like speech: 'No,' she said."""
    if text.count(" ", quote.start, quote.end) + 1 >= SHORTEST:
        return True
    before_comma = text.startswith(",", quote.closing) and _char_before(text, line, quote.opening) in SENTENCE_ENDS
    return text[quote.start].isupper() and (before_comma or text[quote.end - 1] in SPOKEN)


def _unclosed(text: str, line: Span, opening: Apostrophe, *, goes_on: bool) -> Iterator[SingleQuote]:
    """Yields the quote that no mark closes, if the reporter's words show its end, or it goes on in the next paragraph."""
    if _char_before(text, line, opening.start) not in LEADS_IN or not text[opening.end].isupper():
        return
    end = end_without_mark(text, Span(opening.end, line.end))
    if end is not None:
        yield SingleQuote(opening.end, end, opening.start, end)
    elif goes_on:
        yield SingleQuote(opening.end, line.end, opening.start, line.end, closed=False)


def _char_before(text: str, line: Span, i: int) -> str:
    """Returns the last character before offset `i` that is no space; a full stop at the start of the paragraph."""
    return text[max(line.start, i - 3) : i].rstrip()[-1:] or "."


def _closing(marks: Sequence[Apostrophe], i: int) -> int | None:
    """Returns the index of the mark that closes a quote opened before mark `i`, or None.

    A mark after an "s" closes it only when no other closing mark comes before the next opening one.
    """
    after_s: int | None = None
    for j in range(i, len(marks)):
        if marks[j].closes and not marks[j].after_s:
            return j
        if marks[j].after_s and after_s is None:
            after_s = j
        if marks[j].opens and after_s is not None:
            return after_s
    return after_s


def _apostrophes(text: str, line: Span, first: int, last: int) -> Iterator[Apostrophe]:
    """Yields the single marks between two offsets of a paragraph that can open or close."""
    for match in SINGLE.finditer(text, first, last):
        start, end = match.span()
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        opens = _can_open(text, match, before, after)
        closes = match[0] != "`" and not before.isspace() and (after.isspace() or after in CLOSES_AFTER)
        if opens or closes:
            yield Apostrophe(start, end, opens, closes, after_s=before == "s" and after.isspace())


def _can_open(text: str, match: re.Match[str], before: str, after: str) -> bool:
    """Whether a single mark between two characters can open a quote: before a word, or before a mark that opens one within."""
    if match[0] == "’" or not (before.isspace() or before in OPENS_AFTER):
        return False
    if match[0] != "‘" and ELISION.match(text, match.end()):
        return False
    return after.isalnum() or (after in NESTED and text[match.end() + 1 : match.end() + 2].isalnum())
