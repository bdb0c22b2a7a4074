"""The choice between displayed headlines and other statements, and the reasons for it."""

import pytest

from transforms.extract.metadata.titles.headline import headline
from transforms.extract.page.parse import parse

SITE = ("Valley News",)


@pytest.mark.parametrize(
    ("h1s", "statements", "title", "used", "why"),
    [
        pytest.param(["Mill opens"], [], "Mill opens", "h1", "displayed; there is no other source", id="a headline alone"),
        pytest.param(["Mill opens"], ["The mill opens"], "Mill opens", "h1", "displayed; 100% of its words in another source", id="confirmed"),
        pytest.param(["Weather", "Mill opens"], ["The mill opens"], "Mill opens", "h1", "displayed; 100% of its words in another source", id="the one that is confirmed"),
        pytest.param(["Mill opens", "Mill opens again"], ["Mill opens again"], "Mill opens", "h1", "displayed; 100% of its words in another source", id="of two the first"),
        pytest.param(["Weather"], ["Mill opens", "Mill opens"], "Mill opens", "s0", "no <h1> is confirmed by anything else", id="outvoted by two"),
        pytest.param(["Weather"], ["Mill opens"], "Weather", "h1", "displayed; 0% of its words in another source", id="one alone outvotes nothing"),
        pytest.param(["Weather"], ["Mill opens", "Ferry strike"], "Weather", "h1", "displayed; 0% of its words in another source", id="two that do not agree"),
        pytest.param([], ["Mill opens"], "Mill opens", "s0", "no <h1> is confirmed by anything else", id="no headline"),
        pytest.param(["Valley News"], ["Mill opens"], "Mill opens", "s0", "no <h1> is confirmed by anything else", id="a logo is none"),
        pytest.param([], ["Mill op…", "Mill opens again"], "Mill opens again", "s0", "no <h1> is confirmed by anything else", id="a title that was cut"),
    ],
)  # fmt: skip
def test_choice(h1s: list[str], statements: list[str], title: str, used: str, why: str) -> None:
    tree = parse(("<body>" + "".join(f"<h1>{h1}</h1>" for h1 in h1s) + "<p>x</p></body>").encode())
    found = headline(tree, [(f"s{i}", text) for i, text in enumerate(statements)], SITE)
    assert found.title == title
    assert [(source.source, source.why) for source in found.sources if source.used] == [(used, why)]


def test_reasons_of_those_that_are_not_used() -> None:
    tree = parse(b"<h1>Valley News</h1><h1>Mill opens</h1><h1>Weather</h1>")
    found = headline(tree, [("og:title", "Mill opens!"), ("<title>", "The mill opens at last"), ("json-ld", "")], SITE)
    assert [(s.source, s.value, s.why) for s in found.sources if not s.used] == [
        ("h1", "Valley News", "is the site's name"),
        ("h1", "Weather", "0% of its words in another source; another <h1> has more, or comes before it"),
        ("og:title", "Mill opens!", "has the same words"),
        ("<title>", "The mill opens at last", "the displayed headline comes first"),
    ]


def test_an_outvoted_headline_says_so() -> None:
    found = headline(parse(b"<h1>Weather</h1>"), [("a", "Mill opens"), ("b", "Mill opens")], ())
    assert found.sources[0].why == "0% of its words in another source; two others agree on something else"


@pytest.mark.parametrize(
    ("html", "title", "displayed"),
    [
        pytest.param("<h1>Mill opens | Ferries</h1>", "Mill opens", ("Mill opens | Ferries",), id="with its section"),
        pytest.param("<h1><b class=kicker>River</b> Mill opens</h1>", "Mill opens", ("River Mill opens",), id="with its kicker"),
        pytest.param("<h1><b>River |</b> Mill opens</h1>", "Mill opens", ("River | Mill opens",), id="a kicker that ends in a bar"),
        pytest.param("<h1><b>River</b> Mill opens</h1>", "River Mill opens", ("River Mill opens",), id="bold is no kicker"),
        pytest.param("<h1><b class=kicker>Mill opens for good</b> now</h1>", "Mill opens for good now", ("Mill opens for good now",), id="a kicker is shorter than the rest"),
        pytest.param("<h1>Mill opens</h1><h1>Mill opens | Ferries</h1>", "Mill opens", ("Mill opens", "Mill opens | Ferries"), id="displayed twice"),
        pytest.param("<p>x</p>", "", (), id="not at all"),
    ],
)  # fmt: skip
def test_as_displayed(html: str, title: str, displayed: tuple[str, ...]) -> None:
    found = headline(parse(html.encode()), [], SITE, ["Ferries"])
    assert (found.title, found.displayed) == (title, displayed)


@pytest.mark.parametrize(
    ("hinted", "title", "displayed"),
    [
        pytest.param(["Ferry strike | Valley News"], "Ferry strike", ("Ferry strike | Valley News", "Ferry strike"), id="a hint needs no confirmation"),
        pytest.param(["|"], "Mill opens", ("Mill opens",), id="a hint without words"),
        pytest.param([], "Mill opens", ("Mill opens",), id="no hint"),
    ],
)  # fmt: skip
def test_hints(hinted: list[str], title: str, displayed: tuple[str, ...]) -> None:
    found = headline(parse(b"<h1>Mill opens</h1>"), [], SITE, hinted=hinted)
    assert (found.title, found.displayed) == (title, displayed)
