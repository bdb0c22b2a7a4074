"""The reporter's sentences: where they end, before, after and within quotes."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.sentences import is_signed

# per sentence: its words outside quotes, and how many quotes it has
SENTENCES = [
    pytest.param("It fell. He left.", [("It fell .", 0), ("He left .", 0)], id="two sentences"),
    pytest.param("“It fell. He left,” Reyes said.", [("Reyes said .", 1)], id="a stop within a quote ends nothing"),
    pytest.param("“It fell.” Reyes left.", [("", 1), ("Reyes left .", 0)], id="a stop before the closing mark"),
    pytest.param("“It fell.” said Reyes.", [("said Reyes .", 1)], id="a stop for a comma"),
    pytest.param("“Did it fall?” Reyes asked.", [("Reyes asked .", 1)], id="a question and its cue"),
    pytest.param("“Did it fall?” Reyes left.", [("", 1), ("Reyes left .", 0)], id="a question without a cue"),
    pytest.param(
        "Reyes asked: “Did it fall?” Brandt said no.",
        [("Reyes asked :", 1), ("Brandt said no .", 0)],
        id="the cue before has it",
    ),
    pytest.param("“Did it fall?” — Reyes", [("— Reyes", 1)], id="a signature"),
    pytest.param(
        "“Well?” Reyes, a retired worker from the old mill by the sea, asked.",
        [("Reyes , a retired worker from the old mill by the sea , asked .", 1)],
        id="a long apposition before the cue",
    ),
    pytest.param(
        "“One,” said Reyes of the U.S. “We want it all now.”",
        [("said Reyes of the U.S.", 1), ("", 1)],
        id="an abbreviation ends it",
    ),
    pytest.param("“One,” said Mr. “We want it all now.”", [("said Mr.", 2)], id="a title before a name does not"),
    pytest.param("One\nTwo", [("One", 0), ("Two", 0)], id="paragraphs"),
    pytest.param("It fell (in May.) there.", [("It fell ( in May . ) there .", 0)], id="a stop before a closing bracket"),
    pytest.param("", [], id="empty"),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_split_sentences(read: Callable[[str], Any], text: str, expected: list[tuple[str, int]]) -> None:
    reading = read(text)
    found = [(" ".join(reading.words.form[i] for i in s.outside), len(s.quotes)) for s in reading.sentences]
    assert found == expected


def test_words_before_and_after_each_quote(read: Callable[[str], Any]) -> None:
    reading = read("He “won” and she “lost” it.")
    (sentence,) = reading.sentences
    form = reading.words.form
    assert [[form[i] for i in sentence.before(k)] for k in (0, 1)] == [["He"], ["and", "she"]]
    assert [[form[i] for i in sentence.after(k)] for k in (0, 1)] == [["and", "she"], ["it", "."]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("— Ana Brandt", True, id="dash and name"),
        pytest.param("— and left", False, id="dash and a small word"),
        pytest.param("Ana Brandt", False, id="no dash"),
        pytest.param("—", False, id="nothing after the dash"),
    ],
)
def test_is_signed(read: Callable[[str], Any], text: str, expected: bool) -> None:
    words = read(text).words
    assert is_signed(words, range(len(words))) is expected
