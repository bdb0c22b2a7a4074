"""Definite noun phrases that may refer back."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.entities.coref.nominals.noun_phrases import definite_phrase

Read = Callable[[str], Any]


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        pytest.param("The mayor left.", "mayor", ("The", []), id="the"),
        pytest.param("This mayor left.", "mayor", ("This", []), id="this"),
        pytest.param("The former deputy mayor left.", "mayor", ("The", ["deputy", "former"]), id="modifiers"),
        pytest.param("The [Norwegian|group] mayor left.", "mayor", ("mayor", []), id="after a people's name"),
        pytest.param("The [Harbor|place] mayor left.", "mayor", None, id="after a place"),
        pytest.param("A mayor left.", "mayor", None, id="indefinite"),
        pytest.param("Her mayor left.", "mayor", None, id="possessive"),
        pytest.param("The mayors left.", "mayors", None, id="plural"),
        pytest.param("The mayor of Harbor left.", "mayor", None, id="says which one"),
        pytest.param("The mayor who left slept.", "mayor", None, id="with a clause"),
        pytest.param("The mayor [Ana Brandt|person] left.", "mayor", None, id="a title"),
        pytest.param("[Ana Brandt|person], the mayor, left.", "mayor", None, id="after a name"),
        pytest.param("The mayor, [Ana Brandt|person], left.", "mayor", None, id="before a name"),
        pytest.param("She is the mayor.", "mayor", None, id="says what she is"),
        pytest.param("She spoke as the mayor.", "mayor", None, id="as"),
        pytest.param("mayor", "mayor", None, id="alone"),
    ],
)
def test_the_phrase_that_a_noun_ends(read: Read, text: str, noun: str, expected: tuple[str, list[str]] | None) -> None:
    marked = read(text)
    name_word = {i: k for k, cluster in enumerate(marked.clusters) for name in cluster.names for i in name.tokens}
    phrase = definite_phrase(marked.words, name_word, marked.clusters, marked.at(noun))
    assert (phrase and (marked.words.form[phrase.first], sorted(phrase.modifiers))) == expected
