"""What a page's data says its text is."""

import json

import pytest

from transforms.extract.body.declared import MAX_SCRIPT, article_body_lines, description
from transforms.extract.page.parse import parse

LINES = [
    "The mill in Orsolo opened its gate on Monday after eleven years of silence, and the whole valley came to look.",
    "“I had forgotten how loud it is,” said Jane Roe, who lives across the river and slept badly on the first night.",
]


def script(body: str, kind: str = "application/ld+json", rest: str = "") -> str:
    return f'<script type="{kind}">{{"@type": "NewsArticle", "articleBody": {json.dumps(body)}{rest}}}</script>'


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        pytest.param(script("\n\n".join(LINES)), LINES, id="line breaks"),
        pytest.param(script("\n".join(LINES), rest=', "oops": '), LINES, id="JSON that is broken elsewhere"),
        pytest.param(script("".join(f"<p>{line}</p>" for line in LINES)), LINES, id="markup"),
        pytest.param(script("".join(f"&lt;p&gt;{line}" for line in LINES)), ["<p>" + "<p>".join(LINES)], id="markup that is escaped stays one line"),
        pytest.param(script(LINES[0] * 2) + script("\n".join(LINES * 2)), LINES * 2, id="the longest of two"),
        pytest.param(script("The mill opens."), [], id="a teaser"),
        pytest.param(script("\n".join(LINES), kind="text/javascript"), [], id="another kind of script"),
        pytest.param("<script>var articleBody = '1'</script>", [], id="a variable of that name"),
        pytest.param('<script type="application/ld+json">{"articleBody": "cut off' + "x" * 300 + "</script>", [], id="cut off"),
        pytest.param(script("x " * (MAX_SCRIPT // 2)), [], id="too long to read"),
        pytest.param("", [], id="none"),
    ],
)  # fmt: skip
def test_article_body_lines(head: str, lines: list[str]) -> None:
    assert article_body_lines(parse(f"<html><head>{head}</head><body><p>1</p></body></html>".encode())) == lines


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("<meta name=description content='For  search'>", "For search", id="white space is one space"),
        pytest.param("<meta name=description content=One><meta property=og:description content=Two>", "Two", id="og:description goes before"),
        pytest.param("<meta name=description content=One><meta name=description content=Two>", "One", id="the first of two"),
        pytest.param("<meta name=description content=' '><meta name=twitter:description content=Three>", "Three", id="an empty one"),
        pytest.param("<meta name=keywords content=mill>", "", id="another <meta>"),
        pytest.param("", "", id="none"),
    ],
)  # fmt: skip
def test_description(head: str, expected: str) -> None:
    assert description(parse(f"<head>{head}</head><p>1".encode())) == expected
