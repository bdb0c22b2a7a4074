"""Matches patterns of tokens in `Words`, in the syntax of spaCy's Matcher. spaCy's own class needs a `Doc`, and none is kept.

A pattern is a list of dicts, one for each token. All keys of a dict must hold:

* `ORTH`, `LOWER`, `TAG`, `DEP`: the word, the word in lower case, its fine tag, its dependency label. The value is a string, or
  `{"IN": words}`, `{"NOT_IN": words}` or `{"REGEX": "^VB"}` (searched for, as in spaCy).
* `IS_DIGIT`, `IS_TITLE`, `SPACY`: true or false. `IS_TITLE`: it begins with a capital; `SPACY`: a space follows.
* `OP`: `!` (one token that does not match), `?`, `*`, `+`, `{n}`, `{n,m}`, `{n,}`, `{,m}`. Without it, one token.

spaCy has no syntax for three more keys:

* `ANY`: a list of dicts, at least one of which must hold.
* `SPAN`: the name of a function that the caller passes. It gets the number of a word, and returns the
  end (excluded) of the phrase that begins there, or None.
* `AS`: the name under which the match keeps what the token or span matched.

As in a regular expression, an operator matches as much as it can and backtracks; spaCy returns all matches instead. Each pair
of token and word is tested at most once, so the time grows with the number of words times tokens.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

from transforms.annotate.words import Words

Token = Mapping[str, Any]
Test = Callable[[Words, int], bool]
PhraseEnd = Callable[[int], int | None]

REPEATS = {"!": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None), "": (1, 1)}
COUNTS = re.compile(r"\{(?P<least>\d*+)(?P<comma>,?)(?P<most>\d*)\}")


class Match(NamedTuple):
    """The matched words `first` to `last` (excluded). `parts`: name of an `AS` → its first and last (excluded) word."""

    first: int
    last: int
    parts: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class _Step:
    """One token of a pattern, or one optional or repeated copy of it."""

    test: Test | None
    span: str | None
    keep: str | None
    optional: bool
    repeated: bool


@dataclass(frozen=True)
class TokenPattern:
    """A pattern, ready to match. Raises ValueError for a key or an operator that the module does not list."""

    tokens: Sequence[Token]
    _steps: tuple[_Step, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_steps", tuple(step for token in self.tokens for step in _steps(token)))

    def match(
        self, words: Words, first: int, last: int | None = None, spans: Mapping[str, PhraseEnd] | None = None
    ) -> Match | None:
        """Returns the match that begins with word `first`, or None. It ends before word `last`, by default the text's end.

        `spans`: name of a `SPAN` → its function.
        """
        end, opening = len(words) if last is None else last, self._steps[0] if self._steps else None
        if opening and opening.test and not opening.optional and not (first < end and opening.test(words, first)):
            return None  # as at most words
        return _PatternSearch(self._steps, words, end, spans or {}).run(first)


class _PatternSearch:
    """Depth-first search for the preferred match. `failed`: the (step, word) from which no match is possible."""

    def __init__(self, steps: Sequence[_Step], words: Words, last: int, spans: Mapping[str, PhraseEnd]) -> None:
        self.steps, self.words, self.last, self.spans = steps, words, last, spans
        self.failed: set[tuple[int, int]] = set()

    def run(self, first: int) -> Match | None:
        """Returns the match that begins with word `first`, or None."""
        path: list[tuple[int, int]] = []  # (step, word) before each move
        state = (0, first)
        choices = [self._moves(state)]
        while choices:
            if state[0] == len(self.steps):
                return Match(first, state[1], self._parts([*path, state]))
            move = next((m for m in choices[-1] if m not in self.failed), None)
            if move is None:
                self.failed.add(state)
                choices.pop()
                state = path.pop() if path else state
            else:
                path.append(state)
                state = move
                choices.append(self._moves(state))
        return None

    def _moves(self, state: tuple[int, int]) -> list[tuple[int, int]]:
        """Returns the states that may follow, the preferred one first."""
        number, word = state
        if number == len(self.steps):
            return []
        step, moves = self.steps[number], []
        end = self._end(step, word)
        if end is not None:
            moves.append((number if step.repeated else number + 1, end))
        if step.optional:
            moves.append((number + 1, word))
        return moves

    def _end(self, step: _Step, word: int) -> int | None:
        """Returns the word after what the step matches at `word`; None when it does not match there."""
        if word >= self.last:
            return None
        if step.span is not None:
            end = self.spans[step.span](word)
            return end if end is not None and word < end <= self.last else None
        return word + 1 if step.test is None or step.test(self.words, word) else None

    def _parts(self, path: Sequence[tuple[int, int]]) -> dict[str, tuple[int, int]]:
        parts: dict[str, tuple[int, int]] = {}
        for (number, word), (_, after) in pairwise(path):
            name = self.steps[number].keep
            if name is not None and after > word:
                parts[name] = (parts[name][0] if name in parts else word, after)
        return parts


def _steps(token: Token) -> list[_Step]:
    """Returns the steps of one token: as many copies as its operator needs and allows."""
    least, most = _counts(token.get("OP", ""))
    conditions = {key: value for key, value in token.items() if key not in ("OP", "AS", "SPAN")}
    span = token.get("SPAN")
    if span is not None and (conditions or token.get("OP") == "!"):
        raise ValueError(f"a token with SPAN can have only AS, and an OP other than !: {dict(token)}")
    test = _all_of(conditions)
    if token.get("OP") == "!":
        test = _not(test)
    required = _Step(test, span, token.get("AS"), optional=False, repeated=False)
    steps = [required] * least
    if most is None:
        return [*steps, replace(required, optional=True, repeated=True)]
    return [*steps, *[replace(required, optional=True)] * (most - least)]


def _counts(operator: str) -> tuple[int, int | None]:
    """Returns the least and greatest number of tokens that an operator allows; None for no limit."""
    if operator in REPEATS:
        return REPEATS[operator]
    match = COUNTS.fullmatch(operator)
    if match is None or not (match["least"] or match["most"]):
        raise ValueError(f"unknown operator {operator!r}; the operators are ! ? * + {{n}} {{n,m}} {{n,}} {{,m}}")
    least = int(match["least"] or 0)
    if not match["comma"]:
        return least, least
    most = int(match["most"]) if match["most"] else None
    if most is not None and most < least:
        raise ValueError(f"the operator {operator!r} has a maximum below its minimum")
    return least, most


def _all_of(conditions: Token) -> Test:
    tests = [_test(key, value) for key, value in conditions.items()]
    if len(tests) == 1:
        return tests[0]
    return lambda words, i: all(test(words, i) for test in tests)


def _any_of(alternatives: Sequence[Token]) -> Test:
    tests = [_all_of(alternative) for alternative in alternatives]
    return lambda words, i: any(test(words, i) for test in tests)


def _not(test: Test) -> Test:
    return lambda words, i: not test(words, i)


def _test(key: str, value: Any) -> Test:
    """Returns the test of one key of a token. Raises ValueError for an unknown key."""
    match key:
        case "ANY":
            return _any_of(value)
        case "IS_DIGIT":
            return lambda words, i: words.form[i].isdecimal() is value
        case "IS_TITLE":
            return lambda words, i: words.form[i][:1].isupper() is value
        case "SPACY":
            return lambda words, i: _is_before_space(words, i) is value
        case "ORTH":
            fits = _value_test(value)
            return lambda words, i: fits(words.form[i])
        case "LOWER":
            fits = _value_test(value)
            return lambda words, i: fits(words.form[i].lower())
        case "TAG":
            fits = _value_test(value)
            return lambda words, i: fits(words.tag[i])
        case "DEP":
            fits = _value_test(value)
            return lambda words, i: fits(words.dep[i])
    raise ValueError(f"unknown key {key!r} in a token pattern")


def _is_before_space(words: Words, i: int) -> bool:
    return i + 1 < len(words) and words.start[i + 1] > words.end[i]


def _value_test(value: str | Mapping[str, Any]) -> Callable[[str], bool]:
    """Returns the test of a string, or of a dict of predicates. Raises ValueError for an unknown predicate."""
    if isinstance(value, str):
        return lambda text: text == value
    tests: list[Callable[[str], bool]] = []
    for predicate, operand in value.items():
        match predicate:
            case "IN":
                tests.append(frozenset(operand).__contains__)
            case "NOT_IN":
                tests.append(_is_none_of(frozenset(operand)))
            case "REGEX":
                tests.append(_matches(re.compile(operand)))
            case _:
                raise ValueError(f"unknown predicate {predicate!r} in a token pattern; the predicates are IN, NOT_IN, REGEX")
    return tests[0] if len(tests) == 1 else lambda text: all(test(text) for test in tests)


def _is_none_of(words: frozenset[str]) -> Callable[[str], bool]:
    return lambda text: text not in words


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.search(text) is not None
