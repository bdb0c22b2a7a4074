"""Runs Pullquote over the rows of a gold file, through its public module."""

import gzip
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import pullquote
from transforms.rows import as_json

Row = Mapping[str, Any]


def annotated(folder: Path, rows: list[Row]) -> list[Row]:
    """Returns the `quotes` and `entities` of each text. A text in a language without a model has none."""
    results: list[Row] = []
    for language, group in groupby(rows, key=lambda row: str(row.get("language", "en"))):
        for annotations in pullquote.annotate((row["text"] for row in group), language=language):
            results.append({"quotes": as_json(annotations.quotes), "entities": as_json(annotations.entities)})
    return results


def extracted(folder: Path, rows: list[Row]) -> list[Row]:
    """Returns the text, title, date and authors of each page; an empty row for one in which no article is found."""
    return [_extract(folder, row) for row in rows]


def _extract(folder: Path, row: Row) -> Row:
    path = folder / row["html_path"]
    html = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        article = pullquote.extract(html, url=row.get("url") or "")
    except (pullquote.NoText, pullquote.Unreadable):
        return {}
    return {"text": article.text, "title": article.title, "published": article.published, "authors": article.authors}
