"""With which characters the matches of a pattern may begin, so that most patterns need not be tried on a line.

Only the beginning of a pattern is read, and of it plain parts: characters, groups `(?:…)`, alternatives and `?`. For all else
the answer is that it may begin with any character.
"""

import re
from collections.abc import Iterator

FLAG_I = "(?i)"
GROUP = "(?:"
SPECIAL = frozenset(".^$*+?{}[]()|\\")
OPTIONAL = re.compile(r"\?|\*|\{0|\{,")
QUANTIFIER = re.compile(r"(?:[?*+]|\{\d{0,9},?\d{0,9}\})[+?]?")
ANY = None
Characters = frozenset[str] | None
"""Characters in both cases; None for any."""


def first_characters(pattern: str) -> Characters:
    """The ASCII characters with which a match of the pattern may begin, in both cases; None if it may be any.

    Nothing is said about matches that begin with a character beyond ASCII.

    >>> sorted(first_characters("(?i)(?:please )?sign|read (?:more|on)") or ())
    ['P', 'R', 'S', 'p', 'r', 's']
    >>> first_characters(".{1,20}sign") is None
    True
    """
    if "#" in pattern:  # it may begin a comment, which is not read
        return ANY
    return _of_alternatives(pattern.removeprefix(FLAG_I))


def _of_alternatives(pattern: str) -> Characters:
    found: set[str] = set()
    for part in _alternatives(pattern):
        characters = _of_sequence(part)
        if characters is None:
            return ANY
        found |= characters
    return frozenset(found)


def _of_sequence(pattern: str) -> Characters:
    """The first characters of a pattern without alternatives at its top."""
    if not pattern:
        return ANY  # it matches the empty text, and what follows is not known
    if pattern.startswith(GROUP):
        end = _end_of_group(pattern)
        characters = _of_alternatives(pattern[len(GROUP) : end - 1])
    elif pattern[0] in SPECIAL or not pattern[0].isascii():
        return ANY
    else:
        end, characters = 1, frozenset((pattern[0].lower(), pattern[0].upper()))
    if characters is None or not OPTIONAL.match(pattern, end):
        return characters
    quantifier = QUANTIFIER.match(pattern, end)
    following = _of_sequence(pattern[quantifier.end() :]) if quantifier else ANY
    return None if following is None else characters | following


def _alternatives(pattern: str) -> Iterator[str]:
    """The parts between the bars at the top of a pattern."""
    start = 0
    for i, character, depth in _outside_classes(pattern):
        if character == "|" and depth == 0:
            yield pattern[start:i]
            start = i + 1
    yield pattern[start:]


def _end_of_group(pattern: str) -> int:
    """The place after the group with which a pattern begins."""
    return next(i + 1 for i, character, depth in _outside_classes(pattern) if character == ")" and depth == 0)


def _outside_classes(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Yields the characters that are neither escaped nor in `[…]`: place, character, and how many groups are open after it."""
    i, depth = 0, 0
    while i < len(pattern):
        character = pattern[i]
        if character == "\\":
            i += 2
            continue
        if character == "[":
            i = _end_of_class(pattern, i)
            continue
        depth += (character == "(") - (character == ")")
        yield i, character, depth
        i += 1


def _end_of_class(pattern: str, start: int) -> int:
    """The place after a class such as `[^]a\\]]`."""
    i = start + 1 + (pattern[start + 1] == "^")
    i += pattern[i] == "]"
    while pattern[i] != "]":
        i += 2 if pattern[i] == "\\" else 1
    return i + 1
