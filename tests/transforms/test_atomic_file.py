"""Files that are replaced or created whole, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from transforms.atomic_file import create_file, replace_file, temporary_file


def full_disk(*args: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("many_writers", [pytest.param(False, id="one writer"), pytest.param(True, id="many writers")])
@pytest.mark.parametrize("before", [pytest.param(None, id="no file yet"), pytest.param(b"old", id="an old file")])
def test_a_file_is_replaced(tmp_path: Path, before: bytes | None, many_writers: bool):
    path = tmp_path / "a.json"
    if before is not None:
        path.write_bytes(before)
    replace_file(path, b"new", many_writers=many_writers)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.json": b"new"}


@pytest.mark.parametrize(
    ("holder", "name"),
    [pytest.param(os, "fsync", id="the write fails"), pytest.param(Path, "replace", id="the rename fails")],
)
def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holder: object, name: str):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(holder, name, full_disk)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.json": b"old"}


def test_a_leftover_of_a_killed_process_is_overwritten(tmp_path: Path):
    (tmp_path / ".a.json.tmp").write_bytes(b"half of a longer one")
    replace_file(tmp_path / "a.json", b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.json": b"new"}


def test_a_file_is_created_once(tmp_path: Path):
    path = tmp_path / "1.json"
    create_file(path, b"mine")
    with pytest.raises(FileExistsError):
        create_file(path, b"theirs")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"1.json": b"mine"}


def test_a_failed_creation_leaves_the_name_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk)
        with pytest.raises(OSError, match="No space left"):
            create_file(tmp_path / "1.json", b"mine")
    assert list(tmp_path.iterdir()) == []
    create_file(tmp_path / "1.json", b"theirs")


def test_a_temporary_file_is_gone_when_its_block_raises(tmp_path: Path):
    with pytest.raises(ValueError, match="no rows"), temporary_file(tmp_path / ".a.tmp") as out:
        out.write(b"half")
        raise ValueError("no rows")
    assert list(tmp_path.iterdir()) == []
