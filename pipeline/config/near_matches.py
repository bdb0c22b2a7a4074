"""Texts that nearly match a pattern: what a pattern is slowest on, made from the parts of the pattern itself.

Each is a beginning, a part that is repeated, and an end. For `(a+)+b` some are "aaaa…", "aaaa…!" and "aaaab" repeated.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

PARSER: Any = import_module("re._parser")  # since Python 3.11; the parser that `re.compile` uses
MANY = 16  # a part that may be repeated more often than this is worth repeating
MOST_CHARACTERS = 12  # of a pattern, for single characters and pairs of them
CANDIDATES = "a1A .,-:/\"'(\n<[&_|é=;@%’\x00"
ENDS = ("", "\x00", "\n", "!")


@dataclass(frozen=True)
class NearMatch:
    """`start`, then `part` as often as there is room, then `end`."""

    start: str
    part: str
    end: str

    def of_length(self, n: int) -> str:
        """A text of about `n` characters."""
        return self.start + self.part * max(1, (n - len(self.start) - len(self.end)) // len(self.part)) + self.end


def near_matches(pattern: str, flags: int = 0) -> list[NearMatch]:
    """Texts that are near to what the pattern matches, each once; the pattern must be valid."""
    parsed = PARSER.parse(pattern, flags)
    found = dict.fromkeys(near for near in _all(list(parsed)) if near.part)
    return list(found)


def _all(items: list[Any]) -> Iterator[NearMatch]:
    characters = list(dict.fromkeys(_characters(items)))
    ends = list(dict.fromkeys([*ENDS, *itertools.islice(_looked_for(items), 4)]))
    for start, part, rest in itertools.islice(_repeats(items, ""), 40):
        for end in ends:
            yield NearMatch(start, part, end)
        yield NearMatch("", start + part, "")
        yield NearMatch("", start + part * 3, "\x00")
        yield NearMatch(start, part + rest[:-1], "\x00")
        yield NearMatch(start, part, rest[:-1] + "\x00")
    whole = [_sample(items, i) for i in range(3)]
    for text in whole:
        yield NearMatch("", text, "")
        yield NearMatch("", text[:-1], "")
        yield NearMatch("", text[: len(text) // 2], "")
    for one in characters[:MOST_CHARACTERS]:
        for end in ends:
            yield NearMatch("", one, end)
        yield NearMatch(whole[0], one, "\x00")
    for one, other in itertools.permutations(characters[: MOST_CHARACTERS // 2], 2):
        yield NearMatch("", one + other, "")
        yield NearMatch(one, other, "\x00")


def _characters(items: list[Any]) -> Iterator[str]:
    """One character for each place of a pattern that takes some: first of those parts that may be repeated often."""
    for _, part, _ in itertools.islice(_repeats(items, ""), 40):
        yield from part[:3]
    yield from _sample(items, 0)
    yield from "a 1"


def _looked_for(items: list[Any]) -> Iterator[str]:
    """What the lookaheads of a pattern want to see."""
    for op, value in items:
        if str(op) == "ASSERT" and value[0] == 1:
            yield _sample(list(value[1]), 0)
        for inner in _inner(op, value):
            yield from _looked_for(inner)


def _repeats(items: list[Any], before: str) -> Iterator[tuple[str, str, str]]:
    """For each part that may be repeated often: what matches before it, the part itself in some forms, what must follow."""
    for i, (op, value) in enumerate(items):
        rest = _sample(items[i + 1 :], 0)
        if str(op) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[1] > MANY:
            for part in dict.fromkeys(_sample(list(value[2]), variant) for variant in range(3)):
                yield before, part, rest
        for inner in _inner(op, value):
            for start, part, after in _repeats(inner, before):
                yield start, part, after + rest
        before += _sample([(op, value)], 0)


def _inner(op: Any, value: Any) -> list[list[Any]]:
    """The parts inside an item of a parsed pattern."""
    match str(op):
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [list(value[2])]
        case "SUBPATTERN":
            return [list(value[3])]
        case "ATOMIC_GROUP":
            return [list(value)]
        case "BRANCH":
            return [list(branch) for branch in value[1]]
        case "ASSERT" | "ASSERT_NOT":
            return [list(value[1])]
        case "GROUPREF_EXISTS":
            return [list(part) for part in value[1:] if part]
    return []


def _sample(items: list[Any], variant: int) -> str:
    """A text that the items match, but for what looks ahead or back, and for repetitions of groups."""
    return "".join(_sample_of(op, value, variant) for op, value in items)


def _sample_of(op: Any, value: Any, variant: int) -> str:
    match str(op):
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL":
            return next(character for character in CANDIDATES[variant:] if character != chr(value))
        case "ANY":
            return "xa "[variant]
        case "IN":
            return _member(value, variant)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            times: int = max(value[0], variant % 2 if value[1] == 1 else 1)
            return _sample(list(value[2]), variant) * min(times, 40)
        case "ASSERT" | "ASSERT_NOT":
            return ""
        case "BRANCH":
            branches = value[1]
            return _sample(list(branches[(variant * len(branches) // 3) % len(branches)]), variant)
    return "".join(_sample(inner, variant) for inner in _inner(op, value)[:1])


def _member(members: list[Any], variant: int) -> str:
    negated = str(members[0][0]) == "NEGATE"
    own = [] if negated else [chr(v[0] if str(o) == "RANGE" else v) for o, v in members if str(o) in ("LITERAL", "RANGE")]
    matches = re.compile(_as_class(members)).match
    fitting: list[str] = [character for character in [*own[:8], *CANDIDATES] if matches(character)]
    return fitting[variant % len(fitting)] if fitting else ""


def _as_class(members: list[Any]) -> str:
    categories = {"DIGIT": r"\d", "NOT_DIGIT": r"\D", "SPACE": r"\s", "NOT_SPACE": r"\S", "WORD": r"\w", "NOT_WORD": r"\W"}
    parts = []
    for op, value in members:
        match str(op):
            case "NEGATE":
                parts.append("^")
            case "LITERAL":
                parts.append(re.escape(chr(value)))
            case "RANGE":
                parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
            case "CATEGORY":
                parts.append(categories[str(value).removeprefix("CATEGORY_")])
    return f"[{''.join(parts)}]"
