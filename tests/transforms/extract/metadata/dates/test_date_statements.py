"""What each source says about the date of a page."""

from datetime import UTC, datetime

import pytest

from transforms.extract.metadata.dates import date_statements
from transforms.extract.metadata.dates.date_statements import (
    MAX_LINES,
    DateStatements,
    dated_lines,
    dates_in_address,
    displayed_dates,
    time_elements,
)
from transforms.extract.page.parse import parse

NOW = datetime(2026, 6, 1, tzinfo=UTC)


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
        pytest.param("<p>Published: 1 May  2026</p>", ["Published: 1 May 2026"], id="a short line with a year"),
        pytest.param("<i>By Jane Roe</i>, 1 May 2026", [", 1 May 2026"], id="the text behind an element"),
        pytest.param("<p>1 May</p>", [], id="no year"),
        pytest.param("<p>Room 20261</p>", [], id="a number that holds one"),
        pytest.param(f"<p>On 1 May 2026 {'the council met ' * 6}</p>", [], id="a long line"),
        pytest.param("<nav>1 May 2026</nav><script>1 May 2026</script>", [], id="frame and scripts"),
        pytest.param("<nav>x</nav>1 May 2026", ["1 May 2026"], id="the text behind the frame"),
    ],
)
def test_dated_lines(body: str, lines: list[str]) -> None:
    assert list(dated_lines(parse(f"<body>{body}</body>".encode()))) == lines


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
    ],
)  # fmt: skip
def test_displayed_dates(body: str, lines: list[str]) -> None:
    assert list(displayed_dates(parse(f"<body>{body}</body>".encode()))) == lines


def test_a_flood_of_dated_lines() -> None:
    assert len(list(dated_lines(parse(b"<p>1 May 2026</p>" * (MAX_LINES + 10))))) == MAX_LINES


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
