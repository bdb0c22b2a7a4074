"""Whole runs over a real server, on Beam, in this process."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.commit_log.lock import Busy, locked
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import read_quotes, read_records, read_stable
from pipeline.commit_log.state import load
from pipeline.runs.summary_text import summary_lines
from transforms.clean.cut import restore
from transforms.records import Removal
from transforms.write.lines import read_lines

FEED = "url: '{base}/feed.xml'\n"


def rows(out: Path) -> list[dict]:
    return list(read_records(load(out)))


def test_from_feed_to_files_once(desk, web):
    web.feed("/feed.xml", "/a", "/b", "/missing")
    web.page("/a", "Ferry stays")
    web.page("/b", "Harbour opens")
    desk.settle(daily=FEED)
    summary = desk.run()
    assert (summary.records, summary.new_entries, summary.waiting) == (2, 3, 1)
    found = {r["title"]: r for r in rows(desk.out)}
    assert set(found) == {"Ferry stays", "Harbour opens"}
    record = found["Ferry stays"]
    assert record["feeds"] == ["daily"]
    assert record["published"] == "2026-01-30T08:00:00+01:00"
    assert record["language"] == "en"
    (quote,) = record["quotes"]
    assert quote["said"].startswith("We will keep the ferry running through the winter")
    assert quote["speaker"]["name"] == "Ines Okonkwo"
    assert [(f["reason"], f["attempts"]) for f in read_failures(load(desk.out))] == [("NotFound", 1)]

    again = desk.run(force=True)
    assert (again.records, again.new_entries) == (0, 0)
    assert [f["attempts"] for f in read_failures(load(desk.out))] == [1]  # before its time: it cost no try
    assert len(rows(desk.out)) == 2


def test_every_offset_holds_and_text_and_removals_rebuild_what_was_extracted(desk, web):
    poll = "<p>Should the ferry run in winter?</p><ul><li>Yes 61 %</li><li>No 39 %</li></ul>"
    web.feed("/feed.xml", "/a")
    web.page("/a")
    status, kind, body = web.pages["/a"]
    web.pages["/a"] = (status, kind, body.replace(b"</article>", poll.encode() + b"<p>Read more: the bridge</p></article>"))
    desk.settle(daily=FEED)
    desk.run()
    (record,) = rows(desk.out)
    text = record["text"]
    places = [q[k] for q in record["quotes"] for k in ("speaker", "cue") if q[k] and q[k]["start"] is not None]
    places += record["quotes"] + [m for e in record["entities"] for m in e["mentions"]]
    assert len(places) >= 5
    assert all(text[p["start"] : p["end"]] == p["text"] for p in places)
    cuts = [Removal(**r) for r in record["removals"] if r["where"] == "text"]
    assert {"polls", "read_more"} <= {c.rule for c in cuts}
    whole = restore(text, cuts)
    assert all(whole[c.start : c.end] == c.text for c in cuts)


def test_jsonl_and_parquet_hold_the_same(desk, web):
    web.feed("/feed.xml", "/a", "/b")
    web.page("/a")
    web.page("/b")
    desk.settle(daily=FEED)
    desk.run()
    by_format = {
        suffix: [
            r for _, ref in load(desk.out).files("records") if ref.path.endswith(suffix) for r in read(desk.out / ref.path)
        ]
        for suffix, read in (
            (".jsonl", lambda p: read_lines(p.open("rb"))),
            (".parquet", lambda p: pq.read_table(p).to_pylist()),
        )
    }
    times = ("published", "updated", "fetched_at")
    strip = lambda rows: [{k: v for k, v in r.items() if k not in times} for r in rows]  # noqa: E731
    assert json.dumps(strip(by_format[".jsonl"])) == json.dumps(strip(by_format[".parquet"]))
    assert len(by_format[".jsonl"]) == 2


def test_one_record_for_an_article_on_two_feeds(desk, web):
    web.feed("/feed.xml", "/a")
    web.feed("/wire.xml", "/a?utm_source=wire")
    web.page("/a")
    web.page("/a?utm_source=wire")
    desk.settle(daily=FEED, wire="url: '{base}/wire.xml'\n")
    assert desk.run().records == 1
    assert [r["feeds"] for r in rows(desk.out)] == [["daily", "wire"]]


def test_full_text_from_the_feed_itself(desk, web):
    body = b"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item>
    <title>Ferry stays</title><link>http://127.0.0.1/never-asked</link><content:encoded><![CDATA[<p>The council met on Friday to speak
    about the ferry that crosses the bay twice a day.</p><p>\xe2\x80\x9cWe will keep it,\xe2\x80\x9d said Ines Okonkwo.</p>]]>
    </content:encoded></item></channel></rss>"""
    web.feed("/feed.xml", body=body)
    desk.settle(daily=FEED + "content: feed\n")
    assert desk.run().records == 1
    (record,) = rows(desk.out)
    assert record["text"].startswith("The council met on Friday")
    assert web.hits == ["/feed.xml"]


