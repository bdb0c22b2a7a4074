"""What is known of the people in a text before its pronouns are resolved."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.entities.coref.people import People, people_of

Read = Callable[[str], Any]


def people_in(marked: Any, nominals: dict[int, int] | None = None) -> People:
    people = {k: None for k, cluster in enumerate(marked.clusters) if cluster.kind == "person"}
    return people_of(marked.words, marked.parse, marked.clusters, people, nominals or {}, marked.quoted)


def test_shares_of_the_name_mentions(read: Read) -> None:
    people = people_in(read("[Tom Reyes|person] met [Ana|person] in [Harbor|place]. [Reyes=Tom Reyes|person] left."))
    assert people.share == {0: pytest.approx(2 / 3), 1: pytest.approx(1 / 3)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Okonkwo|person] left.", {0}, id="one word"),
        pytest.param("[Kim Okonkwo|person] left.", set(), id="two words"),
        pytest.param("[Okonkwo|person] met [Kim Okonkwo|person].", set(), id="one word that is another's surname"),
    ],
)
def test_doubtful_people(read: Read, text: str, expected: set[int]) -> None:
    assert people_in(read(text)).doubtful == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("News\n[Reyes|person] left.\n[Ana|person] slept.", {0}, id="headline and first paragraph"),
        pytest.param("News\nIt rained.\n[Ana|person] slept.", set(), id="nobody there"),
    ],
)
def test_people_in_the_first_paragraph(read: Read, text: str, expected: set[int]) -> None:
    assert people_in(read(text)).in_first_paragraph == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained.\nI left.", {2}, id="the author is I"),
        pytest.param("It rained.\nThey said “I left.”", set(), id="a speaker is I"),
    ],
)
def test_paragraphs_in_the_first_person(read: Read, text: str, expected: set[int]) -> None:
    assert people_in(read(text)).first_person == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("[Tom Reyes|person] left.", "Tom", {0}, id="a word of a name"),
        pytest.param("They met [Reyes|person], who left.", "who", {0}, id="who"),
        pytest.param("Her professor, [Reyes|person], left.", "professor", {None, 0}, id="a noun with a name beside it"),
        pytest.param("They met [Reyes|person], a baker who left.", "baker", {0}, id="a noun in apposition"),
        pytest.param("They met [Reyes|person], a baker who left.", "who", {0}, id="who, behind a noun in apposition"),
        pytest.param("They met the mother of [Reyes|person], who left.", "who", {None}, id="who: the mother or Reyes"),
        pytest.param("Her professor left with [Reyes|person].", "professor", {None}, id="a noun alone"),
        pytest.param("He left.", "He", {None}, id="a pronoun that is not resolved"),
    ],
)
def test_person_at_a_word(read: Read, text: str, word: str, expected: set[int | None]) -> None:
    marked = read(text)
    assert people_in(marked).at_or_beside(marked.at(word)) == expected


def test_a_nominal_means_a_person_too(read: Read) -> None:
    marked = read("[Reyes|person] left. The mayor slept.")
    people = people_in(marked, {marked.at("mayor"): 0})
    assert people.at(marked.at("mayor")) == 0
    assert people.share == {0: 1.0}
