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
        pytest.param(["Mill opens", "Mill opens"], ["Mill opens again"], "Mill opens", "h1", "displayed; 100% of its words in another source", id="of two the first"),
        pytest.param(["River Notes", "Mill opens again"], ["Mill opens again | River Notes"], "Mill opens again", "h1", "displayed; 100% of its words in another source", id="of two the one that is most of the other source"),
        pytest.param(["Weather"], ["Mill opens", "Mill opens"], "Mill opens", "s0", "no <h1> is confirmed by anything else", id="outvoted by two"),
        pytest.param(["Weather"], ["Mill opens"], "Weather", "h1", "displayed; 0% of its words in another source", id="one alone outvotes nothing"),
        pytest.param(["Weather"], ["Mill opens", "Ferry strike"], "Weather", "h1", "displayed; 0% of its words in another source", id="two that do not agree"),
        pytest.param(["Why the old mill on the river turns again"], ["Mill opens in June", "Mill opens in June"], "Why the old mill on the river turns again", "h1", "displayed; 25% of its words in another source", id="a headline with a word of theirs is not outvoted"),
        pytest.param(["Read our weather of the week"], ["Mill opens in June", "Mill opens in June"], "Mill opens in June", "s0", "no <h1> is confirmed by anything else", id="outvoted without a word of theirs"),
        pytest.param(["The old mill turns again +++ Ferry on strike"], ["Mill opens in June", "Mill opens in June"], "Mill opens in June", "s0", "no <h1> is confirmed by anything else", id="outvoted when it is the latest of a ticker"),
        pytest.param(["About the mill"], ["Mill opens in June", "Mill opens in June"], "Mill opens in June", "s0", "no <h1> is confirmed by anything else", id="outvoted when short"),
        pytest.param([], ["Mill opens"], "Mill opens", "s0", "no <h1> is confirmed by anything else", id="no headline"),
        pytest.param(["Valley News"], ["Mill opens"], "Mill opens", "s0", "no <h1> is confirmed by anything else", id="a logo is none"),
        pytest.param([], ["Mill op…", "Mill opens again"], "Mill opens again", "s0", "no <h1> is confirmed by anything else", id="a title that was cut"),
    ],
)  # fmt: skip
def test_choice(h1s: list[str], statements: list[str], title: str, used: str, why: str) -> None:
    tree = parse(("<body>" + "".join(f"<h1>{h1}</h1>" for h1 in h1s) + "<p>x</p></body>").encode())
    found = headline(tree, [(f"s{i}", text) for i, text in enumerate(statements)], SITE)
    assert found.title == title
    assert {(source.source, source.why) for source in found.sources if source.used} == {(used, why)}


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
    ("html", "title"),
    [
        pytest.param("<h2>June 3 <a>The mill opens</a></h2><h1>Mill tours</h1><h1>Where to eat</h1>", "The mill opens", id="the <h1>s are subheads"),
        pytest.param("<h2>The mill opens</h2><h1>Mill tours</h1>", "Mill tours", id="a single <h1> is none"),
        pytest.param("<h1>Mill tours</h1><h1>Where to eat</h1>", "Mill tours", id="no <h2> has the title"),
        pytest.param("<h2>The mill opens</h2><h1>The mill has opened</h1><h1>Where to eat</h1>", "The mill has opened", id="an <h1> that is confirmed"),
    ],
)  # fmt: skip
def test_h1s_below_an_h2_with_the_title(html: str, title: str) -> None:
    found = headline(parse(html.encode()), [("a", "The mill opens"), ("b", "The mill opens")], ())
    assert found.title == title


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


