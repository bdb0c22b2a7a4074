"""Who speaks in turns that begin with dashes."""

from collections.abc import Callable

import pytest

from transforms.annotate.quotes.turns.dialogue import Named, Said, dialogue_speakers
from transforms.records import Annotations

ANN, BO, HOST = 1, 2, 3
NAMES = {"Ann": ANN, "Bo": BO, "Host": HOST}


def said(words: str) -> Said:
    found = [(words.find(name), name) for name in NAMES]
    return Said(words, [Named(NAMES[name], at, at + len(name)) for at, name in found if at >= 0])


CALLS = [
    pytest.param("Ann, are you there?", [ANN], id="before a comma"),
    pytest.param("Good morning, Ann.", [ANN], id="at the end"),
    pytest.param("Yes. Mr Bo, you saw it?", [BO], id="after a title"),
    pytest.param("Ann, who left, knew it.", [], id="a relative clause"),
    pytest.param("My sister, Ann, knew it.", [], id="an apposition"),
    pytest.param("Ann knew it.", [], id="a subject"),
]


@pytest.mark.parametrize(("words", "expected"), CALLS)
def test_addressed(words: str, expected: list[int]) -> None:
    assert said(words).addressed() == expected


DIALOGUES = [
    pytest.param(["Did you?", "I did.", "Why?", "It rained."], [HOST, ANN, HOST, ANN], id="two take turns"),
    pytest.param(["Did you?", "I did.", "Why?", "Who asks?", "I do.", "Good."], [HOST, ANN] * 3, id="a guest asks back"),
    pytest.param(
        ["Ann, did you?", "No.", "Bo?", "I did.", "Why?", "It rained."], [HOST, ANN, HOST, BO, HOST, BO], id="the floor"
    ),
    pytest.param(["Ann, you laugh.", "I do.", "So does Ann.", "Why, Bo?"], [HOST, ANN, BO, HOST], id="another guest joins in"),
]


@pytest.mark.parametrize(("turns", "expected"), DIALOGUES)
def test_dialogue_speakers(turns: list[str], expected: list[int]) -> None:
    assert dialogue_speakers([said(words) for words in turns], HOST, [ANN]) == expected


def test_nobody_is_known() -> None:
    assert dialogue_speakers([said("Did you?"), said("I did.")], None, []) == [None, None]


def test_two_guests_and_no_address() -> None:
    turns = [said(words) for words in ("Did you?", "I did.", "Why?", "It rained.")]
    assert dialogue_speakers(turns, HOST, [ANN, BO]) == [HOST, None, HOST, None]


def test_host_and_guests_of_a_text(annotated: Callable[[str], Annotations]) -> None:
    text = """The wireless debate, hosted by Orla Quist, was about the dam. The mayor, Oskar Anders, and Ruth Doyle came.
– Mr Anders, what will you pay?
– Nine million.
– Ms Doyle, you shake your head.
– I have seen the plans. It is nineteen.
– And will you vote for it?
– Never."""
    names = [quote.speaker and quote.speaker.name for quote in annotated(text).quotes]
    assert names == ["Orla Quist", "Oskar Anders", "Orla Quist", "Ruth Doyle", "Orla Quist", "Ruth Doyle"]
