"""The types as rows of JSON, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from transforms.articles import Entry, Past, Said
from transforms.records import Removal


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def as_json(value: Any) -> Any:
    """The value as plain JSON: dataclasses become objects, tuples lists. Faster than `dataclasses.asdict`, which copies.

    >>> as_json(Cue("said", 3, 7))
    {'text': 'said', 'start': 3, 'end': 7}
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    if isinstance(value, Mapping):
        return {k: as_json(v) for k, v in value.items()}
    return {name: as_json(getattr(value, name)) for name in _names(value.__class__)}


def entry_from_json(row: Mapping[str, Any]) -> Entry:
    """The way back, for entries that wait in files. Keys that this version does not know are passed over."""
    known = {k: v for k, v in row.items() if k in _names(Entry)}
    return Entry(
        **{
            **known,
            "feeds": tuple(row["feeds"]),
            "authors": tuple(row.get("authors") or ()),
            "also": tuple(row.get("also") or ()),
            "past": _past_from_json(past) if (past := row.get("past")) else None,
        }
    )


def _past_from_json(row: Mapping[str, Any]) -> Past:
    said, known = row.get("said"), {k: v for k, v in row.items() if k in _names(Past)}
    fields = tuple((name, value) for name, value in said["fields"]) if said else ()
    return Past(
        **{
            **known,
            "said": Said(fields, said["extracted"], said["kept"]) if said else None,
            **{name: tuple(row.get(name) or ()) for name in ("flags", "changed")},
            "furniture": removals_from_json(row.get("furniture") or ()),
        }
    )


def removals_from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Removal, ...]:
    return tuple(Removal(**row) for row in rows)
