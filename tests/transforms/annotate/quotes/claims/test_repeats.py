"""Pull quotes: paragraphs that repeat what is quoted elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.claims.repeats import repeating_paragraphs

SAID = "“Hens decide it. I only carry the water,” said Alma Poe."
ROWS = [
    pytest.param(f"{SAID}\n“I only carry the water.”", ["“I only carry the water.”"], id="below"),
    pytest.param(f"“I only carry the water”\n{SAID}", ["“I only carry the water”"], id="above, without its stop"),
    pytest.param(
        f"{SAID}\n“Hens decide it. I only carry the water.”", ["“Hens decide it. I only carry the water.”"], id="whole"
    ),
    pytest.param(f"{SAID}\n“I only carry the milk.”", [], id="other words"),
    pytest.param(f"{SAID}\n“I only carry the water,” she said.", [], id="with a cue"),
    pytest.param(f"{SAID}\n“Hens decide it.”", [], id="a few words"),
    pytest.param(
        "“I only carry the water.”\nThey left.\n“I only carry the water.”", ["“I only carry the water.”"], id="the second"
    ),
    pytest.param(f"{SAID}\nIt is so. “I only carry the water.”", [], id="a sentence beside it"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_repeating_paragraphs(read: Callable[[str], Any], text: str, expected: list[str]) -> None:
    reading = read(text)
    found = sorted(repeating_paragraphs(reading.words, reading.sentences))
    lines = text.split("\n")
    assert [lines[reading.sentences[n].paragraph] for n in found] == expected
    if text.startswith("“I only carry the water.”\nThey"):
        assert found == [2]
