"""Rows to stdout, as JSON lines or CSV."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from transforms.write.lines import json_line

# A spreadsheet takes a cell that starts so for a formula and runs it (OWASP: CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class RowFormat(StrEnum):
    jsonl = "jsonl"
    csv = "csv"


def print_rows(rows: Iterable[dict[str, Any]], form: RowFormat, columns: Sequence[str]) -> None:
    """One row a line, streamed. CSV has the named columns; lists are joined, objects are JSON, formulas are made text."""
    if form is RowFormat.jsonl:
        for row in rows:
            sys.stdout.buffer.write(json_line(row))
        sys.stdout.buffer.flush()
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([cell(row.get(name)) for name in columns])


def cell(value: Any) -> str:
    """One CSV cell that no spreadsheet runs.

    >>> cell("=1+1"), cell(["a", "b"]), cell(None)
    ("'=1+1", 'a; b', '')
    """
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        text = "; ".join(value)
    elif isinstance(value, list | dict):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    text = text.encode("utf-8", "replace").decode()
    return f"'{text}" if text.startswith(FORMULA) else text
