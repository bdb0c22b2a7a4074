"""What each source says about the date of a page."""

from datetime import UTC, datetime

import pytest

from transforms.extract.metadata.dates import date_statements
from transforms.extract.metadata.dates.date_statements import (
    DateStatements,
    dates_in_address,
    displayed_dates,
    time_elements,
)
from transforms.extract.page.parse import parse

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TEXT = "that the mill will grind the grain of the valley. " * 5


@pytest.mark.parametrize(
    ("body", "dates"),
    [
        pytest.param("<time datetime=2026-05-01>1 May</time>", ["2026-05-01"], id="its datetime"),
        pytest.param("<time>1 May  2026</time>", ["1 May 2026"], id="else its text"),
        pytest.param("<time>1 May</time><time>2 May</time>", ["1 May"], id="the first of several"),
        pytest.param("<time>1 May</time><time class=published>2 May</time>", ["2 May", "1 May"], id="a marked one goes before"),
        pytest.param(
            "<time>1 May</time><time itemprop=datePublished>2 May</time>", ["2 May", "1 May"], id="marked by itemprop"
        ),
        pytest.param("<time>1 May</time><time pubdate>2 May</time>", ["2 May", "1 May"], id="marked by pubdate"),
        pytest.param("<time>1 May</time><time class=updated>2 May</time>", ["1 May"], id="marked as something else"),
        pytest.param("<footer><time>1 May</time></footer>", [], id="in the page's frame"),
        pytest.param("<p>1 May</p>", [], id="none"),
        pytest.param(
            "<li><h3><a>The ferry is late once again</a></h3><time>1 May</time></li><time>2 May</time>",
            ["2 May"],
            id="in a teaser",
        ),
        pytest.param("<a>The ferry is late again <time>1 May</time></a>", [], id="in a link to another story"),
        pytest.param("<a rel=bookmark><time>1 May</time></a>", ["1 May"], id="in a link of its own"),
        pytest.param("<div class=related><time class=published>1 May</time></div>", [], id="in a box of other stories"),
        pytest.param("<div><h3><a>Jane Roe</a></h3><time>1 May</time></div>", ["1 May"], id="beside the author's name"),
    ],
)
def test_time_elements(body: str, dates: list[str]) -> None:
    assert list(time_elements(parse(f"<body>{body}</body>".encode()))) == dates


