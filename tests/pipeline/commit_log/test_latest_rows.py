"""Several records of one article: the newest is what readers get, all of them with `--versions all`."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log import checkpoint, latest_rows
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish, write_waiting_file
from pipeline.commit_log.reading.queries import EVERYTHING, RecordFilter, read_quotes, read_records, read_stable
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.upkeep import compact
from pipeline.upkeep.vacuum import unneeded_files
from transforms.annotate.record import make_record
from transforms.articles import Article, CleanArticle, Entry, Recheck, Remake
from transforms.records import Annotations, Quote
from transforms.write.shard import write_shard

ALL = RecordFilter(all_versions=True)
IDS = [f"{n:02x}" * 16 for n in range(4)] + ["00" * 15 + "a0", "a0" + "00" * 15]


def record(ident: str, title: str, past: Recheck | Remake | None = None, quote: str = "We stay."):
    entry = Entry(ident, f"https://gazette.example/{ident}", ("daily",), past=past)
    article = Article(entry, entry.url, "2026-01-31T08:00:00+00:00", "The ferry stays.", title)
    said = Quote(quote, "direct", 0, 3, "The", ((0, 3),))
    return make_record(
        CleanArticle(entry, article, article.text), Annotations("en", quotes=(said,)), run="r", made_with="pullquote 0"
    )


def commit(root: Path, *records, day: str = "2026-01-31"):
    seq = load(root).seq + 1
    work = Pass(str(root), seq, "records", f"r{seq:03d}-001", f"r{seq:03d}", LocalStore(root))
    refs = write_shard(records, root=root, day=day, attempt=work.attempt, shard=0, names=("jsonl", "parquet"))
    return publish(work, PassResult(files=tuple(refs)))


def numbers(root: Path, wanted: RecordFilter = EVERYTHING) -> list[tuple[str, int, int]]:
    return [(row["title"], row["version"], row["revision"]) for row in read_records(load(root), wanted)]


@pytest.mark.parametrize(
    ("past", "number"),
    [
        pytest.param(None, (1, 1, None), id="the first"),
        pytest.param(Remake(1, 1), (1, 2, None), id="made again"),
        pytest.param(Remake(3, 2, "bb"), (3, 3, "bb"), id="made again, of a later version"),
        pytest.param(Recheck(1, 4, "aa"), (2, 1, "aa"), id="changed at its source"),
        pytest.param(Recheck(2, 1, "bb"), (3, 1, "bb"), id="changed once more"),
    ],
)
def test_how_a_record_is_numbered(past, number):
    made = record(IDS[0], "Ferry stays", past)
    assert (made.version, made.revision, made.previous) == number
    assert made.is_again == (past is not None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles; the first made again, then changed at its source; the second changed once."""
    commit(tmp_path, record(IDS[0], "Ferry stays"), record(IDS[1], "Mill turns"))
    commit(tmp_path, record(IDS[0], "Ferry stays", Remake(1, 1)))
    commit(tmp_path, record(IDS[1], "Mill stops", Recheck(1, 1, "bb")), record(IDS[2], "School cooks"))
    commit(tmp_path, record(IDS[0], "Ferry leaves", Recheck(1, 2, "aa"), "We leave."))
    return tmp_path


LATEST = [("Mill stops", 2, 1), ("School cooks", 1, 1), ("Ferry leaves", 2, 1)]
EACH = [("Ferry stays", 1, 1), ("Mill turns", 1, 1), ("Ferry stays", 1, 2), *LATEST]


def test_readers_get_the_newest_or_all(folder: Path):
    assert numbers(folder) == LATEST
    assert numbers(folder, ALL) == EACH
    stable = [(row["id"], row["version"], row["revision"]) for row in read_stable(load(folder), ALL)]
    assert stable == sorted(stable)
    assert len(stable) == len(EACH)
    assert [q["said"] for q in read_quotes(load(folder), contains="we")] == ["We stay.", "We stay.", "We leave."]
    assert list(verify(folder, VerifyCounts())) == []


def test_neither_a_checkpoint_nor_a_compaction_changes_that(folder: Path, monkeypatch):
    monkeypatch.setattr(checkpoint, "COMMITS_APART", 1)
    state = load(folder)
    assert state.checkpoint()
    assert numbers(folder) == LATEST
    work = Pass(str(folder), state.seq + 1, "compact", "r009-000", "r009", LocalStore(folder))
    assert compact.compact(work, load(folder), before=None)
    assert (numbers(folder), numbers(folder, ALL)) == (LATEST, EACH)
    commit(folder, record(IDS[2], "School closes", Recheck(1, 1, "cc")))
    assert numbers(folder) == [LATEST[0], LATEST[2], ("School closes", 2, 1)]
    for path in list(unneeded_files(folder, LocalStore(folder), now=datetime.now(UTC) + timedelta(days=2), grace=timedelta(0))):
        path.unlink()
    assert (len(numbers(folder)), len(numbers(folder, ALL))) == (3, 7)
    assert list(verify(folder, VerifyCounts())) == []


def test_the_command_line(folder: Path):
    def told(*flags: str) -> list[str]:
        answer = CliRunner().invoke(app, [*flags, "--out", str(folder), "--format", "csv"])
        assert answer.exit_code == 0, answer.output
        return [row["title"] for row in csv.DictReader(io.StringIO(answer.stdout))]

    assert told("records") == [title for title, *_ in LATEST]
    assert told("records", "--versions", "all") == [title for title, *_ in EACH]
    assert len(told("quotes")) == 3
    assert len(told("quotes", "--versions", "all")) == 6


def test_an_article_with_a_past_passes_the_check_for_known_pages_and_counts_no_line_twice(desk, web):
    """What the record graph itself does with such an entry."""
    web.page("/a")
    web.feed("/feed.xml", "/a")
    desk.settle(daily="url: '{base}/feed.xml'\nevery: 0s\n")
    desk.run()
    state = load(desk.out)
    (row,) = read_records(state)
    past = Recheck(row["version"], row["revision"], row["content_hash"])
    again = Entry(row["id"], row["url"], ("daily",), past=past)
    work = Pass(str(desk.out), state.seq + 1, "poll", "r009-000", "r009", LocalStore(desk.out))
    assert publish(work, PassResult(files=(write_waiting_file(desk.out, work.attempt, [again]),)))
    assert load(desk.out).waiting[again.id] == again
    web.page("/a", "Ferry leaves")
    desk.run()
    after = load(desk.out)
    assert numbers(desk.out, ALL) == [("Ferry stays", 1, 1), ("Ferry leaves", 2, 1)]
    assert [row["previous"] for row in read_records(after)] == [row["content_hash"]]
    assert after.seen["pages"].max() == 1
    assert not after.waiting


@given(st.lists(st.lists(st.tuples(st.sampled_from(IDS), st.integers(1, 5), st.integers(1, 5)), min_size=1), max_size=5))
def test_sums_say_what_a_dict_would(commits):
    known, model = latest_rows.empty(), {}
    for numbered in commits:
        rows = latest_rows.highest_numbers(numbered)
        known = latest_rows.merged(known, latest_rows.read(rows.tobytes()))
        each: dict[str, tuple[int, int]] = {}
        for ident, *number in numbered:
            each[ident] = max(each.get(ident, (1, 1)), tuple(number))
        model |= each
    assert {ident: latest_rows.newest(known, ident) for ident in IDS} == {ident: model.get(ident, (1, 1)) for ident in IDS}
    assert len(known) == len(model)
