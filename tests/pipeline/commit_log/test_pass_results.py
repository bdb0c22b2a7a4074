"""Outputs of stages sorted by their tags, and the result of a replay's pass in a file."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.commit_log.counts.pass_counts import Remade
from pipeline.commit_log.pass_results import PassResult, ReplayResult
from pipeline.replay.report import ReplayReport
from transforms.articles import Entry, ForgottenPage, Sighting, Unchanged
from transforms.errors import NoText
from transforms.retry import Retry
from transforms.write.files import FileRef

ENTRY = Entry("aa" * 16, "https://gazette.example/a", ("daily",), "Ferry stays")
SETBACK = Retry().setback("extract", ENTRY, NoText("no article\n+ in it"), datetime(2026, 1, 31, tzinfo=UTC))
REF = FileRef("records", "records/a.jsonl", 1, 9, "ff", (ENTRY.id,), names=("bb" * 16,), again=((ENTRY.id, 1, 2),))
SIGHTING = Sighting("cc" * 16, ENTRY.id, ("daily", "weekly"), ENTRY.url)
FORGOTTEN = ForgottenPage(ENTRY.id)


def test_outputs_are_sorted_by_their_types_whatever_their_order():
    unchanged = Unchanged(ENTRY)
    outputs = [REF, unchanged, SETBACK, replace(REF, path="records/b.jsonl")]
    for order in (outputs, outputs[::-1]):
        result = PassResult.of(order)
        assert (set(result.files), result.setbacks, result.unchanged) == (
            {REF, replace(REF, path="records/b.jsonl")},
            (SETBACK,),
            (unchanged,),
        )
    assert PassResult.of([]) == PassResult()


def test_an_unknown_type_is_named():
    with pytest.raises(ValueError, match="of type bytes, int, which"):
        PassResult.of([1, REF, b"2"])


@pytest.mark.parametrize(
    ("refs", "ids"),
    [
        pytest.param((REF, replace(REF, path="records/a.parquet")), {ENTRY.id}, id="two formats of one shard"),
        pytest.param((replace(REF, kind="archive"),), set(), id="pages are no records"),
        pytest.param((), set(), id="nothing"),
    ],
)
def test_each_record_counts_once(refs: tuple[FileRef, ...], ids: set[str]):
    assert PassResult(files=refs).record_ids == ids


@pytest.mark.parametrize(
    "result",
    [
        pytest.param(PassResult(), id="nothing came of it"),
        pytest.param(PassResult(files=(REF,)), id="a file with all its fields"),
        pytest.param(PassResult(files=(replace(REF, parts=(("2026-01-31T12:00:00+00:00", 1),)),)), id="a file of parts"),
        pytest.param(PassResult(setbacks=(SETBACK,)), id="a failure"),
        pytest.param(PassResult(sightings=(SIGHTING,), forgotten=(FORGOTTEN,)), id="a known page and a forgotten one"),
    ],
)
def test_the_result_of_a_replays_pass_comes_back_from_its_file(tmp_path: Path, result: PassResult):
    path = tmp_path / "spool" / "r1-001"
    for _ in range(2):  # once more by a worker that was tried again
        ReplayResult.of(result).save(path)
        assert ReplayResult.load(path) == ReplayResult.of(result)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_pass_without_a_file_has_no_result(tmp_path: Path):
    assert ReplayResult.load(tmp_path / "none") == ReplayResult()


def test_what_a_person_reads_of_a_replay():
    report = ReplayReport(missing=2, harmed={"a.warc.gz can't be read": None}, seconds=2.0)
    for same in (True, True, False, None):
        report.add_record(same)
    for _ in range(21):
        report.add_failed(SETBACK.failure)
    lines = report.lines()
    assert lines[:3] == [
        "again     3 records made again: 2 unchanged except for the revision, 1 changed",
        "new       1 record of entries that had failed",
        "failed    21 NoText at extract; nothing was changed there",
    ]
    assert lines[3] == "          https://gazette.example/a: NoText: no article + in it"
    assert lines[23:26] == [
        "          and 1 more",
        "damaged   a.warc.gz can't be read",
        "missing   2 pages not found in the archive; nothing was changed there",
    ]
    assert report.remade == Remade(same=2, changed=1)


@pytest.mark.parametrize(
    ("failed", "too_many"), [pytest.param(1, False, id="half of them"), pytest.param(2, True, id="two of three")]
)
def test_too_many_failures_of_a_replay(failed: int, too_many: bool):
    report = ReplayReport(same=1)
    for _ in range(failed):
        report.add_failed(SETBACK.failure)
    assert report.too_many_failures(0.5) == too_many
