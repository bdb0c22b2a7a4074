"""`pullquote replay`: records made again from the archive alone."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.archive import pages_of
from pipeline.commit_log.lock import locked
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import RecordFilter, read_records, read_stable
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.rechecks import RECORD_STAYS, Rechecks, recheck_of
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.replay.replay import replay
from pipeline.replay.select import ReplayFilter
from pipeline.runs.context import Run
from tests.pipeline.afterwards import harm_gzip_member
from transforms.articles import Entry, Recheck
from transforms.errors import Gone
from transforms.fetch import transform
from transforms.retry import Retry
from transforms.web.client import Client

ON = "output: {archive: warc}\n"
DAILY = "url: '{base}/feed.xml'\nevery: 0s\n"
WORKERS = ("--direct_running_mode=multi_processing", "--direct_num_workers=2")
ALL = RecordFilter(all_versions=True)


@pytest.fixture
def ferries(desk, web, monkeypatch):
    """Eighteen records, with their pages; from then on no request is made."""
    links = [f"/{n}" for n in range(18)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    desk.settle(ON, daily=DAILY)
    desk.run()
    monkeypatch.setattr(Client, "__init__", lambda *_: pytest.fail("a replay has made a client"))
    return desk


def again(desk, wish: ReplayFilter = ReplayFilter(), flags: tuple[str, ...] = ()):  # noqa: B008
    return replay(Run(load_config(desk.folder / "configs"), desk.out, Engine(flags)), wish)


def call(desk, *arguments: str):
    return CliRunner().invoke(app, [*arguments, "--out", str(desk.out)])


def stable(out: Path, *but: str) -> list[dict]:
    return [{k: v for k, v in row.items() if k not in but} for row in read_stable(load(out))]


def test_the_same_rules_make_the_same_records(ferries):
    before, state = stable(ferries.out), load(ferries.out)
    done = again(ferries)
    assert (done.same, done.changed, done.failed.total(), done.missing) == (18, 0, 0, 0)
    after = load(ferries.out)
    assert [row | {"revision": 1} for row in stable(ferries.out)] == before
    assert {(row["version"], row["revision"]) for row in read_records(after)} == {(1, 2)}
    assert {row["run"] for row in read_records(after)}.isdisjoint(row["run"] for row in read_records(state))
    fetched = [sorted((r["id"], r["fetched_at"]) for r in read_records(each)) for each in (state, after)]
    assert fetched[0] == fetched[1]
    assert after.seq == state.seq + 1
    assert after.seen.tobytes() == state.seen.tobytes()
    assert list(verify(ferries.out, VerifyCounts())) == []
    assert not (ferries.out / "spool").exists() or list((ferries.out / "spool").iterdir()) == []


@pytest.mark.slow
def test_several_passes_are_one_commit_and_two_workers_make_the_same_bytes(ferries, tmp_path):
    ferries.settle(ON + "run: {max_entries: 9}\n", daily=DAILY)
    other = tmp_path / "other"
    shutil.copytree(ferries.out, other)
    assert again(ferries).same == 18
    replay(Run(load_config(ferries.folder / "configs"), other, Engine(WORKERS)), ReplayFilter())
    assert load(ferries.out).seq == load(other).seq == 3
    assert stable(ferries.out) == stable(other)
    commits = [json.loads((out / "commits" / "00000003.json").read_bytes()) for out in (ferries.out, other)]
    assert commits[0]["kind"] == "replay"
    assert len({ref["path"].split("/")[-1].split("-")[2] for ref in commits[0]["files"] if ref["kind"] == "records"}) == 2
    rows = [[(ref["kind"], ref["rows"]) for ref in commit["files"]] for commit in commits]
    assert rows[0] == rows[1]
    assert commits[0]["counts"] == {"records": 18, "remade": {"same": 18, "changed": 0}}


RULE = "why: w\npatterns: ['Ferries sail at nine\\.']\nexamples: [{before: 'Ferries sail at nine.', after: ''}]\n"


def test_with_a_rule_switched_off_diff_shows_the_lines_that_it_cut(desk, web):
    line, other = "Ferries sail at nine.", "The ticket office opens at eight on weekdays, and at ten on the days of the market."
    web.feed("/feed.xml", "/0", "/1")
    for n in range(2):
        web.page(f"/{n}", f"Ferry number {n} stays")
    status, kind, body = web.pages["/1"]
    web.pages["/1"] = (status, kind, body.replace(b"</article>", f"<p>{line}</p><p>{other}</p></article>".encode()))
    desk.settle(ON, daily=DAILY)
    (desk.folder / "configs" / "cleaning").mkdir()
    (desk.folder / "configs" / "cleaning" / "sailings.yaml").write_text(RULE)
    desk.run()
    (row,) = (row for row in read_records(load(desk.out)) if row["url"].endswith("/1"))
    assert [r["text"].strip() for r in row["removals"] if r["rule"] == "sailings"] == [line]
    desk.settle(ON, daily=DAILY + "skip_rules: [sailings]\n")
    done = call(desk, "replay", "--config", str(desk.folder / "configs"))
    assert done.exit_code == 0
    assert "again     2 records made again: 1 unchanged except for the revision, 1 changed" in done.stderr
    found = json.loads(call(desk, "diff", row["url"], "--json").stdout)
    assert found["text"] == [{"was": None, "now": line}]
    assert found["removals"] == {"lost": [{"rule": "sailings", "where": "text", "text": line}], "gained": []}
    assert not any(found["fields"]) and not any(found["quotes"].values())
    same = call(desk, "diff", row["url"].removesuffix("1") + "0")
    assert (same.exit_code, same.stdout.splitlines()[-1]) == (0, "nothing differs")


TOLD = ("and it will see more of them.", "said the clerk on Monday.", "which nobody had foreseen.", "as the council noted.")
FURNITURE = "Join our circle of readers by the harbour"


@pytest.fixture
def framed(desk, web):
    """Three pages that taught a line, a fourth from which it was cut, and a fifth that came before it was known."""
    desk.settle(ON + "run: {max_entries: 3}\n", daily=DAILY)
    for n, thing in enumerate(("mill", "ferry", "school", "bridge")):
        own = "".join(
            f"<p>The {thing} of ward {n} and {k} has seen {n + k * 7} winters, {told}</p>" for k, told in enumerate(TOLD)
        )
        page = f"<title>The {thing} stays</title></head><body><article><h1>The {thing} stays</h1>{own}<p>{FURNITURE}</p>"
        web.pages[f"/{n}"] = (200, "text/html", f"<html lang='en'><head>{page}</article></body></html>".encode())
    web.feed("/feed.xml", "/0", "/1", "/2")
    desk.run()
    web.feed("/feed.xml", *(f"/{n}" for n in range(4)))
    desk.run()
    return desk


def cut_by_furniture(out: Path) -> dict[str, list[str]]:
    return {
        row["url"][-1]: [r["text"].strip() for r in row["removals"] if r["rule"] == "furniture"]
        for row in read_records(load(out))
    }


def test_furniture_is_what_was_known_then(framed):
    before = stable(framed.out)
    assert cut_by_furniture(framed.out) == {"0": [], "1": [], "2": [], "3": [FURNITURE]}
    assert again(framed).changed == 0
    assert [row | {"revision": 1} for row in stable(framed.out)] == before
    assert again(framed).changed == 0


@pytest.mark.parametrize("how", ["skip_rules", pytest.param("across_pages", marks=pytest.mark.slow)])
def test_furniture_can_be_switched_off(framed, how):
    if how == "skip_rules":
        framed.settle(ON, daily=DAILY + "skip_rules: [furniture]\n")
    else:
        framed.settle(ON + "clean: {across_pages: false}\n", daily=DAILY)
    assert (again(framed).same, again(framed).changed) == (3, 0)
    assert cut_by_furniture(framed.out) == {"0": [], "1": [], "2": [], "3": []}


@pytest.mark.slow
def test_after_a_compaction_and_with_parquet_alone(framed):
    """What is told to be the same is so whatever the files that it was read from."""
    framed.settle("output: {archive: warc, formats: [parquet]}\n", daily=DAILY)
    assert again(framed).same == 4
    for command in (["compact", "--all"], ["vacuum", "--older-than", "0s"]):
        assert call(framed, *command).exit_code == 0
    assert again(framed).same == 4
    assert {row["revision"] for row in read_records(load(framed.out))} == {3}
    assert list(verify(framed.out, VerifyCounts())) == []


def test_what_was_forgotten_does_not_come_back(ferries, web):
    url = f"{web.base}/3"
    assert again(ferries).same == 18
    assert call(ferries, "forget", url, "--yes").exit_code == 0
    done = again(ferries)
    assert (done.same, done.missing) == (17, 0)
    assert url not in {row["url"] for row in read_records(load(ferries.out), ALL)}
    assert list(verify(ferries.out, VerifyCounts())) == []


def test_which_records(ferries, web):
    url = f"{web.base}/3"
    assert again(ferries, ReplayFilter(name=url)).records == 1
    (row,) = (row for row in read_records(load(ferries.out)) if row["revision"] == 2)
    assert row["url"] == url
    assert again(ferries, ReplayFilter(name=row["id"])).records == 1
    assert again(ferries, ReplayFilter(feed="daily")).records == 18
    assert again(ferries, ReplayFilter(feed="weekly")).records == 0
    assert [r["revision"] for r in read_records(load(ferries.out), ALL) if r["url"] == url] == [1, 2, 3, 4]


def test_feeds_are_those_that_the_record_has_by_now(ferries, web, monkeypatch):
    monkeypatch.undo()
    web.feed("/other.xml", "/3")
    ferries.settle(ON, daily=DAILY, other="url: '{base}/other.xml'\nevery: 0s\n")
    ferries.run()
    assert again(ferries).same == 18
    assert [r["feeds"] for r in read_records(load(ferries.out)) if r["url"].endswith("/3")] == [["daily", "other"]]


def test_a_feeds_own_text_is_made_again(desk, web):
    text = "<p>The ferry sails twice a day, the office said.</p><p>“We keep it running,” said Ines Okonkwo.</p>" * 3
    item = f"<item><title>Own</title><link>https://own.example/a</link><description><![CDATA[{text}]]></description></item>"
    web.feed("/own.xml", body=f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'.encode())
    desk.settle(ON, own="url: '{base}/own.xml'\nevery: 0s\ncontent: feed\n")
    desk.run()
    before = stable(desk.out)
    assert again(desk).same == len(before) == 1
    assert stable(desk.out, "revision") == [{k: v for k, v in row.items() if k != "revision"} for row in before]


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


@pytest.mark.slow
def test_a_newer_version_is_made_again_from_its_own_page(desk, web, monkeypatch):
    times = iter(f"2026-01-31T08:00:0{n}+00:00" for n in range(9))
    monkeypatch.setattr(transform, "_now", lambda: next(times))
    web.page("/0", "Ferry stays")
    web.feed("/feed.xml", "/0")
    desk.settle(ON, daily=DAILY)
    desk.run()
    state = load(desk.out)
    (row,) = read_records(state)
    due = "2026-01-31T09:00:00+00:00"
    entry = Entry(row["id"], row["url"], ("daily",), attempts=1, retry_at=due, past=recheck_of(row))
    work = Pass(str(desk.out), state.seq + 1, "poll", "r009-000", "r009", LocalStore(desk.out))
    assert publish(work, PassResult(files=(write_waiting_file(desk.out, work.attempt, [entry]),)))
    web.page("/0", "Ferry leaves")
    desk.run()
    done = again(desk)
    assert (done.same, done.changed) == (1, 0)
    (row,) = read_records(load(desk.out))
    assert (row["title"], row["version"], row["revision"], row["changed"]) == ("Ferry leaves", 2, 2, ["title"])


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
