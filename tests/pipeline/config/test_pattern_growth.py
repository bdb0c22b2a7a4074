import re

import pytest

from pipeline.config.near_matches import NearMatch, near_matches
from pipeline.config.pattern_growth import slow_on, slow_patterns
from transforms.clean.patterns import pattern_rule


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        pytest.param(r"(a+)+b", "fullmatch", id="a repetition of a repetition"),
        pytest.param(r"(?:a|a)*b", "fullmatch", id="two branches that are the same"),
        pytest.param(r"(?:\w+,? ?)+;", "search", id="a repetition that may be written without its separator"),
        pytest.param(r"x(?:[a-z]+\d*)*y", "search", id="behind a beginning"),
        pytest.param(r"(?=.*end)(?:a+)+b", "search", id="behind a lookahead for another word"),
        pytest.param(r"\s*:?\s*$", "match", id="two repetitions of the same with nothing needed between them"),
        pytest.param(r"\s+$", "search", id="a run that is tried from each of its characters"),
        pytest.param(r"\S+@\S+", "search", id="the same, for words"),
        pytest.param(r"“[^”]{8,}”", "search", id="from each of many beginnings to the end of the text"),
    ],
)
def test_what_grows_faster_than_the_text_is_found(pattern: str, method: str):
    assert slow_on(re.compile(pattern), method=method)


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        pytest.param(r"a+b", "match", id="one repetition"),
        pytest.param(r"(?:a++)+b", "match", id="possessive"),
        pytest.param(r"(?<!\s)\s+$", "search", id="a run that is tried from its first character only"),
        pytest.param(r"\s*(?::\s*)?$", "match", id="two repetitions with something needed between them"),
        pytest.param(r"(?i)read more:? .{0,150}", "search", id="bounded"),
        pytest.param(r"\s+$", "fullmatch", id="what is quadratic only where it is searched for"),
    ],
)
def test_what_is_linear_is_not_refused(pattern: str, method: str):
    assert slow_on(re.compile(pattern), method=method) is None


def test_texts_are_made_of_the_parts_of_a_pattern():
    nears = near_matches(r"(?=.*end)ab(?:cd)+e")
    assert {("ab", "cd", "\x00"), ("ab", "cd", "xend")} <= {(near.start, near.part, near.end) for near in nears}
    assert all(8 <= len(near.of_length(40)) <= 60 for near in nears)
    assert NearMatch("ab", "cd", "!").of_length(10) == "abcdcdcd!"


def rule(*patterns: object):
    examples = [{"before": "a", "after": ""}]
    return pattern_rule("mine", {"why": "Mine.", "patterns": list(patterns), "examples": examples})


def test_a_rule_names_its_slow_patterns():
    found = slow_patterns(rule("(a+)+b", "a{1,3}", {"scope": "text", "pattern": "(?:x+y?)+z"}))
    assert len(found) == 2
    assert found[0].startswith("mine: patterns: '(a+)+b' takes far too long on a text such as 'aaaaaaaa")
    assert slow_patterns(rule("(a+)+b"), rule("(a+)+b")) == [], "known from what ships"
