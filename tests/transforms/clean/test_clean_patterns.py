"""Rules made of patterns: messages for mistakes, and the examples of all shipped rules."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.clean.patterns import PatternRule, failing_examples, pattern_rule
from transforms.clean.registry import CodeRule, code_rules

SHIPPED = sorted((Path(__file__).parents[3] / "configs" / "cleaning").glob("*.yaml"))
GOOD: Mapping[str, Any] = {
    "why": "A label.",
    "patterns": ["(?i)ad", {"scope": "text", "pattern": r"\[ad\]"}],
    "examples": [{"before": "One.\nAd\nTwo [ad].", "after": "One.\nTwo."}, {"before": "An ad.", "after": "An ad."}],
}


def shipped(path: Path) -> PatternRule:
    return pattern_rule(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))


def test_a_good_rule() -> None:
    rule = pattern_rule("ads", GOOD)
    assert (rule.name, rule.why, failing_examples(rule)) == ("ads", "A label.", [])


def test_failed_examples_say_what_came_out() -> None:
    rule = pattern_rule("ads", {**GOOD, "examples": [{"before": "Ad!", "after": ""}]})
    assert failing_examples(rule) == ["ads: examples[0]: 'Ad!' became 'Ad!', not ''"]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        pytest.param([], "ads: not a mapping", id="a list"),
        pytest.param({**GOOD, "pattern": "x"}, "ads: no key 'pattern'; there are: why, measured, patterns, examples", id="unknown key"),
        pytest.param({k: v for k, v in GOOD.items() if k != "why"}, "ads: why:", id="no why"),
        pytest.param({**GOOD, "why": "  "}, "ads: why:", id="an empty why"),
        pytest.param({**GOOD, "measured": 0.9}, "ads: measured: a sentence", id="measured is a number"),
        pytest.param({**GOOD, "patterns": []}, "ads: patterns:", id="no patterns"),
        pytest.param({**GOOD, "patterns": "ad"}, "ads: patterns:", id="patterns that are a text"),
        pytest.param({**GOOD, "patterns": ["ok", "(ad"]}, "ads: patterns[1]: does not compile: missing )", id="does not compile"),
        pytest.param({**GOOD, "patterns": [7]}, "ads: patterns[0]: a regular expression is needed", id="a number"),
        pytest.param({**GOOD, "patterns": [""]}, "ads: patterns[0]: a regular expression is needed", id="an empty pattern"),
        pytest.param({**GOOD, "patterns": ["a*"]}, "ads: patterns[0]: matches the empty text", id="matches nothing"),
        pytest.param({**GOOD, "patterns": [{"scope": "page", "pattern": "x"}]}, "ads: patterns[0]: no scope 'page'; there are: line, text", id="scope"),
        pytest.param({**GOOD, "patterns": [{"regex": "x"}]}, "ads: patterns[0]: no key 'regex'; there are: scope, pattern", id="pattern's key"),
        pytest.param({**GOOD, "patterns": [{"scope": "text"}]}, "ads: patterns[0]: a regular expression is needed", id="no pattern"),
        pytest.param({k: v for k, v in GOOD.items() if k != "examples"}, "ads: examples:", id="no examples"),
        pytest.param({**GOOD, "examples": [{"before": "x", "after": "x"}]}, "ads: examples: none shows what is cut", id="only guards"),
        pytest.param({**GOOD, "examples": [{"before": "x"}]}, "ads: examples[0]: the keys before and after", id="no after"),
        pytest.param({**GOOD, "examples": ["x"]}, "ads: examples[0]: the keys before and after", id="an example that is a text"),
        pytest.param({**GOOD, "examples": [{"before": "x", "after": None}]}, "ads: examples[0]: before and after are texts", id="no text"),
    ],
)  # fmt: skip
def test_mistakes_are_named(mapping: Any, message: str) -> None:
    with pytest.raises(ValueError, match="ads") as raised:
        pattern_rule("ads", mapping)
    assert str(raised.value).startswith(message) and "\n" not in str(raised.value)


def test_verbose_patterns() -> None:
    rule = pattern_rule(
        "ads", {**GOOD, "patterns": ["(?xi)\n  ad  # the word\n  s?"], "examples": [{"before": "Ads", "after": ""}]}
    )
    assert failing_examples(rule) == []


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        pytest.param("AN AD", True, id="a pattern that ignores case"),
        pytest.param("READ ON", False, id="beside one that does not"),
        pytest.param("Read on", True, id="that one"),
        pytest.param("ads", True, id="a verbose one"),
        pytest.param("more, more", True, id="one that refers back to a group of its own"),
        pytest.param("more, less", False, id="its group holds"),
        pytest.param("Share", True, id="the first branch of one"),
        pytest.param("Like", True, id="the last branch of one"),
        pytest.param("an ad and more", False, id="only whole lines"),
    ],
)
def test_patterns_of_one_rule_keep_to_themselves(line: str, goes: bool) -> None:
    patterns = ["(?i)an ad", "Read on", "(?x) ads  # the word", r"(more|less), \1", "Share|Like"]
    rule = pattern_rule(
        "ads", {**GOOD, "patterns": patterns, "examples": [{"before": line, "after": "" if goes else line}, *GOOD["examples"]]}
    )
    assert not [failed for failed in failing_examples(rule) if "examples[0]" in failed]


def test_white_space_in_a_line_is_one_space_to_a_pattern() -> None:
    rule = pattern_rule(
        "ads", {**GOOD, "patterns": ["an ad"], "examples": [{"before": "x\n an \u00a0ad\t\ny", "after": "x\ny"}]}
    )
    assert failing_examples(rule) == []


def test_there_are_rules() -> None:
    assert len(SHIPPED) >= 10


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SHIPPED])
def test_shipped_examples(path: Path) -> None:
    assert failing_examples(shipped(path)) == []


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SHIPPED])
def test_shipped_rules_guard_what_must_stay(path: Path) -> None:
    assert sum(example.before == example.after for example in shipped(path).examples) >= 2


MEASURED = re.compile(r"(?:precision (?:0\.\d\d|1\.00) of \d+ lines|no line of it) .+, 20\d\d-\d\d-\d\d")


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SHIPPED])
def test_shipped_rules_say_how_precise_they_are(path: Path) -> None:
    assert MEASURED.fullmatch(shipped(path).measured)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in code_rules().values()])
def test_code_says_how_precise_it_is(rule: CodeRule) -> None:
    (line,) = re.findall(r"^Measured: (.+)$", sys.modules[rule.find_spans.__module__].__doc__ or "", re.M)
    assert MEASURED.fullmatch(line)


FILL = [
    "A",
    "a",
    "1",
    " ",
    "A ",
    "a ",
    "1 ",
    ", ",
    ".",
    "A,",
    "/",
    "A/",
    "at ",
    "march ",
    "1:",
    "a.b@",
    "more ",
    "?!",
    "? a ",
    "Aa and ",
]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SHIPPED])
def test_shipped_patterns_end(path: Path) -> None:
    """A pattern that tries all ways to split a line would be at it for years."""
    rule = shipped(path)
    heads = {example.before[:n] for example in rule.examples for n in (0, 3, 8, 20, 40)}
    for pattern in rule.lines:
        for head in heads:
            for fill in FILL:
                pattern.fullmatch((head + fill * 400)[:399] + "\x00")
