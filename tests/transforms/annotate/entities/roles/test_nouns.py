"""Role nouns: their first word, plural and singular."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.roles.context import RoleContext
from transforms.annotate.entities.roles.nouns import is_plural, role_noun_start, singular

Read = Callable[[str], RoleContext]


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        pytest.param("the mayor left", "mayor", "mayor", id="one word"),
        pytest.param("the mayors left", "mayors", "mayors", id="plural"),
        pytest.param("the attorney general left", "general", "attorney general", id="two words"),
        pytest.param("the attorneys general left", "general", "attorneys general", id="two words in the plural"),
        pytest.param("the co-chair left", "chair", "co-chair", id="with a hyphen"),
        pytest.param("the mayor-elect left", "elect", "mayor-elect", id="with a suffix"),
        pytest.param("the professor emerita left", "emerita", "professor emerita", id="with a suffix behind a space"),
        pytest.param("Profs. Brandt and Reyes left", ".", "Profs.", id="a title whose dot is cut off"),
        pytest.param("with Coach Brandt", "Coach", "Coach", id="a title with a capital"),
        pytest.param("the man left", "man", None, id="no role"),
        pytest.param("with capt Brandt", "capt", None, id="no title with a small letter"),
    ],
)
def test_where_a_role_noun_begins(read: Read, text: str, last: str, expected: str | None) -> None:
    context = read(text)
    i = context.words.form.index(last)
    first = role_noun_start(context, i)
    assert (context.text_of(first, i + 1) if first is not None else None) == expected


@pytest.mark.parametrize(
    ("text", "plural", "expected"),
    [
        pytest.param("mayors", True, "mayor", id="plural"),
        pytest.param("Secretaries", True, "Secretary", id="with a capital"),
        pytest.param("MPs", True, "MP", id="an abbreviation"),
        pytest.param("co-chairs", True, "co-chair", id="with a hyphen"),
        pytest.param("Reps.", True, "Rep.", id="a title"),
        pytest.param("spokesmen", True, "spokesman", id="irregular"),
        pytest.param("mayor", False, "mayor", id="singular"),
        pytest.param("boss", False, "boss", id="singular with an s"),
    ],
)
def test_plural_and_singular(read: Read, text: str, plural: bool, expected: str) -> None:
    context = read(text)
    assert is_plural(context, len(context.words) - 1) is plural
    assert singular(context, 0, len(context.words)) == expected
