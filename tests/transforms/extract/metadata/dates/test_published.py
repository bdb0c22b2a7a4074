"""When a page was published and changed: which source is used, and with which offset."""

from typing import Any

import pytest

ARTICLE = {"@type": "NewsArticle", "headline": "Mill opens again", "datePublished": "2026-05-01T09:30:00+02:00"}


@pytest.mark.parametrize(
    ("html", "ld", "published", "source"),
    [
        pytest.param("", ARTICLE, "2026-05-01T09:30:00+02:00", "json-ld", id="JSON-LD, offset kept"),
        pytest.param(
            "<meta property='article:published_time' content='2026-05-01T07:30:00Z'>",
            None,
            "2026-05-01T07:30:00+00:00",
            "meta",
            id="meta",
        ),
        pytest.param("<time datetime='2026-05-01'>May</time>", None, "2026-05-01", "time", id="time, the day alone"),
        pytest.param(
            "<time datetime='2026-04-01'></time><time class=published datetime='2026-05-01'></time>",
            None,
            "2026-05-01",
            "time",
            id="the marked time",
        ),
        pytest.param(
            "<footer><time datetime='2026-05-01'></time></footer><p>x</p>",
            None,
            "2026-05-01",
            "htmldate",
            id="time in the frame",
        ),
        pytest.param("<p>Published: 1 May 2026</p>", None, "2026-05-01", "text", id="a short line"),
        pytest.param("<i>By Ana Brandt</i>, 1 mai 2026<br>x", None, "2026-05-01", "text", id="behind the byline"),
        pytest.param(
            f"<p>On 1 May 2026 the council met. {'It spoke of ferries. ' * 5}</p>",
            None,
            None,
            None,
            id="in a sentence of the text",
        ),
        pytest.param("<p>x</p><script>1 May 2026</script>", None, None, None, id="in a script"),
        pytest.param(
            "<meta name=date content='2026-05-01'>",
            {**ARTICLE, "datePublished": "2031-01-01"},
            "2026-05-01",
            "meta",
            id="the future is none",
        ),
        pytest.param(
            "<p>x</p><p>9 March 2026</p>",
            {**ARTICLE, "datePublished": "2026-09-03T08:00:00+01:00"},
            "2026-03-09T08:00:00+01:00",
            "json-ld",
            id="in the future, for day and month are swapped",
        ),
        pytest.param(
            "<meta name=date content='03/04/2026'><p>3 April 2026</p>",
            None,
            "2026-04-03",
            "meta",
            id="two readings, one is backed",
        ),
        pytest.param("<meta name=date content='03/04/2026'><p>x</p>", None, None, None, id="two readings"),
        pytest.param("<meta name=date content='03/09/2026'><p>x</p>", None, "2026-03-09", "meta", id="one reading lies ahead"),
        pytest.param(
            "<time datetime='2026-05-02T01:00:00+11:00'>2 May</time>",
            {**ARTICLE, "datePublished": "2026-05-01T14:00:00Z"},
            "2026-05-02T01:00:00+11:00",
            "time",
            id="the page's own offset",
        ),
        pytest.param(
            "<time datetime='2026-05-02T08:00:00+11:00'>2 May</time>",
            {**ARTICLE, "datePublished": "2026-05-01T14:00:00Z"},
            "2026-05-01T14:00:00+00:00",
            "json-ld",
            id="another moment",
        ),
        pytest.param(
            "<meta name=date content='2026-05-01'>", {**ARTICLE, "datePublished": {}}, "2026-05-01", "meta", id="an object"
        ),
        pytest.param("<p>x</p>", None, None, None, id="none"),
    ],
)
def test_published(read, html: str, ld: Any, published: str | None, source: str | None) -> None:
    found = read(html, ld)
    assert (found.published, found.published_from) == (published, source)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        pytest.param("2 May 2026, 1:30 a.m.", "2026-05-02T01:30:20+11:00", id="another day than in UTC"),
        pytest.param("1 May 2026, 20.00 Uhr", "2026-05-01T20:00:20+05:30", id="half an hour"),
        pytest.param("1 May 2026, 10:30 AM EDT", "2026-05-01T10:30:20-04:00", id="a zone that agrees"),
        pytest.param("1 May 2026, 10:30 AM PDT", "2026-05-01T14:30:20+00:00", id="a zone that does not"),
        pytest.param("1 May 2026, 16:31", "2026-05-01T14:30:20+00:00", id="another minute"),
        pytest.param("1 May 2026, 16:15", "2026-05-01T14:30:20+00:00", id="an offset that no place has"),
        pytest.param("2 May 2026, 16:30", "2026-05-01T14:30:20+00:00", id="another day at that hour"),
        pytest.param("1 May 2026", "2026-05-01T14:30:20+00:00", id="no clock"),
        pytest.param("1 May 2026, 14:30", "2026-05-01T14:30:20+00:00", id="a clock in UTC"),
    ],
)
def test_the_displayed_clock_gives_the_offset(read, line: str, published: str) -> None:
    found = read(f"<p>{line}</p><p>It stood still.</p>", {**ARTICLE, "datePublished": "2026-05-01T14:30:20Z"})
    assert (found.published, found.published_from) == (published, "json-ld")


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        pytest.param("2026-05-04T09:00:00Z", "2026-04-05T09:00:00+00:00", id="swapped"),
        pytest.param("2026-04-05T09:00:00Z", "2026-04-05T09:00:00+00:00", id="right"),
        pytest.param("2026-05-07T09:00:00Z", "2026-05-07T09:00:00+00:00", id="another day"),
    ],
)
def test_the_address_knows_day_from_month(read, stated: str, published: str) -> None:
    url = "https://www.valley-news.example/2026/04/05/mill"
    assert read("<p>x", {**ARTICLE, "datePublished": stated}, url).published == published


