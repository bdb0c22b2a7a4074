"""Acronyms and the names that they stand for: by initials, by brackets, and acronyms of something else."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.clusters.acronyms import acronym_merges, stands_for
from transforms.annotate.entities.clusters.cluster import Cluster
from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]
ClustersOf = Callable[[Words, list[NameMention]], dict[str, Cluster]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[Northern Growers League]organization met [NGL]organization", {"ngl": "northern growers league"}, id="initials"
        ),
        pytest.param(
            "[Bank of Velmarsh]organization met [BV]organization", {"bv": "bank of velmarsh"}, id="initials without small words"
        ),
        pytest.param(
            "[Bank of Velmarsh]organization met [BOV]organization", {"bov": "bank of velmarsh"}, id="initials of all words"
        ),
        pytest.param(
            "[Northern Growers League]organization ( [NOGL]organization )", {"nogl": "northern growers league"}, id="brackets"
        ),
        pytest.param(
            "[Coastal Rivers Agency of Norway]organization ( [Cran]place )",
            {"cran": "coastal rivers agency of norway"},
            id="a word in brackets",
        ),
        pytest.param("[Coastal Rivers Agency of Norway]organization met [Cran]place", {}, id="a word without brackets"),
        pytest.param("[Northern Growers League]organization , [NOGL]organization ,", {}, id="commas"),
        pytest.param("[Northern Growers League]organization ( [VEL]place )", {}, id="other letters in brackets"),
        pytest.param("[Nina Quill]person met [NQ]organization", {}, id="the initials of a person"),
        pytest.param("[Northern Growers League]organization met [NGL]person", {}, id="a person"),
        pytest.param("[Northern Growers League]organization met [Ngl]organization", {}, id="no capitals"),
        pytest.param(
            "[Northern Growers League]organization and [New Green List]organization met [NGL]organization",
            {},
            id="the initials of two names",
        ),
        pytest.param(
            "[Northern Growers League]organization ( [NGL]organization ) and [New Green List]organization",
            {"ngl": "northern growers league"},
            id="brackets decide between two names",
        ),
    ],
)
def test_acronym_merges(build: Build, clusters_of: ClustersOf, text: str, expected: dict[str, str]) -> None:
    words, names = build(text)
    assert acronym_merges(words, clusters_of(words, names)) == expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        pytest.param("nogl", "northern growers league", True, id="letters in order"),
        pytest.param("ngl", "northern growers league", True, id="initials"),
        pytest.param("nxl", "northern growers league", False, id="a letter that is not there"),
        pytest.param("lgn", "northern growers league", False, id="another order"),
        pytest.param("ogl", "northern growers league", False, id="not from the beginning"),
    ],
)
def test_stands_for(short: str, long: str, expected: bool) -> None:
    assert stands_for(short, long) is expected
