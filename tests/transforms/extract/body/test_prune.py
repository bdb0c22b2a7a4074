"""What is pruned by names and links of page structure, and what stays."""

import pytest

from transforms.extract.body.prune import prune, prune_selected, removals_of, rule_of
from transforms.extract.page.parse import parse

URL = "https://news.example/valley/mill"
LONG = "The miller opened the gate at noon and the water came through at once."


def pruned(inside: str) -> tuple[list[tuple[str, str]], str]:
    tree = parse(f"<body><main><h1>The mill</h1><p>Kept.</p>{inside}</main></body>".encode())
    removals = removals_of(prune(tree, URL))
    assert all((r.where, r.start, r.end) == ("page", None, None) for r in removals)
    return [(r.rule, r.text) for r in removals], " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        pytest.param("c-newsletter--inline", "newsletter", id="newsletter"),
        pytest.param("emailSignUp", "newsletter", id="camel case"),
        pytest.param("author_bio", "author_bio", id="underscore"),
        pytest.param("related-articles wide", "recirculation", id="related"),
        pytest.param("poll", "poll", id="poll"),
        pytest.param("cta", "cta", id="cta"),
        pytest.param("cookie-banner", "consent", id="consent"),
        pytest.param("share-buttons", "share", id="share"),
        pytest.param("article-body", None, id="a body"),
        pytest.param("widget embed figure caption ad", None, id="names that stand on bodies too"),
        pytest.param("polling-station", None, id="a word that only begins alike"),
        pytest.param("biology", None, id="another"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_rule_of(name: str, rule: str | None) -> None:
    assert rule_of(name) == rule


@pytest.mark.parametrize(
    ("inside", "removals", "left"),
    [
        pytest.param(
            '<div class="newsletter"><p>Sign up</p>tail</div>on', [("page:newsletter", "Sign up tail")], "on", id="class"
        ),
        pytest.param('<div id="related">More</div>', [("page:recirculation", "More")], "", id="id"),
        pytest.param('<div data-testid="poll"><i>Yes</i></div>', [("page:poll", "Yes")], "", id="test id"),
        pytest.param('<div class="cta"><div class="poll">A</div>B</div>', [("page:cta", "A B")], "", id="outermost only"),
        pytest.param('<div class="poll"> </div>', [], "", id="nothing to tell of what held nothing"),
        pytest.param("<div class=wp-photo-credit>Ann Roe</div>", [("page:caption", "Ann Roe")], "", id="who took a picture"),
        pytest.param(
            "<div id=comments><ol class=commentlist><li>Well said</ol></div>",
            [("page:comments", "Well said")],
            "",
            id="readers' comments",
        ),
        pytest.param("<div class=comment-piece>A mill</div>", [], "A mill", id="an opinion piece"),
        pytest.param("<figure><figcaption>A mill</figcaption></figure>", [("page:caption", "A mill")], "", id="caption"),
        pytest.param('<div class="modal"><article>Text</article></div>', [], "Text", id="a wrapper of the article"),
        pytest.param('<article class="poll">Text</article>', [], "Text", id="the article itself"),
        pytest.param(
            '<h3><a href="/other">Five bridges that never opened</a></h3>',
            [("page:linked_heading", "Five bridges that never opened")],
            "",
            id="a heading that is a link",
        ),
        pytest.param('<h3><a href="#faq">How a mill works in winter</a></h3>', [], "How a mill works in winter", id="contents"),
        pytest.param(
            '<h3><a href="https://shop.example/x">The best mill of all</a></h3>', [], "The best mill of all", id="product"
        ),
        pytest.param('<h3><a href="/topic">The mill</a></h3>', [], "The mill", id="a short subhead"),
        pytest.param(
            '<ul><li><a href="/1">Bridge closed for repairs</a></li><li><a href="/2">Ferry strike ends today</a></li></ul>',
            [("page:link_list", "Bridge closed for repairs Ferry strike ends today")],
            "",
            id="a list of links",
        ),
        pytest.param(
            '<ul><li><a href="/1">Flour</a>, two cups</li><li>Water</li></ul>',
            [],
            "Flour, two cupsWater",
            id="a list with links",
        ),
        pytest.param('<p><a href="/1">The whole report as a file</a></p>', [], "The whole report as a file", id="one link"),
    ],
)
def test_prune(inside: str, removals: list[tuple[str, str]], left: str) -> None:
    assert pruned(inside) == (removals, f"The millKept.{left}")


def test_the_frame_is_not_in_the_removals() -> None:
    tree = parse(f'<body><div class="consent">{LONG}</div><main><p>Kept.</p></main></body>'.encode())
    assert removals_of(prune(tree, URL)) == [] and tree.text_content() == "Kept."


def test_long_texts_are_shown_in_part() -> None:
    ((_, text),), _ = pruned(f'<div class="newsletter">{LONG * 100}</div>')
    assert len(text) == 2000 and text.endswith("…")


def test_prune_selected() -> None:
    tree = parse(b'<body><p class="x">1</p><p>2</p><div class="x"><p class="x">3</p></div></body>')
    assert [(r.rule, r.text) for r in removals_of(prune_selected(tree, [".x", "aside"]))] == [
        ("page:feed", "1"),
        ("page:feed", "3"),
    ]
    assert tree.text_content() == "2"


def test_a_bad_selector_says_so() -> None:
    with pytest.raises(ValueError, match="can't read"):
        prune_selected(parse(b"<p>1</p>"), ["p:nth-child(2)"])
