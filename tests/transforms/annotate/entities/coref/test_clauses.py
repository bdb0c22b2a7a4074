"""Sentences, subjects, and the verb that a word is an argument of."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[[str], Any]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        pytest.param("Reyes met Brandt.", "met", "Reyes", id="its own"),
        pytest.param("Brandt was met.", "met", "Brandt", id="of a passive"),
        pytest.param("Reyes met Brandt and thanked them.", "thanked", "Reyes", id="of a coordinated verb, shared"),
        pytest.param("Reyes wants to leave.", "leave", "Reyes", id="of an infinitive, the subject above"),
        pytest.param("Reyes asked Brandt to leave.", "leave", "Brandt", id="of an infinitive, the object above"),
        pytest.param("Reyes said that Brandt left.", "left", "Brandt", id="of a clause, not the one above"),
        pytest.param("One of the women in the union, Reyes has put money by.", "put", "Reyes", id="of two subjects, the name"),
        pytest.param("Leave!", "Leave", None, id="none"),
    ],
)
def test_the_subject_of_a_verb(read: Read, text: str, verb: str, expected: str | None) -> None:
    marked = read(text)
    subject = marked.parse.subject_of(marked.at(verb))
    assert (marked.words.form[subject] if subject is not None else None) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Reyes met him.", "him", "met", id="object"),
        pytest.param("He met Reyes.", "He", "met", id="subject"),
        pytest.param("Reyes spoke to him.", "him", "spoke", id="behind a preposition"),
        pytest.param("Reyes took it with him.", "him", None, id="behind a preposition that may lead back to the subject"),
        pytest.param("Reyes met his brother.", "his", None, id="a possessor"),
    ],
)
def test_the_verb_of_an_argument(read: Read, text: str, word: str, expected: str | None) -> None:
    marked = read(text)
    verb = marked.parse.verb_of(marked.at(word))
    assert (marked.words.form[verb] if verb is not None else None) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Reyes left.", "Reyes", True, id="main clause"),
        pytest.param("Reyes left early, and Brandt came late.", "Brandt", True, id="coordinated clause"),
        pytest.param("Reyes left when Brandt came.", "Brandt", False, id="subordinate clause"),
        pytest.param("Reyes met Brandt.", "Brandt", False, id="object"),
    ],
)
def test_main_subjects(read: Read, text: str, word: str, expected: bool) -> None:
    marked = read(text)
    assert marked.parse.is_main_subject(marked.at(word)) is expected


def test_a_paragraph_ends_a_sentence(read: Read) -> None:
    marked = read("Reyes left. He slept.\nBrandt stayed")
    assert [marked.parse.sentence[marked.at(word)] for word in ("left", "slept", "stayed")] == [0, 1, 2]
