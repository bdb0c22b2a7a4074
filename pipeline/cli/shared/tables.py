"""Prints rows as JSON lines or CSV."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from transforms.write.lines import json_line

# A spreadsheet runs a cell that starts with one of these as a formula (OWASP: CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class RowFormat(StrEnum):
    jsonl = "jsonl"
    csv = "csv"


def print_rows(rows: Iterable[dict[str, Any]], form: RowFormat, columns: Sequence[str]) -> None:
    """Prints one row per line, streamed. CSV has these columns; lists are joined, objects become JSON, formulas become text."""
    if form is RowFormat.jsonl:
        for row in rows:
            sys.stdout.buffer.write(json_line(row))
        sys.stdout.buffer.flush()
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([csv_cell(row.get(name)) for name in columns])


def csv_cell(value: Any) -> str:
    """A value as a CSV cell that no spreadsheet runs as a formula.

    >>> csv_cell("=1+1"), csv_cell(["a", "b"]), csv_cell(None)
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
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
