"""Interviews without quotation marks: only the answers are direct speech. Labels beside quotation marks name the speakers."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

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
        pytest.param(NAMED + "They left.", [("I have to. It is all I can do.", "Ana Brandt")], id="names, one answer"),
        pytest.param(
            NAMED.replace("Post:", "Q:").replace("Brandt:", "A:") + "A: I may.",
            [("I have to. It is all I can do.", "Ana Brandt"), ("I may.", "Ana Brandt")],
            id="A: is whom the introduction names",
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
