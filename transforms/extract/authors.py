"""Author lines → names: "By Jane Roe and John Doe, political editors" is two names, no "By" and no job."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from lxml.html import HtmlElement

LONGEST = 60  # characters of a name
MOST_WORDS = 6
MOST_AUTHORS = 30
LONGEST_LINE = 1000  # characters of an author line that are read
LONGEST_BYLINE = 200  # characters of an element that is a byline

LEAD = re.compile(r"""(?xi) ^ (?:
    (?: (?: written | words | story | report(?:ed|ing)? | text | analysis | opinion | posted | published ) \s+ )? by \b
  | (?: von | par | por | di | door | av | af | από ) \b
  | (?: by | text | author | autor(?:in)? ) :
) \s* :? \s* """)
BETWEEN = re.compile(r"(?i)\s*(?:[;|/•·\n]|,|\band\b|\bund\b|\bwith\b|&)\s*")
AND = {"fr": r"\bet\b", "es": r"\by\b", "it": r"\be\b", "nl": r"\ben\b", "pt": r"\be\b"}
# What stands behind the name, in one piece with it: "(London)", "– the Example", "@jane", "for the Example", an address.
TAIL = re.compile(r"""(?xi) \s* (?:
    \( [^)]{0,80} \) | \s [-–—] \s .* | @ [\w.]{2,} .* | \b (?: for | in | at | on | from | of\s+the ) \s .*
) $ """)
# Words that no person's name has.
NO_NAME = re.compile(r"""(?xi) \b (?:
    editors? | reporters? | correspondents? | writers? | journalists? | columnists? | contributors? | contributing | critics?
  | producers? | senior | staff | chief | bureau | desk | newsroom | team | photographers? | professors? | lecturers? | director
  | analyst | fellow | freelance | redakteur(?:in)? | redaktion | korrespondent(?:in)? | journaliste | rédaction | redacción
  | redazione | subscribe | follow | updated | published | minutes? | ago | share | comments? | author | admin | administrator
  | news | media | magazine | press | agency | agencies | inc | ltd | llc | www | \.com
) \b """)
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+\.[a-z]{2,}(?:/\S*)?")
LETTER = re.compile(r"[^\W\d_]")

BYLINE_NAMES = re.compile(r"(?i)byline|author[-_]{0,2}name|(?<![\w-])author(?![\w-])|testid-author")
FRAME = ("nav", "footer", "aside")
NEAR = 60  # elements after the headline in which a line that begins with "By" is looked for


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


def bylines(tree: HtmlElement) -> list[str]:
    """What the page displays as its byline: the first short element that is marked as one, else that begins with "By"."""
    for element in tree.iter("*"):
        if _is_marked(element) and (lines := _lines(element)):
            return lines
    headline = next(tree.iter("h1"), None)
    if headline is None:
        return []
    for i, element in enumerate(_after(headline)):
        if i >= NEAR:
            break
        text = _short_text(element)
        if text and LEAD.match(text) and text[0].isupper() and all(map(_is_full_name, names([text]))):
            return _lines(element)
    return []


def _is_marked(element: HtmlElement) -> bool:
    if element.get("itemprop") == "author" or element.get("rel") == "author":
        marked = True
    else:
        about = f"{element.get('class') or ''} testid-{element.get('data-testid') or ''}"
        marked = len(about) > 8 and BYLINE_NAMES.search(about[:500]) is not None
    return marked and next(element.iterancestors(FRAME), None) is None


def _lines(element: HtmlElement) -> list[str]:
    """The author lines in an element: its links, if they are names, else its text; none when it holds no name."""
    text = _short_text(element)
    if not names([text]):
        return []
    links = [_short_text(link) for link in element.iter("a")]
    return links if names(links) else [text]


def _short_text(element: HtmlElement) -> str:
    """The element's text in one line, or nothing if it is too long for a byline."""
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 5 * LONGEST_BYLINE:
            return ""
    text = " ".join("".join(pieces).split())
    return text if 3 < len(text) <= LONGEST_BYLINE else ""


def _after(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that follow, in page order, without those inside of it."""
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter("*")
        node = node.getparent()


def _split(line: str, language: str | None) -> Iterator[str]:
    line = LEAD.sub("", " ".join(ADDRESS.sub(" ", unescape(line[:LONGEST_LINE])).split()))
    if more := AND.get(language or ""):
        line = re.sub(rf"(?i)\s+{more}\s+", ";", line)
    for part in BETWEEN.split(line):
        name = TAIL.sub("", LEAD.sub("", part)).strip(" .,:;-–—\"'*|")
        if _is_name(name):
            yield name


def _is_full_name(name: str) -> bool:
    """A first and a last name: in running text, "By noon" is none."""
    words = name.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()


def _is_name(text: str) -> bool:
    return (
        1 <= len(text.split()) <= MOST_WORDS
        and 2 < len(text) <= LONGEST
        and LETTER.match(text) is not None
        and not any(c.isdigit() for c in text)
        and NO_NAME.search(text) is None
    )
