"""Writes files whole or not at all: a reader, and a run after a crash, finds the old bytes or the new ones."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4


def replace_file(path: Path, data: bytes, *, many_writers: bool = False, durable: bool = True) -> None:
    """Replaces the file at `path` by one with the content `data`: writes a temporary file in its folder, and renames that.

    `many_writers`: several processes may write this file at the same time, so each temporary file gets a random name. Without
    it the name is fixed, and the next write overwrites a file that a killed process left. `durable`: the bytes and the name
    survive a power cut; files that are removed with their run don't need it.
    Raises OSError when the disk is full or the folder can't be written; then the old file is unchanged.
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
    """Creates a file with this content, and flushes the content and the name to disk. The folder must exist.

    Raises FileExistsError when the name is taken, and OSError when the disk is full; then nothing has changed.
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
    """A random name for a temporary file next to `path`. `pullquote vacuum` recognizes such files by the form of the name."""
    return path.with_name(f".{path.name}-{uuid4().hex}.tmp")


def make_folders(folder: Path) -> list[Path]:
    """Makes the folder with its parents; returns the folders that have a new name in them, for `sync_folder`."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return [p.parent for p in missing]


def sync_folder(folder: Path) -> None:
    """Flushes the names in a folder to disk, since a file survives a power cut only when its name does."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
