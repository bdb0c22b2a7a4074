"""Output formats and the files that hold records."""

import io
import json
import typing
from dataclasses import fields, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.records import Cue, EditorialNote, Entity, Mention, Quote, Record, Removal, Role, Speaker
from transforms.rows import as_json
from transforms.write import formats
from transforms.write.files import write_file
from transforms.write.lines import json_line, read_lines
from transforms.write.schema import object_shapes, shape_of
from transforms.write.shard import write_shard

RECORD = Record(
    id="ab" * 16,
    url="https://news.example/a",
    canonical_url=None,
    feeds=("daily", "weekly"),
    title="Ferry stays",
    authors=("Ana Brandt",),
    published="2026-01-31T09:30:00+02:00",
    published_from="json-ld",
    updated=None,
    fetched_at="2026-01-31T12:00:00+00:00",
    language="en",
    site="The Daily",
    image=None,
    flags=("paywall",),
    text="“We won,” Ana Brandt said.",
    removals=(Removal("polls", "text", 26, 40, "\nYes 61 %"), Removal("page:promo", "page", None, None, "Sign up")),
    quotes=(
        Quote(
            "We won,",
            "direct",
            1,
            8,
            "We won,",
            ((1, 8),),
            Speaker("Ana Brandt", 10, 20, "Ana Brandt", "e1"),
            Cue("said", 21, 25),
        ),
        Quote("We won,", "direct", 1, 8, "We won,", ((1, 4), (5, 8))),
    ),
    entities=(
        Entity("e1", "Ana Brandt", "person", (Mention("Ana Brandt", 10, 20, "name"),), (Role("mayor", None, 0, 5),), "Q7"),
    ),
    version=1,
    revision=1,
    previous=None,
    content_hash="cd" * 16,
    made_with="pullquote test",
    schema_version=1,
    run="r1",
    notes=(EditorialNote("correction", 0, 8, "“We won,”"),),
)


def strategy(kind: typing.Any) -> st.SearchStrategy:
    """Values of a field's type; text holds anything that a record may hold."""
    if kind is str:
        return st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 2**31)
    if kind is float:
        return st.floats(0, 1)
    if kind is type(None):
        return st.none()
    if origin := typing.get_origin(kind):
        args = [a for a in typing.get_args(kind) if a is not Ellipsis]
        if origin is tuple and len(typing.get_args(kind)) == 2 and Ellipsis in typing.get_args(kind):
            return st.lists(strategy(args[0]), max_size=3).map(tuple)
        if origin is tuple:
            return st.tuples(*map(strategy, args))
        return st.one_of(*map(strategy, args))
    return st.builds(kind, **{f.name: strategy(f.type) for f in fields(kind)})


TIMES = (
    st.datetimes(timezones=st.just(None))
    .map(lambda d: d.replace(microsecond=0).isoformat() + "+00:00")
    .filter(lambda t: t[0] in "12")
)
RECORDS = st.builds(Record, **{f.name: strategy(f.type) for f in fields(Record)}).flatmap(
    lambda r: TIMES.map(lambda t: replace(r, fetched_at=t, published=t, updated=None))
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(RECORDS, min_size=1, max_size=3))
@pytest.mark.parametrize("name", formats.format_names())
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, name, records):
    form = formats.format_named(name)
    path = tmp_path_factory.mktemp("out") / f"a{form.SUFFIX}"
    with path.open("wb") as out:
        form.dump(records, out)
    assert list(form.read(path)) == [as_json(r) for r in records]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(st.lists(RECORDS, max_size=3), max_size=4))
@pytest.mark.parametrize("name", formats.format_names())
def test_merged_files_read_as_their_rows_in_order(tmp_path_factory: pytest.TempPathFactory, name, shards):
    form, folder = formats.format_named(name), tmp_path_factory.mktemp("out")
    for number, records in enumerate(shards):
        with (folder / f"{number}{form.SUFFIX}").open("wb") as out:
            form.dump(records, out)
    with (folder / f"merged{form.SUFFIX}").open("wb") as out:
        rows = form.merge([folder / f"{number}{form.SUFFIX}" for number in range(len(shards))], out)
    expected = [as_json(record) for records in shards for record in records]
    assert rows == len(expected)
    assert list(form.read(folder / f"merged{form.SUFFIX}")) == expected


