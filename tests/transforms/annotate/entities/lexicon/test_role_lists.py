"""The words for roles: plurals, and phrases in both numbers."""

import pytest

from transforms.annotate.entities.lexicon.role_lists import plural, role_lists

LISTS = role_lists()


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        pytest.param("senator", "senators", id="regular"),
        pytest.param("chairwoman", "chairwomen", id="woman"),
        pytest.param("secretary", "secretaries", id="y after a consonant"),
        pytest.param("attorney", "attorneys", id="y after a vowel"),
        pytest.param("boss", "bosses", id="s"),
        pytest.param("coach", "coaches", id="ch"),
    ],
)
def test_plural(noun: str, expected: str) -> None:
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("senator", "senator", id="singular"),
        pytest.param("senators", "senator", id="plural"),
        pytest.param("river", None, id="no role"),
    ],
)
def test_nouns(word: str, expected: str | None) -> None:
    assert LISTS.nouns.get(word) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("the attorney general", 1, id="a phrase"),
        pytest.param("the attorneys general", 1, id="in the plural"),
        pytest.param("the member of parliament", 1, id="with of"),
        pytest.param("the members of parliament", 1, id="with of, in the plural"),
        pytest.param("the attorney generals", None, id="a plural of the wrong word"),
        pytest.param("the general", None, id="the last word alone"),
    ],
)
def test_phrases(text: str, first: int | None) -> None:
    tokens = text.split()
    match = LISTS.phrases.longest_ending_at(tokens, len(tokens))
    assert (match and match.first) == first
