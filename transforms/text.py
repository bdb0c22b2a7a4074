"""Spans and paragraphs of a text, and its normalization. Offsets are Unicode code points, half-open."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# C0 and C1 controls except tab and newline: some parsers drop a text that has one, and terminals execute them.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
WORD = re.compile(r"\w+")
NEWLINES = re.compile("\r\n?|\x85|\u2028|\u2029")
# `&#x2019;`, `&#8217;` and `&eacute;`, each also without its semicolon; but not `&copy=2` and `&section=2`.
REFERENCE = re.compile(r"&(?:#[xX]([0-9A-Fa-f]+);?|#([0-9]+);?|([A-Za-z][A-Za-z0-9]{1,31}(?:;|(?![\w=]))))")
LONGEST_NUMBER = 7  # digits of a character's number; Python refuses to read numbers of more than 4,300
ESCAPED_AMPERSAND = re.compile("&(?:(?:amp|#38|#x26);)+", re.IGNORECASE)


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
    r"""The spans of the lines of a text that are not blank; one line is one paragraph.

    >>> list(paragraphs("One.\n\nTwo."))
    [Span(start=0, end=4), Span(start=6, end=10)]
    """
    return iter(_paragraphs(text))


@lru_cache(maxsize=4)  # all cleaning rules ask for those of one text, one after the other
def _paragraphs(text: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line and not line.isspace():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def plain(text: str) -> str:
    r"""The text as a record may store it: `\n` is the only line break, no controls, no lone surrogates.

    >>> plain("a\r\nb\x1b[31m\ud800")
    'a\nb[31m\ufffd'
    """
    text = NEWLINES.sub("\n", text)
    return LONE_SURROGATE.sub("\ufffd", CONTROL.sub("", text))


def decode_references(text: str) -> str:
    """The text with HTML's character references decoded, once.

    Follows the rule of HTML for attributes, in all text: a named reference without a semicolon counts only if no letter, digit
    or `=` follows. `_` is treated like a letter.
    https://html.spec.whatwg.org/multipage/parsing.html#named-character-reference-state

    >>> decode_references("caf&eacute; &amp; bar &ndash /?a=1&section=2")
    'café & bar &ndash /?a=1&section=2'
    """
    return REFERENCE.sub(_referenced, text) if "&" in text else text


def _referenced(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return html5.get(name, reference[0])
    digits = (hexadecimal or decimal).lstrip("0")
    if len(digits) > LONGEST_NUMBER:
        return "\ufffd"
    return html.unescape(f"&#{'x' if hexadecimal else ''}{digits or 0};")


def without_escaped_ampersands(address: str) -> str:
    """The address with `&` for `&amp;`, which no address has unless it was escaped twice; all other references stay.

    >>> without_escaped_ampersands("/a?b=1&amp;section=2&copy=3")
    '/a?b=1&section=2&copy=3'
    """
    return ESCAPED_AMPERSAND.sub("&", address) if "&" in address else address


def name_key(text: str) -> str:
    """The letters and digits of a name in lower case, for comparing names whatever their spaces and punctuation.

    >>> name_key("Valley-News (UK)")
    'valleynewsuk'
    """
    return "".join(WORD.findall(text.lower()))
