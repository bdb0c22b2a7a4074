"""Offices, portfolios of ministers, and names beside a minister."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.spans.portfolios import is_office, is_portfolio
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the [Transport]organization Minister left", True, id="before the office"),
        pytest.param("the Minister of [Transport]organization left", True, id="after the office"),
        pytest.param("the Minister of Water , Trade and [Transport]organization left", True, id="at the end of a list"),
        pytest.param("the [Transport]place Minister left", False, id="a place"),
        pytest.param("the Ministry of [Transport]organization left", False, id="a ministry"),
        pytest.param("the Minister met [Transport]organization chiefs", False, id="another verb between"),
        pytest.param("the [Growers League]organization Chairman left", False, id="another office"),
    ],
)
def test_is_portfolio(build: Build, text: str, expected: bool) -> None:
    words, (name,) = build(text)
    assert is_portfolio(words, name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the [Inspector General of Mines]organization left", True, id="with its field"),
        pytest.param("the [Inspector +- +General of Mines]organization left", True, id="with a hyphen"),
        pytest.param("the [Inspector]place of Mines left", True, id="before its field"),
        pytest.param("the [Curator]person of the Harbor Museum left", True, id="as a person"),
        pytest.param("the [Duke of Velmarsh]person left", False, id="a person by the office"),
        pytest.param("the [Missionaries of Mercy]organization left", False, id="a body with people's plural"),
        pytest.param("the [Bank of Velmarsh]organization left", False, id="a body"),
        pytest.param("the [Inspector of Mines]work ended", False, id="a work"),
        pytest.param("the [Inspector]person left", False, id="no of"),
    ],
)
def test_is_office(build: Build, text: str, expected: bool) -> None:
    words, (name,) = build(text)
    assert is_office(words, name) is expected
