"""Whose words a noun says that a quote is."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.speakers.owner import owner

OWNERS = [
    pytest.param("was [Ana Brandt|person]’s verdict.", "Ana Brandt", id="a possessive"),
    pytest.param("was the first reply of [Ana Brandt|person].", "Ana Brandt", id="of"),
    pytest.param("came the answer from the [Delta Union|organization].", "Delta Union", id="from a body"),
    pytest.param("[Ana Brandt|person]’s answer to that was short.", "Ana Brandt", id="more words after the noun"),
    pytest.param("A blunt message to [Ana Brandt|person]:", None, id="who is addressed"),
    pytest.param("was [Ana Brandt|person]’s bridge.", None, id="a noun for a thing"),
    pytest.param("was the verdict in [Hexley|place].", None, id="a place"),
]


@pytest.mark.parametrize(("text", "expected"), OWNERS)
def test_owner(read: Callable[[str], Any], text: str, expected: str | None) -> None:
    reading = read(text)
    assert reading.words_of(owner(reading.mentions, range(len(reading.words)))) == expected
