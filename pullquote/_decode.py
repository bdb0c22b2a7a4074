"""Turns JSON rows back into the frozen dataclasses that they were written from."""

import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any, TypeVar, cast

T = TypeVar("T")


def from_row(kind: type[T], row: Mapping[str, Any]) -> T:
    """Returns an instance of the dataclass `kind`, made from a row; nested dataclasses and tuples are decoded too.

    Keys without a field are ignored, and fields without a key get their default, because a folder may hold rows that other
    versions wrote.

    >>> from transforms.records import Role
    >>> from_row(Role, {"role": "mayor", "affiliation": None, "start": 4, "end": 9, "later": 1})
    Role(role='mayor', affiliation=None, start=4, end=9)
    """
    decoders = _decoders(cast(Hashable, kind))
    return kind(**{name: decode(row[name]) for name, decode in decoders if name in row})


@cache
def _decoders(kind: Any) -> list[tuple[str, Callable[[Any], Any]]]:
    return [(field.name, _decoder(field.type)) for field in fields(kind)]


def _decoder(kind: Any) -> Callable[[Any], Any]:
    """Returns the function that turns a JSON value into a value of the type `kind`."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        decode = _decoder(next(argument for argument in arguments if argument is not type(None)))
        return lambda value: None if value is None else decode(value)
    if origin is tuple:
        item = _decoder(arguments[0])
        return lambda values: tuple(map(item, values or ()))  # a column that an older file lacks is read as null
    if isinstance(kind, type) and is_dataclass(kind):
        return partial(from_row, cast(type[Any], kind))
    return _unchanged


def _unchanged(value: Any) -> Any:
    return value
