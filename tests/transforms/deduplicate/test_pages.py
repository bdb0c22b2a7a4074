"""After cleaning: which articles of a page are recorded, and which pages are unchanged."""

from dataclasses import replace

import pytest

from transforms.annotate.record import make_record
from transforms.articles import Article, CleanArticle, Entry, Fingerprint, ForgottenPage, Recheck, Remake, Sighting
from transforms.deduplicate.pages import deduplicate_page, is_unchanged, key_of_page
from transforms.fingerprint import fingerprint_of
from transforms.keys import forgotten_name, hashed, page_name
from transforms.records import Annotations
from transforms.rows import as_json
from transforms.web.urls import address_key

URL = "https://valley.example/mill"
TITLE = "Mill opens again"
PAGE = page_name(URL, None, TITLE) or ""


def article(
    ident: str, seen_at: str = "2031-06-01", *, text: str = "The mill opened.", past: Recheck | Remake | None = None
) -> CleanArticle:
    entry = Entry(ident, URL, ("valley",), seen_at=seen_at, past=past)
    return CleanArticle(entry, Article(entry, URL, "2031-06-02T08:00:00+00:00", text, TITLE), text)


def outcomes(articles: list[CleanArticle], settled: set[str]) -> list[tuple[str, str]]:
    """What becomes of each article: recorded, sighted or forgotten, with the id of its entry."""
    found = []
    for result in deduplicate_page(PAGE, articles, settled):
        match result:
            case CleanArticle():
                found.append(("recorded", result.entry.id))
            case Sighting():
                assert (result.id, result.feeds, result.url) == (PAGE, ("valley",), URL)
                found.append(("sighted", result.entry))
            case ForgottenPage():
                found.append(("forgotten", result.entry))
    return found


RECHECK, REMAKE = Recheck(1, 1, "hash"), Remake(1, 1)
ELSEWHERE = "https://valley.example/old-mill"
FORGOTTEN_ADDRESS = forgotten_name(hashed(address_key(ELSEWHERE)))


def redirected(ident: str) -> CleanArticle:
    """The article of an entry whose address leads to another one."""
    clean = article(ident)
    return replace(clean, article=replace(clean.article, url=ELSEWHERE))


@pytest.mark.parametrize(
    ("articles", "settled", "expected"),
    [
        pytest.param([article("1")], set(), [("recorded", "1")], id="a new page"),
        pytest.param(
            [article("1"), article("2")], set(), [("recorded", "1"), ("sighted", "2")], id="two entries with one page"
        ),
        pytest.param(
            [article("1", "2031-06-02"), article("2", "2031-06-01")],
            set(),
            [("recorded", "2"), ("sighted", "1")],
            id="the first is the one that was seen first",
        ),
        pytest.param([article("2"), article("1")], set(), [("recorded", "1"), ("sighted", "2")], id="seen together: by id"),
        pytest.param([article("1")], {PAGE}, [("sighted", "1")], id="the page has a record"),
        pytest.param([article("1", past=RECHECK)], {PAGE}, [("recorded", "1")], id="its record, fetched again"),
        pytest.param([article("1", past=REMAKE)], {PAGE}, [("recorded", "1")], id="its record, made again"),
        pytest.param(
            [article("1", past=RECHECK), article("2")], {PAGE}, [("recorded", "1"), ("sighted", "2")], id="and another entry"
        ),
        pytest.param([article("1")], {PAGE, forgotten_name(PAGE)}, [("forgotten", "1")], id="a forgotten page"),
        pytest.param([article("1")], {forgotten_name(PAGE)}, [("recorded", "1")], id="the mark alone, without the page"),
        pytest.param([redirected("1")], {FORGOTTEN_ADDRESS}, [("forgotten", "1")], id="it leads to a forgotten address"),
        pytest.param(
            [redirected("1"), article("2")], {FORGOTTEN_ADDRESS}, [("forgotten", "1"), ("recorded", "2")], id="only one does"
        ),
        pytest.param([redirected("1")], set(), [("recorded", "1")], id="it leads to an address that is not forgotten"),
        pytest.param([], set(), [], id="none"),
    ],
)
def test_one_article_of_a_page(articles: list[CleanArticle], settled: set[str], expected: list[tuple[str, str]]) -> None:
    assert outcomes(articles, settled) == expected


@pytest.mark.parametrize(
    ("url", "canonical_url", "key"),
    [
        pytest.param(URL, None, PAGE, id="its address"),
        pytest.param(f"{URL}?utm_source=rss", None, PAGE, id="another form of it"),
        pytest.param("https://m.valley.example/mill-2", URL, PAGE, id="the address that the page names"),
        pytest.param("https://valley.example/", None, "1", id="a front page is no page of an article"),
    ],
)
def test_the_key_of_a_page(url: str, canonical_url: str | None, key: str) -> None:
    entry = Entry("1", url, ("valley",))
    page = Article(entry, url, "2031-06-02T08:00:00+00:00", "x", TITLE, canonical_url=canonical_url)
    assert key_of_page(CleanArticle(entry, page, "x")) == key


def recorded(text: str) -> Fingerprint:
    record = make_record(article("1", text=text), Annotations("en"), run="r", made_with="m")
    return fingerprint_of(as_json(record))


OLD = replace(RECHECK, fingerprint=recorded("The mill opened."))


@pytest.mark.parametrize(
    ("past", "text", "flags", "unchanged"),
    [
        pytest.param(OLD, "The mill opened.", (), True, id="the same text"),
        pytest.param(OLD, "The mill closed.", (), False, id="another text"),
        pytest.param(OLD, "The mill", ("paywall",), True, id="behind a paywall by now"),
        pytest.param(
            replace(OLD, flags=("paywall",)), "The mill closed.", ("paywall",), False, id="behind a paywall before, too"
        ),
        pytest.param(RECHECK, "The mill opened.", (), False, id="the record was not looked up"),
        pytest.param(REMAKE, "The mill opened.", (), False, id="made again, not fetched again"),
        pytest.param(None, "The mill opened.", (), False, id="without a record"),
    ],
)
def test_unchanged(past: Recheck | Remake | None, text: str, flags: tuple[str, ...], unchanged: bool) -> None:
    clean = article("1", text=text, past=past)
    assert is_unchanged(replace(clean, article=replace(clean.article, flags=flags))) is unchanged
