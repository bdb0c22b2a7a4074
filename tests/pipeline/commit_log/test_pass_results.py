"""What a pass of a replay leaves, and what a person reads of it at the end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.commit_log.pass_results import leave, left
from pipeline.replay.report import Replayed
from transforms.articles import Entry, Sighting, Unwanted
from transforms.errors import NoText
from transforms.retry import Retry
from transforms.write.files import FileRef

ENTRY = Entry("aa" * 16, "https://gazette.example/a", ("daily",), "Ferry stays")
SETBACK = Retry().setback("extract", ENTRY, NoText("no article\n+ in it"), datetime(2026, 1, 31, tzinfo=UTC))
REF = FileRef("records", "records/a.jsonl", 1, 9, "ff", (ENTRY.id,), names=("bb" * 16,), again=((ENTRY.id, 1, 2),))


def test_what_is_left_comes_back(tmp_path: Path):
    path = tmp_path / "spool" / "r1-001"
    assert left(path) == []
    sighting = Sighting("cc" * 16, ENTRY.id, ("daily", "weekly"), ENTRY.url)
    outcomes = [REF, SETBACK, sighting, Unwanted(ENTRY.id)]
    for _ in range(2):  # by a worker that was tried again
        leave(path, outcomes)
        assert left(path) == [REF, SETBACK.failure, sighting, Unwanted(ENTRY.id)]
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_what_a_person_reads():
    done = Replayed(missing=2, harmed={"a.warc.gz can't be read": None}, seconds=2.0)
    for same in (True, True, False, None):
        done.add_record(same)
    for _ in range(21):
        done.add_failed(SETBACK.failure)
    told = done.lines()
    assert told[:3] == [
        "again     3 records made again: 2 the same but for the revision, 1 changed",
        "new       1 record of what had failed",
        "failed    21 NoText at extract; what there was stays",
    ]
    assert told[3] == "          https://gazette.example/a: NoText: no article + in it"
    assert told[23:26] == [
        "          and 1 more",
        "harmed    a.warc.gz can't be read",
        "missing   2 pages not found in the archive; what there was stays",
    ]
    assert done.counts() == {"same": 2, "changed": 1, "failed.extract.NoText": 21}


@pytest.mark.parametrize(("failed", "too_many"), [(1, False), (2, True)])
def test_too_many_failures(failed: int, too_many: bool):
    done = Replayed(same=1)
    for _ in range(failed):
        done.add_failed(SETBACK.failure)
    assert done.too_many_failures(0.5) == too_many
