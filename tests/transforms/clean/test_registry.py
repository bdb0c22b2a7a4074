"""The cleaning rules by name, and which of them a feed skips."""

from collections.abc import Callable

import pytest

from transforms.clean.registry import CodeRule, code_rules, select_rules

KNOWN = {name: CodeRule(name, lambda article: ()) for name in ("polls", "bylines", "separators")}


@pytest.mark.parametrize(
    ("skip", "selected"),
    [
        pytest.param([], ["bylines", "polls", "separators"], id="all, by name"),
        pytest.param(["polls"], ["bylines", "separators"], id="one skipped"),
        pytest.param(["polls", "polls"], ["bylines", "separators"], id="one skipped twice"),
        pytest.param(list(KNOWN), [], id="all skipped"),
    ],
)
def test_select(skip: list[str], selected: list[str]) -> None:
    assert [rule.name for rule in select_rules(KNOWN, skip)] == selected


def test_a_rule_by_evidence_comes_last() -> None:
    """So a line that another rule cuts too is named after that one."""
    known = KNOWN | {"appeals": CodeRule("appeals", lambda article: (), by_evidence=True)}
    assert [rule.name for rule in select_rules(known)] == ["bylines", "polls", "separators", "appeals"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(
            lambda: select_rules(KNOWN, ["pols"]), "no 'pols'; there are: bylines, polls, separators", id="a wrong name"
        ),
        pytest.param(lambda: select_rules({}, ["polls"]), "no 'polls'; there are: none", id="no rules at all"),
    ],
)
def test_an_unknown_name(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_each_file_is_a_rule_of_its_name() -> None:
    rules = code_rules()
    assert list(rules) == sorted(rules)
    assert {"polls", "pull_quotes", "shortcodes"} <= set(rules)
    assert all(rule.name == name and rule.find_spans.__module__.endswith(f".rules.{name}") for name, rule in rules.items())
