"""Author lines → names: "By Jane Roe and John Doe, political editors" is two names, no "By" and no job."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

LONGEST = 60  # characters of a name
MOST_WORDS = 6
MOST_AUTHORS = 30

LEAD = re.compile(r"(?xi) ^ (?: (?:(?:written|words|story|report(?:ed|ing)?|text|analysis|opinion|posted|published)\s+)? by \b | by: | von \b | par \b | por \b | di \b | door \b | av \b | af \b | text: | autor(?:in)?: | author: | από \b ) \s* :? \s*")
BETWEEN = re.compile(r"(?i)\s*(?:[;|/•·\n]|,|\band\b|\bund\b|\bwith\b|&)\s*")
AND_ALSO = {"fr": r"\bet\b", "es": r"\by\b", "it": r"\be\b", "nl": r"\ben\b", "pt": r"\be\b"}
# What stands after the name, in one piece with it.
TAIL = re.compile(r"(?xi) \s* (?: \( [^)]{0,80} \) | \s[-–—]\s .* | @[\w.]{2,} .* | \b(?:for|in|at|from|of\s+the)\s .* | \S+@\S+ .* ) $")
# A part that is no name.
JOBS = re.compile(
    r"""(?xi) \b (?: editors? | reporters? | correspondents? | writers? | journalists? | columnists? | contributors? | contributing | critics? | producers?
    | senior | staff | chief | bureau | desk | newsroom | team | photographers? | professors? | lecturers? | director | analyst | fellow | freelance
    | redakteur(?:in)? | redaktion | korrespondent(?:in)? | journaliste | rédaction | redacción | redazione | subscribe | follow | updated | published
    | minutes? | ago | share | comments? | author | admin | administrator | news | media | magazine | press | agency | agencies | inc | ltd | llc | \.com | www ) \b"""
)
WIRES = frozenset(["reuters", "ap", "afp", "dpa", "pa", "bloomberg"])
NAME = re.compile(r"[^\W\d_]")


def names(raw: Iterable[str], language: str | None = None) -> tuple[str, ...]:
    """The persons' names in author lines, first seen first, each once; jobs, addresses and handles left out.

    >>> names(["By Jane Roe and John O'Doe, political editor", "JANE ROE"])
    ('Jane Roe', "John O'Doe")
    """
    found: dict[str, str] = {}
    for line in raw:
        for name in _split(line, language):
            found.setdefault(name.casefold(), name)
        if len(found) >= MOST_AUTHORS:
            break
    return tuple(found.values())


def _split(line: str, language: str | None) -> Iterator[str]:
    line = " ".join(unescape(line[:1000]).split())
    line = LEAD.sub("", line)
    if more := AND_ALSO.get(language or ""):
        line = re.sub(rf"(?i)\s+{more}\s+", ";", line)
    for part in BETWEEN.split(line):
        name = TAIL.sub("", LEAD.sub("", part)).strip(" .,:;-–—\"'*|")
        if _is_name(name):
            yield name


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        1 <= len(words) <= MOST_WORDS
        and 2 < len(text) <= LONGEST
        and NAME.match(text) is not None
        and not any(c.isdigit() for c in text)
        and "http" not in text
        and (JOBS.search(text) is None)
    )