@pytest.mark.parametrize(
    ("html", "published", "source"),
    [
        pytest.param("<p>x</p>", "2026-04-03T10:00:00+02:00", "feed", id="alone"),
        pytest.param("<p>Opened on 1 March 2026</p>", "2026-04-03T10:00:00+02:00", "feed", id="before a line of the text"),
        pytest.param("<meta name=date content='2026-04-02'>", "2026-04-02", "meta", id="behind <meta>"),
        pytest.param("<meta name=date content='04/03/2026'>", "2026-04-03", "meta", id="settles what could be two days"),
        pytest.param(
            "<meta name=date content='2026-04-03T08:00:00Z'>",
            "2026-04-03T10:00:00+02:00",
            "feed",
            id="the same moment, an offset",
        ),
    ],
)
def test_the_date_of_the_feeds_entry(read, html: str, published: str, source: str) -> None:
    found = read(html, feed_date="Fri, 03 Apr 2026 10:00:00 +0200")
    assert (found.published, found.published_from) == (published, source)


def test_a_date_in_the_address(read) -> None:
    found = read("<p>x", url="https://www.valley-news.example/2026/04/05/mill")
    assert (found.published, found.published_from) == ("2026-04-05", "url")


def test_updated(read) -> None:
    assert read("", {**ARTICLE, "dateModified": "2026-05-02T10:00:00+02:00"}).updated == "2026-05-02T10:00:00+02:00"
    assert read("<meta property='article:modified_time' content='2026-05-02'>").updated == "2026-05-02"
    assert read("<p>x</p>").updated is None


@pytest.mark.parametrize(
    ("modified", "updated"),
    [
        pytest.param("2026-04-20T10:00:00+02:00", None, id="a draft's date"),
        pytest.param("2026-05-01T09:00:00+02:00", "2026-05-01T09:00:00+02:00", id="the same day"),
        pytest.param("2026-04-30T23:30:00-10:00", "2026-04-30T23:30:00-10:00", id="an earlier day in another zone, yet later"),
        pytest.param("2026-05-01", "2026-05-01", id="a day alone"),
    ],
)
def test_no_update_before_the_publication(read, modified: str, updated: str | None) -> None:
    assert read("", {**ARTICLE, "dateModified": modified}).updated == updated
