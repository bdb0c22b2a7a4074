"""Nouns for people and their gender."""

import pytest

from transforms.annotate.entities.lexicon.person_nouns import person_nouns

NOUNS = person_nouns()


@pytest.mark.parametrize(
    ("noun", "is_person", "gender"),
    [
        pytest.param("spokeswoman", True, "she", id="woman"),
        pytest.param("fireman", True, "he", id="man"),
        pytest.param("chairman", True, "he", id="an office that women hold too"),
        pytest.param("mayor", True, None, id="either gender"),
        pytest.param("river", False, None, id="no person"),
        pytest.param("Mayor", False, None, id="with a capital"),
        pytest.param("mayors", False, None, id="plural"),
    ],
)
def test_person_nouns(noun: str, is_person: bool, gender: str | None) -> None:
    assert (noun in NOUNS) is is_person
    assert NOUNS.gender(noun) == gender


@pytest.mark.parametrize(
    ("verb", "expected"), [pytest.param("born", True, id="born"), pytest.param("built", False, id="built")]
)
def test_life_verbs(verb: str, expected: bool) -> None:
    assert (verb in NOUNS.life_verbs) is expected
