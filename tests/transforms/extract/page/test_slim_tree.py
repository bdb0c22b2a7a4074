"""What the extractor is spared."""

import pytest
from lxml import html

from transforms.extract.page.lines import lines
from transforms.extract.page.parse import parse
from transforms.extract.page.slim_tree import remove_wordless

PROSE = "The mill opened its gate on Monday. " * 12


@pytest.mark.parametrize(
    ("page", "left"),
    [
        pytest.param("<div><div><img src=a></div> </div><p>One.</p>", "<p>One.</p>", id="boxes without words"),
        pytest.param("<p>One <a><img></a>two.</p>", "<p>One two.</p>", id="the text behind what goes stays"),
        pytest.param("<p>One<br>two</p><hr>", "<p>One<br>two</p><hr>", id="line breaks hold no words and stay"),
        pytest.param("<p>One <b>two</b> <em>three</em></p>", "<p>One two three</p>", id="marks inside a line"),
        pytest.param("<nav><a>Home</a></nav><p>One.</p>", "<p>One.</p>", id="a menu"),
        pytest.param("<footer><h2>About</h2><p>Us.</p></footer><p>One.</p>", "<p>One.</p>", id="a footer with its short lines"),
        pytest.param(f"<nav><p>{PROSE}</p></nav>", f"<nav><p>{PROSE}</p></nav>", id="but not one that swallowed the article"),
        pytest.param("<nav><h1>A</h1></nav>", "<nav><h1>A</h1></nav>", id="or the headline"),
        pytest.param("<header><p>One.</p></header>", "<header><p>One.</p></header>", id="a header may have the standfirst"),
        pytest.param("<aside><p>Sign up</p></aside><p>One.</p>", "<p>One.</p>", id="an aside goes with its paragraphs"),
        pytest.param(
            "<aside><h1>A</h1><p>One.</p></aside>", "<aside><h1>A</h1><p>One.</p></aside>", id="but not with the headline"
        ),
        pytest.param(
            '<script>x</script><script type="application/ld+json">{}</script><p>One.</p>',
            '<script type="application/ld+json">{}</script><p>One.</p>',
            id="JSON-LD stays",
        ),
        pytest.param('<p id="a" data-src="b" class="c">One.</p>', '<p id="a" class="c">One.</p>', id="attributes"),
    ],
)
def test_what_holds_no_words_goes(page: str, left: str) -> None:
    tree = parse(f"<html><body>{page}</body></html>".encode())
    remove_wordless(tree)
    assert html.tostring(tree.find("body"), encoding="unicode") == f"<body>{left}</body>"


def test_all_words_stay_in_their_order() -> None:
    page = b"<div>One <span>two <i>three</i></span> four<p><img>five</p><ul><li>six<li></ul>seven</div>"
    tree = parse(page)
    before = list(lines(tree))
    remove_wordless(tree)
    assert list(lines(tree)) == before
