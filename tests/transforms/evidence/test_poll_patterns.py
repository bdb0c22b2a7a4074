"""Lines that look like the answers of a poll."""

import re

import pytest

from transforms.evidence.poll_patterns import ANSWER_LINE, OPTION_LINE, SHARE_LINE


@pytest.mark.parametrize(
    ("pattern", "line", "matches"),
    [
        pytest.param(OPTION_LINE, "Yes 61 %", True, id="an option with its share"),
        pytest.param(OPTION_LINE, "No: 39%", True, id="behind a colon"),
        pytest.param(OPTION_LINE, "At once (12,5 %)", True, id="in brackets, with a comma"),
        pytest.param(OPTION_LINE, "Never – 88 % (1,204 votes)", True, id="with its votes"),
        pytest.param(OPTION_LINE, "61 %", False, id="a share is no option"),
        pytest.param(OPTION_LINE, "The party won 61 % of the vote", False, id="text behind the share"),
        pytest.param(SHARE_LINE, "61 %", True, id="a share"),
        pytest.param(SHARE_LINE, "39.5% (204 votes)", True, id="with votes"),
        pytest.param(SHARE_LINE, "Yes 61 %", False, id="an option is no share"),
        pytest.param(SHARE_LINE, "1000 %", False, id="too many digits"),
        pytest.param(ANSWER_LINE, "Yes", True, id="yes"),
        pytest.param(ANSWER_LINE, "DON’T KNOW", True, id="don't know, in capitals"),
        pytest.param(ANSWER_LINE, "No, never again", True, id="no, with more"),
        pytest.param(ANSWER_LINE, "Weiß nicht", True, id="German"),
        pytest.param(ANSWER_LINE, "Nobody", False, id="a word that begins like one"),
        pytest.param(ANSWER_LINE, "Yes it is", False, id="more without a mark"),
    ],
)
def test_lines(pattern: re.Pattern[str], line: str, matches: bool) -> None:
    assert (pattern.fullmatch(line) is not None) is matches
