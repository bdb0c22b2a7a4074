"""Who asks and who answers, by the words of an introduction."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.turns.questioning import Questioning

ROWS = [
    pytest.param("[Doyle|person] examined the clerk, [Kern|person].", ("Doyle", "Kern"), id="active"),
    pytest.param("[Kern|person] was questioned by [Doyle|person].", ("Doyle", "Kern"), id="passive"),
    pytest.param("[Kern|person], examined by [Doyle|person], wept.", ("Doyle", "Kern"), id="a participle"),
    pytest.param("We met [Kern|person] at noon. [Doyle|person] was late.", (None, "Kern"), id="we met"),
    pytest.param("[Doyle|person] spoke to [Kern|person] in Graz.", ("Doyle", "Kern"), id="spoke to"),
    pytest.param("[Lund|person] left. [Kern|person] told us how.", (None, "Kern"), id="told us"),
    pytest.param("[Lund|person] wrote. In an interview with [Kern|person], we learn more.", (None, "Kern"), id="an interview"),
    pytest.param("[Lund|person] presided. [Kern|person] testified.", (None, "Kern"), id="testified"),
    pytest.param("[Kern|person] sings. [Kern|person] met his wife, [Lund|person].", (None, "Kern"), id="met tells nothing"),
    pytest.param("[Kern|person] makes glass.", (None, "Kern"), id="the only person"),
    pytest.param("[Lund|person] asked [Kern|person] why.", ("Lund", "Kern"), id="asked"),
    pytest.param("[Lund|person] asked for rain. [Lund|person] sang with [Kern|person].", (None, "Lund"), id="asked for"),
    pytest.param("It rained.", (None, None), id="nobody"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_parties(read: Callable[[str], Any], text: str, expected: tuple[str | None, str | None]) -> None:
    reading = read(text)
    names = [entity.name for entity in reading.entities]
    person_at = {i: names.index(mention.entity.name) for i, mention in reading.mentions.by_word.items()}
    found = Questioning(reading.words, person_at).parties(0, len(reading.words))
    assert tuple(None if k is None else names[k] for k in found) == expected
