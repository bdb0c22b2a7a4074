"""Feed states as commits hold them: only what is there, since most feeds have little to tell and there may be thousands."""

from dataclasses import fields
from typing import Any

from transforms.feeds import FeedState
from transforms.rows import as_json

KNOWN = {f.name: f.default for f in fields(FeedState)}


def feed_state_as_json(state: FeedState) -> dict[str, Any]:
    """
    >>> feed_state_as_json(FeedState("daily", etag='"x"'))
    {'id': 'daily', 'etag': '"x"'}
    """
    return {name: as_json(value) for name in KNOWN if (value := getattr(state, name)) != KNOWN[name]}


def feed_state_from_json(row: dict[str, Any]) -> FeedState:
    """The way back. Keys that this version does not know are passed over."""
    known = {k: v for k, v in row.items() if k in KNOWN}
    return FeedState(**{**known, "notes": tuple(known.get("notes", ()))})
