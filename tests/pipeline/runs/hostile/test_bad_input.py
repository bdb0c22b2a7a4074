"""Bad pages and bad feeds: one failure each, and what is beside them is written."""

from pathlib import Path

import pytest

from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.state import load

FEED = "url: '{base}/feed.xml'\n"


def rows(out: Path) -> list[dict]:
    return list(read_records(load(out)))


LARGE = b"<html><body><p>" + b"word " * 3_000_000 + b"</p></body></html>"
BAD_PAGES = {
    "a 404": (404, "text/plain", b"no", "NotFound"),
    "a 410": (410, "text/plain", b"no", "Gone"),
    "a refusal": (403, "text/plain", b"no", "Refused"),
    "a 503": (503, "text/plain", b"no", "ServerTrouble"),
    "a PDF": (200, "application/pdf", b"%PDF-1.7 ...", "NotAPage"),
    "a PDF that says it is HTML": (200, "text/html", b"%PDF-1.7 ...", "NotAPage"),
    "a page with no text": (200, "text/html", b"<html><body></body></html>", "NoText"),
    "an empty page": (200, "text/html", b"", "Unreadable"),
    "a page with a menu alone": (200, "text/html", b"<html><body><nav>Home</nav></body></html>", "NoText"),
    "binary data": (200, "text/html", bytes(range(256)) * 20, "Unreadable"),
    "a page over the cap": (200, "text/html", LARGE, "TooLarge"),
}


@pytest.fixture(scope="module")
def after_bad_pages(shared_desk):
    """One run over all of them, and a good page between each two."""
    web = shared_desk.web
    for n, (status, kind, body, _) in enumerate(BAD_PAGES.values()):
        web.pages[f"/bad-{n}"] = (status, kind, body)
        web.page(f"/good-{n}", f"Ferry {n} stays")
    web.feed("/feed.xml", *(f"/{how}-{n}" for n in range(len(BAD_PAGES)) for how in ("bad", "good")))
    shared_desk.settle(daily=FEED)
    assert shared_desk.run().records == len(BAD_PAGES)
    return shared_desk


@pytest.mark.parametrize("name", BAD_PAGES)
def test_a_bad_page_is_one_failure(after_bad_pages, name):
    url = f"{after_bad_pages.web.base}/bad-{list(BAD_PAGES).index(name)}"
    (failure,) = (row for row in read_failures(load(after_bad_pages.out)) if row["url"] == url)
    assert failure["reason"] == BAD_PAGES[name][3]
    assert url in failure["detail"]
    assert failure["expected"]


def test_the_pages_beside_bad_ones_are_written(after_bad_pages):
    assert sorted(row["title"] for row in rows(after_bad_pages.out)) == sorted(
        f"Ferry {n} stays" for n in range(len(BAD_PAGES))
    )


BAD_FEEDS = {
    "html": ("text/html", b"<!doctype html><html><head><title>Log in</title></head><body>x</body></html>", "NotAFeed"),
    "nothing-at-all": ("text/html", b"", "NotAFeed"),
    "json": ("application/json", b'{"error": "no"}', "NotAFeed"),
    "over-the-cap": ("application/rss+xml", b"x" * 13_000_000, "TooLarge"),
}


def test_a_bad_feed_is_one_failure_and_the_feed_beside_it_is_read(desk, web):
    for name, (kind, body, _) in BAD_FEEDS.items():
        web.feed(f"/{name}.xml", body=body, kind=kind)
    web.feed("/feed.xml", "/a")
    web.page("/a")
    desk.settle(daily=FEED, **{name: f"url: '{{base}}/{name}.xml'\n" for name in BAD_FEEDS})
    assert desk.run().records == 1
    failures = {row["feed"]: row for row in read_failures(load(desk.out))}
    assert {feed: row["reason"] for feed, row in failures.items()} == {name: bad[2] for name, bad in BAD_FEEDS.items()}
    for feed, row in failures.items():
        assert row["stage"] == "poll"
        assert f"{web.base}/{feed}.xml" in row["detail"]
        assert row["retry_at"]
