"""A closing mark that is missing: where the speaker's words end. No model is needed."""

import pytest

from transforms.annotate.quotes.marks.missing_marks import end_without_mark
from transforms.text import Span

ROWS = [
    pytest.param("We won, said Ana Brandt.", "We won,", id="a name after the verb"),
    pytest.param("We won, Ana Brandt said.", "We won,", id="a name before the verb"),
    pytest.param("We won, he said.", "We won,", id="a pronoun at the end of the paragraph"),
    pytest.param("We won, the mayor said.", "We won,", id="a noun at the end of the paragraph"),
    pytest.param("We won, said Ana Brandt, the mayor of Hexley.", "We won,", id="a full name and a description"),
    pytest.param("We won, said Ana Brandt in May.", "We won,", id="a full name and a month"),
    pytest.param("We won, said he and she, and left.", None, id="more follows a pronoun"),
    pytest.param("He came, said hello, and left.", None, id="what the speaker tells of others"),
    pytest.param("We won, shouted Ana Brandt.", None, id="another verb"),
    pytest.param("We won and said so.", None, id="no comma"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_end_without_mark(text: str, expected: str | None) -> None:
    end = end_without_mark(text, Span(0, len(text)))
    assert (None if end is None else text[:end]) == expected
