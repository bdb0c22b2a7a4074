"""Parquet: the same fields as lists and structs, times as timestamps in UTC, zstd.

`published` and `updated` become instants: a day alone is its midnight in UTC, and the offset that the page gave is kept by
JSON lines only.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.dates import instant
from transforms.records import Record, as_json
from transforms.write.schema import Shape, shape_of

SUFFIX = ".parquet"
TIMES = ("published", "updated", "fetched_at")
BATCH = 64  # rows in memory at once while reading


def dump(records: Sequence[Record], out: BinaryIO) -> None:
    rows = [as_json(record) for record in records]
    for row in rows:
        for name in TIMES:
            row[name] = _instant(row[name])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema()), out, compression="zstd")


def read(path: Path) -> Iterator[dict[str, Any]]:
    with pq.ParquetFile(path) as source:
        for batch in source.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                yield {**row, **{name: row[name].isoformat() for name in TIMES if row[name]}}


@cache
def schema() -> pa.Schema:
    """Made from the types, so that a new field of `Record` is a new column and nothing is forgotten."""
    fields = []
    for name, shape in shape_of(Record).fields:
        kind = pa.timestamp("us", tz="UTC") if name in TIMES else _arrow(shape)
        fields.append(pa.field(name, kind, nullable=shape.optional))
    return pa.schema(fields)


def _arrow(shape: Shape) -> pa.DataType:
    if shape.kind == "list":
        assert shape.item is not None
        return pa.list_(pa.field("element", _arrow(shape.item), nullable=shape.item.optional))
    if shape.kind == "object":
        return pa.struct([pa.field(name, _arrow(s), nullable=s.optional) for name, s in shape.fields])
    return {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}[shape.kind]


def _instant(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        return instant(value)
    except ValueError:
        return None
