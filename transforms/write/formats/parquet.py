"""Parquet: the same fields as lists and structs, times as timestamps in UTC, zstd.

`published` and `updated` become instants: a day alone is its midnight in UTC, and the offset that the page gave is kept by
JSON lines only.

One schema reads files of all ages: every column and nested field may be null, and a new one comes at the end of its struct
(`tests/transforms/write/parquet-schema-*.txt` hold each version's shape). The file's metadata tell the version.

Strings are Arrow strings, also where few values repeat. Arrow's dictionary type was tried and harms: over files whose
dictionaries differ pyarrow 25 can neither group nor join ("Unifying differing dictionaries"), it never sorts or searches
them, and pandas loses the categories when it concatenates. The repeats are kept small on disk instead, by Parquet's own
dictionary encoding; who wants categories says `read_dictionary=[...]` when reading.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.dates import instant
from transforms.records import SCHEMA_VERSION, Record
from transforms.rows import as_json
from transforms.text import LONE_SURROGATE
from transforms.write.schema import Shape, shape_of

SUFFIX = ".parquet"
TIMES = ("published", "updated", "fetched_at")
VERSION_KEY = "pullquote.schema_version"  # in the file's metadata
BATCH = 64  # rows in memory at once while reading
GROUP_ROWS = 1_000  # a row group is what a reader, Beam for one, holds in memory
GROUP_BYTES = 32 << 20  # as Arrow holds them; merging takes about ten times as much at its peak

# What hardly repeats gets no dictionary; offsets get none either. Measured on 400 invented records: 768 kB, with
# dictionaries everywhere 798, with none 796.
UNIQUE = {"id", "url", "canonical_url", "title", "image", "text", "previous", "content_hash"}
UNIQUE |= {
    "removals.list.element.text",
    "quotes.list.element.said",
    "quotes.list.element.text",
    "quotes.list.element.addressee",
}
# Smallest and largest value stand in the footer for what is searched by; for all columns they cost 12 kB a file.
SOUGHT = ["id", "published", "updated", "fetched_at", "language", "site", "run"]
LEVEL = 9  # of zstd: a tenth smaller than its default, for 0.1 ms a record


def dump(records: Sequence[Record], out: BinaryIO) -> None:
    """All the records, in row groups of at most 1,000. The same records give the same bytes."""
    _write((_table(records[start : start + BATCH]) for start in range(0, len(records), BATCH)), out)


def merge(sources: Sequence[Path], out: BinaryIO) -> int:
    """The rows of all the files, in order, under the present schema; how many. What an older file has not is null.

    Memory holds a row group. ValueError for a file of a newer schema, whose fields would be lost, and for what is no Parquet.
    """
    return _write(chain.from_iterable(map(_tables, sources)), out)


def without(source: Path, ids: Collection[str], out: BinaryIO) -> list[int]:
    """The rows of all other records, in order, under the present schema; the places of those that went, counted from 0.

    ValueError as with `merge`.
    """
    gone: list[int] = []

    def others() -> Iterator[pa.Table]:
        place = 0
        for table in _tables(source):
            goes = [ident in ids for ident in table["id"].to_pylist()]
            gone.extend(place + n for n, it_goes in enumerate(goes) if it_goes)
            place += len(goes)
            yield table.filter(pa.array([not it_goes for it_goes in goes]))

    _write(others(), out)
    return gone


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows as JSON lines hold them, but for times, which are in UTC."""
    with pq.ParquetFile(path) as source:
        for batch in source.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                yield {**row, **{name: row[name].isoformat() for name in TIMES if row.get(name)}}


@cache
def schema() -> pa.Schema:
    """Made from the types, so that a new field of `Record` is a new column and nothing is forgotten."""
    fields = [
        pa.field(name, pa.timestamp("us", tz="UTC") if name in TIMES else _arrow(shape))
        for name, shape in shape_of(Record).fields
    ]
    return pa.schema(fields, metadata={VERSION_KEY: str(SCHEMA_VERSION)})


def _arrow(shape: Shape) -> pa.DataType:
    if shape.kind == "list":
        assert shape.item is not None
        return pa.list_(pa.field("element", _arrow(shape.item)))
    if shape.kind == "object":
        return pa.struct([pa.field(name, _arrow(s)) for name, s in shape.fields])
    return {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}[shape.kind]


def _write(tables: Iterable[pa.Table], out: BinaryIO) -> int:
    rows = 0
    options = {"use_dictionary": _repeating(), "write_statistics": SOUGHT, "compression": "zstd", "compression_level": LEVEL}
    with pq.ParquetWriter(out, schema(), **options) as writer:
        for group in _groups(tables):
            writer.write_table(group.combine_chunks(), row_group_size=GROUP_ROWS)
            rows += group.num_rows
    return rows


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows cut into groups of `GROUP_ROWS`, or sooner when they are heavy."""
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(t.num_rows for t in waiting) >= GROUP_ROWS:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, GROUP_ROWS)
            waiting = [whole.slice(GROUP_ROWS)]
        elif sum(t.nbytes for t in waiting) >= GROUP_BYTES:
            yield pa.concat_tables(waiting)
            waiting = []
    if any(t.num_rows for t in waiting):
        yield pa.concat_tables(waiting)


@cache
def _repeating() -> list[str]:
    """The columns, by Parquet's path, that get a dictionary: strings that other rows are likely to hold too."""

    def leaves(path: str, kind: pa.DataType) -> Iterator[tuple[str, pa.DataType]]:
        if pa.types.is_list(kind):
            yield from leaves(f"{path}.list.element", kind.value_type)
        elif pa.types.is_struct(kind):
            yield from chain.from_iterable(leaves(f"{path}.{field.name}", field.type) for field in kind)
        else:
            yield path, kind

    found = chain.from_iterable(leaves(field.name, field.type) for field in schema())
    return [path for path, kind in found if pa.types.is_string(kind) and path not in UNIQUE]


def _tables(path: Path) -> Iterator[pa.Table]:
    """A file's rows, a few at a time, in the present shape."""
    with pq.ParquetFile(path) as source:
        version = int((source.schema_arrow.metadata or {}).get(VERSION_KEY.encode(), b"1"))
        if version > SCHEMA_VERSION:
            raise ValueError(
                f"{path}: schema version {version}; this Pullquote knows {SCHEMA_VERSION}, a newer one can merge it"
            )
        for batch in source.iter_batches(batch_size=BATCH):
            there = set(batch.schema.names)
            yield pa.Table.from_arrays(
                [batch[f.name].cast(f.type) if f.name in there else pa.nulls(batch.num_rows, f.type) for f in schema()],
                schema=schema(),
            )


def _table(records: Iterable[Record]) -> pa.Table:
    rows = [as_json(record) for record in records]
    for row in rows:
        for name in TIMES:
            row[name] = _instant(row[name])
    try:
        return pa.Table.from_pylist(rows, schema=schema())
    except UnicodeEncodeError:  # UTF-8 has no lone surrogates, and one of them must not stop a pass
        return pa.Table.from_pylist([_sound(row) for row in rows], schema=schema())


def _sound(value: Any) -> Any:
    r"""With `\ufffd` for each lone surrogate: one character for one, so that offsets hold."""
    if isinstance(value, str):
        return LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_sound(v) for v in value]
    return {k: _sound(v) for k, v in value.items()} if isinstance(value, dict) else value


def _instant(value: str | None) -> datetime | None:
    try:
        return instant(value) if value else None
    except (ValueError, OverflowError):
        return None
