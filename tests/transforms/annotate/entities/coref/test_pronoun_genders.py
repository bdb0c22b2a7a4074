"""Genders that the pronouns of a text show: of unknown names, and against a given name."""

from collections.abc import Callable

import pytest

from transforms.records import Annotations

Annotate = Callable[[str], Annotations]


def references(found: Annotations) -> list[tuple[str, str]]:
    rows = [(m.start, m.text, e.name) for e in found.entities for m in e.mentions if m.kind == "pronoun"]
    return [(text, name) for _, text, name in sorted(rows)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kim Adair met Robin Vask. Vask sold his shop. She was late.", ("She", "Kim Adair"), id="his: a possessive is bound"
        ),
        pytest.param("Kim Adair met Robin Vask. Vask sold a shop. She was late.", ("She", "Robin Vask"), id="nothing is bound"),
        pytest.param(
            "Kim Adair met Robin Vask. Vask said he knew. She was late.", ("She", "Kim Adair"), id="he: somebody reports"
        ),
        pytest.param("Joan Testa sold his shop. He was tired. He slept.", ("He", "Joan Testa"), id="against a given name"),
        pytest.param(
            "The shop's foreman, Velda Vask, says that she is tired. Tom Adair slept. She left.",
            ("She", "Velda Vask"),
            id="a foreman who is she",
        ),
        pytest.param("The shop's foreman, Velder Vask, is tired. He left.", ("He", "Velder Vask"), id="a foreman is mostly he"),
        pytest.param(
            "Andrin Testa plays for Valmere. Friends carried him home, and he slept. Valmere lost. Next year he will play on.",
            ("he", "Andrin Testa"),
            id="a doubtful name behind others is no topic",
        ),
    ],
)
def test_the_last_pronoun(annotated: Annotate, text: str, expected: tuple[str, str]) -> None:
    assert references(annotated(text))[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Joan Testa sold a shop. He was tired. He slept.", id="no pronoun is bound"),
        pytest.param("Ms. Joan Testa sold his shop. He was tired. He slept.", id="a title is surer"),
    ],
)
def test_a_given_name_stays(annotated: Annotate, text: str) -> None:
    assert ("He", "Joan Testa") not in references(annotated(text))


def test_another_person_may_be_meant_by_a_possessive(annotated: Annotate) -> None:
    found = references(annotated("Tom Reyes fell. Joan Testa held his hand. She was calm. She waited."))
    assert found[-1] == ("She", "Joan Testa")
