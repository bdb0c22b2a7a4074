"""Where turns end. No model is needed."""

import pytest

from transforms.annotate.quotes.turns.extents import turns_of
from transforms.annotate.quotes.turns.transcripts import find_script
from transforms.text import paragraphs

START = "Ana Lund asked Bo Kern.\nLUND: Why?\nKERN: I had to.\n"
ROWS = [
    pytest.param(START + "It rained.\nLUND: So?", ["Why?", "I had to.|It rained.", "So?"], id="two paragraphs"),
    pytest.param(START + "(He wept.)\nIt rained.\nLUND: So?", ["Why?", "I had to.|It rained.", "So?"], id="an aside"),
    pytest.param(START + "Kern wept.\nLUND: So?", ["Why?", "I had to.", "So?"], id="the reporter names the speaker"),
    pytest.param(START + "“He wept,” said a juror.\nLUND: So?", ["Why?", "I had to.", "So?"], id="the reporter quotes"),
    pytest.param(START + "The hearing went on.\nLUND: So?", ["Why?", "I had to.", "So?"], id="how it went on"),
    pytest.param(START + "The town waits.", ["Why?", "I had to."], id="the end of the last turn"),
    pytest.param(START + "I was cold.\nThe town waits.", ["Why?", "I had to.|I was cold."], id="the last turn goes on"),
    pytest.param(START + "It rained.\n" * 9 + "LUND: So?", ["Why?", "I had to.", "So?"], id="a long stretch is the reporter's"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_turns(text: str, expected: list[str]) -> None:
    lines = [*paragraphs(text)]
    script = find_script(text, lines)
    assert script is not None
    turns = turns_of(text, lines, script)
    assert ["|".join(text[piece.start : piece.end] for piece in turn.pieces) for turn in turns] == expected
