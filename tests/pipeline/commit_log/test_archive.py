"""`output.archive: warc`: every page that came, as it came, in files that any WARC tool reads."""

import json
from argparse import Namespace
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from warcio.checker import Checker

from pipeline.cli.app import app
from pipeline.commit_log.archive import ArchivedPage, archive_spool, pages, readable_pages
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import BrokenLog, LocalStore
from pipeline.upkeep.compact import compact_folder
from pipeline.upkeep.vacuum import unneeded_files
from tests.pipeline.afterwards import archived, harm_gzip_member
from transforms.articles import Entry
from transforms.extract.extract import extract_article
from transforms.rows import as_json
from transforms.spool import Spool, read_body
from transforms.web.answers import Headers, Response
from transforms.web.hosts import lane_of

ON = "output: {archive: warc}\n"
TEXT = "<p>The ferry sails twice a day, the office said.</p><p>“We keep it running,” said Ines Okonkwo.</p>" * 3
LISTED = ["/0", "/1", "/2", "/3", "/4", "/soft", "/empty", "/minutes.pdf", "/gone"]
CAME = LISTED[:-1]  # what answered with 404 is no page
OWN = next(url for n in range(99) if lane_of(url := f"https://own{n}.example/a", 2) != lane_of("http://127.0.0.1/", 2))


@pytest.fixture(scope="module")
def web(shared_desk):
    return shared_desk.web


def build(web) -> None:
    """Five articles, one that is a "not found" with status 200, one without text, a PDF, a 404, and one that its feed carries."""
    web.feed("/feed.xml", *LISTED)
    for path in LISTED[:5]:
        web.page(path, f"Ferry {path[1:]} stays")
    web.pages["/soft"] = (
        200,
        "text/html",
        b"<html><head><title>Page not found</title></head><body><p>Sorry.</p></body></html>",
    )
    web.pages["/empty"] = (200, "text/html; charset=iso-8859-1", "<html><body>caf\u00e9</body></html>".encode("latin-1"))
    web.pages["/minutes.pdf"] = (200, "application/pdf", b"%PDF-1.7 minutes")
    own = f"<item><title>Own</title><link>{OWN}</link><description><![CDATA[{TEXT}]]></description></item>"
    web.feed("/own.xml", body=f'<rss version="2.0"><channel><title>T</title>{own}</channel></rss>'.encode())


@pytest.fixture
def town(desk, web):
    build(web)
    return desk


@pytest.fixture(scope="module")
def kept_once(shared_desk, web):
    build(web)
    settle(shared_desk)
    shared_desk.run()
    return shared_desk


@pytest.fixture
def kept(kept_once, web, tmp_path):
    """What one run over the town has left."""
    build(web)
    return kept_once.copy(tmp_path / "kept")


def settle(desk, pipeline: str = ON) -> None:
    each = "url: '{base}/%s.xml'\nevery: 0s\n"
    desk.settle(pipeline, daily=each % "feed", own=each % "own" + "content: feed\n")


def paths(out: Path) -> list[Path]:
    return [out / ref.path for _, ref in load(out).files("archive")]


WORKERS = ("--direct_running_mode=multi_processing", "--direct_num_workers=2")


@pytest.mark.parametrize(
    "flags", [pytest.param((), id="here"), pytest.param(WORKERS, id="two workers", marks=pytest.mark.slow)]
)
def test_every_page_that_came_is_kept_and_any_tool_reads_it(town, web, flags):
    settle(town)
    summary = town.run(flags=flags)
    assert (summary.records, sum(summary.failed.values())) == (6, 4)
    found = archived(town.out)
    assert sorted(page.entry.url for page in found) == sorted([OWN, *(web.base + path for path in CAME)])
    assert {p.url.rpartition("/")[2]: p.refused for p in found if p.refused} == {
        "soft": "SoftNotFound",
        "minutes.pdf": "NotAPage",
    }
    bodies = {page.url.removeprefix(web.base): read_body(page.body) for page in found}
    assert bodies == {OWN: TEXT.encode()} | {path: web.pages[path][2] for path in CAME}
    assert list(verify(town.out, VerifyCounts())) == []
    assert len(paths(town.out)) == (2 if flags else 1), "a file a lane"
    kinds = Counter(record.headers["WARC-Type"] for path in paths(town.out) for record in ArchiveIterator(path.open("rb")))
    assert kinds == {"warcinfo": len(paths(town.out)), "response": 8, "resource": 1, "metadata": 9}
    assert Checker(Namespace(inputs=list(map(str, paths(town.out))), verbose=False)).process_all() == 0


