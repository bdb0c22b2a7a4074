"""Cleaning rules made of patterns, read from `configs/cleaning/<rule>.yaml` with the keys why, measured, patterns, examples.

why: Links to other articles are between the paragraphs.
measured: precision 0.93 of 58 lines ..., 2031-05-03     # may be left out
patterns:
  - (?i)read more:? .{0,150}                  # a whole line
  - {scope: text, pattern: '\\[ad\\]'}        # anywhere
examples:
  - {before: "Read more: the bridge", after: ""}
  - {before: "Read more books.", after: "Read more books."}   # what must stay
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from transforms.articles import Article, Entry
from transforms.clean.cut import cut
from transforms.clean.first_characters import first_characters
from transforms.text import Span, paragraphs

LONGEST_LINE = 400  # characters; furniture is no longer, and longer lines are not matched
SCOPES = ("line", "text")
KEYS = ("why", "measured", "patterns", "examples")
# A pattern with its flags at the beginning, if all of them can also be those of a group: "(?i)read more".
FLAGS = re.compile(r"(?s)(?:\(\?([ims]+)\))?(?!\(\?[aiLmsux]+\))(.+)")
REQUIRED = ("why", "patterns", "examples")


@dataclass(frozen=True)
class Example:
    """A text before and after the rule. When both are equal, the example shows what the rule must not cut."""

    before: str
    after: str


@dataclass(frozen=True)
class PatternRule:
    """Marks the lines that one of `lines` matches as a whole, and every match of one of `anywhere`.

    `measured`: the precision of the rule, with the number of lines, the texts and the date; empty when it was not measured.
    """

    name: str
    why: str
    measured: str
    lines: tuple[re.Pattern[str], ...]
    anywhere: tuple[re.Pattern[str], ...]
    examples: tuple[Example, ...]

    @cached_property
    def joined(self) -> list[re.Pattern[str]]:
        """Patterns that together match the same lines as `lines`, with as many as possible joined into one.

        Trying 200 patterns one by one on every line took half the time of cleaning.
        """
        return _joined(self.lines)

    @cached_property
    def by_first_character(self) -> Mapping[str, list[re.Pattern[str]]]:
        """ASCII character → the patterns that may match a line that begins with it; the most lines need only a few."""
        first = {pattern: first_characters(pattern.pattern) for pattern in self.lines}
        anywhere = _joined([pattern for pattern, characters in first.items() if characters is None])
        return {
            chr(i): [pattern for pattern, characters in first.items() if characters and chr(i) in characters] + anywhere
            for i in range(128)
        }

    def find(self, article: Article) -> Iterator[Span]:
        """Yields the lines and spans that a pattern matches; they may overlap."""
        text = article.text
        for span, line in _lines(text) if self.lines else ():
            for pattern in self.by_first_character.get(line[0], self.joined):
                if pattern.fullmatch(line):
                    yield span
                    break
        for pattern in self.anywhere:
            yield from (Span(*match.span()) for match in pattern.finditer(text) if match.end() > match.start())


def _joined(patterns: Sequence[re.Pattern[str]]) -> list[re.Pattern[str]]:
    separate = [pattern for pattern in patterns if pattern.groups or not FLAGS.fullmatch(pattern.pattern)]
    branches = "|".join(_branch(pattern) for pattern in patterns if pattern not in separate)
    return [*([re.compile(branches)] if branches else ()), *separate]


def _branch(pattern: re.Pattern[str]) -> str:
    r"""The pattern as one branch of a joined pattern, with its flags.

    >>> _branch(re.compile("(?i)read more")), _branch(re.compile("Read more"))
    ('(?i:read more)', '(?:Read more)')
    """
    flags = FLAGS.fullmatch(pattern.pattern)
    assert flags
    return f"(?{flags[1] or ''}:{flags[2]})"


@lru_cache(maxsize=2)  # all rules are applied to one text, one after the other
def _lines(text: str) -> tuple[tuple[Span, str], ...]:
    """The lines that are not too long, with single spaces, so that a space in a pattern matches any white space."""
    return tuple((span, " ".join(span.of(text).split())) for span in paragraphs(text) if span.end - span.start <= LONGEST_LINE)


def pattern_rule(name: str, mapping: Mapping[str, Any]) -> PatternRule:
    """The rule in a YAML file. For any mistake, raises ValueError with one sentence that names the key.

    The examples are not checked here, but by `failing_examples`.
    """
    if not isinstance(mapping, Mapping):
        raise ValueError(f"{name}: not a mapping; a rule has the keys {', '.join(REQUIRED)}")
    for key in mapping:
        if key not in KEYS:
            raise ValueError(f"{name}: no key {key!r}; there are: {', '.join(KEYS)}")
    why = mapping.get("why")
    if not isinstance(why, str) or not why.strip():
        raise ValueError(f"{name}: why: write a sentence that says what the lines are and why they are not part of the article")
    measured = mapping.get("measured", "")
    if not isinstance(measured, str):
        raise ValueError(f"{name}: measured: a sentence is needed; put it in quotes")
    patterns = [_pattern(name, i, raw) for i, raw in enumerate(_list(name, mapping, "patterns"))]
    examples = [_example(name, i, raw) for i, raw in enumerate(_list(name, mapping, "examples"))]
    if not any(example.before != example.after for example in examples):
        raise ValueError(f"{name}: examples: none shows what is cut")
    return PatternRule(
        name,
        " ".join(why.split()),
        " ".join(measured.split()),
        tuple(pattern for scope, pattern in patterns if scope == "line"),
        tuple(pattern for scope, pattern in patterns if scope == "text"),
        tuple(examples),
    )


def failing_examples(rule: PatternRule) -> list[str]:
    """One sentence for each example that the rule does not satisfy."""
    entry = Entry(id="example", url="https://example.org/", feeds=())
    article = Article(entry=entry, url=entry.url, fetched_at="2026-01-01T00:00:00+00:00", text="")
    failed = []
    for i, example in enumerate(rule.examples):
        after, _ = cut(example.before, {rule.name: rule.find(replace(article, text=example.before))})
        if after != example.after:
            failed.append(f"{rule.name}: examples[{i}]: {example.before!r} became {after!r}, not {example.after!r}")
    return failed


def _list(name: str, mapping: Mapping[str, Any], key: str) -> list[Any]:
    value = mapping.get(key)
    if not isinstance(value, list) or not value:
        raise ValueError(f"{name}: {key}: a list with at least one item is needed")
    return value


def _pattern(name: str, i: int, raw: Any) -> tuple[str, re.Pattern[str]]:
    scope, where = "line", f"{name}: patterns[{i}]"
    if isinstance(raw, Mapping):
        for key in raw:
            if len(raw) == 1 and not str(key).isidentifier():
                raise ValueError(f"{where}: put the pattern in quotes; with a colon and a blank in it, YAML reads a key")
            if key not in ("scope", "pattern"):
                raise ValueError(f"{where}: no key {key!r}; there are: scope, pattern")
        scope, raw = raw.get("scope", "line"), raw.get("pattern")
    if scope not in SCOPES:
        raise ValueError(f"{where}: no scope {scope!r}; there are: {', '.join(SCOPES)}")
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"{where}: a regular expression is needed")
    try:
        pattern = re.compile(raw.strip())
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{where}: does not compile: {error}") from error
    if pattern.fullmatch("") or (scope == "text" and pattern.match("")):
        raise ValueError(f"{where}: matches the empty text, so it would match anywhere")
    return scope, pattern


def _example(name: str, i: int, raw: Any) -> Example:
    where = f"{name}: examples[{i}]"
    if not isinstance(raw, Mapping) or set(raw) != {"before", "after"}:
        raise ValueError(f"{where}: the keys before and after are needed, and no others")
    if not all(isinstance(raw[key], str) for key in ("before", "after")):
        raise ValueError(f"{where}: before and after are texts; put them in quotes")
    return Example(raw["before"].strip("\n"), raw["after"].strip("\n"))
