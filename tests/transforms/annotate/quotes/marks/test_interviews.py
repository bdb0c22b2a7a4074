"""Interviews without quotation marks: only the answers are direct speech."""

from collections.abc import Callable

import pytest

from transforms.annotate.quotes.marks.interviews import find_answers
from transforms.records import Annotations
from transforms.text import paragraphs

Annotate = Callable[[str], Annotations]
NAMED = "Ana Brandt met the Post.\nPost: Why do you paint?\nBrandt: I have to.\nIt is all I can do.\nPost: And will you stop?\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            NAMED + "Brandt: No.\nPost: What is next?\nBrandt: A house on the coast, painted blue.",
            [
                ("I have to. It is all I can do.", "Ana Brandt"),
                ("No.", "Ana Brandt"),
                ("A house on the coast, painted blue.", "Ana Brandt"),
            ],
            id="names",
        ),
        pytest.param(
            NAMED
            + "Brandt: No.\nPost: What is next?\nBrandt: A house.\n"
            + "They walked to the harbour.\n" * 9
            + "Brandt: I like it.",
            [
                ("I have to. It is all I can do.", "Ana Brandt"),
                ("No.", "Ana Brandt"),
                ("A house.", "Ana Brandt"),
                ("I like it.", "Ana Brandt"),
            ],
            id="the reporter's words between",
        ),
        pytest.param(NAMED + "They left.", [], id="names, too few to be sure"),
        pytest.param(
            NAMED.replace("Post:", "Q:").replace("Brandt:", "A:") + "A: I may.\nQ: Why?\nA: I like it here.",
            [],
            id="A: is no name",
        ),
        pytest.param(
            "Q: When does the pool open?\nA: At nine.\nQ: What does it cost?\nA: Two pounds.",
            [],
            id="a paper answers its readers",
        ),
        pytest.param(
            "Where: The hall. Why not come?\nWhen: Noon. Too early?\nTickets: Ten pounds. Too much?\nWhere: The hall?",
            [],
            id="a list",
        ),
        pytest.param(
            "Tom Reed: “We won.”\nAna Brandt: “We lost.”",
            [("We won.", "Tom Reed"), ("We lost.", "Ana Brandt")],
            id="names and marks",
        ),
        pytest.param("Ana Brandt (Labour): “We won.”", [("We won.", "Ana Brandt")], id="a bracket between"),
        pytest.param("Ana Brandt: ‘We will not pay’", [("We will not pay", "Ana Brandt")], id="a headline's short sentence"),
        pytest.param("LONDON: “We won.”", [], id="a place is no speaker"),
        pytest.param("The motto of the town: “We won.”", [], id="no name before the colon"),
        pytest.param("Tom Reed: “Bees at Night”", [], id="a name and a title"),
    ],
)
def test_interviews(annotated: Annotate, text: str, rows: list[tuple[str, str | None]]) -> None:
    found = [q for q in annotated(text).quotes if q.kind == "direct"]
    assert [(q.said, q.speaker.name if q.speaker else None) for q in found] == rows


ASKED = "Post: Why?\nLind: I like it.\nPost: And now?\nLind: I stay.\n"
ANSWERS = [
    pytest.param(ASKED + "Post: For good?\nLind: Yes.", ["I like it.", "I stay.", "Yes."], id="three questions"),
    pytest.param(ASKED + "Lind: Yes.", [], id="two questions"),
    pytest.param(
        ASKED + "Post: For good?\nLind: Yes.\nThey left.", ["I like it.", "I stay.", "Yes."], id="words after the last"
    ),
    pytest.param(ASKED + "Post: For good?\nLind: “Yes.”", ["I like it.", "I stay."], id="marks say what is speech"),
    pytest.param(ASKED + "Post: No.\nPost: Yes.\nPost: So.\nPost: For good?\nLind: Yes.", [], id="it asks too seldom"),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_find_answers(text: str, expected: list[str]) -> None:
    lines = list(paragraphs(text))
    assert [text[answer.start : lines[i].end] for i, answer in find_answers(text, lines).items()] == expected


def test_an_answer_of_two_paragraphs_goes_on() -> None:
    text = ASKED.replace("I like it.", "I like it.\nAnd so on.") + "Post: For good?\nLind: Yes."
    answers = find_answers(text, list(paragraphs(text)))
    assert {i: answer.continues for i, answer in answers.items()} == {1: True, 2: False, 4: False, 6: False}
