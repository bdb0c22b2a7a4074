"""What a commit does to the state: which entries wait, in small files written by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.commit_log.publish import write_waiting_file
from pipeline.commit_log.state import State, join_entries
from pipeline.commit_log.store import Commit
from transforms.articles import Entry, Recheck
from transforms.deduplicate.key_file import pack
from transforms.write.files import FileRef, write_file

A, B = Entry("aa" * 16, "https://news.example/a", ("daily",)), Entry("bb" * 16, "https://news.example/b", ("weekly",))
CHECKED = replace(A, past=Recheck(1, 1, "ab"), retry_at="2026-01-31T13:00:00+00:00")
AT = "2026-01-31T12:00:00+00:00"


def settled(root: Path, *entries: Entry) -> FileRef:
    keys = pack(entry.id for entry in entries)
    return write_file(root, "settled", "r", ".keys", lambda out: out.write(keys), kind="settled", rows=len(entries))


def commit(root: Path, seq: int, kind: str, waiting: tuple[Entry, ...] = (), done: tuple[Entry, ...] = ()) -> Commit:
    files = [write_waiting_file(root, f"r{seq}", waiting)] if waiting else []
    files += [settled(root, *done)] if done else []
    return Commit(seq, seq - 1, kind, f"r{seq}", "r", AT, tuple(files))


@pytest.mark.parametrize(
    ("commits", "waiting"),
    [
        pytest.param([("poll", (A, B), ())], [A, B], id="new entries wait"),
        pytest.param([("poll", (A, B), ()), ("records", (), (A,))], [B], id="what is settled waits no more"),
        pytest.param([("poll", (A,), ()), ("records", (CHECKED,), (A,))], [CHECKED], id="a record waits for its check at once"),
        pytest.param([("records", (CHECKED,), ()), ("records", (), (A,))], [], id="its last check is over"),
        pytest.param([("records", (CHECKED,), ()), ("replay", (), (A,))], [CHECKED], id="a replay ends no checks"),
        pytest.param([("poll", (A,), ()), ("replay", (), (A,))], [], id="a replay settles what had failed"),
        pytest.param(
            [("poll", (replace(A, attempts=2),), ()), ("poll", (replace(A, feeds=("weekly",)),), ())],
            [replace(A, attempts=2, feeds=("daily", "weekly"))],
            id="another feed lists it, too",
        ),
        pytest.param(
            [("poll", (A,), ()), ("records", (replace(A, attempts=1),), ())],
            [replace(A, attempts=1)],
            id="a failure takes the place of the entry",
        ),
    ],
)
def test_what_waits_after_some_commits(tmp_path: Path, commits: list, waiting: list[Entry]):
    state = State(tmp_path)
    for seq, (kind, new, done) in enumerate(commits, 1):
        state.apply(commit(tmp_path, seq, kind, new, done))
    assert state.waiting_by_id() == waiting
    assert state.seq == len(commits)


@pytest.mark.parametrize(
    ("entry", "kind", "new"),
    [
        pytest.param(A, "poll", 1, id="an entry that a poll brings"),
        pytest.param(CHECKED, "poll", 0, id="a record that its feed says was changed"),
        pytest.param(A, "records", 0, id="an entry that failed"),
    ],
)
def test_which_entries_count_as_new(tmp_path: Path, entry: Entry, kind: str, new: int):
    state = State(tmp_path)
    state.apply(commit(tmp_path, 1, kind, (entry,)))
    assert state.feed_stats["daily"].total.new == new


WAITS = replace(A, attempts=3, retry_at="2026-01-31T13:00:00+00:00", title="Ferry stays", also=("01",))
JOINED = replace(WAITS, feeds=("daily", "weekly"), also=("01", "02"))


@pytest.mark.parametrize(
    ("seen", "joined"),
    [
        pytest.param(replace(A, feeds=("weekly",), also=("02",)), JOINED, id="in another feed: it keeps its place"),
        pytest.param(
            Entry(A.id, "https://news.example/moved", ("weekly",), "Ferry goes", also=("02",)),
            replace(JOINED, url="https://news.example/moved", title="Ferry goes", retry_at=None),
            id="at another address: tried there at once",
        ),
        pytest.param(
            Entry(A.id, "", ("weekly",), "Ferry goes", also=("02",)), JOINED, id="without an address: it keeps its own"
        ),
        pytest.param(
            replace(CHECKED, feeds=("weekly",), title="Ferry goes", updated=AT, also=("02",), mark="03"),
            replace(JOINED, title="Ferry goes", updated=AT, mark="03", retry_at=None),
            id="a record that its feed says was changed: tried at once",
        ),
    ],
)
def test_an_entry_that_is_seen_again(seen: Entry, joined: Entry):
    assert join_entries(WAITS, seen) == joined
