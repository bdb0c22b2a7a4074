import re
from importlib.resources import files

from transforms.annotate.entities.linking.table import FILE, table

TEXT = files("transforms.annotate.entities.linking").joinpath(FILE).read_text("utf-8")


def only(kind: str, name: str) -> str | None:
    (bearer,) = (row for row in table().bearers[kind, name] if row.id)
    return bearer.id


def test_it_is_small_and_says_its_licence_date_and_sources():
    header = [line for line in TEXT.splitlines() if line.startswith("#")]
    assert len(TEXT) < 5_000_000
    assert all(any(words in line for line in header) for words in ("CC0 1.0", "Date: 20", "Sources:"))


def test_rows_are_sorted_and_whole():
    rows = [line.split("\t") for line in TEXT.splitlines() if not line.startswith("#")]
    assert len(rows) > 900
    assert rows == sorted(rows, key=lambda row: (row[1], row[3], row[0], row[4]))
    assert all(re.fullmatch(r"-|Q[1-9]\d*", row[0]) and row[2] in "?!" and row[3] for row in rows)
    ids = [row[0] for row in rows if row[0] != "-"]
    assert len(ids) == len(set(ids)), "no entity twice"
    assert not [row[3] for row in rows if row[0] == "-" and not row[4]], "others of a name are known by their support"


def test_what_everybody_knows():
    known = {
        ("place", "france"): "Q142",
        ("place", "paris"): "Q90",
        ("place", "ohio"): "Q1397",
        ("person", "angela merkel"): "Q567",
    }
    known |= {("organization", "united nations"): "Q1065", ("organization", "microsoft"): "Q2283"}
    assert {key: only(*key) for key in known} == known


def test_ambiguous_names_need_support():
    for name in ("georgia", "jordan", "cambridge", "victoria", "new york", "washington"):
        assert all(row.needs_support for row in table().bearers["place", name]), name
    assert all(row.needs_support for row in table().bearers["organization", "apple"])


def test_no_surname_alone():
    assert not [name for kind, name in table().bearers if kind == "person" and " " not in name]