def test_a_language_without_a_model_has_direct_speech_only_and_says_so(desk, web):
    german = """<!doctype html><html lang="de"><head><title>Die Fähre bleibt</title></head><body><article><h1>Die Fähre bleibt</h1>
    <p>Der Rat der Stadt hat am Freitag beschlossen, dass die Fähre auch im Winter über die Bucht fährt, und zwar zweimal am Tag.</p>
    <p>„Wir lassen niemanden auf der Insel zurück“, sagte die Kämmerin nach der Sitzung im Rathaus, die bis in den Abend dauerte.</p>
    <p>Das Hafenamt zählte im Dezember viertausend Fahrgäste, mehr als in jedem Dezember seit dem Bau der neuen Brücke.</p>
    </article></body></html>"""
    web.feed("/feed.xml", "/a")
    web.pages["/a"] = (200, "text/html; charset=utf-8", german.encode())
    desk.settle(daily=FEED)
    desk.run()
    (record,) = rows(desk.out)
    assert record["language"] == "de"
    assert "quotes_only" in record["flags"]
    assert [(q["said"], q["speaker"]["text"]) for q in record["quotes"]] == [
        ("Wir lassen niemanden auf der Insel zurück", "die Kämmerin")
    ]
    assert record["entities"] == []
    assert "„Wir lassen niemanden" in record["text"]


MANY = b"<rss version='2.0'><channel>" + b"".join(
    b"<item><title>T %d</title><link>{base}/none/%d</link><description>%s</description></item>" % (n, n, b"text " * 24)
    for n in range(50_000)
)


def test_an_empty_feed_is_no_failure(desk, web):
    web.feed("/feed.xml")
    desk.settle(daily=FEED)
    summary = desk.run()
    assert (summary.records, summary.new_entries) == (0, 0)
    assert list(read_failures(load(desk.out))) == []


@pytest.mark.slow
def test_a_feed_of_ten_megabytes_waits_and_comes_in_passes(desk, web):
    links = MANY.replace(b"{base}", web.base.encode()) + b"</channel></rss>"
    assert len(links) > 10_000_000
    web.feed("/feed.xml", body=links)
    desk.settle("run: {max_entries: 3}\n", daily=FEED)
    # nobody waits for 50,000 pages here: every page is a 404 by robots.txt's own word, and two passes show the way
    from pipeline.runs import record_passes as module

    passes = iter([1, 1])
    original = module.next_entries
    try:
        module.next_entries = lambda *args, **ids: original(*args, **ids) if next(passes, None) else []
        summary = desk.run()
    finally:
        module.next_entries = original
    assert summary.new_entries == 50_000
    assert len(load(desk.out).waiting) == 50_000
    assert sum(summary.failed.values()) == 6
    (told,) = summary.feeds["daily"].notes
    assert told == "lists 50,000 items or more; the first 25,000 and the last 25,000 are read"


def test_a_second_run_steps_aside(desk, web):
    web.feed("/feed.xml")
    desk.settle(daily=FEED)
    with locked(desk.out), pytest.raises(Busy, match="another run is at work"):
        desk.run()


@pytest.mark.slow
def test_two_workers_make_the_same_records(desk, web):
    links = [f"/{n}" for n in range(24)]
    web.feed("/feed.xml", *links)
    for link in links:
        web.page(link, f"Ferry number {link[1:]} stays")
    desk.settle(daily=FEED)
    desk.run()
    alone = list(read_stable(load(desk.out)))
    desk.folder = desk.folder / "two"
    desk.settle(daily=FEED)
    desk.run(flags=("--direct_running_mode=multi_processing", "--direct_num_workers=2"))
    assert list(read_stable(load(desk.out))) == alone
    assert len(alone) == 24


def test_quotes_are_found_by_speaker_and_by_words(desk, web):
    web.feed("/feed.xml", "/a")
    web.page("/a")
    desk.settle(daily=FEED)
    desk.run()
    state = load(desk.out)
    assert [q["speaker"] for q in read_quotes(state, speaker="okonkwo")] == ["Ines Okonkwo"]
    assert list(read_quotes(state, speaker="nobody")) == []
    assert len(list(read_quotes(state, contains="LEFT ON THE ISLAND"))) == 1


def test_nothing_is_left_in_the_spool(desk, web):
    web.feed("/feed.xml", "/a")
    web.page("/a")
    desk.settle(daily=FEED)
    desk.run()
    assert list((desk.out / "spool").glob("*")) == []
    assert not list(desk.out.rglob("*.tmp"))


def test_a_feed_whose_address_was_corrected_is_due_at_once(desk, web):
    desk.settle(daily="url: '{base}/typo.xml'\n")
    assert desk.run().polled["failed"] == 1
    web.feed("/feed.xml", "/a")
    web.page("/a")
    desk.settle(daily=FEED)
    assert desk.run().records == 1
    assert list(read_failures(load(desk.out))) == []
    # and one that is not due is left alone, and says so
    summary = desk.run()
    assert "1 not due until" in summary_lines(summary, "")[0]
    assert "--force" in summary_lines(summary, "")[0]
