"""JSON-LD in all its forms, the broken and the hostile ones as well."""

import json
from typing import Any

import pytest

URL = "https://www.valley-news.example/2026/mill"


ARTICLE = {"@type": "NewsArticle", "headline": "Mill opens again", "datePublished": "2026-05-01T09:30:00+02:00"}


OTHER = {
    "@type": "NewsArticle",
    "headline": "Ferry strike",
    "datePublished": "2026-04-01",
    "url": "https://x.example/ferry",
    "author": "A B",
}


@pytest.mark.parametrize(
    "ld",
    [
        pytest.param([ARTICLE], id="list"),
        pytest.param({"@graph": [{"@type": "WebSite", "name": "Valley"}, ARTICLE]}, id="graph"),
        pytest.param({"@type": "WebPage", "mainEntity": ARTICLE}, id="main entity"),
        pytest.param({**ARTICLE, "@type": "https://schema.org/NewsArticle"}, id="type as an address"),
        pytest.param({**ARTICLE, "@type": ["Thing", "NewsArticle"]}, id="several types"),
        pytest.param([OTHER, {**ARTICLE, "url": URL + "?x=1"}], id="the page's own of two"),
        pytest.param([{"@type": "ItemList", "itemListElement": [OTHER]}, ARTICLE], id="a list of others"),
        pytest.param(f"<!-- {json.dumps(ARTICLE)} -->", id="in a comment"),
        pytest.param(f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>", id="in CDATA"),
        pytest.param(json.dumps(ARTICLE)[:-1] + ",}", id="a comma too many"),
        pytest.param(json.dumps(ARTICLE) + ";", id="a semicolon"),
        pytest.param(json.dumps(ARTICLE).replace("again", "again\n\t"), id="line breaks in strings"),
        pytest.param(json.dumps(ARTICLE)[:-1] + ', "broken": "a "quoted" word"}', id="broken quotes"),
    ],
)
def test_json_ld_in_all_its_forms(read, ld: Any) -> None:
    found = read("", ld)
    assert (found.title, found.published) == ("Mill opens again", "2026-05-01T09:30:00+02:00")


def test_json_ld_references(read) -> None:
    graph = [
        {**ARTICLE, "author": {"@id": "#jane"}, "publisher": {"@id": "#org"}, "image": {"@id": "#img"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
        {"@type": "Organization", "@id": "#org", "name": "Valley News"},
        {"@type": "ImageObject", "@id": "#img", "url": "/mill.jpg"},
    ]
    found = read("", {"@graph": graph})
    assert (found.authors, found.site) == (("Jane Roe",), "Valley News")
    assert found.image == "https://www.valley-news.example/mill.jpg"


@pytest.mark.parametrize(
    "ld",
    [
        pytest.param("[" * 100_000, id="deep"),
        pytest.param('{"a":' * 50_000, id="deep objects"),
        pytest.param('{"headline":"' * 50_000, id="open strings"),
        pytest.param("{" + " " * 500_000 + "x", id="white space"),
        pytest.param("[" + ",".join([json.dumps(OTHER)] * 5000) + "]", id="thousands"),
        pytest.param('{"@type": {"a": 1}, "author": 7, "image": [[]], "@id": 3}', id="wrong types"),
        pytest.param(
            '{"@type":"NewsArticle","author":[[["x"]],null,{"name":{"a":1}}],"headline":["a"],"datePublished":[]}', id="nested"
        ),
        pytest.param("null", id="null"),
        pytest.param('"text"', id="a string"),
        pytest.param("\ud83d\\ud83d{".encode("utf-8", "replace").decode(), id="surrogates"),
    ],
)
def test_hostile_json_ld_harms_nobody(read, ld: str) -> None:
    read("<h1>Mill opens again</h1>", ld)
