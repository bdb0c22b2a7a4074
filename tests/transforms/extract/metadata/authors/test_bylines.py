"""Which elements are bylines, what is written in them, and who is credited with something else."""

import pytest
from lxml.html import HtmlElement

from transforms.extract.metadata.authors.byline_text import short_text
from transforms.extract.metadata.authors.bylines import bylines, credited_names, marked_elements
from transforms.extract.page.parse import parse


def tree(body: str) -> HtmlElement:
    return parse(f"<body>{body}</body>".encode())


@pytest.mark.parametrize(
    ("element", "marked"),
    [
        pytest.param("<p class=byline>x</p>", True, id="class byline"),
        pytest.param("<p class='article-byline_text'>x</p>", True, id="a part of a class"),
        pytest.param("<p class=author-name>x</p>", True, id="an author's name"),
        pytest.param("<p class=post-author>x</p>", True, id="the post's author"),
        pytest.param("<p class=autor>x</p>", True, id="German"),
        pytest.param("<p class=contributors-list>x</p>", False, id="a list of contributors"),
        pytest.param("<p class=contributor-name>x</p>", True, id="a contributor's name"),
        pytest.param("<p class=author-bio>x</p>", False, id="a biography"),
        pytest.param("<p class=comment-author>x</p>", False, id="the author of a comment"),
        pytest.param("<p class=authority>x</p>", False, id="a word that begins alike"),
        pytest.param("<p class=author-card>x</p>", False, id="a card"),
        pytest.param("<p class='author vcard'>x</p>", True, id="a vcard is no card"),
        pytest.param("<p data-testid=byline>x</p>", True, id="test id"),
        pytest.param("<a rel=author>x</a>", True, id="rel"),
        pytest.param("<span itemprop=author>x</span>", True, id="itemprop"),
        pytest.param("<figure><p class=byline>x</p></figure>", False, id="of a picture"),
        pytest.param("<footer><p class=byline>x</p></footer>", False, id="in the page's frame"),
        pytest.param("<p class=story>x</p>", False, id="something else"),
    ],
)
def test_marked_elements(element: str, marked: bool) -> None:
    assert bool(marked_elements(tree(element))) is marked


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("<p class=byline>By Jane Roe</p>", ["By Jane Roe"], id="its text"),
        pytest.param("<p class=byline>By <a>Jane Roe</a> and <a>John Doe</a></p>", ["Jane Roe", "John Doe"], id="its links, if they are names"),
        pytest.param("<p class=byline>By Jane Roe, <a>editor</a></p>", ["By Jane Roe, editor"], id="a link that is none"),
        pytest.param("<p class=byline>3 May</p><p class=byline>By Jane Roe</p>", ["By Jane Roe"], id="the first that holds a name"),
        pytest.param("<p class=byline>By Ann Poe</p><h1>Mill</h1><p class=byline>By Jane Roe</p>", ["By Jane Roe"], id="behind the headline first"),
        pytest.param("<p class=byline>By Ann Poe</p><h1>Mill</h1>", ["By Ann Poe"], id="else above it"),
        pytest.param("<p class=byline>Jane Roe</p><p class=byline>John Doe</p>", ["Jane Roe", "John Doe"], id="several side by side"),
        pytest.param("<p class=byline>Jane Roe</p><b class=byline>John Doe</b>", ["Jane Roe"], id="the next one looks different"),
        pytest.param("<h1>Mill</h1><p>By Jane Roe</p>", ["By Jane Roe"], id="unmarked, near the headline"),
        pytest.param("<h1>Mill</h1><p><a href=/staff/jane>Jane Roe</a></p>", ["Jane Roe"], id="a link to an author's page"),
        pytest.param("<h1>Mill</h1><p><a href=/news/jane>Jane Roe</a></p>", [], id="a link elsewhere"),
        pytest.param("<h1>Mill</h1><p>By noon it rained.</p>", [], id="another by"),
        pytest.param("<p>By Jane Roe</p>", [], id="unmarked, and no headline"),
        pytest.param("<h1>Mill</h1><p><b>By</b><b>Jane Roe</b></p>", ["By Jane Roe"], id="two words without a space"),
        pytest.param("<h1>Mill</h1><p>By <style>.a{b:c}</style><a>Jane Roe</a></p>", ["Jane Roe"], id="a style inside"),
        pytest.param(f"<h1>Mill</h1><p>{'The mill of ' * 20}<a href=/people/jane>Jane Roe</a> is open.</p>", [], id="a link in a sentence"),
        pytest.param(
            "<h1>Mill</h1><div><img src=a><i>The wheel of the mill turned again on Friday night.</i> <b>By Ann Poe</b></div><p>By Jane Roe</p>",
            ["By Jane Roe"], id="under a picture",
        ),
        pytest.param("<h1>Mill</h1><div><img src=jane><p>By Jane Roe</p></div>", ["By Jane Roe"], id="beside the author's picture"),
        pytest.param("<h1>Mill</h1><a href=/ferry>The ferry is late again today<p>By Ann Poe</p></a><p>By Jane Roe</p>", ["By Jane Roe"], id="in a link to another story"),
        pytest.param("<h1>Mill</h1><div class=related><p class=byline>Ann Poe</p></div><p class=byline>Jane Roe</p>", ["Jane Roe"], id="marked, in a teaser"),
        pytest.param("<h1>Mill</h1>" + "<p>x</p>" * 200 + "<p>By Jane Roe</p>", [], id="far from the headline"),
    ],
)  # fmt: skip
def test_bylines(body: str, lines: list[str]) -> None:
    page = tree(body)
    assert bylines(page, marked_elements(page)) == lines


