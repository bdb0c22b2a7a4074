"""The <meta> elements of a page by name."""

import pytest

from transforms.extract.metadata.meta_tags import MAX_CONTENT, MAX_TAGS, read_meta_tags, values
from transforms.extract.page.parse import parse


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        pytest.param("<meta name=Author content='Jane  Roe'>", {"author": ["Jane Roe"]}, id="name, in lower case"),
        pytest.param("<meta property='og:title' content=Mill>", {"og:title": ["Mill"]}, id="property"),
        pytest.param("<meta property=a name=b content=c>", {"a": ["c"]}, id="property goes before name"),
        pytest.param("<meta itemprop=datePublished content=2026>", {"datepublished": ["2026"]}, id="itemprop"),
        pytest.param("<meta http-equiv=content-language content=en>", {"content-language": ["en"]}, id="http-equiv"),
        pytest.param("<meta name=a content=1><meta name=a content=2>", {"a": ["1", "2"]}, id="several of one name, in order"),
        pytest.param("<meta name=a content=' '><meta name=b><meta content=c>", {}, id="no content, no name"),
        pytest.param(f"<meta name=a content={'x' * 9000}>", {"a": ["x" * MAX_CONTENT]}, id="endless content"),
    ],
)
def test_read_meta_tags(html: str, tags: dict[str, list[str]]) -> None:
    assert read_meta_tags(parse(html.encode())) == tags


def test_a_flood_of_tags() -> None:
    tags = read_meta_tags(parse(b"<meta name=a content=1>" * (MAX_TAGS + 10)))
    assert len(tags["a"]) == MAX_TAGS


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param("a b", ["1", "2", "3"], id="in the order of the names"),
        pytest.param("b a", ["3", "1", "2"], id="the other way round"),
        pytest.param("c b", ["3"], id="a name that is not there"),
        pytest.param("", [], id="no names"),
    ],
)
def test_values(names: str, expected: list[str]) -> None:
    assert list(values({"a": ["1", "2"], "b": ["3"]}, names)) == expected