def test_the_tools_own_checks_find_a_byte_that_changed(kept):
    """So that the checks above can fail."""
    (path,) = paths(kept.out)
    data = bytearray(path.read_bytes())
    harm_gzip_member(data, archived(kept.out)[0].body.offset)
    path.write_bytes(data)
    assert [s for s in verify(kept.out, VerifyCounts()) if "other bytes" in s]
    with pytest.raises(BrokenLog, match=path.name):
        archived(kept.out)


def test_a_page_can_be_made_again_from_its_file_alone(kept):
    rows = {row["url"]: row for row in read_records(load(kept.out))}
    for page in archived(kept.out):
        if page.entry.url in rows:
            again = page.page()
            html = read_body(again.body) if again.body else None
            article, row = extract_article(again, html), rows[page.entry.url]
            assert (article.title, article.fetched_at) == (row["title"], row["fetched_at"])
            assert page.entry.feeds == tuple(row["feeds"]) and page.entry.id == row["id"]
    assert [p.content_type for p in archived(kept.out) if p.url.endswith("/empty")] == ["text/html; charset=iso-8859-1"]
    own = next(p for p in archived(kept.out) if p.text)
    assert own.entry.content is None and own.page().entry.content == TEXT


def test_the_bytes_of_a_page_lie_together(kept):
    """From `body.offset` to `end`: both its records, and nothing of another page."""
    found = archived(kept.out)
    (path,) = paths(kept.out)
    assert [page.end for page in found] == [*(page.body.offset for page in found[1:]), path.stat().st_size]
    for page in found:
        data = path.read_bytes()[page.body.offset : page.end]
        alone = path.with_name("alone.warc.gz")
        alone.write_bytes(data)
        first, second = (
            (r.headers["WARC-Record-ID"], r.headers.get("WARC-Refers-To")) for r in ArchiveIterator(alone.open("rb"))
        )
        assert second[1] == first[0]


def test_without_it_there_is_no_archive(town):
    settle(town, "")
    assert town.run().records == 6
    assert not (town.out / "archive").exists() and paths(town.out) == []


def test_a_pass_with_pages_and_no_records(desk, web):
    web.feed("/feed.xml", "/soft")
    web.pages["/soft"] = (200, "text/html", b"<title>404 Not Found</title>")
    desk.settle(ON, daily="url: '{base}/feed.xml'\nevery: 0s\n")
    assert desk.run().records == 0
    assert [page.refused for page in archived(desk.out)] == ["SoftNotFound"]


def test_what_is_tried_again_is_kept_again(desk, web):
    web.feed("/feed.xml", "/0")
    web.pages["/0"] = (200, "text/html", b"<html><body></body></html>")
    desk.settle(ON + "retry: {pause_seconds: 0}\n", daily="url: '{base}/feed.xml'\nevery: 0s\n")
    desk.run()
    web.page("/0")
    assert desk.run(force=True).records == 1
    first, second = archived(desk.out)
    assert first.entry.id == second.entry.id
    assert (first.entry.attempts, second.entry.attempts) == (0, 1)
    assert first.fetched_at <= second.fetched_at


