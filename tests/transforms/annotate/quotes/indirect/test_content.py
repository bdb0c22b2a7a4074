"""What can be said: clauses and matters, and no persons."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.indirect.complements import VerbComplement
from transforms.annotate.quotes.indirect.content import is_content


@pytest.mark.parametrize(
    ("text", "kind", "start", "expected"),
    [
        pytest.param("He said that it fell.", "that", 2, True, id="a clause"),
        pytest.param("He said that every year.", "that", 2, False, id="no verb"),
        pytest.param("It came, adding light to the hall.", "clause", 4, False, id="a thing"),
        pytest.param("He said nobody leaving.", "clause", 2, False, id="only a participle"),
        pytest.param("He condemned the plan.", "np", 2, True, id="a matter"),
        pytest.param("He scolded him.", "np", 2, False, id="a pronoun"),
        pytest.param("He praised Ana Brandt.", "np", 2, True, id="a name as an object"),
        pytest.param("He referred to Ana Brandt.", "prep", 3, False, id="a name after a preposition"),
        pytest.param("He referred to the plan.", "prep", 3, True, id="a matter after a preposition"),
        pytest.param("He called it “a mess”.", "np", 2, True, id="a pronoun with quoted words"),
    ],
)
def test_is_content(read: Callable[[str], Any], text: str, kind: Any, start: int, expected: bool) -> None:
    view = read(text).view()
    assert is_content(view, 1, VerbComplement(start, kind), view.end()) is expected
