"""Files of records in an older schema, beside newer ones: they are read, queried, merged and changed, and have no notes."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import pullquote
from pipeline.cli.app import app
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.publish import publish
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.state import load
from pipeline.replay.select import ReplayFilter, digest_of, targets
from tests.pipeline.upkeep.conftest import NOW, Log
from transforms.records import EditorialNote
from transforms.rows import as_json
from transforms.write.files import FileRef, write_file
from transforms.write.formats import jsonl, parquet
from transforms.write.lines import json_line
from transforms.write.shard import write_shard

DAY = f"{NOW:%Y-%m-%d}"
NOTE = EditorialNote("correction", 0, 27, "Correction: There are two.")
FORMATS = [pytest.param(name, id=name) for name in ("jsonl", "parquet")]


def old_file(root: Path, name: str, number: int) -> FileRef:
    """A file as schema version 3 wrote it: its only record has no `notes`."""
    record = replace(Log.article(number), schema_version=3)

    def dump(out) -> None:
        if name == "jsonl":
            out.write(json_line({key: value for key, value in as_json(record).items() if key != "notes"}))
            return
        columns = [key for key in parquet.schema().names if key != "notes"]
        table = parquet._table([record]).select(columns)
        pq.write_table(table.replace_schema_metadata({parquet.VERSION_KEY: "3"}), out)

    suffix = {"jsonl": jsonl, "parquet": parquet}[name].SUFFIX
    return write_file(root, f"records/date={DAY}", "r001-001-000", suffix, dump, kind="records", rows=1, ids=(record.id,))


@pytest.fixture(params=FORMATS)
def out(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """An old file with article 1, and a new one with article 2."""
    log = Log(tmp_path)
    assert publish(log.work(1, "records"), PassResult(files=(old_file(tmp_path, request.param, 1),)))
    new = replace(Log.article(2), text="Correction: There are two.", notes=(NOTE,))
    refs = write_shard([new], root=tmp_path, day=DAY, attempt="r002-001", shard=0, names=(request.param,))
    assert publish(log.work(2, "records"), PassResult(files=tuple(refs)))
    yield tmp_path


def notes(out: Path) -> list[list[dict]]:
    return [row["notes"] for row in read_records(load(out))]


def test_records_have_empty_notes(out: Path) -> None:
    assert notes(out) == [[], [as_json(NOTE)]]
    assert [row["changed"] for row in read_records(load(out))] == [[], []]
    assert [record.notes for record in pullquote.read(out)] == [(), (NOTE,)]


def test_commands_print_them(out: Path) -> None:
    lines = CliRunner().invoke(app, ["records", "--out", str(out)]).stdout.splitlines()
    assert [json.loads(line)["notes"] for line in lines] == [[], [as_json(NOTE)]]
    table = csv.DictReader(CliRunner().invoke(app, ["records", "--out", str(out), "--format", "csv"]).stdout.splitlines())
    assert [json.loads(row["notes"] or "[]") for row in table] == [[], [as_json(NOTE)]]


def test_a_compaction_merges_them(out: Path) -> None:
    log = Log(out)
    assert log.merge() is not None
    assert notes(out) == [[], [as_json(NOTE)]]
    for _, ref in load(out).files("records"):
        if ref.path.endswith(".parquet"):
            assert pq.read_table(out / ref.path)["notes"].to_pylist() == [[], [as_json(NOTE)]]


def test_an_old_record_can_be_forgotten(out: Path) -> None:
    done = CliRunner().invoke(app, ["forget", Log.entry(1).id, "--out", str(out), "--yes"])
    assert done.exit_code == 0, done.output
    assert notes(out) == [[as_json(NOTE)]]


def test_a_field_that_is_empty_counts_as_missing() -> None:
    """An entity of schema version 4 had no `wikidata`."""
    old, new, linked = ({"entities": [{"id": "e1", **more}]} for more in ({}, {"wikidata": None}, {"wikidata": "Q7"}))
    assert digest_of(old) == digest_of(new) != digest_of(linked)


def test_a_field_that_is_false_counts_as_missing() -> None:
    """A speaker of schema version 5 had no `described`."""
    old, new, described = ({"speaker": {"start": 0, **more}} for more in ({}, {"described": False}, {"described": True}))
    assert digest_of(old) == digest_of(new) != digest_of(described)


def test_a_replay_finds_them(out: Path) -> None:
    """And a new record that differs from the old one in its empty `notes` only counts as unchanged."""
    found = targets(load(out), ReplayFilter(), furniture=False)
    assert sorted(found) == [Log.entry(1).id, Log.entry(2).id]
    assert found[Log.entry(1).id].digest == digest_of(as_json(Log.article(1)))
