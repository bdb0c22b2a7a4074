"""One JSON object a line, UTF-8: the form of every row that we write, whatever the text holds."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from transforms.records import as_json


def line(value: Any) -> bytes:
    """The value as one line of JSON. Text is written as itself; a lone surrogate, which UTF-8 can't hold, as an escape."""
    data = as_json(value)
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode() + b"\n"


def dump_lines(values: Iterable[Any], out: BinaryIO) -> None:
    for value in values:
        out.write(line(value))


def read_lines(source: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The rows of a file of ours, one at a time."""
    for raw in source:
        if raw.strip():
            yield json.loads(raw)
