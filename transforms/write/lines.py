"""JSON lines in UTF-8: the form of all rows in published files."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from transforms.rows import as_json


def json_line(value: Any) -> bytes:
    """The value as one line of JSON. Text is not escaped, except for lone surrogates, which UTF-8 can't hold."""
    data = as_json(value)
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def dump_lines(values: Iterable[Any], out: BinaryIO) -> None:
    """Writes one line of JSON for each value."""
    for value in values:
        out.write(json_line(value))


def read_lines(source: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yields the rows of a file of JSON lines."""
    for raw in source:
        if raw.strip():
            yield json.loads(raw)


def rewrite_lines(
    source: Iterable[bytes], change: Callable[[dict[str, Any]], dict[str, Any] | None], out: BinaryIO
) -> list[int]:
    """Writes each row as `change` returns it. When it returns the same object, the line is copied byte for byte; None drops it.

    Returns the places of the dropped rows, counted from 0. The source may end without a line break.
    """
    dropped: list[int] = []
    for place, raw in enumerate(raw for raw in source if raw.strip()):
        row = json.loads(raw)
        changed = change(row)
        if changed is None:
            dropped.append(place)
        elif changed is row:
            out.write(raw if raw.endswith(b"\n") else raw + b"\n")
        else:
            out.write(json_line(changed))
    return dropped
