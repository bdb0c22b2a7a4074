"""`python -m tools.wikidata BRANDS TERRITORIES COUNTRIES -o TABLE`: makes the table that `entities/linking` reads.

The arguments are files of packages with free licences: `wikidata.min.json` of name-suggestion-index, `borders.json` of
country-coder, and the dBASE file of Natural Earth's admin_0_countries. What they lack is in `known.yaml`.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from tools.wikidata.rows import KNOWN, Row, all_names, city_rows, country_rows, known_rows, state_rows
from tools.wikidata.sources import Item, brand_items, countries, territories
from transforms.annotate.entities.lexicon.ids import folded
from transforms.annotate.entities.lexicon.well_known import names_in

HEADER = """# Wikidata ids of well-known places, organizations and people. Made by `python -m tools.wikidata`, not by hand.
# Licence: CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/), that of Wikidata, whose facts these are.
# Date: {date}.
# Sources: labels and descriptions of Wikidata in name-suggestion-index (BSD-3-Clause, (c) name-suggestion-index contributors);
# country-coder (ISC, (c) country-coder contributors); Natural Earth (public domain); tools/wikidata/known.yaml (own, CC0).
# Columns: id, "-" for others of the name; kind; "?" if it is linked only with support; names, the usual one first; what beside
# the name supports it.
"""
TYPES = {"region": "place", "town": "place"}
REGIONS = ("New York", "Washington", "Victoria", "Lebanon", "Goa")
LARGE = ("United States", "Canada")
SECTIONS = {
    "capitals": "town",
    "cities": "town",
    "states": "region",
    "bodies": "organization",
    "media": "organization",
    "companies": "organization",
    "checked_organizations": "organization",
    "people": "person",
}


def make_rows(
    items: Mapping[str, Item], borders: Mapping[str, list[str]], named: Mapping[str, str], report: list[str]
) -> list[Row]:
    """The rows of the table. `report` gets a line for each name that is left out, and each that contradicts a package."""
    rows = [*country_rows(items, borders, named, report), *state_rows(items)]
    rows += city_rows(items, {row.names[0] for row in rows} | set(all_names("United Kingdom")))
    for section, kind in SECTIONS.items():
        for key, names, support in known_rows(section):
            item = items.get(key)
            if item and folded(item.label) not in {folded(name) for name in names}:
                report.append(f"{section}: {key} is {item.label!r} ({item.description}), not {names[0]}")
            elif section == "checked_organizations" and not item:
                report.append(f"{section}: {key} {names[0]} is in no package")
            else:
                rows.append(Row(key, kind, names, support))
    return merged(rows, report)


def merged(rows: Iterable[Row], report: list[str]) -> list[Row]:
    """One row for each id, with the support of `known.yaml`, and the rows of others who have such a name."""
    data = yaml.safe_load(KNOWN.read_text("utf-8"))
    left_out = set(names_in(data["left_out"]))
    by_id: dict[str, Row] = {}
    for row in rows:
        if not left_out & {row.id, *row.names}:
            same = by_id.setdefault(row.id, row)
            same.names += [name for name in row.names if name not in same.names]
            same.support += [name for name in row.support if name not in same.support]
    for name, key, support in (text.split("|") for text in names_in(data["support"])):
        if key in by_id:
            by_id[key].support = support.split(", ")
        else:
            report.append(f"support: no {key} {name}")
    others = [text.split("|") for text in names_in(data["rivals"])]
    rivals = [Row("-", "region" if name in REGIONS else "town", [name], support.split(", ")) for name, support in others]
    every = [*by_id.values(), *rivals]
    _mark(every, {folded(name) for name in names_in(data["needs_support"])})
    return sorted(every, key=lambda row: (row.kind, row.names[0], row.id, row.support))


def _mark(rows: Iterable[Row], unsure: set[str]) -> None:
    """Sets `needs_support` of rows with a name that is unsure or another row's, and takes too wide a support from them."""
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for name in row.names:
            bearers[TYPES.get(row.kind, row.kind), folded(name)] |= {row.id} - {"-"}
    for row in rows:
        forms = {folded(name) for name in row.names}
        row.needs_support = bool(forms & unsure) or any(len(bearers[TYPES.get(row.kind, row.kind), form]) > 1 for form in forms)
        if row.needs_support and row.id != "-" and len(row.support) > 1:
            row.support = [name for name in row.support if name not in LARGE]  # they have too many towns of one name


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.wikidata")
    parser.add_argument("brands", type=Path)
    parser.add_argument("territories", type=Path)
    parser.add_argument("countries", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    date, items = brand_items(options.brands)
    report: list[str] = []
    rows = make_rows(items, territories(options.territories), countries(options.countries), report)
    lines = [
        "\t".join((row.id, row.kind, "?" if row.needs_support else "!", "; ".join(row.names), "; ".join(row.support)))
        for row in rows
    ]
    options.out.write_text(HEADER.format(date=date) + "\n".join(lines) + "\n", "utf-8")
    print("\n".join([*report, f"{len(rows)} rows"]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
