"""One JSON object a line, UTF-8: the form of every row that we write, whatever the text holds."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from transforms.rows import as_json


def json_line(value: Any) -> bytes:
    """The value as one line of JSON. Text is written as itself; a lone surrogate, which UTF-8 can't hold, as an escape."""
    data = as_json(value)
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def dump_lines(values: Iterable[Any], out: BinaryIO) -> None:
    for value in values:
        out.write(json_line(value))


def read_lines(source: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The rows of a file of ours, one at a time."""
    for raw in source:
        if raw.strip():
            yield json.loads(raw)


def rewrite_lines(
    source: Iterable[bytes], change: Callable[[dict[str, Any]], dict[str, Any] | None], out: BinaryIO
) -> list[int]:
    """The rows as `change` gives them back, those that it left as they were byte for byte; None: the row goes. A file may end
    without a line break.

    The places of the rows that went, counted from 0.
    """
    gone: list[int] = []
    for place, raw in enumerate(raw for raw in source if raw.strip()):
        row = json.loads(raw)
        changed = change(row)
        if changed is None:
            gone.append(place)
        elif changed is row:
            out.write(raw if raw.endswith(b"\n") else raw + b"\n")
        else:
            out.write(json_line(changed))
    return gone
