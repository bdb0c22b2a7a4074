"""A page's authors, from the source that is right most often."""

from typing import Any

import pytest

ARTICLE = {"@type": "NewsArticle", "headline": "Mill opens again", "datePublished": "2026-05-01T09:30:00+02:00"}


@pytest.mark.parametrize(
    ("html", "author", "expected"),
    [
        pytest.param("", {"@type": "Person", "name": "Jane Roe"}, ["Jane Roe"], id="JSON-LD"),
        pytest.param(
            "", ["Jane Roe", {"name": ["John Doe", "Ann Poe"]}], ["Jane Roe", "John Doe", "Ann Poe"], id="lists of names"
        ),
        pytest.param(
            "",
            [{"@type": "Organization", "name": "Valley News"}, {"name": "Jane Roe"}],
            ["Jane Roe"],
            id="persons before organizations",
        ),
        pytest.param("", {"@type": "Organization", "name": "Valley Wire"}, ["Valley Wire"], id="an organization alone"),
        pytest.param("<meta name=author content='Jane Roe'>", None, ["Jane Roe"], id="meta"),
        pytest.param("<meta property='article:author' content='https://x.example/jane'>", None, [], id="an address in meta"),
        pytest.param("<meta name=author content='John Doe'>", {"name": "Jane Roe"}, ["Jane Roe"], id="JSON-LD before meta"),
        pytest.param("<p class='byline'>By Jane Roe, <i>political editor</i></p>", None, ["Jane Roe"], id="byline"),
        pytest.param("By <a rel=author href=/j>Jane Roe</a> 5 min ago", None, ["Jane Roe"], id="rel=author"),
        pytest.param("By <span class='author vcard'>Jane Roe</span>", None, ["Jane Roe"], id="class author"),
        pytest.param(
            "<h1>Mill</h1><p>Posted by Jane Roe on <time>3 May 2026</time></p>", None, ["Jane Roe"], id="by in the text"
        ),
        pytest.param("<h1>Mill</h1><p>By noon it rained, and nobody had thought of that.</p>", None, [], id="by noon"),
        pytest.param("<aside><p class=byline>By Jane Roe</p></aside>", None, [], id="byline in the frame"),
        pytest.param(
            "<meta name=author content='Valley News'><meta property=og:site_name content='Valley News'>", None, [], id="site"
        ),
        pytest.param("<p>Text</p>", None, [], id="nobody"),
        pytest.param(
            "<p class=byline>By Jane Roe and John Doe</p>",
            {"name": "Jane Roe"},
            ["Jane Roe", "John Doe"],
            id="more in the byline",
        ),
        pytest.param(
            "<p class=byline>By Jane Roe, Upper Valley</p>",
            {"name": "Jane Roe"},
            ["Jane Roe"],
            id="a place is no second author",
        ),
        pytest.param("<p class=byline>By Jane Roe</p>", {"name": "janeroe"}, ["Jane Roe"], id="a user name"),
        pytest.param("<p class=byline>By Small Medium</p>", {"name": "Jane Roe"}, ["Jane Roe"], id="JSON-LD's person stays"),
        pytest.param(
            "<p class=byline>By Jane Roe<br>Photography by John Doe<br>Styled by Ann Poe</p>",
            [{"name": "Jane Roe"}, {"name": "John Doe"}, {"name": "Ann Poe"}],
            ["Jane Roe"],
            id="photographers",
        ),
        pytest.param(
            "<p class=byline>By Jane Roe | Reviewed by John Doe</p>",
            [{"name": "Jane Roe"}, {"name": "John Doe"}],
            ["Jane Roe"],
            id="reviewers",
        ),
        pytest.param("<p class=byline>Photos by John Doe</p>", {"name": "John Doe"}, ["John Doe"], id="a photographer alone"),
        pytest.param(
            "<meta property=og:site_name content='Valley News'><p class=byline>By Jane Roe</p>",
            {"name": ", VALLEY NEWS"},
            ["Jane Roe"],
            id="the site where a name should be",
        ),
        pytest.param("", [{"name": "Jane Roe"}, {"name": "Valley Times"}], ["Jane Roe"], id="a paper beside a person"),
        pytest.param("", {"name": "Valley Times"}, ["Valley Times"], id="a paper alone"),
        pytest.param(
            "<p class=byline>By Ann Poe</p><h1>Mill</h1><p class=byline>By Jane Roe</p>",
            None,
            ["Jane Roe"],
            id="behind the headline",
        ),
        pytest.param(
            "<h1>Mill</h1><p class=byline>By Jane Roe</p>" + "<b class=byline>By Ann Poe</b>" * 20_000,
            None,
            ["Jane Roe"],
            id="a flood of bylines",
        ),
        pytest.param(
            "<h1>Mill</h1><p class=byline>" + "<i></i>" * 50_000 + "</p><p class=byline>By Jane Roe</p>",
            None,
            ["Jane Roe"],
            id="a byline full of nothing",
        ),
        pytest.param(
            "<div class=author><h1>Mill</h1><p class=byline>By Jane Roe</p></div>", None, ["Jane Roe"], id="all in one box"
        ),
        pytest.param(
            "<h1>Mill</h1><div class=byline><i><span>Jane Ann Roe</span>\n<span>Ann Poe</span> <span>Jan Michael Doe</span></i></div>",
            None,
            ["Jane Ann Roe", "Ann Poe", "Jan Michael Doe"],
            id="each in a box of its own, with nothing between",
        ),
        pytest.param(
            "<h1>Mill</h1><div class=byline><span>Jane Ann Roe</span> met <span>Jan Michael Doe Poe</span></div>",
            None,
            [],
            id="words between them make a sentence",
        ),
        pytest.param(
            "<title>Mill | Valley Example</title><meta property=og:site_name content='Valley Example'><h1>Mill</h1>"
            "<div class=byline><p>Jane Roe Valley Example</p><p>Published 2:16 AM EST</p></div>",
            None,
            ["Jane Roe"],
            id="the paper's name behind the person's, and more on the next line",
        ),
        pytest.param("<p class=comment-author>Ann Poe</p>", None, [], id="of a comment"),
        pytest.param("<figcaption class=author>Ann Poe</figcaption>", None, [], id="of a picture"),
        pytest.param("<h1>Mill</h1><p><a href=/staff/jane-roe>Jane Roe</a></p>", None, ["Jane Roe"], id="a person's page"),
        pytest.param("<h1>Mill</h1><p><a href=/staff/>About us</a></p>", None, [], id="a menu"),
    ],
)
def test_authors(read, html: str, author: Any, expected: list[str]) -> None:
    assert list(read(html, {**ARTICLE, "author": author} if author else None).authors) == expected
