"""A given name, a nickname between marks, a surname."""

import pytest

from transforms.annotate.entities.names.nicknames import names_with_nickname
from transforms.annotate.model import model
from transforms.annotate.parse import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('We met Robert "Bob" Brandt.', ['Robert "Bob" Brandt'], id="straight marks"),
        pytest.param("We met Robert “Bob” Brandt.", ["Robert “Bob” Brandt"], id="curved marks"),
        pytest.param("We met Mary (Molly) Brandt.", ["Mary (Molly) Brandt"], id="brackets"),
        pytest.param("We met Robert “Big Bad Bob” Brandt.", ["Robert “Big Bad Bob” Brandt"], id="three words"),
        pytest.param("We met Robert “Big Bad Old Bob” Brandt.", [], id="four words are no nickname"),
        pytest.param("We met Robert “bob” Brandt.", [], id="no capital"),
        pytest.param("We met Harbor “Bob” Brandt.", [], id="no given name"),
        pytest.param("We met Robert “Bob” yesterday.", [], id="no surname"),
        pytest.param("We met Robert ( Bob ) Brandt.", [], id="a space inside the marks"),
        pytest.param("We met Robert “Bob", [], id="cut off"),
    ],
)
def test_names_with_a_nickname(text: str, expected: list[str]) -> None:
    (words,) = parse(model(), [text])
    assert [text[slice(*words.place(name.first, name.last))] for name in names_with_nickname(words)] == expected
