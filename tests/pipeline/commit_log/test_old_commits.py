"""A folder as an earlier version wrote it: flat counts, notes that are sentences, failures without `record_stays`."""

import json
from pathlib import Path

import pytest

from pipeline.commit_log.counts.failure_counts import FailureKind
from pipeline.commit_log.counts.feed_counts import PollTrouble
from pipeline.commit_log.feed_states import feed_state_as_json, feed_state_from_json
from pipeline.commit_log.reading.failures import record_stays
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from transforms.articles import Entry, Fingerprint, Recheck, Remake
from transforms.feeds import FeedState, Note
from transforms.records import Removal
from transforms.rows import as_json, entry_from_json

POLL = {
    "seq": 1,
    "parent": 0,
    "kind": "poll",
    "attempt": "r-001",
    "run": "r",
    "at": "2026-01-31T12:00:00+00:00",
    "files": [],
    "feeds": {"daily": {"id": "daily", "polled_at": "2026-01-31T12:00:00+00:00", "errors": 1}},
    "counts": {"records": 0, "feeds.failed": 1, "failed.poll.NotFound": 1, "left_out.skip.the.daily": 2},
    "tallies": {"daily": {"failed.poll.NotFound": 1, "trouble": {"reason": "NotFound", "detail": "404"}, "left_out.skip": 2}},
}


def test_an_old_commit_is_read(tmp_path: Path):
    (tmp_path / "commits").mkdir()
    (tmp_path / "commits" / "00000001.json").write_text(json.dumps(POLL))
    counts = LocalStore(tmp_path).read(1).counts
    assert (dict(counts.failed), dict(counts.feeds)) == ({("poll", "NotFound"): 1}, {"failed": 1})
    stats = load(tmp_path).feed_stats["daily"]
    assert (stats.trouble, stats.total.polls) == (PollTrouble("NotFound", "404"), 1)
    assert stats.total.failed == {FailureKind("poll", "NotFound"): 1}


OLD_RECHECK = {
    "version": 2,
    "revision": 1,
    "content_hash": "bb",
    "previous": "aa",
    "source": True,
    "fetched_at": "2026-01-31T12:00:00+00:00",
    "since": None,
    "etag": '"x"',
    "last_modified": None,
    "said": {"fields": [["title", "0a0b0c0d"]], "extracted": "11111111", "kept": "00000000"},
    "flags": ["paywall"],
    "changed": ["title"],
    "furniture": [],
}
RECHECK = Recheck(
    2,
    1,
    "bb",
    fetched_at="2026-01-31T12:00:00+00:00",
    etag='"x"',
    fingerprint=Fingerprint((("title", "0a0b0c0d"),), "11111111", "00000000"),
    flags=("paywall",),
)
CUT = Removal("furniture", "text", 3, 9, "Share")
PASTS = [
    pytest.param(OLD_RECHECK, RECHECK, id="a record that is checked at its source"),
    pytest.param({"version": 0, "revision": 0, "content_hash": "", "source": True}, Recheck.unknown(), id="one not looked up"),
    pytest.param(
        {"version": 1, "revision": 2, "content_hash": "bb", "previous": "aa", "furniture": [as_json(CUT)]},
        Remake(1, 2, "aa", furniture=(CUT,)),
        id="a record that is made again: of before there was `source`",
    ),
    pytest.param({**OLD_RECHECK, "source": False}, Remake(2, 1, "aa", changed=("title",)), id="a record that is made again"),
]


@pytest.mark.parametrize(("row", "past"), PASTS)
def test_the_record_of_an_old_waiting_entry_is_read(row: dict, past: Recheck | Remake):
    entry = {"id": "aa" * 16, "url": "https://gazette.example/a", "feeds": ["daily"], "past": row}
    assert entry_from_json(entry).past == past


@pytest.mark.parametrize("past", [pytest.param(None, id="no record"), *(pytest.param(p.values[1], id=p.id) for p in PASTS)])
def test_a_waiting_entry_survives_its_file(past: Recheck | Remake | None):
    entry = Entry("aa" * 16, "https://gazette.example/a", ("daily",), past=past)
    assert entry_from_json(json.loads(json.dumps(as_json(entry)))) == entry


@pytest.mark.parametrize(
    ("row", "stays"),
    [
        pytest.param({"detail": "404", "record_stays": True}, True, id="the field says so"),
        pytest.param({"detail": "says; its record stays", "record_stays": False}, False, id="the field says no"),
        pytest.param({"detail": "404; its record stays"}, True, id="an old row says so in its detail"),
        pytest.param({"detail": "404"}, False, id="an old row without a record"),
    ],
)
def test_whether_a_failure_leaves_a_record(row: dict, stays: bool):
    assert record_stays(row) is stays


@pytest.mark.parametrize(
    ("row", "note"),
    [
        pytest.param("has moved for good and is asked at x", Note("moved", "has moved for good and is asked at x"), id="moved"),
        pytest.param("1 of its dates is not used", Note("dates", "1 of its dates is not used"), id="said once"),
        pytest.param({"kind": "long_list", "text": "lists too much"}, Note("long_list", "lists too much"), id="with its kind"),
    ],
)
def test_notes_of_a_feed_are_read(row: dict | str, note: Note):
    assert feed_state_from_json({"id": "daily", "notes": [row]}).notes == (note,)
    state = FeedState("daily", notes=(note,))
    assert feed_state_from_json(feed_state_as_json(state)) == state
