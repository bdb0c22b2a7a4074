"""The characters with which the matches of a pattern may begin: no line that matches may be left out."""

import re
from pathlib import Path

import pytest

from pipeline.config.load import load_config
from transforms.clean.first_characters import first_characters
from transforms.clean.patterns import PatternRule, pattern_rule

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        pytest.param("read", "Rr", id="a character"),
        pytest.param("(?i)read", "Rr", id="a flag"),
        pytest.param("read|more", "MRmr", id="alternatives"),
        pytest.param("(?:read|more) on", "MRmr", id="a group"),
        pytest.param("(?:also )?read", "ARar", id="an optional group"),
        pytest.param("a?b", "ABab", id="an optional character"),
        pytest.param("a*+b", "ABab", id="possessive"),
        pytest.param("a{,2}b", "ABab", id="at most"),
        pytest.param("a{1,2}b", "Aa", id="at least one"),
        pytest.param("a[|(]b|c", "ACac", id="a bar in a class"),
        pytest.param(r"a[\]|]|c", "ACac", id="a bracket in a class"),
        pytest.param("a[^]|]|c", "ACac", id="a bracket that begins a class"),
        pytest.param(r"a\|b|c", "ACac", id="an escaped bar"),
        pytest.param("(?:a|(?:b|c)d)e", "ABCabc", id="nested groups"),
    ],
)
def test_known(pattern: str, characters: str) -> None:
    assert sorted(first_characters(pattern) or "") == list(characters)


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(".{1,20}read", id="any character"),
        pytest.param("[ab]c", id="a class"),
        pytest.param(r"\w", id="an escape"),
        pytest.param("(?=a)b", id="a look ahead"),
        pytest.param("(?-i:A)b", id="a group with flags"),
        pytest.param("(?x) a # [", id="a comment"),
        pytest.param("élu", id="beyond ASCII"),
        pytest.param("a?", id="nothing"),
        pytest.param("(?:a|)b", id="an empty alternative"),
        pytest.param("a|.b", id="one alternative of any character"),
    ],
)
def test_any(pattern: str) -> None:
    re.compile(pattern)
    assert first_characters(pattern) is None


def test_a_line_is_marked_whatever_it_begins_with() -> None:
    raw = {"why": "Links.", "patterns": ["(?i)ski here", ".{1,9}also"], "examples": [{"before": "ski here", "after": ""}]}
    rule = pattern_rule("links", raw)
    assert all(
        any(p.fullmatch(line) for p in rule.by_first_character.get(line[0], rule.joined))
        for line in ("ski here", "Ski here", "ſki here", "See also")
    )
    assert not any(p.fullmatch("Sky here") for p in rule.by_first_character["S"])


def test_the_examples_of_all_rules_match_as_before() -> None:
    rules = load_config(ROOT / "configs", need_feeds=False, need_models=False, need_environment=False).rules
    pattern_rules = [rule for rule in rules.values() if isinstance(rule, PatternRule)]
    lines = {line for rule in pattern_rules for example in rule.examples for line in example.before.split("\n") if line}
    for rule in pattern_rules:
        for line in lines:
            some = rule.by_first_character.get(line[0], rule.joined)
            assert any(p.fullmatch(line) for p in some) == any(p.fullmatch(line) for p in rule.lines), line
