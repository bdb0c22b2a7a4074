import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.state import load
from pipeline.commit_log.store import BrokenLog, Commit, LocalStore
from transforms.articles import Entry
from transforms.errors import Gone, NotAFeed, NotFound
from transforms.feeds import Feed, FeedState
from transforms.poll.outcome import FeedOutcome, poll_safely
from transforms.retry import Retry
from transforms.write.files import write_file

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def entry(n: int, *feeds: str) -> Entry:
    return Entry(f"{n:032x}", f"https://news.example/{n}", feeds or ("daily",), seen_at=NOW.isoformat())


class Answers:
    """A way out on which every request ends in this error."""

    def __init__(self, error: Exception):
        self.error = error

    def get(self, url, **asked):
        raise self.error


def a_pass(root: Path, seq: int, kind: str = "records", attempt: str = "r-001") -> Pass:
    return Pass(str(root), seq, kind, attempt, "r", LocalStore(root))


def wait(root: Path, seq: int, *entries: Entry, attempt: str = "r-001") -> Commit | None:
    from pipeline.commit_log.publish import write_waiting_file

    polled = FeedOutcome(FeedState("daily", polled_at=NOW.isoformat()))
    return publish(
        a_pass(root, seq, "poll", attempt), PassResult(polled=(polled,), files=(write_waiting_file(root, attempt, entries),))
    )


def records(root: Path, *entries: Entry):
    """A file of records, as far as the log looks into it."""
    ids = tuple(e.id for e in entries)
    return write_file(
        root, "records", "a", ".jsonl", lambda out: out.write(repr(ids).encode()), kind="records", rows=len(ids), ids=ids
    )


def test_entries_wait_and_are_settled_by_their_records(tmp_path: Path):
    wait(tmp_path, 1, entry(1), entry(2))
    state = load(tmp_path)
    assert sorted(state.waiting) == [entry(1).id, entry(2).id]
    publish(a_pass(tmp_path, 2, attempt="r-002"), PassResult(files=(records(tmp_path, entry(1)),)))
    state = load(tmp_path)
    assert list(state.waiting) == [entry(2).id]
    assert state.seq == 2
    assert [Path(p).stat().st_size for p in state.settled_paths] == [16]


def test_a_failed_entry_waits_again_with_its_count_and_ends_as_settled(tmp_path: Path):
    wait(tmp_path, 1, entry(1), entry(2))
    again = Retry(60, 2).setback("fetch", entry(1), NotFound("no"), NOW)
    never = Retry(60, 2).setback("fetch", entry(2), Gone("no"), NOW)
    publish(a_pass(tmp_path, 2, attempt="r-002"), PassResult(setbacks=(again, never)))
    state = load(tmp_path)
    assert state.waiting == {entry(1).id: replace(entry(1), attempts=1, retry_at="2026-01-31T12:01:00+00:00")}
    assert state.due(NOW + timedelta(seconds=30)) == []
    assert [e.attempts for e in state.due(NOW + timedelta(seconds=60))] == [1]
    assert [e.attempts for e in state.due(NOW + timedelta(seconds=30), everything=True)] == [1]
    assert [(r["reason"], r["retry_at"]) for r in read_failures(state)] == [
        ("NotFound", "2026-01-31T12:01:00+00:00"),
        ("Gone", None),
    ]


def test_an_entry_seen_in_a_second_feed_keeps_its_place(tmp_path: Path):
    wait(tmp_path, 1, replace(entry(1), attempts=3))
    wait(tmp_path, 2, entry(1, "weekly"), attempt="r-002")
    (waiting,) = load(tmp_path).waiting.values()
    assert waiting.feeds == ("daily", "weekly")
    assert waiting.attempts == 3


def test_what_succeeded_since_is_no_failure_any_more(tmp_path: Path):
    wait(tmp_path, 1, entry(1))
    publish(
        a_pass(tmp_path, 2, attempt="r-002"), PassResult(setbacks=(Retry().setback("fetch", entry(1), NotFound("no"), NOW),))
    )
    assert len(list(read_failures(load(tmp_path)))) == 1
    publish(a_pass(tmp_path, 3, attempt="r-003"), PassResult(files=(records(tmp_path, entry(1)),)))
    assert list(read_failures(load(tmp_path))) == []


