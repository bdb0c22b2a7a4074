"""What a replay can not make again, and failures that it makes records of."""

from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.archive import pages_of
from pipeline.commit_log.lock import locked
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.rechecks import RECORD_STAYS, Rechecks, recheck_of
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.replay.select import ReplayFilter
from tests.pipeline.afterwards import harm_gzip_member
from tests.pipeline.replay.replaying import DAILY, ON, again, call, stable
from transforms.articles import Entry, Recheck
from transforms.errors import Gone
from transforms.retry import Retry


def test_what_fails_now_keeps_its_record_and_is_told(ferries, monkeypatch):
    before = stable(ferries.out)
    ferries.settle(ON, daily=DAILY + "prune: ['article']\n")
    done = call(ferries, "replay", "--config", str(ferries.folder / "configs"))
    assert done.exit_code == 4
    assert "again     0 records made again" in done.stderr
    assert "failed    18 NoText at extract; nothing was changed there" in done.stderr
    assert stable(ferries.out) == before and load(ferries.out).seq == 2
    assert list(read_failures(load(ferries.out))) == []


@pytest.mark.parametrize("attempts", [pytest.param(1, id="settled", marks=pytest.mark.slow), pytest.param(3, id="waiting")])
def test_failures_become_records_when_they_can(desk, web, attempts):
    """One that was refused stays a failure, and so does one that was never there; the same page twice is one record."""
    web.feed("/feed.xml", "/0", "/1", "/same", "/gone", "/soft")
    for n in range(2):
        web.page(f"/{n}", f"Ferry number {n} stays")
    status, kind, body = web.pages["/0"]
    web.pages["/0"] = web.pages["/same"] = (status, kind, body.replace(b"<meta", b"<link rel='canonical' href='/0'><meta", 1))
    web.pages["/soft"] = (200, "text/html", b"<html><head><title>Page not found</title></head><body>Sorry.</body></html>")
    more = f"retry: {{max_attempts: {attempts}}}\nrun: {{max_entries: 2}}\n"
    desk.settle(ON + more, daily=DAILY + "prune: ['article']\n")
    desk.run()
    state = load(desk.out)
    assert (len(list(read_failures(state))), len(state.waiting)) == (5, 5 if attempts > 1 else 0)
    assert again(desk).records == 0

    desk.settle(ON + more, daily=DAILY)
    done = again(desk, ReplayFilter(failed=True))
    assert (done.new, done.same_page, dict(done.failed)) == (2, 1, {("archive", "SoftNotFound"): 1})
    after = load(desk.out)
    assert {(row["version"], row["revision"]) for row in read_records(after)} == {(1, 1)}
    assert sorted(row["title"] for row in read_records(after)) == ["Ferry number 0 stays", "Ferry number 1 stays"]
    left = {row["url"].removeprefix(web.base): row["reason"] for row in read_failures(after)}
    assert left == {"/gone": "NotFound", "/soft": "SoftNotFound"}
    assert len(after.waiting) == (2 if attempts > 1 else 0)
    assert len(after.seen) == 0
    assert again(desk, ReplayFilter(failed=True)).records == 0
    assert again(desk).same == 2
    desk.run(force=True)
    assert len(list(read_records(load(desk.out)))) == 2
    assert list(verify(desk.out, VerifyCounts())) == []


def test_a_page_that_was_harmed_costs_no_other(ferries):
    state = load(ferries.out)
    ((_, ref),) = state.files("archive")
    path = ferries.out / ref.path
    third = list(pages_of(ferries.out, ref))[2]
    data = bytearray(path.read_bytes())
    harm_gzip_member(data, third.body.offset)
    path.write_bytes(data)
    done = call(ferries, "replay", "--config", str(ferries.folder / "configs"))
    assert done.exit_code == 0
    assert "again     17 records made again" in done.stderr
    assert "missing   1 page not found in the archive" in done.stderr
    assert sum(path.name in line for line in done.stderr.splitlines()) == 1
    kept = [row for row in read_records(load(ferries.out)) if row["revision"] == 1]
    assert [row["id"] for row in kept] == [third.entry.id]


def test_without_an_archive_it_says_how_to_have_one(desk, web):
    web.feed("/feed.xml", "/0")
    web.page("/0")
    desk.settle(daily=DAILY)
    desk.run()
    done = call(desk, "replay", "--config", str(desk.folder / "configs"))
    assert done.exit_code == 1
    assert "keeps no pages; write `output: {archive: warc}` into pipeline.yaml" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(["--feed", "dialy"], 2, "no feed 'dialy'; there are: daily", id="no such feed"),
        pytest.param(["--id", "ff" * 16], 2, "no record has the id or the address ff", id="no such article"),
        pytest.param(["--since", "today"], 2, "'today' is not a date", id="no date"),
        pytest.param(["--", "--direct_num_workers=many"], 2, "Beam does not accept the flags", id="flags"),
    ],
)
def test_what_can_not_be_done(ferries, arguments, code, told):
    flags = ["replay", "--config", str(ferries.folder / "configs"), "--out", str(ferries.out), *arguments]
    done = CliRunner().invoke(app, flags)
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert load(ferries.out).seq == 2


def test_another_run_is_at_work(ferries):
    with locked(ferries.out):
        assert call(ferries, "replay", "--config", str(ferries.folder / "configs")).exit_code == 3


def test_an_article_that_waits_to_be_asked_again_still_waits(ferries):
    state = load(ferries.out)
    row = next(read_records(state))
    waits = Entry(row["id"], row["url"], ("daily",), past=Recheck(1, 1, row["content_hash"]))
    work = Pass(str(ferries.out), state.seq + 1, "poll", "r009-000", "r009", LocalStore(ferries.out))
    assert publish(work, PassResult(files=(write_waiting_file(ferries.out, work.attempt, [waits]),)))
    assert again(ferries).same == 18
    assert list(load(ferries.out).waiting) == [row["id"]]


def test_an_article_that_went_at_its_source_is_told_though_it_was_made_again(ferries):
    """Unlike a failure that a replay has made a record of."""
    assert again(ferries).same == 18
    state = load(ferries.out)
    row = next(read_records(state))
    entry = Entry(row["id"], row["url"], ("daily",), past=recheck_of(row))
    setback = Retry().setback("fetch", entry, Gone("410"), datetime(2026, 1, 31, tzinfo=UTC))
    work = Pass(str(ferries.out), state.seq + 1, "records", "r009-000", "r009", LocalStore(ferries.out))
    assert publish(work, PassResult(setbacks=(setback,)), [entry], Rechecks(datetime(2026, 1, 31, tzinfo=UTC)))
    assert [f["detail"] for f in read_failures(load(ferries.out))] == [f"410{RECORD_STAYS}"]
    assert again(ferries, ReplayFilter(failed=True)).tried == 0
