"""Reading what one run has kept in the archive: pages are made again from it, and harm to it is found."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from fastwarc.warc import ArchiveIterator
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.archive import ArchivedPage, readable_pages
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import BrokenLog, LocalStore
from pipeline.upkeep.compact import compact_folder
from pipeline.upkeep.vacuum import unneeded_files
from tests.pipeline.afterwards import archived, harm_gzip_member
from tests.pipeline.commit_log.archive.archiving import TEXT, build, paths, settle
from transforms.extract.extract import extract_article
from transforms.spool import read_body


@pytest.fixture(scope="module")
def web(shared_desk):
    return shared_desk.web


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


def test_the_tools_own_checks_find_a_byte_that_changed(kept):
    """The checks that test_writing.py relies on can fail."""
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


def test_a_compaction_carries_it_as_it_is(kept):
    kept.run(force=True)
    before = paths(kept.out)
    assert compact_folder(kept.out, everything=True, now=datetime.now(UTC))
    assert paths(kept.out) == before
    assert list(unneeded_files(kept.out, LocalStore(kept.out), now=datetime.now(UTC), grace=timedelta(0))) != []
    result = CliRunner().invoke(app, ["vacuum", "--out", str(kept.out), "--older-than", "0s", "--yes"])
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
