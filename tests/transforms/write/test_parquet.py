"""Parquet as other tools read it, and merged."""

import io
import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from transforms.records import SCHEMA_VERSION, Cue, Entity, Mention, Quote, Record, Removal, Speaker
from transforms.rows import as_json
from transforms.write.formats import parquet

WORDS = ["ferry", "island", "harbour", "winter", "council", "price", "bridge", "storm", "school", "otter", "river", "mill"]


def record(number: int, **changes: object) -> Record:
    """An invented article; the same number, the same article."""
    dice = random.Random(number)
    names = [f"{first} {last}" for first in ("Ana", "Ines", "Tomas") for last in ("Brandt", "Okonkwo", "Lindqvist")]

    def words(count: int) -> str:
        return " ".join(dice.choices(WORDS, k=count))

    def quote(said: str, start: int, name: str) -> Quote:
        cue = Cue("said", start + 60, start + 64)
        return Quote(
            said, "direct", start, start + 50, said, ((start, start + 50),), Speaker(name, start + 65, start + 75, name), cue
        )

    whole = Record(
        id=f"{dice.getrandbits(128):032x}",
        url=f"https://news.example/{words(4).replace(' ', '-')}-{number}",
        canonical_url=None,
        feeds=("daily",),
        title=words(7),
        authors=(dice.choice(names),),
        published=f"2026-01-{dice.randint(10, 28)}T09:30:00+02:00",
        published_from=dice.choice(["json-ld", "meta"]),
        updated=None,
        fetched_at="2026-01-31T12:00:00+00:00",
        language=dice.choice(["en", "de", None]),
        site=dice.choice(["The Daily", "The Weekly"]),
        image=None,
        flags=(),
        text=words(300),
        removals=(Removal("polls", "text", 26, 40, words(5)),),
        quotes=tuple(quote(words(12), dice.randint(0, 900), dice.choice(names)) for _ in range(3)),
        entities=tuple(Entity(name, name, "person", (Mention(name, 10, 20, "name"),)) for name in dice.sample(names, 4)),
        version=1,
        revision=1,
        previous=None,
        content_hash=f"{dice.getrandbits(128):032x}",
        made_with="pullquote test",
        schema_version=SCHEMA_VERSION,
        run="r1",
    )
    return replace(whole, **changes)


def write(path: Path, *records: Record) -> Path:
    with path.open("wb") as out:
        parquet.dump(records, out)
    return path


def test_everything_may_be_null_and_the_file_tells_its_version(tmp_path):
    schema = pq.read_schema(write(tmp_path / "a.parquet", record(1)))
    assert "not null" not in str(schema)
    assert schema.metadata[b"pullquote.schema_version"] == str(SCHEMA_VERSION).encode()


def test_the_same_records_are_the_same_bytes():
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        parquet.dump([record(n) for n in range(100)], out)
    assert first.getvalue() == second.getvalue()


def test_dictionaries_where_values_repeat_make_it_smaller():
    records = [record(n) for n in range(300)]
    ours, everywhere = io.BytesIO(), io.BytesIO()
    parquet.dump(records, ours)
    ours.seek(0)
    columns = [pq.ParquetFile(ours).metadata.row_group(0).column(n) for n in range(len(pq.ParquetFile(ours).schema))]
    encoded = {c.path_in_schema for c in columns if c.has_dictionary_page}
    assert {"language", "site", "published_from", "made_with", "run", "quotes.list.element.speaker.name"} <= encoded
    assert not encoded & {"id", "url", "text", "title", "quotes.list.element.said", "quotes.list.element.start"}
    pq.write_table(pq.read_table(ours), everywhere, compression="zstd", compression_level=parquet.LEVEL)
    assert len(ours.getvalue()) < len(everywhere.getvalue())


def test_row_groups_are_small_enough_to_hold():
    out = io.BytesIO()
    parquet.dump([record(1, text="x") for _ in range(2100)], out)
    metadata = pq.ParquetFile(out).metadata
    assert [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)] == [1000, 1000, 100]


def test_heavy_rows_make_smaller_row_groups(monkeypatch):
    monkeypatch.setattr(parquet, "GROUP_BYTES", 1_000_000)
    out = io.BytesIO()
    parquet.dump([record(1, text="x" * 10_000) for _ in range(200)], out)
    metadata = pq.ParquetFile(out).metadata
    assert [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)] == [128, 72]


def test_no_records_are_a_file_without_rows(tmp_path):
    assert pq.read_table(write(tmp_path / "a.parquet")).num_rows == 0


def test_a_lone_surrogate_keeps_its_place(tmp_path):
    path = write(tmp_path / "a.parquet", record(1, title="a\ud800b", quotes=()))
    assert next(parquet.read(path))["title"] == "a\ufffdb"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two files whose columns hold different values, one of them of a time when there were fewer fields."""
    new = write(tmp_path / "new.parquet", record(3, language="en", site="The Weekly"), record(4, language="fr", site=None))
    rows = [as_json(record(n, language="de", site="The Daily")) for n in (1, 2)]
    for row in rows:
        row.update(dict.fromkeys(parquet.TIMES))
    old = pa.Table.from_pylist(rows, schema=pa.schema([older(f) for f in parquet.schema() if f.name not in ("image", "run")]))
    pq.write_table(old, tmp_path / "old.parquet")
    return [str(tmp_path / "old.parquet"), str(new)]


def older(field: pa.Field) -> pa.Field:
    """The field before its struct's last two were added; nothing in it could be null."""
    kind = field.type
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        kind = pa.list_(pa.field("element", pa.struct(list(kind.value_type)[:-2]), nullable=False))
    return pa.field(field.name, kind)


