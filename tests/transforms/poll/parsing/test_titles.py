"""Markup in titles: what goes with its text, what goes alone, and what only looks like markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.poll.parsing.titles import markup_to_line


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        pytest.param("<b>One</b> <em>two</em>", "One two", id="inline tags go, their text stays"),
        pytest.param("One<br>two<p>three", "One two three", id="a break becomes a space"),
        pytest.param('<a href="/a" title="x > y">One</a>', "One", id="an angle in an attribute"),
        pytest.param('<a title="x>One</a>', "One", id="a quote that is not closed"),
        pytest.param("<img src=x onerror=alert(1)>One", "One", id="an image"),
        pytest.param("The &lt;i&gt; tag", "The <i> tag", id="a title that talks of a tag"),
        pytest.param("Why &lt;b&gt;x&lt;/b&gt; is bold", "Why <b>x</b> is bold", id="a title that talks of two tags"),
        pytest.param("<b>The</b> &lt;i&gt; tag", "The <i> tag", id="a tag, and talk of a tag"),
        pytest.param("One &lt;!-- two --&gt;", "One <!-- two -->", id="a title that talks of a comment"),
        pytest.param("Harbour &amp;amp; Quay", "Harbour & Quay", id="an ampersand that is escaped twice"),
        pytest.param("One<!-- desk: check -->two", "Onetwo", id="a comment"),
        pytest.param("One<!-->two", "Onetwo", id="an empty comment"),
        pytest.param("One<!-- a > b --> two", "One two", id="a comment with an angle"),
        pytest.param("One<!-- a >two", "Onetwo", id="a comment that is not closed ends at the first angle"),
        pytest.param("One <!-- two", "One <!-- two", id="must not: a comment without any angle"),
        pytest.param("<!DOCTYPE html><?php x ?>One", "One", id="declarations"),
        pytest.param("One <! and <? two", "One <! and <? two", id="must not: declarations without any angle"),
        pytest.param("<![CDATA[One <b>two</b>]]>", "One two", id="CDATA that is escaped itself"),
        pytest.param("One ]]> two", "One ]]> two", id="must not: the end of no CDATA"),
        pytest.param(
            "<style>a{x:1}</style>One<script>if (a<b) x()</script>", "One", id="scripts and styles go with their text"
        ),
        pytest.param("One <script>two", "One two", id="a script that is not closed goes alone"),
        pytest.param("<o:p></o:p><byline rank=1>One <cms-mark/><acme>two</acme></byline>", "One two", id="unknown tags"),
        pytest.param("One</headline>", "One", id="an unknown end tag"),
        pytest.param("List<String> at noon", "List<String> at noon", id="must not: a word in angles"),
        pytest.param("<Name of town> wins", "<Name of town> wins", id="must not: words in angles"),
        pytest.param("1 < 2 > 0 <3", "1 < 2 > 0 <3", id="must not: angles that open no tag"),
        pytest.param("Jo <jo@harbor.example>", "Jo <jo@harbor.example>", id="must not: an address in angles"),
        pytest.param("<https://harbor.example/>", "<https://harbor.example/>", id="must not: a link in angles"),
        pytest.param("Ferry &section=2 &copy=3", "Ferry &section=2 &copy=3", id="must not: parameters are no references"),
        pytest.param(f"a&#{'1' * 5000};b", "a\ufffdb", id="a reference of 5,000 digits"),
    ],
)
def test_titles_of_html(markup: str, line: str) -> None:
    assert markup_to_line(markup) == line


@pytest.mark.parametrize(
    "flood",
    [
        "<",
        "<!--",
        "<!-- -->",
        "<?",
        "<script>",
        "<script></script>",
        "<a b='",
        '<a "',
        "</x>",
        "<x ",
        "&",
        "&#",
        "&amp",
        "<![CDATA[",
    ],
)
def test_floods_take_linear_time(flood: str) -> None:
    """Each title is read up to 20,000 characters; a pattern that is not linear would take minutes for 1,000 of them."""
    for _ in range(100):
        assert len(markup_to_line(flood * 20_000)) <= 1_000


@given(st.text(alphabet="<>!-/?&;#[]='\" abscriptlg1CDAT\n"))
def test_any_text_is_read(text: str) -> None:
    line = markup_to_line(text)
    assert line == " ".join(line.split())
