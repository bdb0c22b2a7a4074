"""`output.archive: warc`: every page that came, as it came, in files that any WARC tool reads."""

import json
from argparse import Namespace
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.checker import Checker

from pipeline.commit_log.archive import archive_spool, pages
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from tests.pipeline.afterwards import archived
from tests.pipeline.commit_log.archive.archiving import CAME, ON, OWN, TEXT, build, paths, settle
from transforms.articles import Entry
from transforms.rows import as_json
from transforms.spool import Spool, read_body
from transforms.web.answers import Headers, Response


@pytest.fixture
def town(desk, web):
    build(web)
    return desk


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
