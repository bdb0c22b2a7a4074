"""Whole pages and feed texts → articles; odd ones keep their article or are refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles import Article, Entry, Page
from transforms.errors import LiveBlog, NewsError, NoText, Paywall, Unreadable
from transforms.extract.extract import extract_article
from transforms.extract.page.lines import lines
from transforms.extract.page.parse import parse
from transforms.feeds import Feed

URL = "https://valley-news.example/2026/mill"
SENTENCES = [
    "The mill in Orsolo opened its gate on Monday after eleven years of silence.",
    "“I had forgotten how loud it is,” said Jane Roe, who lives across the river.",
    "The council paid for the wheel, and the miller for the stones, which came by boat.",
    "Flour will be sold on Saturdays from nine until it is gone, the miller said.",
    "A fence keeps children away from the race, where the water is deepest.",
    "In winter the wheel stands still, because ice would break its blades.",
]
TEXT = "\n".join(SENTENCES)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
MORE = [
    "The first sacks went to the bakery on the square, which had bought from the coast since the mill closed.",
    "Nobody knows yet what the bread will cost, but the baker said that it would not be less than before.",
    "A second wheel lies in the yard, and it may turn next year if the council finds the money for it.",
]
TEXT_2 = "\n".join(MORE)
BODY_2 = "".join(f"<p>{sentence}</p>" for sentence in MORE)
VERSE = "We have waited for this wheel since we were children, and we will not let it stand still again. Whoever wants to help may come on any Saturday."


def article(html: str | bytes | None, *, feed: Feed | None = None, content_type: str | None = None, **entry: object) -> Article:
    page = Page(Entry(id="1", url=URL, feeds=("valley",), **entry), URL, "2026-06-01T00:00:00Z", content_type)  # type: ignore[arg-type]
    return extract_article(page, html.encode() if isinstance(html, str) else html, feed)


def page(body: str = BODY, head: str = "", after: str = "") -> str:
    return f"<html lang=en><head>{head}</head><body><article><h1>The mill opens</h1>{body}</article>{after}</body></html>"


def test_a_page() -> None:
    found = article(page(head="<meta name=author content='Ann Poe'><meta name=date content='2026-05-01'>"))
    assert (found.title, found.authors, found.published, found.published_from) == (
        "The mill opens",
        ("Ann Poe",),
        "2026-05-01",
        "meta",
    )
    assert (found.language, found.url, found.text, found.pruned) == ("en", URL, TEXT, ())


def test_the_title_in_the_feed_confirms_that_of_the_page() -> None:
    html = page(head="<title>The wheel turns</title>").replace("<h1>The mill opens</h1>", "<h1>Offers</h1>")
    assert article(html).title == "Offers"
    assert article(html, title="The wheel turns!").title == "The wheel turns"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(BODY + "<ul><li>One <i>cup</i> of flour from the mill.</li><li>Two of water.</li></ul>" + BODY_2,
                     TEXT + "\nOne cup of flour from the mill.\nTwo of water.\n" + TEXT_2, id="lists without marks"),
        pytest.param(BODY + "<p>A line<br>and another</p>", TEXT + "\nA line\nand another", id="line breaks"),
        pytest.param(BODY + "<p>A&nbsp;line \n with\t  white&#8203; space</p>", TEXT + "\nA line with white space", id="white space"),
        pytest.param(BODY + "<p>Mill&shy;er&amp;nbsp;Roe &amp;amp; sons</p>", TEXT + "\nMiller Roe & sons", id="escaped twice"),
        pytest.param(BODY + "<h2>In winter</h2>" + BODY_2, TEXT + "\nIn winter\n" + TEXT_2, id="subhead"),
        pytest.param(BODY + f"<blockquote><p>{VERSE}</p></blockquote>" + BODY_2, TEXT + f"\n{VERSE}\n" + TEXT_2, id="quote"),
        pytest.param(BODY + "<table><tr><td>12</td><td>13</td></tr></table><p>End of it.</p>", TEXT + "\nEnd of it.", id="no tables"),
        pytest.param(BODY + "<script>var a = 1;</script><style>p {}</style><p>End of it.</p>", TEXT + "\nEnd of it.", id="no scripts"),
        pytest.param("<br><br>".join(SENTENCES), TEXT, id="paragraphs of line breaks"),
        pytest.param(f"<table><tr><td>{BODY}</td></tr></table>", TEXT, id="a table for layout"),
        pytest.param("<div>" * 300 + BODY + "</div>" * 300, TEXT, id="300 levels"),
        pytest.param(BODY.replace("Orsolo", "Orsolo&#x1F;&#xD800;"), TEXT, id="illegal references"),
        pytest.param("<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">" + BODY, TEXT, id="100,000 attributes"),
        pytest.param(BODY + "<div data-x='", TEXT, id="cut in the middle of a tag"),
        pytest.param(BODY + "<div hidden><h1>", TEXT, id="cut in the middle of the page"),
        pytest.param(BODY + "<ul>" + "".join(f"<li><a href=/{i}>Link {i} of many</a></li>" for i in range(50_000)) + "</ul>", TEXT, id="50,000 links"),
        pytest.param("<button>" + BODY, TEXT, id="a button that was never closed"),
        pytest.param("".join(f"<p>{SENTENCES[0]} {i}.</p>" for i in range(12_000)),
                     "\n".join(f"{SENTENCES[0]} {i}." for i in range(12_000)), id="more blocks than are decided on"),
    ],
)  # fmt: skip
def test_text(body: str, text: str) -> None:
    assert article(page(body)).text == text


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp1252", "utf-8-sig"])
def test_charsets(charset: str) -> None:
    assert article(page().encode(charset), content_type=f"text/html; charset={charset}").text == TEXT


def test_ten_megabytes_in_one_paragraph() -> None:
    assert len(article(page(BODY + f"<p>{'word and ' * 1_200_000}</p>")).text) > 10_000_000


def test_pruned_on_the_page() -> None:
    found = article(page(BODY + '<div class="newsletter"><p>Get our news by mail, every day.</p></div>'))
    assert (found.text, [(r.rule, r.text) for r in found.pruned]) == (
        TEXT,
        [("page:newsletter", "Get our news by mail, every day.")],
    )


def test_a_name_on_the_article_itself_prunes_nothing() -> None:
    found = article(
        f'<html><body><h1>The mill opens</h1><div class="newsletter">{BODY}</div><p>A short line.</p></body></html>'
    )
    assert TEXT in found.text and "page:newsletter" not in {removal.rule for removal in found.pruned}


def test_a_feed_prunes_too() -> None:
    html = page(BODY + '<p class="motto">Made in the valley, for the valley.</p>')
    found = article(html, feed=Feed(id="valley", url=URL, prune=(".motto",)))
    assert (found.text, found.pruned[0].rule) == (TEXT, "page:feed")
    with pytest.raises(ValueError, match="can't read"):
        article(html, feed=Feed(id="valley", url=URL, prune=("p:first-child",)))


def test_the_entry_fills_what_the_page_leaves_open() -> None:
    html = f"<html><body><article>{BODY}</article></body></html>"
    found = article(
        html,
        feed=Feed(id="valley", url=URL, language="en"),
        title="The  mill opens",
        published="Fri, 01 May 2026 09:30:00 +0200",
        updated="2026-05-02",
        authors=("By Ann Poe and Ed Foe",),
    )
    assert (found.title, found.authors, found.language) == ("The mill opens", ("Ann Poe", "Ed Foe"), "en")
    assert (found.published, found.published_from, found.updated) == ("2026-05-01T09:30:00+02:00", "feed", "2026-05-02")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(BODY, TEXT, id="paragraphs"),
        pytest.param("Just a line &amp; more", "Just a line & more", id="no paragraphs"),
        pytest.param("One.<br><br>Two.<div>Three.</div>Four.", "One.\nTwo.\nThree.\nFour.", id="breaks"),
        pytest.param("<ul><li>One<li>Two</ul><table><tr><td>a<td>b</table>", "One\nTwo\na b", id="lists and tables stay"),
        pytest.param(
            "<p>One.</p><script>no()</script><img src=x onerror=no()><svg><text>no</text></svg>", "One.", id="no scripts"
        ),
        pytest.param(f"{BODY}<div class=share-buttons>Share</div>", TEXT, id="furniture"),
        pytest.param("<div class=newsletter>All of it.</div>", "All of it.", id="a name on all of it"),
        pytest.param("<p>[…]</p>", "[…]", id="a teaser"),
    ],
)
def test_a_feed_that_carries_the_text(content: str, text: str) -> None:
    found = article(None, content=content, title="The mill opens", feed=Feed(id="valley", url=URL, name="Valley News"))
    assert (found.text, found.title, found.site) == (text, "The mill opens", "Valley News")


MARKED = b"""<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "The mill opens", %b}</script>
</head><body></body></html>"""


@pytest.mark.parametrize(
    ("html", "error"),
    [
        pytest.param(b"%PDF-1.7 ...", Unreadable, id="a PDF"),
        pytest.param(b"", Unreadable, id="nothing"),
        pytest.param(b"<html><body></body></html>", NoText, id="an empty body"),
        pytest.param(b"<html><body><script>app()</script></body></html>", NoText, id="an app"),
        pytest.param(b"<html><frameset><frame src=a></frameset></html>", NoText, id="frames"),
        pytest.param(MARKED % b'"isAccessibleForFree": false', Paywall, id="for readers who pay, and no text"),
        pytest.param(MARKED % b'"isAccessibleForFree": true', NoText, id="free, and no text"),
        pytest.param((MARKED % b'"x": 1').replace(b"NewsArticle", b"LiveBlogPosting"), LiveBlog, id="a live blog without text"),
    ],
)
def test_refused(html: bytes, error: type[NewsError]) -> None:
    with pytest.raises(error) as caught:
        article(html)
    assert type(caught.value) is error


def test_a_mark_is_a_flag_where_there_is_text() -> None:
    html = (MARKED % b'"isAccessibleForFree": false').replace(b"<body>", f"<body><article>{BODY * 4}</article>".encode())
    assert article(html).flags == ("paywall",)


@pytest.mark.parametrize("content", [None, "", "  ", "<p> </p>", "<script>x</script>", "<!-- x -->"])
def test_a_feed_without_the_text_it_should_carry(content: str | None) -> None:
    with pytest.raises(NoText):
        article(None, content=content)


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div>", "<table>", "<td>", "<br>", "<li>", "<ul>", "<h1>", "<a href=/x>", "</a>", "<b>", "<blockquote>", "<pre>",
         "<h2>", "<figure>", "<figcaption>", "<span class=bio>", "<article>", "</article>", "A sentence of some words. ", "\x00", "&#x1F;",
         "word ", "<script>", "</script>", "<form>", "<q>", "<dl><dt>", "<!--", "-->", "<time datetime=2026>", "<meta name=author content=x>"]
    ),
    max_size=60,
)  # fmt: skip


@given(MARKUP)
def test_any_markup_is_an_article_or_refused(pieces: list[str]) -> None:
    try:
        found = article("<html><body>" + "".join(pieces) + f"<p>{SENTENCES[0]}</p>")
    except NewsError:
        return
    assert found.text
    for line in found.text.split("\n"):
        assert line == " ".join(line.split()) and line and line.isprintable()


@given(MARKUP)
def test_lines_hold_all_words(pieces: list[str]) -> None:
    tree = parse("".join(["<html><body><p>x", *(piece for piece in pieces if "script" not in piece)]).encode())
    assert "".join("".join(lines(tree)).split()) == "".join(tree.text_content().split())
