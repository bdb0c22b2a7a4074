"""The gazetteer: forms of well-known names, and the user's rows over the rows that ship."""

import pytest

from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.entities.lexicon.gazetteer import gazetteer, tokenized

OURS = gazetteer(())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("U.S.", "United States", id="dots"),
        pytest.param("the US", "United States", id="article"),
        pytest.param("the WHO's", "World Health Organization", id="possessive"),
        pytest.param("Who", None, id="a word, and no acronym"),
        pytest.param("us", None, id="a pronoun"),
        pytest.param("Mass.", "Massachusetts", id="abbreviated"),
        pytest.param("Mass", None, id="no abbreviation"),
        pytest.param("Burma", "Myanmar", id="an older name"),
        pytest.param("Velmarsh", None, id="not well known"),
    ],
)
def test_alias(text: str, name: str | None) -> None:
    found = OURS.alias_of(text)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Denmark", "place", id="a country"),
        pytest.param("DENMARK", "place", id="in capitals"),
        pytest.param("the Reuters'", "organization", id="article and possessive"),
        pytest.param("U.S.", "place", id="an alias"),
        pytest.param("Velmarsh", None, id="not well known"),
    ],
)
def test_type_of(text: str, expected: str | None) -> None:
    assert OURS.type_of(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("GENEVA", "Geneva", id="capitals"),
        pytest.param("GUINEA-BISSAU", "Guinea-Bissau", id="hyphen"),
        pytest.param("geneva", "geneva", id="no capitals"),
        pytest.param("VELMARSH", "VELMARSH", id="not well known"),
    ],
)
def test_usual_spelling(name: str, expected: str) -> None:
    assert OURS.usual_spelling(name) == expected


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        pytest.param(["Denmark"], True, id="one word"),
        pytest.param(["New", "Zealand"], True, id="two words"),
        pytest.param(["Guinea", "-", "Bissau"], True, id="hyphen"),
        pytest.param(["UNESCO"], True, id="acronym of an alias row"),
        pytest.param(["US"], False, id="two letters"),
        pytest.param(["Jordan"], False, id="often something else"),
        pytest.param(["denmark"], False, id="no capital"),
    ],
)
def test_names_that_are_looked_for_without_the_model(tokens: list[str], expected: bool) -> None:
    assert (OURS.names.longest_at(tokens, 0) is not None) is expected


def test_a_row_of_the_user_takes_over_the_names_that_ship() -> None:
    own = gazetteer((Alias("America", ("Uncle Quill",), id="Q30", own=True),))
    for name in ("America", "Uncle Quill", "U.S.", "United States"):
        row = own.alias_of(name)
        assert row is not None and (row.name, row.id, row.type, row.own) == ("America", "Q30", "place", True)
    assert OURS.alias_of("Uncle Quill") is None


def test_the_users_type_wins() -> None:
    assert gazetteer((Alias("Denmark", type="product", own=True),)).type_of("Denmark") == "product"


def test_user_names_match_the_characters_as_they_are() -> None:
    own = gazetteer((Alias("the growers", own=True),))
    assert own.user_names.longest_at("so the growers met", 3) == (3, 14, "the growers")
    assert own.user_names.longest_at("so The growers met", 3) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Vel Quill", ("Vel", "Quill"), id="spaces"),
        pytest.param("Sea-Air", ("Sea", "-", "Air"), id="hyphen"),
        pytest.param("U.S. Army", ("U.S.", "Army"), id="dots"),
        pytest.param("Vel, Quill", ("Vel", ",", "Quill"), id="comma"),
        pytest.param("Vel's Quill", ("Vel", "'s", "Quill"), id="possessive"),
    ],
)
def test_tokenized(name: str, expected: tuple[str, ...]) -> None:
    assert tokenized(name) == expected