def test_a_compaction_carries_it_as_it_is(kept):
    kept.run(force=True)
    before = paths(kept.out)
    assert compact_folder(kept.out, everything=True, now=datetime.now(UTC))
    assert paths(kept.out) == before
    assert list(unneeded_files(kept.out, LocalStore(kept.out), now=datetime.now(UTC), grace=timedelta(0))) != []
    result = CliRunner().invoke(app, ["vacuum", "--out", str(kept.out), "--older-than", "0s"])
    assert result.exit_code == 0 and "archive/" not in result.stdout
    assert list(verify(kept.out, VerifyCounts())) == []
    listed = CliRunner().invoke(app, ["files", "--out", str(kept.out), "--kind", "archive"])
    assert listed.stdout.split() == [str(path) for path in before]


@pytest.mark.parametrize("harm", ["rows", "gone"])
def test_what_was_harmed_is_told(kept, harm):
    (path,) = paths(kept.out)
    if harm == "gone":
        path.unlink()
    else:
        commit = next(p for p in (kept.out / "commits").glob("*.json") if path.name in p.read_text())
        row = json.loads(commit.read_text())
        next(ref for ref in row["files"] if ref["kind"] == "archive")["rows"] = 3
        commit.write_text(json.dumps(row))
    (told,) = verify(kept.out, VerifyCounts())
    assert path.name in told and ("is gone" if harm == "gone" else "has 9 rows, its commit says 3") in told


@pytest.mark.parametrize("harmed", range(9))
def test_what_lies_behind_a_harmed_page_is_found(kept, harmed):
    found = archived(kept.out)
    ((_, ref),) = load(kept.out).files("archive")
    path = kept.out / ref.path
    data = bytearray(path.read_bytes())
    harm_gzip_member(data, found[harmed].body.offset)
    path.write_bytes(data)
    whole = list(readable_pages(kept.out, ref))
    assert [page for page in whole if isinstance(page, ArchivedPage)] == found[:harmed] + found[harmed + 1 :]
    for error in whole:
        if isinstance(error, BrokenLog):  # the bytes that could not be read are no words for a person
            assert str(error).isprintable() and len(str(error)) < len(str(kept.out)) + 250
    assert {path.name in str(error) for error in whole if isinstance(error, BrokenLog)} == {True}


TEXTS = st.text("a:/ \n\r\0\x85\u2028é“\ud800", max_size=12)  # line breaks, NULs and what no encoding takes
ENTRIES = st.builds(
    Entry,
    id=st.text("0123456789abcdef", min_size=32, max_size=32),
    url=TEXTS,
    feeds=st.tuples(TEXTS),
    title=TEXTS,
    authors=st.tuples(TEXTS),
    content=st.none() | TEXTS,
    attempts=st.integers(0, 9),
)


@given(
    entries=st.lists(ENTRIES, min_size=1, max_size=4),
    body=st.binary(max_size=300),
    kind=st.none() | st.text(st.characters(max_codepoint=255), max_size=12),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_an_entry_holds(tmp_path: Path, entries: list[Entry], body: bytes, kind: str | None):
    answer = Response("http://news.example/a", 200, Headers([("Content-Type", kind)] if kind else []), body)
    at = "2026-01-31T06:00:00+00:00"
    with Spool(tmp_path / "spool", uuid4().hex, archive=True) as spool:
        for entry in entries:
            if entry.content is None:
                spool.append(answer, at, entry)
            else:
                spool.append_text(entry, at)
    ref = archive_spool(spool.spooled, str(tmp_path), "2026-01-31", "r1-001")
    assert archive_spool(spool.spooled, str(tmp_path), "2026-01-31", "r1-001") == ref, "a step that is tried again"
    found = list(pages(tmp_path, [ref]))
    written = json.dumps(as_json(entries), ensure_ascii=False).encode("utf-8", "replace")
    assert [as_json(page.page().entry) for page in found] == json.loads(written)
    assert [read_body(page.body) for page in found if not page.text] == [body for entry in entries if entry.content is None]
    assert Checker(Namespace(inputs=[str(tmp_path / ref.path)], verbose=False)).process_all() == 0
    each = [record.headers["WARC-Type"] for record in ArchiveIterator((tmp_path / ref.path).open("rb"))]
    assert len(each) == 1 + 2 * len(entries) == 1 + 2 * ref.rows
