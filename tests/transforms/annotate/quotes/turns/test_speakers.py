"""Whom the turns belong to, in the quotes and for coreference."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

Annotate = Callable[[str], Annotations]
START = "The judge, Ada Merrow, asked the clerk, Oskar Kern, and his brother, Emil Kern, in court.\n"
ROWS = [
    pytest.param("MERROW: You knew?\nOSKAR: I did.", [("MERROW", "Ada Merrow"), ("OSKAR", "Oskar Kern")], id="a given name"),
    pytest.param("MERROW: You knew?\nKERN: I did.", [("MERROW", "Ada Merrow"), ("KERN", "KERN")], id="a surname of two"),
    pytest.param("AM: You knew?\nOK: I did.", [("AM", "Ada Merrow"), ("OK", "Oskar Kern")], id="initials"),
    pytest.param(
        "JUDGE: You knew?\nOSKAR: I did.", [("JUDGE", "Ada Merrow"), ("OSKAR", "Oskar Kern")], id="a role of the text"
    ),
    pytest.param("MERROW: You knew?\nMR DOYLE: I did.", [("MERROW", "Ada Merrow"), ("MR DOYLE", "DOYLE")], id="a stranger"),
    pytest.param(
        "MERROW: You knew?\nXY: I did.\nMERROW: So?\nXY: I know.",
        [("MERROW", "Ada Merrow"), ("XY", None)] * 2,
        id="initials of nobody",
    ),
    pytest.param("Q. You knew?\nA. I did.", [("Q", "Ada Merrow"), ("A", "Oskar Kern")], id="Q and A"),
]


@pytest.mark.parametrize(("turns", "expected"), ROWS)
def test_speakers(annotated: Annotate, turns: str, expected: list[tuple[str, str]]) -> None:
    quotes = [quote for quote in annotated(START + turns).quotes if quote.kind == "direct"]
    assert [(quote.speaker.text, quote.speaker.name) for quote in quotes if quote.speaker] == expected


def test_who_answers_is_not_told(annotated: Annotate) -> None:
    quotes = annotated("The judge, Ada Merrow, sat beside the clerk, Oskar Kern, in court.\nQ. You knew?\nA. I did.").quotes
    assert [(quote.speaker.text, quote.speaker.name) for quote in quotes if quote.speaker] == [("Q", None), ("A", None)]


def test_he_is_not_the_one_who_speaks(annotated: Annotate) -> None:
    text = "The judge, Ada Merrow, heard Oskar Kern and Emil Lund in court.\nLUND: I left.\nKERN: He did, and I saw him."
    entities = {entity.name: [m.text for m in entity.mentions if m.kind == "pronoun"] for entity in annotated(text).entities}
    assert entities["Emil Lund"] == ["He", "him"]
    assert entities["Oskar Kern"] == []
