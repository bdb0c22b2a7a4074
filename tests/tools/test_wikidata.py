"""The tool that makes the table of Wikidata ids, on packages' files of a few rows."""

import json
import struct
from pathlib import Path

from tools.wikidata.__main__ import make_rows, merged
from tools.wikidata.rows import Row
from tools.wikidata.sources import Item, brand_items, countries, territories


def test_sources(tmp_path: Path):
    brands = {"_meta": {"generated": "2026-01-02T03:04:05Z"}, "wikidata": {"Q1": {"label": "Fano"}, "Q2": {"description": "b"}}}
    (tmp_path / "brands.json").write_text(json.dumps(brands))
    assert brand_items(tmp_path / "brands.json") == ("2026-01-02", {"Q1": Item("Q1", "Fano")})

    borders = [{"properties": {"nameEn": "France", "wikidata": "Q142", "aliases": ["FR"]}}, {"properties": {"wikidata": "Q1"}}]
    (tmp_path / "borders.json").write_text(json.dumps({"features": borders}))
    assert territories(tmp_path / "borders.json") == {"Q142": ["France", "FR"]}


def test_countries_of_a_dbase_file(tmp_path: Path):
    fields = b"".join(name.ljust(11, b"\0") + b"C" + bytes(4) + bytes([8]) + bytes(15) for name in (b"NAME", b"WIKIDATAID"))
    head = struct.pack("<B3sIHH20x", 3, b"", 2, 32 + len(fields) + 1, 17)
    rows = b" France  Q142     Norway  Q20     "
    (tmp_path / "a.dbf").write_bytes(head + fields + b"\r" + rows)
    assert countries(tmp_path / "a.dbf") == {"France": "Q142", "Norway": "Q20"}


def test_a_country_takes_the_id_on_which_two_packages_agree():
    items = {"Q142": Item("Q142", "France", "country in Europe"), "Q5": Item("Q5", "Norway", "chain of shops")}
    borders = {"Q1": ["France"], "Q20": ["Norway"], "Q28": ["Hungary"]}
    report: list[str] = []
    rows = make_rows(items, borders, {"France": "Q142", "Norway": "Q20", "Spain": "Q29"}, report)
    found = {row.names[0]: row.id for row in rows if row.names[0] in ("France", "Norway", "Hungary", "Spain")}
    assert found == {"France": "Q142", "Norway": "Q20"}
    assert "no country: Hungary {'Q28': 1}" in report


def test_a_number_that_a_package_gives_another_label_is_left_out():
    report: list[str] = []
    rows = make_rows({"Q90": Item("Q90", "Delta", "river")}, {}, {}, report)
    assert "Q90" not in {row.id for row in rows}
    assert "capitals: Q90 is 'Delta' (river), not Paris" in report


def test_names_of_two_rows_need_support():
    rows = [
        Row("Q1", "town", ["Delta"], ["Ohio"]),
        Row("Q2", "town", ["Delta"], ["Iowa"]),
        Row("Q3", "town", ["Fano"], ["Italy"]),
    ]
    assert {row.id: row.needs_support for row in merged(rows, []) if row.id != "-"} == {"Q1": True, "Q2": True, "Q3": False}
