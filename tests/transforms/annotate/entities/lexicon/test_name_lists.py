"""The word lists about names: given names, genders, and lists that must not contradict each other."""

from dataclasses import fields

import pytest

from transforms.annotate.entities.lexicon.name_lists import NameLists, name_lists

LISTS = name_lists()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Ana", True, id="with a capital"),
        pytest.param("maria", True, id="without"),
        pytest.param("Inés", True, id="accent"),
        pytest.param("Leslie", True, id="both genders"),
        pytest.param("Harbor", False, id="no name"),
        pytest.param("Quillbrandt", False, id="surname"),
    ],
)
def test_is_given_name(word: str, expected: bool) -> None:
    assert LISTS.is_given_name(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("leo", "he", id="man"),
        pytest.param("ana", "she", id="woman"),
        pytest.param("leslie", None, id="both"),
        pytest.param("quillbrandt", None, id="no given name"),
    ],
)
def test_gender_of_given_name(word: str, expected: str | None) -> None:
    assert LISTS.gender_of_given_name(word) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("mr.", "he", id="man"),
        pytest.param("mrs", "she", id="woman"),
        pytest.param("dr.", None, id="both"),
        pytest.param("harbor", None, id="no title"),
    ],
)
def test_gender_of_title(title: str, expected: str | None) -> None:
    assert LISTS.gender_of_title(title) == expected


def test_no_list_is_empty() -> None:
    assert all(getattr(LISTS, field.name) for field in fields(NameLists))


def test_words_of_two_genders_are_in_one_list() -> None:
    assert LISTS.male_names.isdisjoint(LISTS.female_names)
    assert LISTS.male_titles.isdisjoint(LISTS.female_titles)


def test_words_are_in_lower_case() -> None:
    sets = [value for field in fields(NameLists) if isinstance(value := getattr(LISTS, field.name), frozenset)]
    assert [word for words in sets for word in words if word != word.lower()] == []


def test_lists_of_some_heads_are_part_of_all_heads() -> None:
    # words that are added to one of these lists must be heads, too, to have any effect
    assert LISTS.heads_with_of - LISTS.all_heads <= {"republic", "isle", "kingdom", "diocese", "archdiocese"}


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        pytest.param("film", "work", id="work"),
        pytest.param("newspaper", "organization", id="organization"),
        pytest.param("village", "place", id="place"),
        pytest.param("ferry", "product", id="product"),
        pytest.param("tree", None, id="no such noun"),
    ],
)
def test_type_of_noun_before(noun: str, expected: str | None) -> None:
    assert LISTS.type_of_noun_before.get(noun) == expected