def test_a_feed_that_failed_is_listed_until_it_answers(tmp_path: Path):
    feed = Feed("daily", "https://news.example/feed")
    ill, _ = poll_safely(feed, None, client=Answers(NotAFeed("an HTML page")), now=NOW)
    publish(a_pass(tmp_path, 1, "poll"), PassResult(polled=(ill,)))
    (row,) = read_failures(load(tmp_path))
    assert (row["feed"], row["reason"], row["detail"]) == ("daily", "NotAFeed", "an HTML page")
    assert row["retry_at"] == load(tmp_path).feeds["daily"].due_at
    publish(a_pass(tmp_path, 2, "poll", "r-002"), PassResult(polled=(FeedOutcome(FeedState("daily"), unchanged=True),)))
    assert list(read_failures(load(tmp_path))) == []


def test_a_bug_on_one_feed_is_its_own_failure():
    feed = Feed("daily", "https://news.example/feed")
    outcome, polled = poll_safely(feed, None, client=Answers(KeyError("x")), now=NOW)
    assert (outcome.failure.reason, outcome.failure.expected, outcome.state.errors) == ("KeyError", False, 1)
    assert polled.entries == ()


def test_the_first_create_wins_and_the_second_knows(tmp_path: Path):
    assert wait(tmp_path, 1, entry(1), attempt="mine") is not None
    assert wait(tmp_path, 1, entry(2), attempt="theirs") is None
    assert list(load(tmp_path).waiting) == [entry(1).id]


def test_publishing_again_is_the_same_commit(tmp_path: Path):
    result = PassResult(setbacks=(Retry().setback("fetch", entry(1), NotFound("no"), NOW),))
    first, second = publish(a_pass(tmp_path, 1), result), publish(a_pass(tmp_path, 1), result)
    assert first and second
    assert first.files == second.files
    assert LocalStore(tmp_path).numbers() == [1]


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        pytest.param(lambda c: c.write_text(c.read_text()[:40]), "can't be read as a commit", id="cut"),
        pytest.param(lambda c: c.write_text("[]"), "can't be read as a commit", id="not an object"),
        pytest.param(
            lambda c: c.write_text(c.read_text().replace('"seq": 2', '"seq": 9')), "says that it is commit 9", id="renamed"
        ),
        pytest.param(lambda c: c.unlink(), "00000002.json is missing", id="missing in the middle"),
    ],
)
def test_a_log_that_was_harmed_is_named(tmp_path: Path, harm, message):
    for seq in (1, 2, 3):
        wait(tmp_path, seq, entry(seq), attempt=f"r-{seq:03d}")
    harm(tmp_path / "commits" / "00000002.json")
    with pytest.raises(BrokenLog, match=message):
        load(tmp_path)


def test_a_file_that_a_commit_names_and_is_gone_or_cut_is_named(tmp_path: Path):
    commit = wait(tmp_path, 1, entry(1))
    path = tmp_path / commit.files[0].path
    data = path.read_bytes()
    path.write_bytes(data[:-3])
    with pytest.raises(BrokenLog, match="its commit says"):
        load(tmp_path)
    path.unlink()
    with pytest.raises(BrokenLog, match="is gone"):
        load(tmp_path)


def test_an_empty_folder_is_an_empty_state(tmp_path: Path):
    state = load(tmp_path)
    assert (state.seq, state.waiting, state.feeds) == (0, {}, {})


def test_a_commit_is_json_that_a_person_can_read(tmp_path: Path):
    wait(tmp_path, 1, entry(1))
    row = json.loads((tmp_path / "commits" / "00000001.json").read_text())
    assert list(row) == ["seq", "parent", "kind", "attempt", "run", "at", "files", "feeds", "counts", "tallies"]
    assert row["files"][0]["kind"] == "waiting"
    assert not list((tmp_path / "commits").glob(".*"))
