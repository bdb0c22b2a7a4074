"""JSON-LD and the feed stand in for a page that has no text, or its beginning only."""

import json

import pytest

from transforms.articles import Entry, Page
from transforms.errors import NoText
from transforms.extract.body.fallback_text import choose_fallback
from transforms.extract.extract import extract_article

URL = "https://valley-news.example/2026/mill"
LINES = [
    "The mill in Orsolo opened its gate on Monday after eleven years of silence, and the whole valley came to look.",
    "“I had forgotten how loud it is,” said Jane Roe, who lives across the river and slept badly on the first night.",
    "The council paid for the wheel, and the miller for the stones, which came by boat from a quarry in the north.",
    "Flour will be sold on Saturdays from nine until it is gone, the miller said, and bread will follow in the spring.",
    "A fence keeps children away from the race, where the water is deepest and where two goats were lost last year.",
]
OTHER = ["Rain fell on the coast all day, and the ferries stayed in their harbours until the wind had turned to the west."] * 6


@pytest.mark.parametrize(
    ("text", "others", "chosen"),
    [
        pytest.param("", [LINES], "json-ld", id="absent"),
        pytest.param(LINES[0], [LINES], "json-ld", id="the beginning only"),
        pytest.param("\n".join(LINES[:4]), [LINES], None, id="nearly whole: the page's own paragraphs stay"),
        pytest.param(LINES[0], [OTHER], None, id="another article"),
        pytest.param("", [LINES[:1]], None, id="a summary is no article"),
        pytest.param("", [LINES[:3], LINES], "feed", id="the longest"),
        pytest.param("", [[], []], None, id="nothing"),
    ],
)
def test_choose_fallback(text: str, others: list[list[str]], chosen: str | None) -> None:
    assert choose_fallback(text, dict(zip(("json-ld", "feed"), others, strict=False))) == chosen


def script(body: str) -> str:
    return (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": {json.dumps(body)}, "oops": }}</script>'
    )


def article(head: str, body: str, content: str | None = None) -> str:
    page = Page(Entry(id="1", url=URL, feeds=("valley",), content=content), URL, "2026-06-01T00:00:00Z")
    return extract_article(
        page, f"<html><head>{head}</head><body><article><h1>The mill opens</h1>{body}</article></body></html>".encode()
    ).text


@pytest.mark.parametrize(
    ("head", "body", "content"),
    [
        pytest.param(script("\n".join(LINES)), "<div id=app></div>", None, id="a page that scripts fill"),
        pytest.param(script("\n".join(LINES)), f"<p>{LINES[0]}</p>", None, id="a page that is cut off"),
        pytest.param("", f"<p>{LINES[0]}</p>", "".join(f"<p>{line}</p>" for line in LINES), id="the feed has it"),
    ],
)
def test_another_text_stands_in(head: str, body: str, content: str | None) -> None:
    assert article(head, body, content) == "\n".join(LINES)


def test_no_text_stands_in() -> None:
    with pytest.raises(NoText):
        article(script("A teaser."), "<div id=app></div>", "<p>A teaser.</p>")
