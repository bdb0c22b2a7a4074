"""A page's title: the headline as displayed, without the site, the section and the kind of piece."""

import pytest


@pytest.mark.parametrize(
    ("html", "title"),
    [
        pytest.param("<h1>Mill opens again</h1>", "Mill opens again", id="displayed"),
        pytest.param(
            "<h1>Mill  opens\n again</h1><title>Mill opens | Valley News</title>", "Mill opens again", id="over <title>"
        ),
        pytest.param(
            "<h1>Valley News</h1><title>Mill opens again - Valley News</title>", "Mill opens again", id="a logo in <h1>"
        ),
        pytest.param("<h1>Valley News</h1><h1>Mill opens again</h1>", "Mill opens again", id="logo first"),
        pytest.param("<h1></h1><meta property='og:title' content='Mill opens again'>", "Mill opens again", id="an empty <h1>"),
        pytest.param(
            "<aside><h1>Weather</h1></aside><title>Mill opens again</title>", "Mill opens again", id="<h1> in the frame"
        ),
        pytest.param(
            "<h1>Special offer</h1><meta property='og:title' content='Mill opens again'><title>Mill opens again</title>",
            "Mill opens again",
            id="voted out",
        ),
        pytest.param(
            "<h1>Ferry</h1><h1>The mill opens once again</h1><meta property='og:title' content='The mill opens'>",
            "The mill opens once again",
            id="voted for",
        ),
        pytest.param("<h1>Mill opens again | Valley News</h1>", "Mill opens again", id="site suffix"),
        pytest.param(
            "<h1><div><a href=/river/boats>Boats | </a></div><span>Mill opens again</span></h1>",
            "Mill opens again",
            id="kicker",
        ),
        pytest.param("<h1><span class=kicker>Ferries</span> Mill opens again</h1>", "Mill opens again", id="named kicker"),
        pytest.param(
            "<h1><span class=kicker>Ferries:</span> Mill opens again</h1><title>Ferries: Mill opens again | Valley News</title>",
            "Ferries: Mill opens again",
            id="a kicker that all say is the title's",
        ),
        pytest.param("<h1><em>Moby</em> Mill opens again</h1>", "Moby Mill opens again", id="emphasis is no kicker"),
        pytest.param("<h1>Opinion | Mill opens again | Editorial</h1>", "Mill opens again", id="kinds of piece"),
        pytest.param("<h1>The opinion of a mill</h1>", "The opinion of a mill", id="opinion in a headline"),
        pytest.param(
            "<meta property='article:section' content=Ferries><h1>Mill opens again | Ferries</h1>",
            "Mill opens again",
            id="the section behind a bar",
        ),
        pytest.param(
            "<meta property='article:section' content=Ferries><h1>Mill opens again - Ferries</h1>",
            "Mill opens again - Ferries",
            id="the section behind a dash may be the headline's",
        ),
        pytest.param("<h1>Mill opens again [Watch]</h1>", "Mill opens again", id="a medium in brackets"),
        pytest.param("<h1>Mill opens again (3-3)</h1>", "Mill opens again (3-3)", id="a score in brackets"),
        pytest.param(
            "<ol class='breadcrumbs'><li><h1>Mill opens</h1></li></ol><meta property=og:title content='Mill opens again'>",
            "Mill opens again",
            id="an <h1> in the trail",
        ),
        pytest.param(
            "<meta property=og:title content='Mill opens…'><title>Mill opens again</title>", "Mill opens again", id="cut short"
        ),
        pytest.param(
            "<title>valley-news.example: no such luck</title>", "valley-news.example: no such luck", id="no separator"
        ),
        pytest.param("<p>Nothing</p>", "", id="none"),
    ],
)
def test_title(read, html: str, title: str) -> None:
    assert read(html).title == title


def test_the_headline_as_displayed(read) -> None:
    assert read("<h1>Mill opens again | Valley News</h1>").displayed_titles == ("Mill opens again | Valley News",)


NAMED = "<meta property=og:site_name content='Valley News'><title>{}</title>"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        pytest.param("Mill – again | Valley News", "Mill – again", id="the title's own dash"),
        pytest.param("Valley News: Mill", "Valley News: Mill", id="a colon is no separator"),
        pytest.param("Valley News | Mill", "Mill", id="in front"),
        pytest.param("Mill | Ferries | Valley News", "Mill | Ferries", id="what the page does not call its section stays"),
        pytest.param("Mill-wright | valley-news.example", "Mill-wright", id="the host"),
        pytest.param(" | ".join(["x"] * 5000), " | ".join(["x"] * 5000)[:400].strip(), id="endless"),
    ],
)
def test_without_site(read, title: str, bare: str) -> None:
    assert read(NAMED.format(title)).title == bare


def test_the_last_part_of_an_address_is_no_section(read) -> None:
    title = "<title>Ferry strike</title>"
    assert read(f"<h1>Mill opens</h1>{title}", url="https://valley.example/mill-opens/").title == "Mill opens"