URL = "https://www.valley.example/river/notes/2026/mill"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        pytest.param("<h1><a href=/river/notes/>Of Mills</a></h1><h1>Mill opens</h1>", "Mill opens", id="a link to the blog"),
        pytest.param("<h1><a href=https://valley.example>Of Mills</a></h1><h1>Mill opens</h1>", "Mill opens", id="to the front page"),
        pytest.param("<a href=/><h1>Of Mills</h1></a><h1>Mill opens</h1>", "Mill opens", id="in a link"),
        pytest.param("<h1><a href=/river/notes/2026/mill>Mill opens</a></h1><h1>More</h1>", "Mill opens", id="a link to the page itself"),
        pytest.param("<h1><a href=/other>Mill opens</a></h1><h1>More</h1>", "Mill opens", id="a link elsewhere"),
        pytest.param("<h1><a href=http://[>Mill opens</a></h1>", "Mill opens", id="no address"),
        pytest.param("<h1><a href=/river/>Of Mills</a></h1>", "Of Mills", id="a link to the section when there is nothing else"),
        pytest.param("<h1>Ferries</h1><h1>Mill opens</h1>", "Mill opens", id="the name of the section"),
        pytest.param("<h1>Ferries</h1>", "Ferries", id="the name of the section alone"),
        pytest.param("<h1><b>Opinion</b> <i>The mill opens</i></h1>", "The mill opens", id="the kind of piece in its own element"),
        pytest.param("<h1><span><b class=kicker>River</b> The mill opens</span></h1>", "The mill opens", id="a kicker below another element"),
        pytest.param("<h1><b>Video</b> games are back</h1>", "Video games are back", id="a word of the headline is no kicker"),
        pytest.param("<h1>Mill opens <button>Save</button><script>var a</script></h1>", "Mill opens", id="buttons and scripts"),
    ],
)  # fmt: skip
def test_headings(html: str, title: str) -> None:
    assert headline(parse(html.encode()), [], SITE, ["Ferries"], url=URL).title == title


@pytest.mark.parametrize(
    ("html", "stated", "title"),
    [
        pytest.param("<h1><a href=/>Of Mills</a></h1>", "Mill opens - Of Mills", "Mill opens", id="the name of the site"),
        pytest.param("<h1><a href=/>Of Mills</a></h1>", "Mill opens - all", "Mill opens - all", id="another name"),
        pytest.param("<h1><a href=/x>Of Mills</a></h1>", "Mill opens - Of Mills", "Of Mills", id="a link to another page"),
        pytest.param("<h1>Ferries</h1>", "Mill opens", "Mill opens", id="a section"),
        pytest.param("<h1>Ferries</h1>", "Ferries | Valley News", "Ferries", id="a section's name that is the title elsewhere"),
    ],
)  # fmt: skip
def test_headings_that_name_something_else(html: str, stated: str, title: str) -> None:
    assert headline(parse(html.encode()), [("<title>", stated)], SITE, ["Ferries"], url=URL).title == title


@pytest.mark.parametrize(
    ("h1", "stated", "title"),
    [
        pytest.param("<i>River notes</i> Mill opens", ["Mill opens"], "Mill opens", id="a text before it"),
        pytest.param("<i>River notes</i> Mill opens", ["Mills"], "River notes Mill opens", id="that nothing confirms"),
        pytest.param("<i>Mill opens</i><small>By the river</small>", ["Mill opens"], "Mill opens", id="a subtitle"),
        pytest.param("River notes: mill opens", ["Mill opens"], "River notes: mill opens", id="not in an element of its own"),
        pytest.param("<i>River:</i> Mill opens", ["River: mill opens", "Mill opens"], "River: Mill opens", id="no more sources have the shorter one"),
        pytest.param("<i>River:</i> Mill opens", ["River: mill opens", "Mill opens", "Mill opens"], "Mill opens", id="more have it"),
        pytest.param("<i>a</i>" * 12 + "Mill", ["Mill"], "a" * 12 + "Mill", id="a heading of many pieces"),
    ],
)  # fmt: skip
def test_elements_beside_the_headline(h1: str, stated: list[str], title: str) -> None:
    assert headline(parse(f"<h1>{h1}</h1>".encode()), [("x", text) for text in stated], SITE).title == title


@pytest.mark.parametrize(
    ("h1", "title"),
    [
        pytest.param("Mill<br>opens", "Mill opens", id="a line break"),
        pytest.param("<div>Mill</div><div>opens</div>", "Mill opens", id="blocks"),
        pytest.param("<div>Mill</div>: it opens", "Mill: it opens", id="not before a mark"),
        pytest.param("<b>M</b>ill opens", "Mill opens", id="a letter of the word"),
    ],
)
def test_words_of_a_heading(h1: str, title: str) -> None:
    assert headline(parse(f"<h1>{h1}</h1>".encode()), [], SITE).title == title


