"""Spans and paragraphs of a text, and its normalization. Offsets are Unicode code points, half-open."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# C0 and C1 controls except tab and newline: some parsers drop a text that has one, and terminals execute them.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
WORD = re.compile(r"\w+")
NEWLINES = re.compile("\r\n?|\x85|\u2028|\u2029")


class Span(NamedTuple):
    """A place in a text: offsets in code points, half-open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of the text in the span."""
        return text[self.start : self.end]


def word_set(text: str) -> frozenset[str]:
    """The words of a text that are separated by white space, as a set.

    >>> sorted(word_set("nav footer aside"))
    ['aside', 'footer', 'nav']
    """
    return frozenset(text.split())


def paragraphs(text: str) -> Iterator[Span]:
    r"""Yields the spans of the lines of a text that are not blank; one line is one paragraph.

    >>> list(paragraphs("One.\n\nTwo."))
    [Span(start=0, end=4), Span(start=6, end=10)]
    """
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def plain(text: str) -> str:
    r"""The text as a record may store it: `\n` is the only line break, no controls, no lone surrogates.

    >>> plain("a\r\nb\x1b[31m\ud800")
    'a\nb[31m\ufffd'
    """
    text = NEWLINES.sub("\n", text)
    return LONE_SURROGATE.sub("\ufffd", CONTROL.sub("", text))


def name_key(text: str) -> str:
    """The letters and digits of a name in lower case, for comparing names whatever their spaces and punctuation.

    >>> name_key("Valley-News (UK)")
    'valleynewsuk'
    """
    return "".join(WORD.findall(text.lower()))
