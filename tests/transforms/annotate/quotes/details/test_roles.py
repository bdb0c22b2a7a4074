"""The role of a speaker: one of several roles, and the role of a speaker without a name."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.quotes.details.roles import nearest_role, with_roles
from transforms.annotate.quotes.speakers.mentions import speaker_at
from transforms.records import Quote, Role

TEXT = "Judge Reyes paid. A mayor, he came late. Reyes, an author, left."
ROLES = [Role("judge", None, 0, 5), Role("mayor", None, 20, 25), Role("author", None, 51, 57)]

NEAREST = [
    pytest.param(12, "judge", id="before, in the same sentence"),
    pytest.param(26, "mayor", id="the last before"),
    pytest.param(46, "author", id="after, in the same sentence"),
    pytest.param(60, "author", id="the last of all"),
]


@pytest.mark.parametrize(("at", "expected"), NEAREST)
def test_nearest_role(at: int, expected: str) -> None:
    assert nearest_role(TEXT, ROLES, at).role == expected


def test_the_only_role_is_taken_from_anywhere() -> None:
    assert nearest_role(TEXT, ROLES[2:], 0).role == "author"


SPEAKERS = [
    pytest.param("A spokesman for the union said so.", (0, 5), ("spokesman", "union"), id="a description"),
    pytest.param("Spokesmen for the union said so.", (0, 4), (None, None), id="several people"),
    pytest.param("The neighbours said so.", (0, 2), (None, None), id="no role"),
    pytest.param("[Ana Brandt|person] said so.", (0, 2), (None, None), id="a name without a role"),
]


@pytest.mark.parametrize(("text", "span", "expected"), SPEAKERS)
def test_roles_of_speakers_without_a_name(
    read: Callable[[str], Any], text: str, span: tuple[int, int], expected: tuple[str | None, str | None]
) -> None:
    reading = read(text)
    quote = Quote("so", "direct", 0, 2, "so", ((0, 2),), speaker_at(reading.mentions, *span), None)
    (found,) = with_roles(reading.mentions, reading.entities, [quote])
    assert (found.speaker.role, found.speaker.affiliation) == expected


def test_a_quote_without_a_speaker_stays_as_it_is(read: Callable[[str], Any]) -> None:
    reading = read("It fell.")
    quote = Quote("so", "direct", 0, 2, "so", ((0, 2),), None, None)
    assert with_roles(reading.mentions, [], [quote]) == (quote,)
