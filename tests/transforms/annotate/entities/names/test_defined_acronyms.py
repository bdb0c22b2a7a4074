"""Acronyms in brackets: the words that they stand for, and brackets that hold something else."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.defined_acronyms import find_definitions, names_of_definitions
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the Harbor Growers Union ( HGU ) met", [("Harbor Growers Union", "HGU", True)], id="initials"),
        pytest.param(
            "the Union of Harbor and Delta Growers ( UHDG ) met",
            [("Union of Harbor and Delta Growers", "UHDG", True)],
            id="small words",
        ),
        pytest.param(
            "the Harbor , Delta and Growers Union ( HDGU ) met",
            [("Harbor , Delta and Growers Union", "HDGU", True)],
            id="a list",
        ),
        pytest.param(
            "the Delta Harbor Trade Area ( DhHTA ) met", [("Delta Harbor Trade Area", "DhHTA", True)], id="small letters inside"
        ),
        pytest.param("the Harbor Growers Union 's ( HGU ) rules", [("Harbor Growers Union", "HGU", True)], id="a possessive"),
        pytest.param("the gross harbor income ( GHI ) fell", [("gross harbor income", "GHI", False)], id="a term"),
        pytest.param("the Harbor Growers Union ( DLT ) met", [], id="other letters"),
        pytest.param("the Harbor Growers Union ( Delta ) met", [], id="no acronym"),
        pytest.param("the Harbor Growers Union ( HGU members ) met", [], id="more in the brackets"),
        pytest.param(
            "the Coastal Rivers Agency of Norway ( Cran ) met",
            [("Coastal Rivers Agency of Norway", "Cran", True)],
            id="as a word",
        ),
        pytest.param("the Harbor Union Board ( Hub ) met", [], id="too short for an acronym as a word"),
        pytest.param("the union ( U ) met", [], id="one letter"),
    ],
)
def test_find_definitions(build: Build, text: str, expected: list[tuple[str, str, bool]]) -> None:
    words, _ = build(text)
    found = find_definitions(words)
    assert [(" ".join(words.form[d.first : d.last]), words.form[d.acronym], d.is_name) for d in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "the Harbor Growers Union ( HGU )", [("Harbor Growers Union", "organization")], id="its last word tells the type"
        ),
        pytest.param(
            "the [Harbor Growers]organization of Quill ( HGQ )",
            [("Harbor Growers of Quill", "organization")],
            id="the model's type",
        ),
        pytest.param("the Harbor Growers Velm ( HGV )", [("Harbor Growers Velm", "other")], id="no type"),
        pytest.param(
            "the [UN Harbor]organization Growers Union ( HGU )",
            [("UN Harbor Growers Union", "organization")],
            id="a word before",
        ),
        pytest.param("the gross harbor income ( GHI )", [], id="a term"),
    ],
)
def test_names_of_definitions(build: Build, text: str, expected: list[tuple[str, str]]) -> None:
    words, spans = build(text)
    found = names_of_definitions(words, list(find_definitions(words)), spans)
    assert [(" ".join(words.form[name.first : name.last]), name.kind) for name in found] == expected
