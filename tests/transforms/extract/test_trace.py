"""The trace of an extraction says what its article says: on all golden pages, and for each source of a text."""

import json
from pathlib import Path

import pytest
import yaml

from transforms.articles import Entry, Page
from transforms.extract.extract import Extraction, extract
from transforms.extract.trace import Outcome, TracedBlock
from transforms.feeds import Feed, SiteHints
from transforms.records import Removal

GOLDEN = Path(__file__).parents[2] / "golden"
PAGES = sorted(path.parent.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*/expected.yaml"))
URL = "https://valley-news.example/2026/mill"
LINES = [
    "The mill in Orsolo opened its gate on Monday after eleven years of silence, and the whole valley came to look.",
    "“I had forgotten how loud it is,” said Jane Roe, who lives across the river and slept badly on the first night.",
    "The council paid for the wheel, and the miller for the stones, which came by boat from a quarry in the north.",
    "Flour will be sold on Saturdays from nine until it is gone, the miller said, and bread will follow in the spring.",
    "A fence keeps children away from the race, where the water is deepest and where two goats were lost last year.",
]
BODY = "".join(f"<p>{line}</p>" for line in LINES)


def golden(page: str, *, all_sources: bool = False) -> Extraction:
    row = yaml.safe_load((GOLDEN / page / "expected.yaml").read_text(encoding="utf-8"))
    entry = Entry(id="0" * 32, url=row["url"], feeds=("golden",))
    came = Page(entry, row["url"], "2026-06-01T00:00:00Z", row.get("content_type", "text/html; charset=utf-8"))
    return extract(came, (GOLDEN / page / "page.html").read_bytes(), all_sources=all_sources)


def extracted(
    html: str | None, *, content: str | None = None, prune: tuple[str, ...] = (), **hints: tuple[str, ...]
) -> Extraction:
    page = Page(
        Entry(id="1", url=URL, feeds=("valley",), content=content), URL, "2026-06-01T00:00:00Z", "text/html; charset=utf-8"
    )
    feed, site = Feed(id="valley", url=URL, prune=prune), SiteHints("valley-news.example", **hints)
    return extract(page, html.encode() if html is not None else None, feed, site)


def assert_agrees(extraction: Extraction) -> None:
    """Every line of the text is one kept block with its place, and every removal is a run of blocks under its rule."""
    article, blocks = extraction.article, extraction.trace.blocks
    kept = [block for block in blocks if block.outcome is Outcome.KEPT]
    assert [block.span for block in kept] == spans(kept), "places follow each other, with a line break between them"
    assert "\n".join(block.text for block in kept) == article.text
    assert all(article.text[block.span[0] : block.span[1]] == block.text for block in kept if block.span)
    removed = [block for block in blocks if block.outcome is Outcome.REMOVED]
    assert sorted(" ".join(words(removed)).split()) == sorted(" ".join(words(article.pruned)).split())
    for removal in article.pruned:
        assert removal.text in " ".join(block.text for block in removed if block.rule == removal.rule)


def spans(kept: list[TracedBlock]) -> list[tuple[int, int]]:
    places, start = [], 0
    for block in kept:
        places.append((start, start + len(block.text)))
        start += len(block.text) + 1
    return places


def words(texts: list[TracedBlock] | tuple[Removal, ...]) -> list[str]:
    return [text.text for text in texts]


@pytest.mark.parametrize("page", PAGES)
def test_golden_pages(page: str) -> None:
    extraction = golden(page)
    assert extraction.trace.text_source == "page"
    assert_agrees(extraction)


@pytest.mark.parametrize("page", PAGES)
def test_used_sources_give_the_fields(page: str) -> None:
    article, sources = golden(page).article, golden(page).trace.field_sources
    used = {field: [s for s in sources if s.field == field and s.used] for field in ("title", "published", "authors")}
    assert bool(used["title"]) == bool(article.title) and len(used["title"]) <= 1
    assert bool(used["published"]) == bool(article.published)
    assert bool(used["authors"]) == bool(article.authors) and len(used["authors"]) <= 1
    if article.title:
        assert article.title in used["title"][0].value or used["title"][0].value.endswith(("…", "..."))


@pytest.mark.parametrize("page", PAGES)
def test_all_sources_change_no_article(page: str) -> None:
    few, more = golden(page), golden(page, all_sources=True)
    assert few.article == more.article
    assert len(few.trace.field_sources) <= len(more.trace.field_sources)


SCRIPT = (
    f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": chr(10).join(LINES)})}</script>'
)
SIGN_UP = '<div class="newsletter"><p>Get our news by mail, every day.</p></div>'


@pytest.mark.parametrize(
    ("extraction", "source", "removed"),
    [
        pytest.param(extracted(f"<article><h1>Mill</h1>{BODY}</article>"), "page", [], id="the page"),
        pytest.param(extracted(f"<article><h1>Mill</h1>{BODY}{SIGN_UP}</article>"), "page", ["page:newsletter"], id="furniture is removed"),
        pytest.param(extracted(f"<article><h1>Mill</h1>{BODY}<p>On <b class=cta>Sign up</b> Mondays the mill is shut, and nobody may enter it.</p></article>"),
                     "page", ["page:cta"], id="furniture inside of a line"),
        pytest.param(extracted(f"<article><h1>Mill</h1><p class=motto>Made in the valley.</p>{BODY}</article>", prune=(".motto",)), "page", ["page:feed"],
                     id="the feed's config removes"),
        pytest.param(extracted(f"<article><h1>Mill</h1>{BODY}<p class=motto>Made in the valley.</p></article>", strip=(".motto",)), "page", ["page:site"],
                     id="the site's config removes"),
        pytest.param(extracted(f"<div class=all><h1>Mill</h1>{BODY}{SIGN_UP}</div>", body=(".all",)), "site", ["page:newsletter"], id="the site's config points at the body"),
        pytest.param(extracted(f"<html><head>{SCRIPT}</head><body><p>{LINES[0]}</p></body></html>"), "json-ld", [], id="JSON-LD"),
        pytest.param(extracted(f"<article><p>{LINES[0]}</p></article>", content=BODY), "feed", [], id="the feed's text stands in"),
        pytest.param(extracted(None, content=BODY + SIGN_UP), "feed", ["page:newsletter"], id="the feed's text alone"),
        pytest.param(extracted("<article>" + "".join(f"<p>{LINES[0]} {i}.</p>" for i in range(10_001)) + "</article>"), "extractor", [], id="too many blocks to decide on"),
    ],
)  # fmt: skip
def test_sources_of_a_text(extraction: Extraction, source: str, removed: list[str]) -> None:
    assert extraction.trace.text_source == source
    assert [removal.rule for removal in extraction.article.pruned] == removed
    assert_agrees(extraction)


@pytest.mark.parametrize(
    ("html", "prune", "texts"),
    [
        pytest.param(f"<p class=x>Ad one</p>{BODY}", (".x",), ["Ad one", *LINES], id="before the first block"),
        pytest.param(f"{BODY}<p class=x>Ad one</p>", (".x",), [*LINES, "Ad one"], id="behind the last block"),
        pytest.param(f"<p>{LINES[0]}</p><p class=x>Ad one</p><p>{LINES[1]}</p><p>{LINES[2]}</p>", (".x",),
                     [LINES[0], "Ad one", LINES[1], LINES[2]], id="between two blocks"),
        pytest.param(f"<p>{LINES[0]}</p><p class=x>Ad one</p><p class=x>Ad two</p><p>{LINES[1]}</p><p>{LINES[2]}</p>", (".x",),
                     [LINES[0], "Ad one", "Ad two", LINES[1], LINES[2]], id="two in a row keep their order"),
        pytest.param(f"<p>{LINES[0]}</p><p class=x>Ad one</p><div class=y><p class=x>Ad two</p>Ad three</div><p>{LINES[1]}</p><p>{LINES[2]}</p>", (".x", ".y"),
                     [LINES[0], "Ad one", "Ad two", "Ad two Ad three", LINES[1], LINES[2]], id="one in another that is removed later"),
    ],
)  # fmt: skip
def test_cuts_stand_where_they_stood(html: str, prune: tuple[str, ...], texts: list[str]) -> None:
    blocks = extracted(f"<html><body><article>{html}</article></body></html>", prune=prune).trace.blocks
    assert [block.text for block in blocks if block.outcome in (Outcome.KEPT, Outcome.REMOVED)] == texts
