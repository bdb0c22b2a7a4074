"""The nouns that describe named entities."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotate.entities.coref.nominals.descriptions import age_at, ages, descriptions
from transforms.records import Role

Read = Callable[[str], Any]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        pytest.param("baker", {"baker": []}, id="one noun"),
        pytest.param("former deputy baker of Harbor", {"baker": ["deputy", "former"]}, id="modifiers, no complement"),
        pytest.param("founder and chairman", {"founder": [], "chairman": [], "chairperson": []}, id="two nouns"),
        pytest.param("state senator", {"senator": ["state"], "lawmaker": ["state"], "legislator": ["state"], "politician": ["state"]}, id="general words for it"),
    ],
)  # fmt: skip
def test_a_person_is_described_by_roles(read: Read, role: str, expected: dict[str, list[str]]) -> None:
    marked = read("[Ana Brandt|person] left.")
    found = descriptions(marked.words, marked.clusters, [[Role(role, None, 0, 0)]])
    assert {noun: sorted(rows[0].modifiers) for noun, rows in found.items()} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A clerk named [Ana Brandt|person] left.", {"clerk"}, id="named"),
        pytest.param("A clerk called [Ana Brandt|person] left.", {"clerk"}, id="called"),
        pytest.param("A clerk met [Ana Brandt|person].", set(), id="another verb"),
    ],
)
def test_a_person_is_described_by_the_noun_before_named(read: Read, text: str, expected: set[str]) -> None:
    marked = read(text)
    assert set(descriptions(marked.words, marked.clusters, [[]])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The [Harbor County Commission|organization] met.", {"commission"}, id="the last word of a body's name"),
        pytest.param("[Harborco|organization], a company, met.", {"company"}, id="a noun beside a body"),
        pytest.param("[Lake Harbor|place] is deep.", set(), id="a last word that names no kind of thing"),
        pytest.param("[Harborco|organization], a mess, met.", set(), id="a noun for no body"),
        pytest.param("[Calvenna|place], a company, met.", set(), id="a place is no company"),
        pytest.param("[Calvenna|place], a district, slept.", {"district"}, id="a noun beside a place"),
    ],
)
def test_a_body_is_described_by_its_name_and_the_noun_beside(read: Read, text: str, expected: set[str]) -> None:
    marked = read(text)
    assert set(descriptions(marked.words, marked.clusters, [[]])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[Ana Brandt|person], 44, left.", {44: {0}}, id="after the name"),
        pytest.param("The 44-year-old [Ana Brandt|person] left.", {44: {0}}, id="before the name"),
        pytest.param("[Ana Brandt|person], 1944, left.", {}, id="a year"),
        pytest.param("[Harborco|organization], 44, left.", {}, id="a body has no age"),
    ],
)
def test_ages_of_people(read: Read, text: str, expected: dict[int, set[int]]) -> None:
    marked = read(text)
    assert ages(marked.words, marked.clusters) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The 44-year-old left.", 44, id="years"),
        pytest.param("The 44-week-old left.", None, id="weeks"),
        pytest.param("The very old left.", None, id="no number"),
    ],
)
def test_an_age_ends_at_old(read: Read, text: str, expected: int | None) -> None:
    marked = read(text)
    assert age_at(marked.words, marked.at("old")) == expected
