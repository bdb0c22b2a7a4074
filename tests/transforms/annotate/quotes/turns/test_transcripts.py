"""Whole transcripts and interviews, and texts that look like them: who says what."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from transforms.annotate.quotes.turns.transcripts import find_script
from transforms.records import Annotations
from transforms.text import paragraphs

ROWS: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "transcripts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in ROWS.items()])
def test_who_says_what(annotated: Callable[[str], Annotations], row: dict[str, str]) -> None:
    found = [quote for quote in annotated(row["text"]).quotes if quote.kind == "direct"]
    names = [(quote.speaker.name or quote.speaker.text) if quote.speaker else "-" for quote in found]
    assert [f"{name} | {quote.said}" for name, quote in zip(names, found, strict=True)] == row["quotes"].splitlines()


SCRIPTS = [
    pytest.param("Ana Lund met Bo Kern.\nLUND: Why?\nKERN: I had to.", ["LUND", "KERN"], id="two names"),
    pytest.param("Ana Lund met Bo Kern.\nLUND: Rain.\nKERN: Sun.", None, id="nobody asks or says I"),
    pytest.param("KERN: I did.\nKERN: I will.", None, id="one speaker"),
    pytest.param("Lund: I know.\nAna Lund met Bo Kern.\nLUND: Why?\nKERN: So.", ["LUND", "KERN"], id="without the headline"),
    pytest.param("Alpha: I did.\nBeta: You did?\nGamma: We did.", None, id="words that stand once each"),
    pytest.param("Alpha: I did.\nBeta: You did?\nAlpha: We did.\nBeta: So?", ["Alpha", "Beta"] * 2, id="words that take turns"),
    pytest.param(
        "Ana Lund met Bo Kern.\nLund: The mayor told us, “It rains a lot.”\nKern: She said to me, “It rains here.”",
        None,
        id="reports of what others say",
    ),
    pytest.param(
        "Ana Lund met Bo Kern.\nLund\nWhy?\nKern\nI had to.\nLund\nWhy?\nKern\nI did.", ["Lund", "Kern"] * 2, id="alone"
    ),
]


@pytest.mark.parametrize(("text", "expected"), SCRIPTS)
def test_find_script(text: str, expected: list[str] | None) -> None:
    script = find_script(text, [*paragraphs(text)])
    assert (script and [label.who for label in script.labels]) == expected
