"""Parquet: the fields of records as lists and structs, times as timestamps in UTC, compressed with zstd.

`published` and `updated` become instants: a day without a time becomes its midnight in UTC, and only JSON lines keep the offset
of the page.

One schema reads files of all versions: every column and nested field may be null, and a new one is added at the end of its
struct (`tests/transforms/write/parquet-schema-*.txt` hold the shape of each version). The version is in the file's metadata.

Strings are Arrow strings, also where few values repeat, since Arrow's dictionary type causes problems: with dictionaries that
differ between files, pyarrow 25 can neither group nor join ("Unifying differing dictionaries"), it never sorts or searches
them, and pandas loses the categories when it concatenates. Repeated values are small on disk all the same, by Parquet's own
dictionary encoding. Readers that want categories pass `read_dictionary=[...]`.
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
GROUP_ROWS = 1_000  # readers such as Beam hold a row group in memory
GROUP_BYTES = 32 << 20  # in Arrow's memory; merging takes about ten times as much at its peak

# Columns whose values hardly repeat get no dictionary, nor do offsets. Measured on 400 invented records: 768 kB; with
# dictionaries everywhere 798, with none 796.
UNIQUE = {"id", "url", "canonical_url", "title", "image", "text", "previous", "content_hash"}
UNIQUE |= {
    "removals.list.element.text",
    "quotes.list.element.said",
    "quotes.list.element.text",
    "quotes.list.element.addressee",
    "notes.list.element.text",
}
# Columns that are searched have their smallest and largest values in the footer; for all columns, these cost 12 kB a file.
SEARCHED = ["id", "published", "updated", "fetched_at", "language", "site", "run"]
LEVEL = 9  # of zstd: a tenth smaller than its default, for 0.1 ms a record


def dump(records: Sequence[Record], out: BinaryIO) -> None:
    """Writes all records, in row groups of at most 1,000. The same records give the same bytes."""
    _write((_table(records[start : start + BATCH]) for start in range(0, len(records), BATCH)), out)


def merge(sources: Sequence[Path], out: BinaryIO) -> int:
    """Writes the rows of all files, in order, under the current schema, and returns their number.

    Fields that an older file lacks are null, and lists are empty.

    At most one row group is in memory. Raises ValueError for a file of a newer schema, whose fields would be lost, and for a
    file that is no Parquet.
    """
    return _write(chain.from_iterable(map(_tables, sources)), out)


def without(source: Path, ids: Collection[str], out: BinaryIO) -> list[int]:
    """Writes the rows of all other records under the current schema; returns the places of the dropped ones, counted from 0.

    Raises ValueError as `merge` does.
    """
    dropped: list[int] = []

    def others() -> Iterator[pa.Table]:
        place = 0
        for table in _tables(source):
            kept = [ident not in ids for ident in table["id"].to_pylist()]
            dropped.extend(place + n for n, is_kept in enumerate(kept) if not is_kept)
            place += len(kept)
            yield table.filter(pa.array(kept, pa.bool_()))

    _write(others(), out)
    return dropped


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the rows as JSON lines have them, except for times, which are in UTC."""
    with pq.ParquetFile(path) as source:
        for batch in source.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                yield {**row, **{name: row[name].isoformat() for name in TIMES if row.get(name)}}


@cache
def schema() -> pa.Schema:
    """The schema of the columns, derived from `Record`, so that a new field becomes a new column."""
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
    options = {"use_dictionary": _repeating(), "write_statistics": SEARCHED, "compression": "zstd", "compression_level": LEVEL}
    with pq.ParquetWriter(out, schema(), **options) as writer:
        for group in _groups(tables):
            writer.write_table(group.combine_chunks(), row_group_size=GROUP_ROWS)
            rows += group.num_rows
    return rows


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in groups of `GROUP_ROWS`, or of fewer rows when these are large."""
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
    """The columns that get a dictionary, by their path in Parquet: strings that are likely to be repeated in other rows."""

    def leaves(path: str, kind: pa.DataType) -> Iterator[tuple[str, pa.DataType]]:
        if pa.types.is_list(kind):
            yield from leaves(f"{path}.list.element", kind.value_type)
        elif pa.types.is_struct(kind):
            yield from chain.from_iterable(leaves(f"{path}.{field.name}", field.type) for field in kind)
        else:
            yield path, kind

    columns = chain.from_iterable(leaves(field.name, field.type) for field in schema())
    return [path for path, kind in columns if pa.types.is_string(kind) and path not in UNIQUE]


def _tables(path: Path) -> Iterator[pa.Table]:
    """The rows of a file under the current schema, a few at a time."""
    with pq.ParquetFile(path) as source:
        version = int((source.schema_arrow.metadata or {}).get(VERSION_KEY.encode(), b"1"))
        if version > SCHEMA_VERSION:
            raise ValueError(
                f"{path}: schema version {version}; this Pullquote knows {SCHEMA_VERSION}, a newer one can merge it"
            )
        for batch in source.iter_batches(batch_size=BATCH):
            present = set(batch.schema.names)
            yield pa.Table.from_arrays(
                [batch[f.name].cast(f.type) if f.name in present else _absent(f.type, batch.num_rows) for f in schema()],
                schema=schema(),
            )


def _absent(kind: pa.DataType, rows: int) -> pa.Array:
    """The values of a column that a file lacks: empty lists, or nulls."""
    return pa.array([[]] * rows, kind) if pa.types.is_list(kind) else pa.nulls(rows, kind)


def _table(records: Iterable[Record]) -> pa.Table:
    rows = [as_json(record) for record in records]
    for row in rows:
        for name in TIMES:
            row[name] = _instant(row[name])
    try:
        return pa.Table.from_pylist(rows, schema=schema())
    except UnicodeEncodeError:  # UTF-8 has no lone surrogates, and a page with one must not end the pass
        return pa.Table.from_pylist([_without_surrogates(row) for row in rows], schema=schema())


def _without_surrogates(value: Any) -> Any:
    r"""The value with `\ufffd` for each lone surrogate. Lengths stay the same, so that offsets stay valid."""
    if isinstance(value, str):
        return LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(v) for v in value]
    return {k: _without_surrogates(v) for k, v in value.items()} if isinstance(value, dict) else value


def _instant(value: str | None) -> datetime | None:
    try:
        return instant(value) if value else None
    except (ValueError, OverflowError):
        return None
