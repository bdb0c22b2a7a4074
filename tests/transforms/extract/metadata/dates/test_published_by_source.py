"""How statements about the date are read, and which of them is used."""

from datetime import UTC, datetime
from typing import Any

import pytest

from transforms.extract.metadata.dates.date_statements import DateStatements
from transforms.extract.metadata.dates.published import PublicationDate, published, updated
from transforms.extract.page.parse import parse

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def date(body: str = "<p>x</p>", *, all_sources: bool = False, **statements: Any) -> PublicationDate:
    given = {"url": "https://valley.example/mill", "meta": {}, **statements}
    return published(DateStatements(parse(f"<body>{body}</body>".encode()), **given), NOW, all_sources=all_sources)


@pytest.mark.parametrize(
    ("statements", "at", "source", "why"),
    [
        pytest.param({"json_ld": "2026-05-01"}, "2026-05-01", "json-ld", "the first that gives a date", id="plain"),
        pytest.param({"json_ld": "soon", "meta": {"date": ["2026-05-02"]}}, "2026-05-02", "meta", "the first that gives a date", id="the first is no date"),
        pytest.param({"hinted": ("2026-05-03",), "json_ld": "2026-05-01"}, "2026-05-03", "site", "the first that gives a date", id="the site's config comes first"),
        pytest.param({"meta": {"date": ["03/04/2026"]}, "feed": "2026-04-03"}, "2026-04-03", "meta", "could be two days; feed has this one", id="two days, one confirmed"),
        pytest.param({"json_ld": "2026-05-04", "url": "https://valley.example/2026/04/05/a"}, "2026-04-05", "json-ld",
                     "day and month are swapped; the address has them right", id="swapped by a program"),
        pytest.param({"json_ld": "2026-09-03", "feed": "2026-03-09"}, "2026-03-09", "json-ld", "is after the fetch; day and month are swapped, feed has them right", id="swapped, and ahead"),
        pytest.param({"feed": "2026-05-04", "url": "https://valley.example/2026/04/05/a"}, "2026-05-04", "feed", "the first that gives a date", id="the feed is not corrected by the address"),
    ],
)  # fmt: skip
def test_used(statements: dict[str, Any], at: str, source: str, why: str) -> None:
    found = date(**statements)
    assert (found.at, found.source) == (at, source)
    assert [s.why for s in found.sources if s.used] == [why]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param("soon", "no date can be read", id="no date"),
        pytest.param("03/04/2026", "could be two days", id="two days"),
        pytest.param("2031-01-01", "is after the fetch, or before 1990", id="ahead"),
        pytest.param("1970-01-01", "is after the fetch, or before 1990", id="a computer's zero"),
    ],
)
def test_not_used(raw: str, why: str) -> None:
    found = date(json_ld=raw)
    assert (found.at, found.source) == (None, None)
    assert [(s.used, s.why) for s in found.sources if s.source == "json-ld"] == [(False, why)]


UTC_DATE = "2026-05-01T14:30:20+00:00"


@pytest.mark.parametrize(
    ("body", "statements", "at", "source"),
    [
        pytest.param("<time datetime='2026-05-01T16:30:20+02:00'>x</time>", {}, "2026-05-01T16:30:20+02:00", "time", id="the same moment with an offset"),
        pytest.param("<time datetime='2026-05-01T16:31:30+02:00'>x</time>", {}, UTC_DATE, "json-ld", id="more than a minute apart"),
        pytest.param("<p>1 May 2026, 16:30</p>", {}, "2026-05-01T16:30:20+02:00", "json-ld", id="the displayed clock"),
        pytest.param("<p>1 May 2026, 16:31</p>", {}, UTC_DATE, "json-ld", id="a clock that shows another minute"),
        pytest.param("", {"url": "https://valley.example/2026/05/01/x"}, UTC_DATE, "json-ld", id="a day alone has no offset"),
    ],
)  # fmt: skip
def test_offset_of_a_date_in_utc(body: str, statements: dict[str, Any], at: str, source: str) -> None:
    found = date(body, json_ld=UTC_DATE, **statements)
    assert (found.at, found.source) == (at, source)


def test_all_sources_are_listed_on_demand() -> None:
    statements = {"json_ld": "2026-05-01", "feed": "2026-05-02"}
    few, more = date(**statements), date(**statements, all_sources=True)
    assert (few.at, few.source) == (more.at, more.source)
    assert [s.source for s in few.sources] == ["json-ld"]
    assert ("feed", False, "json-ld comes first") in [(s.source, s.used, s.why) for s in more.sources]


@pytest.mark.parametrize(
    ("stated", "meta", "since", "at"),
    [
        pytest.param("2026-05-02", [], None, "2026-05-02", id="JSON-LD"),
        pytest.param(None, ["2026-05-03"], None, "2026-05-03", id="<meta>"),
        pytest.param("2026-04-30", ["2026-05-03"], "2026-05-01", "2026-05-03", id="a draft's date is passed over"),
        pytest.param("2026-05-01", [], "2026-05-01", "2026-05-01", id="the day of publication"),
        pytest.param("soon", [], None, None, id="no date"),
        pytest.param(None, [], None, None, id="none"),
    ],
)
def test_updated(stated: str | None, meta: list[str], since: str | None, at: str | None) -> None:
    assert updated(stated, {"og:updated_time": meta}, NOW, since) == at
