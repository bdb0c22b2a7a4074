"""The shape of records, derived from their types: the source of Parquet's columns and of docs/records.md."""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True)
class Shape:
    """`kind`: string, integer, number, boolean, list (of `item`) or object (with `fields`, named by `name`)."""

    kind: str
    optional: bool = False
    item: "Shape | None" = None
    fields: tuple[tuple[str, "Shape"], ...] = ()
    name: str = ""

    def __str__(self) -> str:
        text = f"list of {self.item}" if self.item else self.name or self.kind
        return f"{text} or null" if self.optional else text


def shape_of(kind: Any) -> Shape:
    """The shape of a type of `records.py`, with all nested types. Raises TypeError for a field that JSON can't represent."""
    if kind in PLAIN:
        return Shape(PLAIN[kind])
    if is_dataclass(kind) and isinstance(kind, type):
        return Shape("object", name=kind.__name__, fields=tuple((f.name, shape_of(f.type)) for f in fields(kind)))
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union) and type(None) in args and len(args) == 2:
        inner = shape_of(next(a for a in args if a is not type(None)))
        return Shape(inner.kind, True, inner.item, inner.fields, inner.name)
    if origin is tuple and len({a for a in args if a is not Ellipsis}) == 1:
        return Shape("list", item=shape_of(args[0]))
    raise TypeError(f"no JSON shape for {kind!r}")


def object_shapes(shape: Shape) -> Iterator[Shape]:
    """The object shapes within a shape, itself first, each name once, breadth first."""
    by_name: dict[str, Shape] = {}
    todo = [shape]
    while todo:
        current = todo.pop(0)
        if current.kind == "object" and current.name not in by_name:
            by_name[current.name] = current
        todo += [current.item] if current.item else []
        todo += [s for _, s in current.fields]
    yield from by_name.values()
