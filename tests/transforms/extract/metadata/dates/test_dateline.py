"""When the day behind the headline is taken instead of the one that a page has for machines."""

from datetime import UTC, datetime

import pytest

from transforms.extract.metadata.dates.date_statements import DateStatements
from transforms.extract.metadata.dates.dateline import other_displayed_day
from transforms.extract.metadata.dates.published import published
from transforms.extract.page.parse import parse

NOW = datetime(2026, 6, 1, tzinfo=UTC)
AT = "2026-04-01T22:00:00+00:00"
TEASER = "<li><h3><a>The ferry is late once again</a></h3><i>5 May 2026</i></li>"


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        pytest.param("<p>5 May 2026</p>", ("2026-05-05", "text", "5 May 2026"), id="another day"),
        pytest.param("<p>By Ana Brandt, 5 May 2026</p>", ("2026-05-05", "text", "By Ana Brandt, 5 May 2026"), id="in a byline"),
        pytest.param("<p>5 May 2026</p><p>1 April 2026</p>", None, id="two days"),
        pytest.param("<p>5 May 2026</p><p>5 May 2026</p>", ("2026-05-05", "text", "5 May 2026"), id="one day twice"),
        pytest.param("<p>Updated 5 May 2026</p>", None, id="an update"),
        pytest.param("<b>Last updated:</b> 5 May 2026", None, id="an update, its label in an element"),
        pytest.param("<p>Posted: 5 May 2026 | Updated: 6 May 2026</p>", ("2026-05-05", "text", "Posted: 5 May 2026 | "), id="before the update"),
        pytest.param("<p>Deadline: 5 May 2026</p>", None, id="another label"),
        pytest.param("<b>Deadline:</b> 5 May 2026", None, id="another label in an element"),
        pytest.param("<b>Date:</b> 5 May 2026", ("2026-05-05", "text", "5 May 2026"), id="a label of the publication"),
        pytest.param("<p>It has stood still since 5 May 2026.</p>", None, id="a sentence"),
        pytest.param(f"<p>{'The mill. ' * 70}</p><p>5 May 2026</p>", None, id="too far behind"),
        pytest.param("<p>05/06/2025</p>", None, id="could be two days"),
        pytest.param(TEASER, None, id="of another story"),
        pytest.param("<p>5 May 2031</p>", None, id="after the fetch"),
        pytest.param("<p>2 April 2026</p>", None, id="the day farther east"),
        pytest.param("<p>3 April 2026</p>", ("2026-04-03", "text", "3 April 2026"), id="a day that it is nowhere"),
        pytest.param("<p>2 April 2026, 8:00</p>", None, id="the same moment farther east"),
        pytest.param("<p>2 April 2026, 8:07</p>", ("2026-04-02T08:07:00", "text", "2 April 2026, 8:07"), id="another moment"),
        pytest.param("<p>2 April 2026, 8:00 AM GMT</p>", ("2026-04-02T08:00:00+00:00", "text", "2 April 2026, 8:00 AM GMT"), id="a zone that says so"),
        pytest.param("<time datetime=2026-05-05T10:00:00Z>5 May 2026</time>", ("2026-05-05T10:00:00+00:00", "time", "2026-05-05T10:00:00Z"), id="with its time"),
        pytest.param("<time datetime=2026-05-09T10:00:00Z>5 May 2026</time>", ("2026-05-05", "text", "5 May 2026"), id="a time element that says otherwise"),
        pytest.param("<p>x</p>", None, id="none"),
    ],
)  # fmt: skip
def test_other_displayed_day(behind: str, found: tuple[str, str, str] | None) -> None:
    tree = parse(f"<body><div><h1>Mill opens</h1>{behind}</div></body>".encode())
    dateline = other_displayed_day(AT, next(tree.iter("h1")), NOW)
    assert (dateline and (dateline.at, dateline.source, dateline.raw)) == found


def test_without_a_headline_there_is_none() -> None:
    assert other_displayed_day(AT, None, NOW) is None


@pytest.mark.parametrize(
    ("stated", "at", "source"),
    [
        pytest.param({"json_ld": AT}, "2026-05-05", "text", id="JSON-LD alone"),
        pytest.param({"meta": {"date": ["2026-04-01"]}}, "2026-05-05", "text", id="<meta> alone"),
        pytest.param({"json_ld": AT, "feed": "1 Apr 2026"}, AT, "json-ld", id="the feed confirms it"),
        pytest.param({"json_ld": AT, "feed": "5 May 2026"}, "2026-05-05", "text", id="the feed does not"),
        pytest.param({"json_ld": AT, "url": "https://v.example/2026/04/01/x"}, AT, "json-ld", id="the address confirms it"),
        pytest.param({"json_ld": AT, "hinted": ("1 Apr 2026",)}, "2026-04-01", "site", id="the site's config decides"),
        pytest.param({"feed": "1 Apr 2026"}, "2026-04-01", "feed", id="the feed's date stays"),
    ],
)
def test_the_displayed_day_is_taken(stated: dict[str, object], at: str, source: str) -> None:
    tree = parse(b"<body><h1>Mill opens</h1><p>5 May 2026</p></body>")
    given = {"url": "https://v.example/x", "meta": {}, "headline": next(tree.iter("h1")), **stated}
    found = published(DateStatements(tree, **given), NOW)
    assert (found.at, found.source) == (at, source)
    if source == "text":
        assert found.sources[-1].why == "the only day that is displayed behind the headline"
