"""What must hold of an output folder whatever ended the runs before."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.commit_log.archive import ArchivedPage, pages
from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.upkeep.vacuum import needed_paths


def archived(out: Path) -> list[ArchivedPage]:
    return list(pages(out, (ref for _, ref in load(out).files("archive"))))


def harm_gzip_member(data: bytearray, start: int) -> None:
    """Makes the gzip member that begins at `start` unreadable, whatever it holds."""
    # RFC 1952: ten bytes of header as zlib writes it. RFC 1951: the next byte holds the type of the first block; 3 is no type.
    data[start + 10] = 0xFF


def changed(data: bytes, at: int) -> bytes:
    """The same number of bytes, one of them another."""
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def command(desk) -> list[str]:
    return ["run", "--config", str(desk.folder / "configs"), "--out", str(desk.out)]


def assert_each_once(out: Path, titles: list[str]) -> None:
    state = load(out)
    assert sorted(r["title"] for r in read_records(state)) == sorted(titles)
    parquet = [
        pq.read_table(out / ref.path)["title"].to_pylist() for _, ref in state.files("records") if ref.path.endswith(".parquet")
    ]
    assert sorted(t for part in parquet for t in part) == sorted(titles)
    assert max(state.seen["pages"]) == len(titles)  # all pages share a line, and each has counted it once
    assert list(verify(out, VerifyCounts())) == []


def assert_nothing_left_over(out: Path) -> None:
    assert CliRunner().invoke(app, ["vacuum", "--out", str(out), "--older-than", "0s", "--yes"]).exit_code == 0
    named = needed_paths(out, LocalStore(out), datetime.now(UTC))
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    others = {"summary.json", "kept.json", ".lock", *(p for p in there if p.startswith(("commits/", "checkpoints/")))}
    assert there - named - others == set()
    assert not [p for p in there if p.endswith(".tmp")]
    assert list(verify(out, VerifyCounts())) == []
