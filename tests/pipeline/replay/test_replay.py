"""`pullquote replay`: records made again from the archive alone."""

import json
import shutil

import pytest

from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.rechecks import recheck_of
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.replay.replay import replay
from pipeline.replay.select import ReplayFilter
from pipeline.runs.context import Run
from tests.pipeline.replay.replaying import ALL, DAILY, ON, WORKERS, again, call, stable
from transforms.articles import Entry
from transforms.fetch import transform


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


def test_what_was_forgotten_does_not_come_back(ferries):
    url = f"{ferries.web.base}/3"
    assert again(ferries).same == 18
    assert call(ferries, "forget", url, "--yes").exit_code == 0
    done = again(ferries)
    assert (done.same, done.missing) == (17, 0)
    assert url not in {row["url"] for row in read_records(load(ferries.out), ALL)}
    assert list(verify(ferries.out, VerifyCounts())) == []


def test_which_records(ferries):
    url = f"{ferries.web.base}/3"
    assert again(ferries, ReplayFilter(name=url)).records == 1
    (row,) = (row for row in read_records(load(ferries.out)) if row["revision"] == 2)
    assert row["url"] == url
    assert again(ferries, ReplayFilter(name=row["id"])).records == 1
    assert again(ferries, ReplayFilter(feed="daily")).records == 18
    assert again(ferries, ReplayFilter(feed="weekly")).records == 0
    assert [r["revision"] for r in read_records(load(ferries.out), ALL) if r["url"] == url] == [1, 2, 3, 4]


def test_feeds_are_those_that_the_record_has_by_now(ferries, monkeypatch):
    monkeypatch.undo()
    ferries.web.feed("/other.xml", "/3")
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
