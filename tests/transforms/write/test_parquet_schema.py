"""The shape of Parquet files in each schema version: no column may move or change its type."""

from pathlib import Path

import pyarrow as pa
import pytest

from transforms.records import SCHEMA_VERSION
from transforms.write.formats import parquet

HERE = Path(__file__).parent
CHANGED = (
    "the shape of Parquet files changed: raise SCHEMA_VERSION in transforms/records.py, add what is new at the end of its "
    "struct, leave the rest as it is, and add the new shape as tests/transforms/write/parquet-schema-<version>.txt"
)


def picture(schema: pa.Schema) -> list[str]:
    """One line a field, in order: its path and its type, `[]` for the items of a list."""

    def lines(path: str, kind: pa.DataType) -> list[str]:
        if pa.types.is_list(kind):
            return [f"{path}: list", *lines(f"{path}[]", kind.value_type)]
        if pa.types.is_struct(kind):
            return [f"{path}: struct", *(line for field in kind for line in lines(f"{path}.{field.name}", field.type))]
        return [f"{path}: {kind}"]

    return [line for field in schema for line in lines(field.name, field.type)]


def children(lines: list[str]) -> dict[str, list[str]]:
    """The lines by what they lie in; `` is the row itself."""
    found: dict[str, list[str]] = {}
    for line in lines:
        path = line.split(": ")[0]
        found.setdefault(path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0], []).append(line)
    return found


def broken(old: list[str], new: list[str]) -> list[str]:
    """The fields of `old` that `new` lacks, holds as another type, or holds at another place of their struct."""
    now = children(new)
    return [
        line
        for parent, fields in children(old).items()
        for place, line in enumerate(fields)
        if now.get(parent, [])[place : place + 1] != [line]
    ]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_the_shape_keeps_all_that_was_ever_written(version):
    frozen = HERE / f"parquet-schema-{version}.txt"
    assert frozen.is_file(), f"there is no {frozen.name}; {CHANGED}"
    assert not broken(frozen.read_text().splitlines(), picture(parquet.schema())), CHANGED


def test_the_present_shape_is_frozen():
    frozen = HERE / f"parquet-schema-{SCHEMA_VERSION}.txt"
    assert picture(parquet.schema()) == frozen.read_text().splitlines(), CHANGED


@pytest.mark.parametrize(
    ("new", "found"),
    [
        pytest.param(["a: string", "q: list", "q[]: struct", "q[].x: int64", "z: string"], [], id="a column at the end"),
        pytest.param(
            ["a: string", "q: list", "q[]: struct", "q[].x: int64", "q[].y: int64"], [], id="a field at its struct's end"
        ),
        pytest.param(
            ["a: string", "q: list", "q[]: struct", "q[].w: int64", "q[].x: int64"], ["q[].x: int64"], id="before others"
        ),
        pytest.param(["a: int64", "q: list", "q[]: struct", "q[].x: int64"], ["a: string"], id="another type"),
        pytest.param(["a: string"], ["q: list", "q[]: struct", "q[].x: int64"], id="gone"),
    ],
)
def test_what_counts_as_a_change(new, found):
    assert broken(["a: string", "q: list", "q[]: struct", "q[].x: int64"], new) == found
