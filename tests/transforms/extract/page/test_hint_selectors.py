"""What the selectors of a site's config point at: texts for metadata, and elements for the body."""

import pytest
from lxml import html

from transforms.extract.page.hints import copy_of_selected, selected_texts
from transforms.extract.page.parse import parse

PAGE = parse(b"""<head><meta name=day content='2026-05-01'><meta name=none></head><body>
<time class=t datetime='2026-05-02'>2 May</time><time class=u>3 May</time><h2 id=h>The  mill <b>opens</b></h2><p class=e> </p>
<div class=a><p>One</p></div> tail <div class=b><p>Two</p></div></body>""")


@pytest.mark.parametrize(
    ("selectors", "texts"),
    [
        pytest.param(["h2"], ["The mill opens"], id="the text in one line"),
        pytest.param(["meta[name=day]"], ["2026-05-01"], id="a <meta>: its content"),
        pytest.param(["meta[name=none]"], [], id="a <meta> without content"),
        pytest.param([".t"], ["2026-05-02"], id="a <time>: its datetime"),
        pytest.param([".u"], ["3 May"], id="a <time> without datetime: its text"),
        pytest.param(["//h2/@id"], ["h"], id="an attribute"),
        pytest.param(["//h2/text()"], ["The mill"], id="its own text"),
        pytest.param([".u", "h2"], ["3 May", "The mill opens"], id="in the order of the selectors"),
        pytest.param([".e", ".no-such"], [], id="no text, no element"),
        pytest.param([], [], id="no selectors"),
    ],
)
def test_selected_texts(selectors: list[str], texts: list[str]) -> None:
    assert list(selected_texts(PAGE, selectors)) == texts


@pytest.mark.parametrize(
    ("selectors", "body"),
    [
        pytest.param([".a"], "<div class='a'><p>One</p></div>", id="an element, without the text behind it"),
        pytest.param([".b", ".a"], "<div class='b'><p>Two</p></div><div class='a'><p>One</p></div>", id="in the order of the selectors"),
        pytest.param([".a", "p"], "<div class='a'><p>One</p></div><p class='e'> </p><p>Two</p>", id="what lies in one of them is there already"),
        pytest.param([".a", ".a"], "<div class='a'><p>One</p></div>", id="once"),
    ],
)  # fmt: skip
def test_copy_of_selected(selectors: list[str], body: str) -> None:
    copy = copy_of_selected(PAGE, selectors)
    assert copy is not None
    copied = html.tostring(copy.find("body"), encoding="unicode").replace('"', "'")
    assert copied == f"<body><div></div>{body}</body>"
    assert "tail" in PAGE.text_content() and PAGE.text_content().count("One") == 1, "the page itself stays"


@pytest.mark.parametrize("selectors", [pytest.param([".no-such"], id="no element"), pytest.param(["//h2/@id"], id="an attribute"), pytest.param([], id="none")])  # fmt: skip
def test_nothing_to_copy(selectors: list[str]) -> None:
    assert copy_of_selected(PAGE, selectors) is None
