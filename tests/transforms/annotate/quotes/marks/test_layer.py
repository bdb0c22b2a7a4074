"""The layer of quotation marks: the quote of each word."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.marks.layer import find_quotation_marks

ROWS = [
    pytest.param("He “won” it.", {"won": 0}, id="one word"),
    pytest.param("“We won,” he said. “Twice.”", {"We": 0, "won": 0, ",": 0, "Twice": 1, ".": 1}, id="two quotes"),
    pytest.param("He won it.", {}, id="none"),
    pytest.param("", {}, id="empty"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_each_word_has_the_number_of_its_quote(read: Callable[[str], Any], text: str, expected: dict[str, int]) -> None:
    words = read(text).words
    marks = find_quotation_marks(words)
    assert len(marks.by_word) == len(words)
    assert {words.form[i]: k for i, k in enumerate(marks.by_word) if k is not None} == expected
