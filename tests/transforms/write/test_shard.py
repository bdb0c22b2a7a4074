"""A shard of records as files: names, order and the keys that a commit settles with them."""

from dataclasses import replace
from pathlib import Path

import pytest

from transforms.annotate.record import make_record
from transforms.articles import Article, CleanArticle, Entry
from transforms.keys import page_name
from transforms.records import Annotations, Record
from transforms.write import formats
from transforms.write.shard import write_shard


def record(ident: str, path: str = "mill", version: int = 1) -> Record:
    url = f"https://valley.example/{path}"
    entry = Entry(ident, url, ("valley",))
    clean = CleanArticle(entry, Article(entry, url, "2031-06-01T08:00:00+00:00", "x", f"Title of {path}"), "x")
    return replace(make_record(clean, Annotations("en"), run="r", made_with="m"), version=version)


@pytest.mark.parametrize("names", [["jsonl"], ["parquet"], ["parquet", "jsonl"]])
def test_one_file_for_each_format_with_rows_by_id(tmp_path: Path, names: list[str]) -> None:
    refs = write_shard([record("b"), record("a")], root=tmp_path, day="2031-06-01", attempt="r-001", shard=7, names=names)
    assert [Path(ref.path).suffix for ref in refs] == [formats.format_named(name).SUFFIX for name in names]
    for ref in refs:
        assert ref.path.startswith("records/date=2031-06-01/r-001-007-")
        assert (ref.kind, ref.rows, ref.ids) == ("records", 2, ("a", "b"))
        assert [row["id"] for row in formats.format_of(Path(ref.path)).read(tmp_path / ref.path)] == ["a", "b"]


def test_the_names_of_pages_are_settled_with_it(tmp_path: Path) -> None:
    records = [record("a", "mill"), record("b", "weir"), record("c", "")]
    (ref,) = write_shard(records, root=tmp_path, day="2031-06-01", attempt="r-001", shard=0, names=["jsonl"])
    assert ref.names == tuple(
        page_name(f"https://valley.example/{path}", None, f"Title of {path}") for path in ("mill", "weir")
    )


def test_records_that_supersede_another_are_listed(tmp_path: Path) -> None:
    (ref,) = write_shard(
        [record("a"), record("b", version=2)], root=tmp_path, day="2031-06-01", attempt="r-001", shard=0, names=["jsonl"]
    )
    assert ref.again == (("b", 2, 1),)


def test_an_unknown_format_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no 'xml'"):
        write_shard([record("a")], root=tmp_path, day="2031-06-01", attempt="r-001", shard=0, names=["xml"])
    assert list(tmp_path.rglob("*")) == []
