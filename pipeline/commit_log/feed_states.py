"""Feed states as JSON for commits. Fields with their default value are left out, since there may be thousands of feeds."""

from dataclasses import fields
from typing import Any

from transforms.feeds import FeedState, Note
from transforms.rows import as_json

DEFAULTS = {f.name: f.default for f in fields(FeedState)}


def feed_state_as_json(state: FeedState) -> dict[str, Any]:
    """The fields that differ from their defaults.

    >>> feed_state_as_json(FeedState("daily", etag='"x"'))
    {'id': 'daily', 'etag': '"x"'}
    """
    return {name: as_json(value) for name in DEFAULTS if (value := getattr(state, name)) != DEFAULTS[name]}


def feed_state_from_json(row: dict[str, Any]) -> FeedState:
    """The feed state of a JSON object. Unknown keys are ignored."""
    known = {k: v for k, v in row.items() if k in DEFAULTS}
    return FeedState(**{**known, "notes": tuple(map(_note_from_json, known.get("notes", ())))})


def _note_from_json(row: dict[str, str] | str) -> Note:
    """The note of a JSON value. Earlier commits have a sentence alone, and its beginning tells the kind of the note."""
    if isinstance(row, str):
        return Note("moved" if row.startswith("has moved for good") else "dates", row)
    return Note(**row)  # type: ignore[arg-type]  # the kind is one of ours
