"""Who, when and where of a page, from the witness that is right most often; hostile ones are passed over."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from transforms.extract.metadata import Metadata, metadata
from transforms.extract.names import names
from transforms.extract.titles import without_site
from transforms.extract.tree import parse
from transforms.extract.witnesses import Witness

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://www.valley-news.example/2026/mill"


def read(html: str, ld: Any = None, url: str = URL) -> Metadata:
    script = f'<script type="application/ld+json">{ld if isinstance(ld, str) else json.dumps(ld)}</script>' if ld else ""
    return metadata(parse((script + html).encode()), url, NOW)


ARTICLE = {"@type": "NewsArticle", "headline": "Mill opens again", "datePublished": "2026-05-01T09:30:00+02:00"}


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
def test_title(html: str, title: str) -> None:
    assert read(html).title == title


def test_the_headline_as_displayed() -> None:
    assert read("<h1>Mill opens again | Valley News</h1>").shown == ("Mill opens again | Valley News",)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        pytest.param("Mill – again | Valley News", "Mill – again", id="the title's own dash"),
        pytest.param("Valley News: Mill", "Valley News: Mill", id="a colon is no separator"),
        pytest.param("Valley News | Mill", "Mill", id="in front"),
        pytest.param("Mill | Ferries | Valley News", "Mill | Ferries", id="what the page does not call its section stays"),
        pytest.param("Mill-wright | valleynews.example", "Mill-wright", id="the host"),
        pytest.param(" | ".join(["x"] * 5000), " | ".join(["x"] * 5000)[:400].strip(), id="endless"),
    ],
)
def test_without_site(title: str, bare: str) -> None:
    assert without_site(title, {"valleynews", "valleynewsexample"}) == bare


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(["By Jane Roe"], ["Jane Roe"], id="by"),
        pytest.param(["by: Jane Roe"], ["Jane Roe"], id="by, with a colon"),
        pytest.param(["Posted by Jane Roe on 3 May"], ["Jane Roe"], id="posted by"),
        pytest.param(["Jane Roe and John O’Doe"], ["Jane Roe", "John O’Doe"], id="and"),
        pytest.param(["Jane Roe, John Doe & Ann Poe; Ed Foe"], ["Jane Roe", "John Doe", "Ann Poe", "Ed Foe"], id="lists"),
        pytest.param(["Jane Roe, Political Editor"], ["Jane Roe"], id="job"),
        pytest.param(["Jane Roe (London)", "Jane Roe – Valley News"], ["Jane Roe"], id="place and paper"),
        pytest.param(["Jane Roe for the Valley News"], ["Jane Roe"], id="for"),
        pytest.param(["jane@valley.example", "@janeroe", "https://valley.example/jane"], [], id="addresses"),
        pytest.param(["Jane Roe", "JANE ROE", "jane roe"], ["Jane Roe"], id="once"),
        pytest.param(
            ["Jane Roe The Associated Press", "John Doe, Reuters"], ["Jane Roe", "John Doe", "Reuters"], id="agencies"
        ),
        pytest.param(["The Associated Press"], [], id="an agency alone is no person"),
        pytest.param(["Jane Roe, Chief Officer and Head of Mills"], ["Jane Roe"], id="two jobs"),
        pytest.param(["Jane Roe", "(Image: John Doe/Valley Photos)"], ["Jane Roe"], id="the picture's, in brackets"),
        pytest.param(["Jane Roe", "jane-roe", "valleyWriter"], ["Jane Roe"], id="user names beside a name"),
        pytest.param(["valleyWriter"], ["valleyWriter"], id="a user name alone"),
        pytest.param(["Sun, 20 Jul, 2025 - 06:36", "Yu Sun"], ["Yu Sun"], id="a Sunday is nobody"),
        pytest.param(["Thomas More and Max Read"], ["Thomas More", "Max Read"], id="names that are words too"),
        pytest.param(["김하나 기자", "記者：林一一"], ["김하나", "林一一"], id="reporters in East Asia"),
        pytest.param(["Staff Reporter", "Newsroom", "Admin", "12 min ago"], [], id="nobody"),
        pytest.param(["Sandy Anderson"], ["Sandy Anderson"], id="and inside of a name"),
        pytest.param(["Anna Maria von der Mühle"], ["Anna Maria von der Mühle"], id="long name"),
        pytest.param(["Jos&eacute; Pérez"], ["José Pérez"], id="entity"),
        pytest.param(["By a, " * 50_000], ["a"][:0], id="endless"),
        pytest.param(["", " ", "–"], [], id="empty"),
    ],
)
def test_names(raw: list[str], expected: list[str]) -> None:
    assert list(names(raw)) == expected


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        pytest.param("Von Erika Muster und Max Muster", "de", ("Erika Muster", "Max Muster"), id="German"),
        pytest.param("Par Jeanne Dupin et Luc Roc", "fr", ("Jeanne Dupin", "Luc Roc"), id="French"),
        pytest.param("Por Ana Ruiz y Juan Gil", "es", ("Ana Ruiz", "Juan Gil"), id="Spanish"),
        pytest.param("Ana y Gil", "en", ("Ana y Gil",), id="no Spanish and in English"),
        pytest.param("Jonas Lukas, darbo teisės specialistas", "lt", ("Jonas Lukas",), id="what he is, in small letters"),
        pytest.param(
            "ana brandt, Jan van der Berg", "nl", ("ana brandt", "Jan van der Berg"), id="small letters that are a name's"
        ),
        pytest.param("Jane Roe, Institute of Mills and Weirs", None, ("Jane Roe",), id="where she is, with an and"),
        pytest.param("Jane Roe, chief editor, and John Doe", None, ("Jane Roe", "John Doe"), id="a job between two names"),
        pytest.param("Ida Berg, dpa", "de", ("Ida Berg", "dpa"), id="an agency in small letters"),
        pytest.param("Jane Roe (London) – Valley Mail", None, ("Jane Roe",), id="two tails"),
        pytest.param("Ida Berg og Ole Vik", None, ("Ida Berg", "Ole Vik"), id="Danish, wherever"),
        pytest.param("Anna Nowak i Jan Lis", "pl", ("Anna Nowak", "Jan Lis"), id="Polish"),
        pytest.param("Автор: Анна Белова и Пётр Седов", "ru", ("Анна Белова", "Пётр Седов"), id="Russian"),
        pytest.param("Penulis: Sari Dewi dan Budi Hati", "id", ("Sari Dewi", "Budi Hati"), id="Indonesian"),
    ],
)
def test_names_in_other_languages(line: str, language: str, expected: tuple[str, ...]) -> None:
    assert names([line], language) == expected


@pytest.mark.parametrize(
    ("html", "author", "expected"),
    [
        pytest.param("", {"@type": "Person", "name": "Jane Roe"}, ["Jane Roe"], id="JSON-LD"),
        pytest.param(
            "", ["Jane Roe", {"name": ["John Doe", "Ann Poe"]}], ["Jane Roe", "John Doe", "Ann Poe"], id="lists of names"
        ),
        pytest.param(
            "",
            [{"@type": "Organization", "name": "Valley News"}, {"name": "Jane Roe"}],
            ["Jane Roe"],
            id="persons before organizations",
        ),
        pytest.param("", {"@type": "Organization", "name": "Valley Wire"}, ["Valley Wire"], id="an organization alone"),
        pytest.param("<meta name=author content='Jane Roe'>", None, ["Jane Roe"], id="meta"),
        pytest.param("<meta property='article:author' content='https://x.example/jane'>", None, [], id="an address in meta"),
        pytest.param("<meta name=author content='John Doe'>", {"name": "Jane Roe"}, ["Jane Roe"], id="JSON-LD before meta"),
        pytest.param("<p class='byline'>By Jane Roe, <i>political editor</i></p>", None, ["Jane Roe"], id="byline"),
        pytest.param("By <a rel=author href=/j>Jane Roe</a> 5 min ago", None, ["Jane Roe"], id="rel=author"),
        pytest.param("By <span class='author vcard'>Jane Roe</span>", None, ["Jane Roe"], id="class author"),
        pytest.param(
            "<h1>Mill</h1><p>Posted by Jane Roe on <time>3 May 2026</time></p>", None, ["Jane Roe"], id="by in the text"
        ),
        pytest.param("<h1>Mill</h1><p>By noon it rained, and nobody had thought of that.</p>", None, [], id="by noon"),
        pytest.param("<aside><p class=byline>By Jane Roe</p></aside>", None, [], id="byline in the frame"),
        pytest.param(
            "<meta name=author content='Valley News'><meta property=og:site_name content='Valley News'>", None, [], id="site"
        ),
        pytest.param("<p>Text</p>", None, [], id="nobody"),
        pytest.param(
            "<p class=byline>By Jane Roe and John Doe</p>",
            {"name": "Jane Roe"},
            ["Jane Roe", "John Doe"],
            id="more in the byline",
        ),
        pytest.param(
            "<p class=byline>By Jane Roe, Upper Valley</p>",
            {"name": "Jane Roe"},
            ["Jane Roe"],
            id="a place is no second author",
        ),
        pytest.param("<p class=byline>By Jane Roe</p>", {"name": "janeroe"}, ["Jane Roe"], id="a user name"),
        pytest.param("<p class=byline>By Small Medium</p>", {"name": "Jane Roe"}, ["Jane Roe"], id="JSON-LD's person stays"),
        pytest.param(
            "<p class=byline>By Jane Roe<br>Photography by John Doe<br>Styled by Ann Poe</p>",
            [{"name": "Jane Roe"}, {"name": "John Doe"}, {"name": "Ann Poe"}],
            ["Jane Roe"],
            id="photographers",
        ),
        pytest.param(
            "<p class=byline>By Jane Roe | Reviewed by John Doe</p>",
            [{"name": "Jane Roe"}, {"name": "John Doe"}],
            ["Jane Roe"],
            id="reviewers",
        ),
        pytest.param("<p class=byline>Photos by John Doe</p>", {"name": "John Doe"}, ["John Doe"], id="a photographer alone"),
        pytest.param(
            "<meta property=og:site_name content='Valley News'><p class=byline>By Jane Roe</p>",
            {"name": ", VALLEY NEWS"},
            ["Jane Roe"],
            id="the site where a name should be",
        ),
        pytest.param("", [{"name": "Jane Roe"}, {"name": "Valley Times"}], ["Jane Roe"], id="a paper beside a person"),
        pytest.param("", {"name": "Valley Times"}, ["Valley Times"], id="a paper alone"),
        pytest.param(
            "<p class=byline>By Ann Poe</p><h1>Mill</h1><p class=byline>By Jane Roe</p>",
            None,
            ["Jane Roe"],
            id="behind the headline",
        ),
        pytest.param(
            "<h1>Mill</h1><p class=byline>By Jane Roe</p>" + "<b class=byline>By Ann Poe</b>" * 20_000,
            None,
            ["Jane Roe"],
            id="a flood of bylines",
        ),
        pytest.param(
            "<h1>Mill</h1><p class=byline>" + "<i></i>" * 50_000 + "</p><p class=byline>By Jane Roe</p>",
            None,
            ["Jane Roe"],
            id="a byline full of nothing",
        ),
        pytest.param(
            "<div class=author><h1>Mill</h1><p class=byline>By Jane Roe</p></div>", None, ["Jane Roe"], id="all in one box"
        ),
        pytest.param("<p class=comment-author>Ann Poe</p>", None, [], id="of a comment"),
        pytest.param("<figcaption class=author>Ann Poe</figcaption>", None, [], id="of a picture"),
        pytest.param("<h1>Mill</h1><p><a href=/staff/jane-roe>Jane Roe</a></p>", None, ["Jane Roe"], id="a person's page"),
        pytest.param("<h1>Mill</h1><p><a href=/staff/>About us</a></p>", None, [], id="a menu"),
    ],
)
def test_authors(html: str, author: Any, expected: list[str]) -> None:
    assert list(read(html, {**ARTICLE, "author": author} if author else None).authors) == expected


@pytest.mark.parametrize(
    ("html", "ld", "published", "witness"),
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
            f"<p>On 1 May 2026 the council met. {'It spoke of ferries. ' * 5}</p>", None, None, None, id="told in a text"
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
def test_published(html: str, ld: Any, published: str | None, witness: str | None) -> None:
    found = read(html, ld)
    assert (found.published, found.published_from) == (published, witness)


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
def test_the_displayed_clock_gives_the_offset(line: str, published: str) -> None:
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
def test_the_address_knows_day_from_month(stated: str, published: str) -> None:
    url = "https://www.valley-news.example/2026/04/05/mill"
    assert read("<p>x", {**ARTICLE, "datePublished": stated}, url).published == published


@pytest.mark.parametrize(
    ("html", "published", "witness"),
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
def test_the_feeds_word(html: str, published: str, witness: str) -> None:
    found = metadata(parse(html.encode()), URL, NOW, feed_date="Fri, 03 Apr 2026 10:00:00 +0200")
    assert (found.published, found.published_from) == (published, witness)


def test_the_address_is_a_witness() -> None:
    found = read("<p>x", url="https://www.valley-news.example/2026/04/05/mill")
    assert (found.published, found.published_from) == ("2026-04-05", "url")


def test_updated() -> None:
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
def test_no_update_before_the_publication(modified: str, updated: str | None) -> None:
    assert read("", {**ARTICLE, "dateModified": modified}).updated == updated


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        pytest.param("/2026/mill?a=1#top", "https://www.valley-news.example/2026/mill?a=1", id="relative"),
        pytest.param("http://valley-news.example/mill", "http://valley-news.example/mill", id="same site"),
        pytest.param("https://amp.valley-news.example/mill", "https://amp.valley-news.example/mill", id="subdomain"),
        pytest.param("https://other.example/mill", None, id="another site"),
        pytest.param("https://www.valley-news.example/", None, id="front page"),
        pytest.param("https://www.valley-news.example", None, id="front page, bare"),
        pytest.param("javascript:alert(1)", None, id="no http"),
        pytest.param("http://[::1", None, id="broken"),
        pytest.param("", None, id="empty"),
    ],
)
def test_canonical(href: str, canonical: str | None) -> None:
    assert read(f'<link rel="canonical" href="{href}">').canonical_url == canonical


def test_og_url_stands_in_for_canonical() -> None:
    html = "<link rel=canonical href='https://www.valley-news.example/'><meta property='og:url' content='/2026/mill'>"
    assert read(html).canonical_url == URL


@pytest.mark.parametrize(
    ("html", "language"),
    [
        pytest.param("<html lang='en-GB'><p>x", "en", id="html"),
        pytest.param("<html xml:lang='de'><p>x", "de", id="xml:lang"),
        pytest.param("<html lang='English'><p>x", "en", id="in words"),
        pytest.param("<meta http-equiv='Content-Language' content='fr, en'><p>x", "fr", id="meta"),
        pytest.param("<meta property='og:locale' content='pt_BR'><p>x", "pt", id="locale"),
        pytest.param("<html lang='{{ lang }}'><p>x", None, id="template"),
        pytest.param("<p>x", None, id="none"),
    ],
)
def test_language(html: str, language: str | None) -> None:
    assert metadata(parse(html.encode()), URL, NOW).language == language


@pytest.mark.parametrize(
    ("html", "ld", "section"),
    [
        pytest.param("<meta property='article:section' content='Ferries &amp;amp; boats'>", None, "Ferries & boats", id="meta"),
        pytest.param("", {**ARTICLE, "articleSection": "Ferries"}, "Ferries", id="JSON-LD"),
        pytest.param("", {**ARTICLE, "articleSection": ["Ferries", "Boats"]}, "Ferries", id="the first of several"),
        pytest.param(
            "<meta property='article:section' content=Boats>", {**ARTICLE, "articleSection": "Ferries"}, "Boats", id="both"
        ),
        pytest.param("<meta name=section content='https://x.example/boats'>", None, None, id="an address"),
        pytest.param("<meta name=section content='12'>", None, None, id="a number"),
        pytest.param(
            "<meta property=og:site_name content='Valley News'><meta name=section content='Valley News'>",
            None,
            None,
            id="the site",
        ),
        pytest.param("<meta name=section content='Mill opens again'>", ARTICLE, None, id="the headline"),
        pytest.param("<p>x</p>", {**ARTICLE, "articleSection": {"a": 1}}, None, id="no text"),
    ],
)
def test_section(html: str, ld: Any, section: str | None) -> None:
    assert read(html, ld).section == section


@pytest.mark.parametrize(
    ("ld", "flags"),
    [
        pytest.param({**ARTICLE, "isAccessibleForFree": False}, ("paywall",), id="paywall"),
        pytest.param({**ARTICLE, "isAccessibleForFree": "False"}, ("paywall",), id="paywall as a word"),
        pytest.param({**ARTICLE, "isAccessibleForFree": True}, (), id="free"),
        pytest.param({**ARTICLE, "@type": ["LiveBlogPosting"]}, ("live_blog",), id="live blog"),
        pytest.param(ARTICLE, (), id="neither"),
    ],
)
def test_flags(ld: Any, flags: tuple[str, ...]) -> None:
    assert read("", ld).flags == flags


@pytest.mark.parametrize(
    ("html", "ld", "url", "flags"),
    [
        pytest.param("<meta property='article:content_tier' content='locked'>", None, URL, ("paywall",), id="locked"),
        pytest.param("<meta property='article:content_tier' content='metered'>", None, URL, (), id="metered"),
        pytest.param(
            "<meta property='article:content_tier' content='locked'>",
            {**ARTICLE, "isAccessibleForFree": True},
            URL,
            (),
            id="JSON-LD's word goes before",
        ),
        pytest.param(
            "<p>x", None, "https://www.valley-news.example/liveblog/mill", ("live_blog",), id="a folder of live pages"
        ),
        pytest.param("<p>x", None, "https://www.valley-news.example/2026/liveblog", (), id="an article that is called so"),
        pytest.param("<p>x", None, "https://www.valley-news.example/live/mill", (), id="live may be a stream"),
    ],
)
def test_flags_without_json_ld(html: str, ld: Any, url: str, flags: tuple[str, ...]) -> None:
    assert read(html, ld, url).flags == flags


OTHER = {
    "@type": "NewsArticle",
    "headline": "Ferry strike",
    "datePublished": "2026-04-01",
    "url": "https://x.example/ferry",
    "author": "A B",
}


@pytest.mark.parametrize(
    "ld",
    [
        pytest.param([ARTICLE], id="list"),
        pytest.param({"@graph": [{"@type": "WebSite", "name": "Valley"}, ARTICLE]}, id="graph"),
        pytest.param({"@type": "WebPage", "mainEntity": ARTICLE}, id="main entity"),
        pytest.param({**ARTICLE, "@type": "https://schema.org/NewsArticle"}, id="type as an address"),
        pytest.param({**ARTICLE, "@type": ["Thing", "NewsArticle"]}, id="several types"),
        pytest.param([OTHER, {**ARTICLE, "url": URL + "?x=1"}], id="the page's own of two"),
        pytest.param([{"@type": "ItemList", "itemListElement": [OTHER]}, ARTICLE], id="a list of others"),
        pytest.param(f"<!-- {json.dumps(ARTICLE)} -->", id="in a comment"),
        pytest.param(f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>", id="in CDATA"),
        pytest.param(json.dumps(ARTICLE)[:-1] + ",}", id="a comma too many"),
        pytest.param(json.dumps(ARTICLE) + ";", id="a semicolon"),
        pytest.param(json.dumps(ARTICLE).replace("again", "again\n\t"), id="line breaks in strings"),
        pytest.param(json.dumps(ARTICLE)[:-1] + ', "broken": "a "quoted" word"}', id="broken quotes"),
    ],
)
def test_json_ld_in_all_its_forms(ld: Any) -> None:
    found = read("", ld)
    assert (found.title, found.published) == ("Mill opens again", "2026-05-01T09:30:00+02:00")


def test_json_ld_references() -> None:
    graph = [
        {**ARTICLE, "author": {"@id": "#jane"}, "publisher": {"@id": "#org"}, "image": {"@id": "#img"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
        {"@type": "Organization", "@id": "#org", "name": "Valley News"},
        {"@type": "ImageObject", "@id": "#img", "url": "/mill.jpg"},
    ]
    found = read("", {"@graph": graph})
    assert (found.authors, found.site) == (("Jane Roe",), "Valley News")
    assert found.image == "https://www.valley-news.example/mill.jpg"


@pytest.mark.parametrize(
    "ld",
    [
        pytest.param("[" * 100_000, id="deep"),
        pytest.param('{"a":' * 50_000, id="deep objects"),
        pytest.param('{"headline":"' * 50_000, id="open strings"),
        pytest.param("{" + " " * 500_000 + "x", id="white space"),
        pytest.param("[" + ",".join([json.dumps(OTHER)] * 5000) + "]", id="thousands"),
        pytest.param('{"@type": {"a": 1}, "author": 7, "image": [[]], "@id": 3}', id="wrong types"),
        pytest.param(
            '{"@type":"NewsArticle","author":[[["x"]],null,{"name":{"a":1}}],"headline":["a"],"datePublished":[]}', id="nested"
        ),
        pytest.param("null", id="null"),
        pytest.param('"text"', id="a string"),
        pytest.param("\ud83d\\ud83d{".encode("utf-8", "replace").decode(), id="surrogates"),
    ],
)
def test_hostile_json_ld_harms_nobody(ld: str) -> None:
    read("<h1>Mill opens again</h1>", ld)


def test_site_and_image() -> None:
    found = read("<meta property=og:site_name content='Valley News'><meta property=og:image content='//img.example/a b.jpg'>")
    assert (found.site, found.image) == ("Valley News", "https://img.example/a%20b.jpg")


def test_witnesses_tell_what_was_said_and_why_it_won() -> None:
    html = "<title>Mill opens | Valley News</title><h1>Mill opens again</h1><p class=byline>By Ann Poe</p>"
    page = parse(f'<script type="application/ld+json">{json.dumps(ARTICLE)}</script>{html}'.encode())
    told = {(w.field, w.source): w for w in metadata(page, URL, NOW, thorough=True).witnesses}
    assert told["title", "h1"].won and not told["title", "<title>"].won
    assert told["published", "json-ld"].won and told["published", "json-ld"].said == ARTICLE["datePublished"]
    assert told["authors", "byline"] == Witness("authors", "byline", "By Ann Poe", True, "the first that names a person")


def test_who_need_not_be_asked_is_asked_for_the_curious() -> None:
    page = parse(f'<script type="application/ld+json">{json.dumps(ARTICLE)}</script><time>2 May 2026</time>'.encode())
    assert not any(w.source == "time" for w in metadata(page, URL, NOW).witnesses)
    curious = [w for w in metadata(page, URL, NOW, thorough=True).witnesses if w.source == "time"]
    assert [(w.won, w.why) for w in curious] == [(False, "json-ld goes before")]
