"""No pattern of the tree and of the cleaning rules takes more than linear time on texts that nearly match it.

Not proven: texts are made from the parts of each pattern (`pipeline/config/near_matches.py`), up to 16,000 characters.
"""

import pytest

from pipeline.config.defaults import shipped_config
from pipeline.config.load import load_config
from pipeline.config.pattern_growth import slow_on, slow_patterns
from tests.patterns.every_pattern import every_pattern
from transforms.clean.furniture import LONGEST
from transforms.clean.patterns import PatternRule

# Patterns that are given no longer texts than this, which the code beside them sees to.
CAPS = {"transforms.clean.furniture.QUOTED": LONGEST}
# Patterns that loops use, always by this method.
IN_LOOPS = {
    "transforms.clean.rules.polls.BUTTON": "fullmatch",
    "transforms.evidence.poll_patterns.OPTION_LINE": "fullmatch",
}


@pytest.mark.slow
def test_every_pattern_takes_linear_time():
    patterns = every_pattern()
    names = {found.name for found in patterns}
    assert len(patterns) > 250 and {*CAPS, *IN_LOOPS} <= names
    slow = {
        f"{found.name}.{method}": near
        for found in patterns
        for method in ([IN_LOOPS[found.name]] if found.name in IN_LOOPS else found.methods)
        if (near := slow_on(found.pattern, CAPS.get(found.name, 16_000), method))
    }
    assert slow == {}


def test_every_cleaning_rule_takes_linear_time():
    config = load_config(shipped_config(), need_feeds=False, need_models=False, need_environment=False)
    rules = [rule for rule in config.rules.values() if isinstance(rule, PatternRule)]
    assert len(rules) > 10
    assert [sentence for rule in rules for sentence in slow_patterns(rule)] == []


def test_patterns_are_tried_as_the_code_uses_them():
    found = {found.name: found for found in every_pattern()}
    assert found["transforms.date_tables.patterns.ZONE"].methods == ("match",)
    assert found["transforms.notes.labels.ADDRESS"].methods == ("search",)
    assert found["transforms.annotate.quotes.turns.turn.OPENING_MARK"].methods == ("match",), "also where it is imported"
