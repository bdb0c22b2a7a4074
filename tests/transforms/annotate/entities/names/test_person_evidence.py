"""Evidence that a name is a person's: a row for each sign, and for contexts that show nothing."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.person_evidence import person_evidence
from transforms.annotate.model import DEFAULT, model
from transforms.annotate.parse import parse

Shown = Callable[[str, str], float]


@pytest.fixture(scope="module")
def shown() -> Shown:
    def run(text: str, name: str) -> float:
        (words,) = parse(model(DEFAULT), [text])
        first = words.form.index(name)
        return person_evidence(words, NameMention(first, first + 1, "organization"))

    return run


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Okonkwo moved to the coast. There he opened a shop.", "Okonkwo", id="he goes on"),
        pytest.param("Okonkwo lost her first match.", "Okonkwo", id="possessive in the sentence"),
        pytest.param("Okonkwo was born in a small village.", "Okonkwo", id="was born"),
        pytest.param("Okonkwo was a linguist of note.", "Okonkwo", id="is called a person"),
        pytest.param("Okonkwo (born 3 May 1951) wrote about rivers.", "Okonkwo", id="birth in brackets"),
        pytest.param("We met Okonkwo, who had seen the flood.", "Okonkwo", id="who"),
    ],
)
def test_evidence_for_a_person(shown: Shown, text: str, name: str) -> None:
    assert shown(text, name) > 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Harborco raised prices. It blamed the flood.", "Harborco", id="it goes on"),
        pytest.param("Harborco interviewed her in June.", "Harborco", id="object of its own verb"),
        pytest.param("Harborco raised prices. Ana Brandt said he was right.", "Harborco", id="another subject between"),
        pytest.param("Harborco raised prices.\n\nHe disagreed.", "Harborco", id="another paragraph"),
        pytest.param("The Harborco opened and he was glad.", "Harborco", id="article"),
        pytest.param("Harborco was a success.", "Harborco", id="is called a thing"),
        pytest.param("They live near Harborco (founded 1951).", "Harborco", id="founded in brackets"),
    ],
)
def test_no_evidence_for_a_person(shown: Shown, text: str, name: str) -> None:
    assert shown(text, name) <= 0
