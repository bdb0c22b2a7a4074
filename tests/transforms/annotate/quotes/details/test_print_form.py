"""The printed form of a quote (`said`)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.quotes.details.print_form import as_printed
from transforms.text import Span


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("«We won,» she said.", "We won.", id="the reporter's comma at the end"),
        pytest.param("«We won!» she said.", "We won!", id="a mark of its own"),
        pytest.param("«We won.»", "We won.", id="a full stop"),
        pytest.param(
            "It was «a day,» she said, «of wonders,» and left.", "a day, of wonders", id="no sentence: the comma goes"
        ),
        pytest.param("«We won,» she said. «I am glad,» she added.", "We won. I am glad.", id="two sentences"),
        pytest.param("«If we win,» she said, «we go.»", "If we win, we go.", id="one sentence"),
        pytest.param("«If we win,» said Reyes, who lost; «we go.»", "If we win, we go.", id="a semicolon of the reporter"),
        pytest.param("“We won”, she said. “I am glad.”", "We won. I am glad.", id="comma outside the marks"),
        pytest.param("«We won.\n«I am glad.»", "We won. I am glad.", id="two paragraphs"),
        pytest.param("«We\n won,»", "We won.", id="a line's end within"),
        pytest.param("«The list:\n«One.»", "The list: One.", id="a colon stays"),
        pytest.param("«So he said ‘no,’» she said.", "So he said ‘no,’", id="a mark within stays as it is"),
        pytest.param("«1,000,» she said.", "1,000.", id="a number"),
    ],
)
def test_as_printed(text: str, said: str) -> None:
    pieces = [Span(m.start() + 1, m.end() - 1) for m in re.finditer(r"«[^«»]*[»]|«[^«»]*(?=\n)|“[^“”]*”", text)]
    pieces = [Span(a, b + 1) if text[b] not in "»”" else Span(a, b) for a, b in pieces]
    assert as_printed(text, pieces) == said


@given(st.lists(st.text(min_size=1).filter(lambda t: t.strip() != ""), min_size=1, max_size=4))
def test_words_stay_as_they_were(parts: list[str]) -> None:
    """Only commas, full stops and white space differ from the pieces."""
    text, pieces = "", []
    for part in parts:
        pieces.append(Span(len(text), len(text) + len(part)))
        text += part + " he said "
    letters = re.compile(r"[,.\s]")
    assert letters.sub("", as_printed(text, pieces)) == letters.sub("", "".join(parts))