def test_bylines_behind_a_given_headline() -> None:
    page = tree("<h2>Mill</h2><p>By Jane Roe</p>")
    assert bylines(page, [], next(page.iter("h2"))) == ["By Jane Roe"]


def test_unmarked_bylines_only_on_demand() -> None:
    page = tree("<h1>Mill</h1><p>By Jane Roe</p>")
    assert bylines(page, [], unmarked=False) == []


@pytest.mark.parametrize(
    ("line", "credited"),
    [
        pytest.param("By Ann Poe | Photography by Jane Roe", True, id="photographs"),
        pytest.param("Photos: Jane Roe", True, id="photographs, with a colon"),
        pytest.param("Fact-checked by Jane Roe", True, id="a review of the facts"),
        pytest.param("Edited by Jane Roe | By Ann Poe", True, id="the first of two roles"),
        pytest.param("By Jane Roe | Photos by Jane Roe", False, id="who wrote it as well"),
        pytest.param("By Jane Roe", False, id="the writer"),
        pytest.param("Jane Roe", False, id="no role"),
        pytest.param("Text: Jane Roe | Foto: Ann Poe", False, id="the writer, in German"),
    ],
)
def test_credited_names(line: str, credited: bool) -> None:
    page = tree("<p class=byline>" + line.replace(" | ", "<br>") + "</p>")
    assert credited_names(marked_elements(page))("Jane Roe") is credited


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>Jane <b>Roe</b></p>", "Jane Roe", id="marks inside"),
        pytest.param("<p>Jane Roe<br>Editor</p>", "Jane Roe | Editor", id="a bar between lines"),
        pytest.param("<p><span>Jane</span><div>Roe</div></p>", "Jane", id="a block ends a paragraph"),
        pytest.param("<p> | Jane Roe | </p>", "Jane Roe", id="no bars at its ends"),
        pytest.param("<p><b>By</b><b>Jane</b> <i>Roe</i></p>", "By Jane Roe", id="a space between marks"),
        pytest.param("<p>Jane <script>var a</script>Roe</p>", "Jane Roe", id="no scripts"),
        pytest.param("<p>ab</p>", "", id="too short"),
        pytest.param(f"<p>{'word ' * 50}</p>", "", id="too long"),
        pytest.param(f"<p>{'<i></i>' * 200}Jane Roe</p>", "", id="too many parts"),
    ],
)
def test_short_text(html: str, text: str) -> None:
    assert short_text(next(tree(html).iter("p"))) == text
