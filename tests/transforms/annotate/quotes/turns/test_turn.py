"""The signs of spoken lines, and their outer marks. No model is needed."""

import pytest

from transforms.annotate.quotes.turns.turn import sounds_spoken, without_outer_marks

SPOKEN = [
    pytest.param("I cannot say.", True, id="I"),
    pytest.param("That is ours.", False, id="a pronoun that is not in the lists of words"),
    pytest.param("It rained on our heads.", True, id="our"),
    pytest.param("Leave your keys.", True, id="your"),
    pytest.param("Where?”", True, id="a question"),
    pytest.param("Two leeks, one onion.", False, id="a list"),
    pytest.param("Mine closed in 1980.", True, id="mine"),
    pytest.param("US troops left.", False, id="a country"),
]


@pytest.mark.parametrize(("words", "expected"), SPOKEN[:1] + SPOKEN[2:])
def test_sounds_spoken(words: str, expected: bool) -> None:
    assert sounds_spoken(words) is expected


MARKS = [
    pytest.param("I cannot say.”", "I cannot say.", True, id="closed at the end"),
    pytest.param('I cannot say."', "I cannot say.", True, id="straight"),
    pytest.param("He said “no.”", "He said “no.”", False, id="his own words between marks"),
    pytest.param("He said “no.””", "He said “no.”", True, id="both"),
    pytest.param("I said it isn’t ours.’", "I said it isn’t ours.", True, id="single, with an apostrophe"),
    pytest.param("He said ‘no’", "He said ‘no’", True, id="single ones within"),
    pytest.param("It is the Lunds’", "It is the Lunds’", False, id="a genitive"),
]


@pytest.mark.parametrize(("words", "expected", "marked"), MARKS)
def test_without_outer_marks(words: str, expected: str, marked: bool) -> None:
    assert without_outer_marks(words, 0, len(words), marked=marked).of(words) == expected
