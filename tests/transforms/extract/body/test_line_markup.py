"""What cleaning is told of the links of a line."""

import pytest

from transforms.articles import Entry, Page
from transforms.extract.extract import extract_article

URL = "https://www.valley-news.example/2031/05/mill"
STORY = [f"The mill in ward {n} opened its gate on Monday after {n} long years of silence and of rust." for n in range(2, 8)]
ASKS = "Get the news of the valley by mail every morning"


def targets(link: str) -> tuple[str, ...]:
    """The targets of a line that is kept, with this link in it, as `clean` gets them."""
    lines = [*STORY[:3], f"In the other wards {link} of the mills are still in ruins, said the council on Monday.", *STORY[3:]]
    html = f"<html><title>The mills open</title><body><article><h1>The mills open</h1>{''.join(f'<p>{line}</p>' for line in lines)}</article></body></html>"
    article = extract_article(Page(Entry("1", URL, ("a",)), URL, "2031-05-01T00:00:00+00:00", "text/html"), html.encode())
    return next(mark.targets for line, mark in article.markup.items() if line.startswith("In the other wards"))


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("<a href='/newsletter'>half</a>", ("/newsletter",), id="relative"),
        pytest.param("<a href='https://valley-news.example/newsletter'>half</a>", ("/newsletter",), id="the host of the page"),
        pytest.param(
            "<a href='https://abo.valley-news.example/'>half</a>", ("//abo.valley-news.example/",), id="the same site"
        ),
        pytest.param("<a href='//town.example/'>half</a>", ("https://town.example/",), id="another site, without scheme"),
        pytest.param("<a href=' mailto:a@b.example'>half</a>", ("mailto:a@b.example",), id="no web address"),
        pytest.param("<a href=/a>half</a> or <a href=/b>more</a>", ("/a", "/b"), id="two links"),
        pytest.param("<a name=half>half</a>", ("",), id="an anchor leads nowhere"),
        pytest.param("half", (), id="no link"),
    ],
)
def test_where_the_links_of_a_line_lead(link: str, expected: tuple[str, ...]) -> None:
    assert targets(link) == expected


def test_links_beside_the_line_are_not_its_own() -> None:
    line = "<br>".join([STORY[0], f"<a href='/newsletter'>{ASKS}</a>"])
    assert targets(f"half of the mills are said to be in ruins.<br>{line}<br>All") == ()
