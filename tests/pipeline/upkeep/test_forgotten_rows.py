"""What `pullquote forget` leaves of a long log: the rest, row for row, with its times."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.reading.queries import RecordFilter
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore, LostRace
from pipeline.upkeep.compact import compact_folder
from pipeline.upkeep.forget import forget
from pipeline.upkeep.forget_search import ArticleTraces
from transforms.deduplicate.key_file import SettledKeys
from transforms.write.lines import json_line, rewrite_lines


def gone(root: Path, sought: str) -> dict[str, int]:
    answer = CliRunner().invoke(app, ["forget", "--out", str(root), "--json", "--yes", sought])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


@pytest.mark.parametrize("merged", [False, True], ids=["as written", "merged"])
@pytest.mark.parametrize("formats", [("jsonl",), ("parquet",), ("jsonl", "parquet")], ids=" and ".join)
def test_all_else_stays_with_its_time(tmp_path: Path, log, formats, merged):
    log.grow(days=2, passes=2, formats=formats)
    if merged:
        compact_folder(tmp_path, everything=True, now=datetime.now(UTC))
    was = log.told()
    files = [ref for _, ref in load(tmp_path).files("records")]
    assert all(ref.parts for ref in files) is merged
    entries = [log.entry(n) for n in (0, 2, 5, 8, 14, 15)]  # records, one that waits, one that was given up
    each = [gone(tmp_path, entry.id) for entry in entries[:-1]]
    each.append(gone(tmp_path, entries[-1].url))
    assert [(row["records"], row["failures"], row["waiting"]) for row in each] == [(1, 0, 0)] * 4 + [(0, 1, 1), (0, 1, 0)]
    ids = {entry.id for entry in entries}
    records, failures, waiting, feeds, settled, seen = log.told()
    assert records == [row for row in was[0] if row["id"] not in ids]
    assert failures == [row for row in was[1] if row[0] not in ids]
    assert waiting == {k: v for k, v in was[2].items() if k not in ids}
    assert (feeds, seen) == (was[3], was[5])
    assert all(bytes.fromhex(ident) in settled for ident in ids)
    assert list(verify(tmp_path, VerifyCounts())) == []
    left = [ref for _, ref in load(tmp_path).files("records")]
    assert all(sum(n for _, n in ref.parts) == ref.rows for ref in left if ref.parts)
    untouched = {ref.path for ref in files} & {ref.path for ref in left}
    assert len(untouched) == (1 if merged else 5) * len(formats)  # of two days one, of eight shards three held something
    assert log.sweep() == []


def test_rows_of_a_merged_file_keep_the_time_of_their_commit(tmp_path: Path, log):
    log.grow(days=1, passes=3)
    times = {n: datetime(2026, 2, n, tzinfo=UTC) for n in (1, 2, 3)}
    for n, at in times.items():
        path = tmp_path / f"commits/{2 * n:08d}.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), "at": at.isoformat()}))
    log.merge()
    for n in (0, 1, 2, 3, 4, 5, 9):  # all of the first commit, one of the second
        gone(tmp_path, log.entry(n).id)
    since = [[row["title"] for row in log.told(RecordFilter(since=at))[0]] for at in times.values()]
    last = [f"Ferry {n}" for n in range(16, 22)]
    assert since == [["Ferry 8", "Ferry 10", "Ferry 11", "Ferry 12", "Ferry 13", *last]] * 2 + [last]


def test_the_last_article_of_a_folder(tmp_path: Path, log):
    log.grow(days=1, passes=1)
    for n in range(8):
        gone(tmp_path, log.entry(n).id)
    records, failures, waiting, *_ = log.told()
    assert (records, failures, waiting) == ([], [], {})
    assert not list(tmp_path.glob("records/*/*"))
    assert list(verify(tmp_path, VerifyCounts())) == []


def test_a_thousand_commits(tmp_path: Path, log):
    log.grow(days=1, passes=1)
    row = json.loads((tmp_path / "commits/00000001.json").read_text())
    for seq in range(3, 1_001):
        (tmp_path / f"commits/{seq:08d}.json").write_text(json.dumps({**row, "seq": seq, "parent": seq - 1, "files": []}))
    gone(tmp_path, log.entry(1).id)
    assert load(tmp_path).seq == 1_001
    assert len(log.told()[0]) == 5
    assert list(verify(tmp_path, VerifyCounts())) == []


def test_a_run_that_was_first_wins(tmp_path: Path, log, monkeypatch):
    log.grow(days=1, passes=1)
    before = log.told()
    monkeypatch.setattr(LocalStore, "create", lambda *_: False)
    monkeypatch.setattr(LocalStore, "read", lambda store, seq, read=LocalStore.read: read(store, min(seq, 2)))
    with pytest.raises(LostRace, match="nothing was changed"):
        forget(tmp_path, log.entry(1).id, reason="", now=datetime.now(UTC), agreed=bool)
    monkeypatch.undo()
    assert log.told() == before


def test_a_line_is_copied_changed_or_left_out(tmp_path: Path):
    rows = [{"id": "a"}, {"id": "b"}, {"id": "c"}]
    source = [*map(json_line, rows[:2]), b"\n", b'{"id": "c"}']  # not as we would write it, nor ended
    with (tmp_path / "out").open("wb") as out:
        assert rewrite_lines(source, lambda row: {"a": None, "b": {"id": "d"}}.get(row["id"], row), out) == [0]
    assert (tmp_path / "out").read_bytes() == b'{"id":"d"}\n{"id": "c"}\n'


def test_keys_beside_files(tmp_path: Path):
    (tmp_path / "a.keys").write_bytes(bytes(16))
    keys = SettledKeys([tmp_path / "a.keys"], ["ff" * 16, "00" * 16])
    assert "ff" * 16 in keys and "00" * 16 in keys and "0f" * 16 not in keys
    assert b"".join(keys.packed()) == bytes(16) + b"\xff" * 16


@pytest.mark.parametrize(
    ("detail", "named"),
    [
        pytest.param("https://news.example/1: the server answered 404", True, id="the address"),
        pytest.param("moved to http://www.news.example/1/?utm_source=x, which is gone", True, id="in another form"),
        pytest.param("https://news.example/12: the server answered 404", False, id="one that only begins so"),
        pytest.param("https://news.example/: the server answered 404", False, id="the front page"),
        pytest.param(None, False, id="nothing"),
    ],
)
def test_whether_a_failure_names_an_address(detail, named):
    assert ArticleTraces(addresses={"//news.example/1"}).is_mentioned_in({"detail": detail}) is named