def check_rows(table: pa.Table) -> None:
    assert table["site"].to_pylist() == ["The Daily", "The Daily", "The Weekly", None]
    assert table["run"].to_pylist() == [None, None, "r1", "r1"]
    quotes = [row[0] for row in table["quotes"].to_pylist()]
    assert [q["speaker"] is None for q in quotes] == [False] * 4
    assert [q["confidence"] for q in quotes] == [None] * 4
    assert "mentions" in table["entities"].to_pylist()[0][0]


def test_pyarrow_reads_files_of_two_ages_under_the_newest_schema(files):
    newest = pq.read_schema(files[-1])
    for table in (ds.dataset(files, schema=newest).to_table(), pq.read_table(files, schema=newest)):
        check_rows(table)
        assert table.schema.field("fetched_at").type == pa.timestamp("us", tz="UTC")
        # What a dictionary type could not do over two files:
        assert table.group_by("site").aggregate([([], "count_all")]).num_rows == 3
        assert table.filter(pc.starts_with(pc.field("language"), "d")).num_rows == 2
        assert table.sort_by("language")["language"].to_pylist() == ["de", "de", "en", "fr"]
    categories = pq.read_table(files[1], read_dictionary=["language"])
    assert pa.types.is_dictionary(categories.schema.field("language").type)


def test_pandas_reads_them(files):
    frame = pd.read_parquet(files, schema=pq.read_schema(files[-1]))
    assert str(frame["fetched_at"].dtype) == "datetime64[us, UTC]"
    assert frame["site"].value_counts().to_dict() == {"The Daily": 2, "The Weekly": 1}
    exploded = frame.explode("quotes")["quotes"]
    assert len(exploded) == 12
    assert exploded.iloc[0]["speaker"]["name"]
    assert len(pd.concat(map(pd.read_parquet, files))) == 4


def test_duckdb_reads_them(files):
    found = duckdb.execute(
        "from read_parquet($files, union_by_name = true) select site, run, fetched_at::text", {"files": files}
    )
    assert found.fetchall()[1:3] == [("The Daily", None, None), ("The Weekly", "r1", found_time())]
    kinds = dict(
        duckdb.execute("describe from read_parquet($files, union_by_name = true)", {"files": files})
        .fetchdf()
        .iloc[:, :2]
        .values
    )
    assert kinds["fetched_at"] == "TIMESTAMP WITH TIME ZONE"
    assert kinds["language"] == "VARCHAR"
    spoken = duckdb.execute(
        "select count(*) from (select unnest(quotes) as q from read_parquet($files, union_by_name = true)) where q.speaker.name <> ''",
        {"files": files},
    )
    assert spoken.fetchone() == (12,)


def found_time() -> str:
    """The time as this machine's zone has it: DuckDB writes instants so."""
    return duckdb.execute("select (timestamptz '2026-01-31 12:00:00+00')::text").fetchone()[0]


def test_beam_reads_a_file_with_two_row_groups(tmp_path):
    import apache_beam as beam
    from apache_beam.testing.util import assert_that, equal_to

    path = write(tmp_path / "a.parquet", *(record(1, text=str(n), quotes=()) for n in range(1200)))
    with beam.Pipeline("FnApiRunner") as pipeline:
        rows = pipeline | beam.Create([str(path)]) | beam.io.ReadAllFromParquet(columns=["text", "language", "fetched_at"])
        assert_that(rows | beam.Map(lambda row: int(row["text"])), equal_to(range(1200)))


def test_merging_lifts_an_older_file_to_the_present_shape(files, tmp_path):
    with (tmp_path / "merged.parquet").open("wb") as out:
        assert parquet.merge([Path(f) for f in files], out) == 4
    merged = pq.read_table(tmp_path / "merged.parquet")
    assert merged.schema.equals(parquet.schema(), check_metadata=True)
    check_rows(merged)


def test_merging_a_file_of_a_newer_schema_is_refused(tmp_path):
    newer = parquet.schema().with_metadata({parquet.VERSION_KEY: str(SCHEMA_VERSION + 1)})
    pq.write_table(newer.empty_table(), tmp_path / "newer.parquet")
    with pytest.raises(ValueError, match=f"schema version {SCHEMA_VERSION + 1}; this Pullquote knows {SCHEMA_VERSION}"):
        parquet.merge([tmp_path / "newer.parquet"], io.BytesIO())


def test_merged_files_are_the_bytes_of_one_file(tmp_path):
    """So a compaction that is done again, or in other steps, gives the same file."""
    records = [record(n) for n in range(200)]
    parts = [write(tmp_path / f"{n}.parquet", *records[n : n + 70]) for n in range(0, 200, 70)]
    merged, whole = io.BytesIO(), io.BytesIO()
    assert parquet.merge(parts, merged) == 200
    parquet.dump(records, whole)
    assert merged.getvalue() == whole.getvalue()
