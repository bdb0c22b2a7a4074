"""Converts values of our types to JSON rows, and rows of waiting entries back to values."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from transforms.articles import Entry, Fingerprint, Recheck, Remake
from transforms.records import Removal


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def as_json(value: Any) -> Any:
    """The value as plain JSON: dataclasses become objects, tuples lists. Faster than `dataclasses.asdict`, which copies.

    >>> from transforms.records import Cue
    >>> as_json(Cue("said", 3, 7))
    {'text': 'said', 'start': 3, 'end': 7}
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    if isinstance(value, Mapping):
        return {k: as_json(v) for k, v in value.items()}
    if isinstance(value, Recheck | Remake):
        return past_as_json(value)
    return {name: as_json(getattr(value, name)) for name in _names(value.__class__)}


def entry_from_json(row: Mapping[str, Any]) -> Entry:
    """The entry from its row in a file of waiting entries. Keys that this version does not know are ignored."""
    known = {k: v for k, v in row.items() if k in _names(Entry)}
    return Entry(
        **{
            **known,
            "feeds": tuple(row["feeds"]),
            "authors": tuple(row.get("authors") or ()),
            "also": tuple(row.get("also") or ()),
            "past": past_from_json(past) if (past := row.get("past")) else None,
        }
    )


def past_as_json(past: Recheck | Remake) -> dict[str, Any]:
    """The JSON object for the newest record of an entry. The key `source` is true for Recheck and false for Remake."""
    row = {field.name: as_json(getattr(past, field.name)) for field in fields(past)}
    if isinstance(past, Recheck):
        row["said"] = row.pop("fingerprint")
    return {**row, "source": isinstance(past, Recheck)}


def past_from_json(row: Mapping[str, Any]) -> Recheck | Remake:
    """The newest record of an entry, from its JSON object. Keys that this version does not know are ignored."""
    if not row.get("source"):
        return Remake(
            row["version"],
            row["revision"],
            row.get("previous"),
            tuple(row.get("changed") or ()),
            removals_from_json(row.get("furniture") or ()),
        )
    return Recheck(
        row["version"],
        row["revision"],
        row["content_hash"],
        row.get("fetched_at"),
        row.get("since"),
        row.get("etag"),
        row.get("last_modified"),
        _fingerprint_from_json(said) if (said := row.get("said")) else None,
        tuple(row.get("flags") or ()),
    )


def _fingerprint_from_json(row: Mapping[str, Any]) -> Fingerprint:
    return Fingerprint(tuple((name, value) for name, value in row["fields"]), row["extracted"], row["kept"])


def removals_from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Removal, ...]:
    """The removals from their JSON objects."""
    return tuple(Removal(**row) for row in rows)
