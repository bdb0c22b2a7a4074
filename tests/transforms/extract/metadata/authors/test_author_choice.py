"""The choice between sources that name authors, and the reasons for it."""

import pytest
from lxml.html import HtmlElement

from transforms.extract.metadata.authors.authors import authors
from transforms.extract.page.parse import parse

SITE = ("Valley Example",)


def page(byline: str = "") -> HtmlElement:
    return parse(f"<body><h1>Mill</h1><p class=byline>{byline}</p><p>Text</p></body>".encode())


@pytest.mark.parametrize(
    ("json_ld", "meta", "byline", "names", "used", "why"),
    [
        pytest.param(["Jane Roe"], ["John Doe"], "", ["Jane Roe"], "json-ld", "the first that names a person", id="JSON-LD comes first"),
        pytest.param([], ["John Doe"], "By Ann Poe", ["John Doe"], "meta", "the first that names a person", id="then <meta>"),
        pytest.param([], [], "By Ann Poe", ["Ann Poe"], "byline", "the first that names a person", id="then the byline"),
        pytest.param(["Jane Roe"], [], "By Jane Roe and John Doe", ["Jane Roe", "John Doe"], "byline", "has all that json-ld has, and more", id="a byline with an and"),
        pytest.param(["Jane Roe"], [], "By Jane Roe, John Doe", ["Jane Roe"], "json-ld", "the first that names a person", id="a byline with a comma may name a place"),
        pytest.param(["Jane Roe"], ["Jane Roe, John Doe"], "By Jane Roe, John Doe", ["Jane Roe", "John Doe"], "meta", "has all that json-ld has, and more", id="unless <meta> has the same"),
        pytest.param(["janeroe"], [], "By Jane Roe", ["Jane Roe"], "byline", "has full names, json-ld has not", id="full names go before user names"),
        pytest.param(["janeroe"], ["jroe"], "", ["janeroe"], "json-ld", "the first that names a person", id="of two user names the first"),
        pytest.param(["Valley Times"], [], "By Jane Roe", ["Jane Roe"], "byline", "the first that names a person", id="a person before a paper"),
        pytest.param(["Valley Times"], ["Desk Daily"], "", ["Valley Times"], "json-ld", "no person is named anywhere", id="of two papers the first"),
        pytest.param(["Valley Example Desk"], [], "", ["Valley Example Desk"], "json-ld", "no person is named anywhere", id="a desk alone"),
        pytest.param(["Valley Desk"], [], "Small | Medium", ["Valley Desk"], "json-ld", "no person is named anywhere", id="single words displayed are buttons"),
        pytest.param(["Staff"], ["Valley Mill Staff"], "", ["Valley Mill Staff"], "meta", "no person is named anywhere", id="a word for nobody"),
        pytest.param([], ["admin"], "By Valley Example", ["Valley Example"], "byline", "no person is named anywhere", id="the site, when it is all there is"),
        pytest.param(["Valley Desk"], [], "By Jane Roe", ["Jane Roe"], "byline", "the first that names a person", id="a person before a desk"),
        pytest.param(["Valley Example"], [], "By Jane Roe Valley Example", ["Jane Roe"], "byline", "the first that names a person", id="the site is no author"),
        pytest.param(["Jane Roe", "John Doe"], [], "By Jane Roe | Photos by John Doe", ["Jane Roe"], "json-ld",
                     "the first that names a person; without those whom the page credits with something else", id="a photographer is none of two"),
        pytest.param(["John Doe"], [], "Photos by John Doe", ["John Doe"], "json-ld", "the first that names a person", id="but stays when alone"),
    ],
)  # fmt: skip
def test_choice(json_ld: list[str], meta: list[str], byline: str, names: list[str], used: str, why: str) -> None:
    found = authors(page(byline.replace(" | ", "<br>")), {"author": meta}, [(name, False) for name in json_ld], "en", SITE)
    assert list(found.names) == names
    assert [(source.source, source.why) for source in found.sources if source.used] == [(used, why)]


@pytest.mark.parametrize(
    ("json_ld", "names", "used"),
    [
        pytest.param([("Valley Wire", True)], ["Valley Wire"], ["json-ld"], id="an organization alone"),
        pytest.param([("Valley Wire", True), ("Jane Roe", False)], ["Jane Roe"], ["json-ld"], id="beside a person"),
        pytest.param([("–", True)], [], [], id="a mark is no name"),
        pytest.param([], [], [], id="nobody"),
    ],
)
def test_organizations_of_json_ld(json_ld: list[tuple[str, bool]], names: list[str], used: list[str]) -> None:
    found = authors(page(), {}, json_ld, "en", SITE)
    assert (list(found.names), [source.source for source in found.sources if source.used]) == (names, used)


@pytest.mark.parametrize(
    ("hinted", "names", "used"),
    [
        pytest.param(["By Ann Poe"], ["Ann Poe"], "site", id="names there are used"),
        pytest.param(["Newsroom"], ["Jane Roe"], "json-ld", id="no name there: the other sources"),
        pytest.param([], ["Jane Roe"], "json-ld", id="no hint"),
    ],
)
def test_hints_go_before_all(hinted: list[str], names: list[str], used: str) -> None:
    found = authors(page(), {}, [("Jane Roe", False)], "en", SITE, hinted)
    assert (list(found.names), [source.source for source in found.sources if source.used]) == (names, [used])


def test_each_source_that_says_something_is_listed() -> None:
    found = authors(page("By Ann Poe"), {"author": ["Newsroom"]}, [("Jane Roe", False)], "en", SITE)
    assert [(s.source, s.value, s.used, s.why) for s in found.sources] == [
        ("json-ld", "Jane Roe", True, "the first that names a person"),
        ("meta", "Newsroom", False, "names no person"),
        ("byline", "By Ann Poe", False, "another source comes first"),
    ]


@pytest.mark.parametrize(
    ("meta", "names"),
    [
        pytest.param({"twitter:label1": ["Written by"], "twitter:data1": ["Jane Roe"]}, ("Jane Roe",), id="written by"),
        pytest.param(
            {"twitter:label2": ["Verfasst von"], "twitter:data2": ["Jane Roe"]}, ("Jane Roe",), id="in German, the second"
        ),
        pytest.param({"twitter:label1": ["Est. reading time"], "twitter:data1": ["Jane Roe"]}, (), id="another label"),
        pytest.param({"twitter:label1": ["Written by"], "twitter:data2": ["Jane Roe"]}, (), id="the value of another label"),
        pytest.param({"articleauthor": ["Jane Roe"]}, ("Jane Roe",), id="a name of its own"),
    ],
)
def test_names_of_meta(meta: dict[str, list[str]], names: tuple[str, ...]) -> None:
    assert authors(page(), meta, [], "en", SITE).names == names