@pytest.mark.parametrize(
    ("files", "merged", "rows"),
    [
        pytest.param([b'{"a":1}\n', b'{"a":2}\n'], b'{"a":1}\n{"a":2}\n', 2, id="byte for byte"),
        pytest.param([b'{"a":1}', b'{"a":2}'], b'{"a":1}\n{"a":2}\n', 2, id="no line break at the end"),
        pytest.param([b"", b'{"a":1}\n\n', b"\n"], b'{"a":1}\n', 1, id="a blank line is no row"),
        pytest.param(['{"a":"b\u2028c"}\n'.encode()], '{"a":"b\u2028c"}\n'.encode(), 1, id="a separator that is no line break"),
        pytest.param([], b"", 0, id="nothing"),
    ],
)
def test_json_lines_are_merged_as_they_stand(tmp_path: Path, files, merged, rows):
    paths = [tmp_path / f"{number}.jsonl" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    out = io.BytesIO()
    assert formats.format_named("jsonl").merge(paths, out) == rows
    assert out.getvalue() == merged


def test_parquet_times_are_instants_and_nests_are_nests(tmp_path: Path):
    form = formats.format_named("parquet")
    path = tmp_path / "a.parquet"
    with path.open("wb") as out:
        form.dump([RECORD, replace(RECORD, published="2026-01-31"), replace(RECORD, published=None)], out)
    table = pq.read_table(path)
    assert [str(v) for v in table["published"].to_pylist()] == [
        "2026-01-31 07:30:00+00:00",
        "2026-01-31 00:00:00+00:00",
        "None",
    ]
    assert table["quotes"][0][0]["speaker"]["name"].as_py() == "Ana Brandt"
    assert pq.ParquetFile(path).metadata.row_group(0).column(0).compression == "ZSTD"


def test_an_unknown_format_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match="no 'xml'; there are: jsonl, parquet"):
        formats.format_named("xml")


def test_a_shard_is_one_file_a_format_with_the_same_rows(tmp_path: Path):
    other = replace(RECORD, id="01" * 16)
    refs = write_shard([RECORD, other], root=tmp_path, day="2026-01-31", attempt="r1-001", shard=3, names=["jsonl", "parquet"])
    assert [r.path.rsplit("-", 1)[0] for r in refs] == ["records/date=2026-01-31/r1-001-003"] * 2
    assert [r.rows for r in refs] == [2, 2]
    assert refs[0].ids == (other.id, RECORD.id)  # by id
    for ref in refs:
        assert [row["id"] for row in formats.format_named(Path(ref.path).suffix[1:]).read(tmp_path / ref.path)] == list(ref.ids)


def test_a_file_that_fails_leaves_nothing(tmp_path: Path):
    def dump(out: typing.BinaryIO) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_file(tmp_path, "records", "a", ".jsonl", dump, kind="records", rows=1)
    assert list((tmp_path / "records").iterdir()) == []


def test_writing_the_same_again_gives_the_same_name(tmp_path: Path):
    first, second = (write_file(tmp_path, "w", "a", ".x", lambda out: out.write(b"same"), kind="waiting", rows=1) for _ in "12")
    assert first == second
    assert [p.name for p in (tmp_path / "w").iterdir()] == [Path(first.path).name]


@pytest.mark.parametrize("text", ["plain", "“curly”", "\ud800 lone", "line\nbreak", "\u2028"])
def test_a_line_is_one_line_and_comes_back(text):
    raw = json_line({"text": text})
    assert raw.count(b"\n") == 1
    assert next(read_lines([raw])) == {"text": text}


def test_every_field_has_a_json_shape():
    assert [s.name for s in object_shapes(shape_of(Record))] == [
        "Record", "Removal", "Quote", "Entity", "EditorialNote", "Speaker", "Cue", "Mention", "Role",
    ]  # fmt: skip
    with pytest.raises(TypeError, match="no JSON shape"):
        shape_of(dict)
    assert json.loads(json_line(RECORD)) == as_json(RECORD)
