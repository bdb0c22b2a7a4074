"""Hints of a site's config are used before the general rules; where they point at nothing, the general rules are."""

from dataclasses import replace

import pytest

from transforms.articles import Article, Entry, Page
from transforms.extract.extract import extract_article
from transforms.extract.page.hints import hints_for
from transforms.feeds import SiteHints

URL = "https://www.river-gazette.example/2026/mill"
STORY = "The mill at Upper Dunmarrow opens again on Monday, the council said after a meeting that lasted until midnight. "
PAGE = f"""
<html><head><title>Mill opens | River Gazette</title><meta name="x-day" content="2026-05-04T09:00:00+02:00"></head><body>
<h1>Mill</h1><h2 class="real">Mill opens again</h2><p class="who">By Ana Brandt, millers’ desk</p><time class="t" datetime="2026-05-03">
Sunday</time><div class="story"><p>{STORY * 3}</p><p class="odd">Our tip of the week: buy flour while it is warm.</p></div>
<div class="more"><p>{STORY.replace("mill", "ferry") * 3}</p></div></body></html>
"""
NO_HINTS = SiteHints("river-gazette.example")


def read(**hints: str) -> Article:
    page = Page(Entry(id="0" * 32, url=URL, feeds=("river",)), URL, "2026-06-01T00:00:00Z", "text/html; charset=utf-8")
    return extract_article(page, PAGE.encode(), None, replace(NO_HINTS, **{k: (v,) for k, v in hints.items()}))


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        pytest.param("https://gazette.example/a", "gazette.example", id="the domain"),
        pytest.param("https://www.gazette.example/a", "gazette.example", id="www"),
        pytest.param("https://sport.gazette.example/a", "gazette.example", id="below it"),
        pytest.param("https://blog.gazette.example:8443/a", "blog.gazette.example", id="the longest wins"),
        pytest.param("https://a.blog.gazette.example/a", "blog.gazette.example", id="below the longest"),
        pytest.param("https://thegazette.example/a", None, id="another that ends alike"),
        pytest.param("https://example/a", None, id="above it"),
        pytest.param("http://127.0.0.1:8000/a", "127.0.0.1", id="a machine"),
        pytest.param("", None, id="no address"),
    ],
)
def test_hints_are_found_by_domain(url: str, domain: str | None) -> None:
    sites = {name: SiteHints(name) for name in ("gazette.example", "blog.gazette.example", "127.0.0.1")}
    found = hints_for(url, sites)
    assert (found.domain if found else None) == domain


@pytest.mark.parametrize(
    ("hints", "field", "expected"),
    [
        pytest.param({"title": ".real"}, "title", "Mill opens again", id="title"),
        pytest.param({"title": "//h2/text()"}, "title", "Mill opens again", id="title by XPath"),
        pytest.param({"title": ".no-such"}, "title", "Mill", id="no such title"),
        pytest.param({"title": "title"}, "title", "Mill opens", id="less the site's name"),
        pytest.param({"author": ".who"}, "authors", ("Ana Brandt",), id="author"),
        pytest.param({"author": ".no-such"}, "authors", ("Ana Brandt",), id="no such author"),
        pytest.param({"date": "meta[name=x-day]"}, "published", "2026-05-04T09:00:00+02:00", id="date in <meta>"),
        pytest.param({"date": "//meta[@name='x-day']/@content"}, "published", "2026-05-04T09:00:00+02:00", id="an attribute"),
        pytest.param({"date": ".t"}, "published", "2026-05-03", id="date in <time>"),
        pytest.param({"date": ".who"}, "published", "2026-05-03", id="what is no date"),
    ],
)
def test_metadata(hints: dict[str, str], field: str, expected: object) -> None:
    assert getattr(read(**hints), field) == expected


def test_a_date_by_hint_is_from_the_site() -> None:
    assert read(date="meta[name=x-day]").published_from == "site"
    assert read(date=".no-such").published_from == "time"


def test_body_is_all_of_the_article() -> None:
    assert read(body=".story").text == f"{STORY * 3}".strip() + "\nOur tip of the week: buy flour while it is warm."
    assert read(body=".more").text == f"{STORY.replace('mill', 'ferry') * 3}".strip()


def test_a_body_that_is_not_there_leaves_it_to_the_general_rules() -> None:
    assert read(body=".no-such").text == read().text
    assert read(body="time").text == read().text, "a word is no article"


def test_body_of_several_pieces_holds_each_once() -> None:
    found = read(body="//div[@class='more'] | //div[@class='story'] | //p")
    assert [line[:9] for line in found.text.split("\n")] == ["By Ana Br", "The mill ", "Our tip o", "The ferry"]


def test_strip_takes_out_and_says_so() -> None:
    found = read(body=".story", strip=".odd")
    assert found.text == f"{STORY * 3}".strip()
    assert [(r.rule, r.text) for r in found.pruned] == [("page:site", "Our tip of the week: buy flour while it is warm.")]


def test_strip_works_without_body() -> None:
    assert "tip of the week" in read().text
    assert "tip of the week" not in read(strip=".odd").text
