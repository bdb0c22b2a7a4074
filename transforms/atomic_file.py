"""Writes files whole or not at all: a reader, and a run after a crash, finds the old bytes or the new ones."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4


def replace_file(path: Path, data: bytes, *, many_writers: bool = False, durable: bool = True) -> None:
    """Puts `data` in the place of what the file at `path` holds, by writing a temporary file beside it and renaming that.

    `many_writers`: several processes may write this file at the same time, so each temporary name is random; else one that a
    killed process left is overwritten by the next. `durable`: the bytes and the name outlive a power cut; without it they may
    not, which is enough for files that end with their run.
    Raises OSError when the disk is full or the folder can't be written; then the old file is as it was.
    """
    temporary = temporary_name(path) if many_writers else path.with_name(f".{path.name}.tmp")
    with temporary_file(temporary, durable=durable) as out:
        out.write(data)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def create_file(path: Path, data: bytes) -> None:
    """A new file with this content, on disk with its name. The folder must be there.

    Raises FileExistsError when the name is taken, whoever took it; OSError when the disk is full. Nothing was changed
    then.
    """
    temporary = temporary_name(path)
    try:
        with temporary_file(temporary) as out:
            out.write(data)
        os.link(temporary, path)  # unlike a rename, a link refuses to replace
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def temporary_file(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A new file, open for writing in the block and complete on disk after it; removed when the block raises."""
    try:
        with path.open("wb") as out:
            yield out
            if durable:
                out.flush()
                os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def temporary_name(path: Path) -> Path:
    """A name beside `path` that no other process takes. `pullquote vacuum` knows it by its form."""
    return path.with_name(f".{path.name}-{uuid4().hex}.tmp")


def make_folders(folder: Path) -> list[Path]:
    """Makes the folder with its parents; returns the folders that have a new name in them, for `sync_folder`."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return [p.parent for p in missing]


def sync_folder(folder: Path) -> None:
    """Flushes the names in a folder: a file outlives a power cut only when its name does."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
