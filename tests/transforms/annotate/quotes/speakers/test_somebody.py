"""Which descriptions are of somebody who can speak."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.speakers.somebody import describes_somebody, is_somebody

SOMEBODY = [
    pytest.param("a neighbour", id="a person"),
    pytest.param("two of her oldest aides", id="several"),
    pytest.param("a spokesman for the River Trust", id="the head, not its complement"),
    pytest.param("the stockholders", id="a noun that ends with one for persons"),
    pytest.param("the ceramicist", id="a noun that ends like one for persons"),
    pytest.param("police", id="a body"),
    pytest.param("the town’s three unions", id="bodies"),
    pytest.param("a survey of bridges", id="a document"),
    pytest.param("others", id="a pronoun for people"),
    pytest.param("44 percent of voters", id="a share of people"),
    pytest.param("the 46-year-old", id="an age"),
    pytest.param("his co-author", id="a prefix"),
]
NOBODY = [
    pytest.param("tornadoes", id="things"),
    pytest.param("the value", id="a thing"),
    pytest.param("the roof of the mayor", id="a thing of somebody"),
    pytest.param("a third of the bridges", id="a share of things"),
    pytest.param("ex", id="a prefix alone"),
]


@pytest.mark.parametrize("phrase", SOMEBODY)
def test_somebody(read: Callable[[str], Any], phrase: str) -> None:
    words = read(f"They heard {phrase}").words
    assert describes_somebody(words, 2, len(words))


@pytest.mark.parametrize("phrase", NOBODY)
def test_nobody(read: Callable[[str], Any], phrase: str) -> None:
    words = read(f"They heard {phrase}").words
    assert not describes_somebody(words, 2, len(words))


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        pytest.param("lobbies", True, id="-ies"),
        pytest.param("churches", True, id="-es"),
        pytest.param("spokesmen", True, id="-men"),
        pytest.param("omen", False, id="no -men"),
        pytest.param("caravan", False, id="the end of a short noun"),
    ],
)
def test_singulars(noun: str, expected: bool) -> None:
    assert is_somebody(noun) is expected
