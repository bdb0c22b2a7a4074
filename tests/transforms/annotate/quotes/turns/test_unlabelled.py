"""Interviews without labels, and turns after dashes. No model is needed."""

import pytest

from transforms.annotate.quotes.turns.unlabelled import find_dashed, find_unlabelled
from transforms.text import paragraphs

ASKED = "Bo Kern sings.\nWhy do you sing?\nI have to.\nAnd then?\nThen I sleep.\n"
UNLABELLED = [
    pytest.param(ASKED + "Will you stop?\nNot yet.", ["I have to.", "Then I sleep.", "Not yet."], id="three questions"),
    pytest.param(ASKED + "They left.", [], id="two questions"),
    pytest.param(
        ASKED + "You were ill.\nI was.\nWill you stop?\nNo.\nI will not.\nThe hall is full.",
        ["I have to.", "Then I sleep.", "I was.", "No.\nI will not."],
        id="a prompt, and the reporter at the end",
    ),
    pytest.param(
        ASKED + "(He sings.)\nWill you stop?\nNo.",
        ["I have to.", "Then I sleep.", "No."],
        id="an aside is no part of an answer",
    ),
    pytest.param(ASKED.replace("I ", "he ") + "Will you stop?\nNo.", [], id="nobody answers in the first person"),
    pytest.param("Why sing?\nI have to.\nWhy dance?\nI must.\nWhy stop?\nI may.", [], id="nobody is addressed"),
    pytest.param(
        "Q: Why sing?\nI have to.\nQ: Why dance?\nI must.\nQ: Why stop?\nI may.",
        ["I have to.", "I must.", "I may."],
        id="labels before the questions",
    ),
    pytest.param(
        "Do you sing?\nI do, and you can.\nDo you dance?\nYou will.\nWhy do you stop?\nI know you.",
        [],
        id="an author advises you",
    ),
    pytest.param(
        "Do you know?\n" + "I do.\n" * 9 + ASKED + "And you?\nI too.", ["I have to.", "Then I sleep.", "I too."], id="late"
    ),
    pytest.param("Do you know?\n" + "I do.\n" * 9 + ASKED, [], id="long stretches between the questions"),
    pytest.param("Do you see?\nI do.\nWhy do we win?\nWe run.\nAnd you?\nI see.", [], id="an author asks for all of us"),
    pytest.param("Do I know you?\nI do.\nMay I go?\nI may.\nCan I stay with you?\nI can.", [], id="an author asks"),
]


@pytest.mark.parametrize(("text", "expected"), UNLABELLED)
def test_find_unlabelled(text: str, expected: list[str]) -> None:
    turns = find_unlabelled(text, [*paragraphs(text)])
    assert [text[turn.pieces[0].start : turn.pieces[-1].end] for turn in turns] == expected


DASHED = [
    pytest.param(
        "— Did you sign?\n— I did.\n— Why did you?\n— It rained.",
        ["asks", "answers", "asks", "answers"],
        id="questions and answers",
    ),
    pytest.param(
        "— I did.\n— Why did you?\n— It rained.\n— Did you?", ["answers", "asks", "answers", "asks"], id="the other way"
    ),
    pytest.param("— Did you?\n— Did I?\n— You did.\n— Did you?\n— I did.", [None] * 5, id="both ask"),
    pytest.param("— Dogs on a lead.\n— No bikes.\n— Closed on Mondays.", [], id="a list"),
    pytest.param("— Did you?\n— I did.", [], id="too few"),
]


@pytest.mark.parametrize(("text", "sides"), DASHED)
def test_find_dashed(text: str, sides: list[str | None]) -> None:
    assert [turn.side for turn in find_dashed(text, [*paragraphs(text)])] == sides