@pytest.mark.parametrize(
    ("url", "dates"),
    [
        pytest.param("https://valley.example/2026/05/01/mill", ["2026-05-01"], id="folders"),
        pytest.param("https://valley.example/mill-20260501.html", ["2026-05-01"], id="eight digits"),
        pytest.param("https://valley.example/mill-2026-05-01", ["2026-05-01"], id="with hyphens"),
        pytest.param("https://valley.example/2026/05-01/mill", [], id="two kinds of marks"),
        pytest.param("https://valley.example/21-05-2026-mill", ["2026-05-21"], id="the day first"),
        pytest.param("https://valley.example/04-05-2026-mill", [], id="that may be the month"),
        pytest.param("https://valley.example/05-05-2026-mill", ["2026-05-05"], id="day and month are the same"),
        pytest.param("https://valley.example/121-05-2026", [], id="the end of a longer number first"),
        pytest.param("https://valley.example/2026/13/01/mill", [], id="no month"),
        pytest.param("https://valley.example/120260501", [], id="a longer number"),
        pytest.param("https://valley.example/1876/05/01", [], id="long ago"),
        pytest.param("https://valley.example/mill?day=2026-05-01", [], id="in the query"),
    ],
)
def test_dates_in_address(url: str, dates: list[str]) -> None:
    assert list(dates_in_address(url)) == dates


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("<p>3 May 2026</p><h1>Mill</h1><p>2 May 2026</p>", ["2 May 2026", "3 May 2026"], id="behind the headline first"),
        pytest.param("<h1>Mill</h1><p>3 May 2026</p><p>Published: 2 May 2026</p>", ["Published: 2 May 2026", "3 May 2026"], id="a label first"),
        pytest.param("<h1>Mill</h1><p>Date: 2 May 2026</p>", ["Date: 2 May 2026"], id="another label"),
        pytest.param("<h1>Mill</h1><p>Updated 3 May 2026</p><p>2 May 2026</p>", ["2 May 2026", "Updated 3 May 2026"], id="an update last"),
        pytest.param("<h1>Mill</h1><p>2 May 2026, updated 3 May 2026 10:00</p>", ["2 May 2026, "], id="without the update behind it"),
        pytest.param("<h1>Mill</h1><p>By Ana Brandt, Harbor City, Friday 1 May 2026</p>", ["By Ana Brandt, Harbor City, Friday 1 May 2026"], id="a byline"),
        pytest.param("<h1>Mill</h1><p>The council met on 1 May 2026 to open the mill</p>", [], id="a sentence"),
        pytest.param("<h1>Mill</h1><p>They have met since 1 May 2026.</p>", [], id="a short sentence"),
        pytest.param("<h1>Mill</h1><p>3 May 2026</p><b>Date:</b> 2 May 2026", ["2 May 2026", "3 May 2026"], id="a label in its own element"),
        pytest.param("<h1>Mill</h1><b>Updated on</b> 3 May 2026<p>2 May 2026</p>", ["2 May 2026", "3 May 2026"], id="an update's label in its own element"),
        pytest.param("<h1>Mill updated</h1>3 May 2026<p>2 May 2026</p>", ["3 May 2026", "2 May 2026"], id="a headline is no label"),
        pytest.param(f"<h1>Mill</h1><p>It says in <a>a report of 1 May 2026</a> {TEXT}</p>", [], id="a link in a paragraph"),
        pytest.param(f"<h1>Mill</h1><p><b>Berlin, 1 May 2026</b> {TEXT}</p>", ["Berlin, 1 May 2026"], id="the beginning of a paragraph"),
        pytest.param(f"<h1>Mill</h1><p><b>By Ana</b><br>on <i>1 May 2026</i><br><br>{TEXT}</p>", ["1 May 2026"], id="a short line of a paragraph"),
        pytest.param(f"<table><td><h1>Mill</h1><i>By Ana</i>, 1 May 2026 by the mill<p>{TEXT}</table>", [", 1 May 2026 by the mill"], id="in a cell"),
        pytest.param("<h1>Mill</h1><p>By <a>Ana</a> <i>1 May 2026</i></p>", ["1 May 2026"], id="in a short paragraph"),
    ],
)  # fmt: skip
def test_displayed_dates(body: str, lines: list[str]) -> None:
    assert list(displayed_dates(parse(f"<body>{body}</body>".encode()))) == lines


STATEMENTS = DateStatements(
    tree=parse(b"<body><time>2 May 2026</time><p>3 May 2026</p></body>"),
    url="https://valley.example/2026/05/04/mill",
    meta={"date": ["5 May 2026"], "og:updated_time": ["6 May 2026"]},
    json_ld="7 May 2026",
    feed="8 May 2026",
    hinted=("9 May 2026",),
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("site", ["9 May 2026"], id="the site's config"),
        pytest.param("json-ld", ["7 May 2026"], id="JSON-LD"),
        pytest.param("meta", ["5 May 2026"], id="<meta>, not about the last change"),
        pytest.param("time", ["2 May 2026"], id="<time>"),
        pytest.param("feed", ["8 May 2026"], id="the feed's entry"),
        pytest.param("url", ["2026-05-04"], id="the address"),
        pytest.param("text", ["2 May 2026", "3 May 2026"], id="lines"),
    ],
)
def test_by_source(source: str, expected: list[str]) -> None:
    assert list(STATEMENTS.by_source(NOW)[source]()) == expected


def test_the_most_trusted_source_is_first() -> None:
    assert list(STATEMENTS.by_source(NOW)) == ["site", "json-ld", "meta", "time", "feed", "url", "text", "htmldate"]


def test_guesses_confirm_nothing_but_the_last_change_does() -> None:
    others = STATEMENTS.to_compare(NOW)
    assert "htmldate" not in others
    assert list(others["meta"]()) == ["5 May 2026", "6 May 2026"]


def test_where_the_guesser_fails_there_is_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IndexError("of a parser")

    monkeypatch.setattr(date_statements, "find_date", fail)
    assert list(STATEMENTS.by_source(NOW)["htmldate"]()) == [None]