@pytest.mark.parametrize(
    ("h1", "stated", "title"),
    [
        pytest.param("Mill opens (valley.example) 87", "Mill opens", "Mill opens", id="a host and points"),
        pytest.param("Mill opens (valley.example)", "Mill opens", "Mill opens", id="a host"),
        pytest.param("Mill opens 12 comments", "Mill opens", "Mill opens", id="comments"),
        pytest.param("Mill opens (12)", "Mill opens | Valley News", "Mill opens", id="a number in brackets"),
        pytest.param("Mill opens in 2026", "Mill opens", "Mill opens in 2026", id="a year of the headline"),
        pytest.param("Mills of 1987", "Mills of 1987", "Mills of 1987", id="a number that all have"),
        pytest.param("Mill 87", "", "Mill 87", id="a number that nothing contradicts"),
    ],
)
def test_what_is_behind_the_headline(h1: str, stated: str, title: str) -> None:
    assert headline(parse(f"<h1>{h1}</h1>".encode()), [("og:title", stated)], ["Valley News"]).title == title


@pytest.mark.parametrize(
    ("html", "stated", "feed", "title"),
    [
        pytest.param("", "Mill opens-Riverside", "Mill opens", "Mill opens", id="without a name behind it"),
        pytest.param("", "Riverside | Mill opens", "Mill opens", "Mill opens", id="without a name before it"),
        pytest.param("", "Mill opens its doors", "Mill opens", "Mill opens its doors", id="a longer title"),
        pytest.param("", "Mill - how it all began again", "Mill", "Mill - how it all began again", id="a small part of the title"),
        pytest.param("", "Mill opens - Riverside", "Ferry", "Mill opens - Riverside", id="another title in the feed"),
        pytest.param("", "", "Mill opens", "Mill opens", id="nothing but the feed"),
        pytest.param("<h1>The mill opens</h1>", "Mill opens - Riverside", "Mill opens", "The mill opens", id="the displayed one comes first"),
        pytest.param("<h1>Weather</h1>", "Mill opens - Riverside", "Mill opens", "Mill opens", id="the feed confirms the other source"),
        pytest.param("<h1>Weather</h1><h1>Mill opens</h1>", "", "Mill opens", "Mill opens", id="the feed confirms an h1"),
        pytest.param("<h1><i>River</i> Mill opens</h1>", "", "Mill opens", "Mill opens", id="the feed has no kicker"),
    ],
)  # fmt: skip
def test_the_title_in_the_feed(html: str, stated: str, feed: str, title: str) -> None:
    assert headline(parse(f"<body>{html}<p>x".encode()), [("<title>", stated), ("feed", feed)], SITE).title == title


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        pytest.param("<h2>Weather</h2><h1>Mill opens</h1>", "h1", id="the h1"),
        pytest.param("<h2>Weather</h2><h2>Mill opens</h2>", "h2", id="else an h2 with the title's words"),
        pytest.param("<h2>Weather</h2>", None, id="none"),
    ],
)
def test_element_of_the_headline(html: str, tag: str | None) -> None:
    element = headline(parse(html.encode()), [("og:title", "Mill opens")], SITE).element
    assert (element is not None and element.text, element is not None and element.tag) == (
        ("Mill opens", tag) if tag else (False, False)
    )


@pytest.mark.parametrize(
    ("html", "title"),
    [
        pytest.param("<h2>Weather</h2><h2>The mill opens</h2>", "The mill opens", id="a section and a name beside it"),
        pytest.param("<h2>The way there</h2>", "The mill opens | Ferries - River Notes", id="no heading has it"),
        pytest.param("<h2>The mill</h2>", "The mill opens | Ferries - River Notes", id="words that are not set off"),
        pytest.param("<h2>Ferries</h2>", "The mill opens | Ferries - River Notes", id="neither beginning nor end"),
        pytest.param("<h2>River Notes</h2>", "The mill opens | Ferries - River Notes", id="a small part"),
        pytest.param("<h1>Opening of the mill</h1><h2>The mill opens</h2>", "Opening of the mill", id="an <h1> that is confirmed"),
    ],
)  # fmt: skip
def test_a_title_that_an_h2_displays(html: str, title: str) -> None:
    assert headline(parse(html.encode()), [("<title>", "The mill opens | Ferries - River Notes")], ()).title == title
