"""Reads the files of packages that carry Wikidata ids."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIELD = 32  # bytes of a field's description in a dBASE file


@dataclass(frozen=True)
class Item:
    """An item of Wikidata, with the label and description that a package repeats from there."""

    id: str
    label: str
    description: str = ""


def brand_items(path: Path) -> tuple[str, dict[str, Item]]:
    """The day on which the file was made, and its items by id. `path`: `wikidata.min.json` of name-suggestion-index."""
    data = json.loads(path.read_text("utf-8"))
    rows = data["wikidata"].items()
    items = {key: Item(key, row["label"], row.get("description") or "") for key, row in rows if row.get("label")}
    return data["_meta"]["generated"][:10], items


def territories(path: Path) -> dict[str, list[str]]:
    """Id → names of a country, territory or continent, the English one first. `path`: `borders.json` of country-coder."""
    rows: list[dict[str, Any]] = [feature["properties"] for feature in json.loads(path.read_text("utf-8"))["features"]]
    return {
        row["wikidata"]: [row["nameEn"], *row.get("aliases", ())] for row in rows if row.get("nameEn") and row.get("wikidata")
    }


def countries(path: Path) -> dict[str, str]:
    """Name → id of countries. `path`: the dBASE file (`.dbf`) of Natural Earth's admin_0_countries."""
    return {row[key]: row["WIKIDATAID"] for row in dbase_rows(path) for key in ("NAME_EN", "NAME_LONG", "NAME") if row.get(key)}


def dbase_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a dBASE file, as text by the name of the field."""
    data = path.read_bytes()
    count, header, length = struct.unpack("<IHH", data[4:12])
    fields = []
    for at in range(FIELD, header - 1, FIELD):
        fields.append((data[at : at + 11].split(b"\0")[0].decode("ascii"), data[at + 16]))
    for number in range(count):
        at = header + number * length + 1  # after the mark of deleted rows
        row = {}
        for name, size in fields:
            row[name] = data[at : at + size].decode("utf-8", "replace").strip().strip("\0")
            at += size
        yield row
