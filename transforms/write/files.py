"""Writes files for publication: under a temporary name, flushed, then renamed to a name that contains their hash.

So a worker that is retried, or that Beam has given up, never overwrites a published file. A commit makes a file visible to
readers.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from transforms.atomic_file import make_folders, sync_folder, temporary_file, temporary_name

HASH_DIGITS = 16  # hex digits of a file's hash in its name
Numbered = tuple[str, int, int]  # id, version and revision of a record


@dataclass(frozen=True)
class FileRef:
    """A file of the output folder. `path`: relative to the folder, with `/`. `size`: in bytes. `sha256`: of its bytes, in hex.

    `kind`: records, failures, sightings, archive, waiting, settled, seen, versions, forgotten or live. `ids`: of its entries.
    `names`: the keys of pages, which are settled with it besides the ids. `again`: its records that replace an
    older one. `parts`, of a merged file: time and number of rows of each commit that is merged in it, in the order of the rows.
    """

    kind: str
    path: str
    rows: int
    size: int
    sha256: str
    ids: tuple[str, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    names: tuple[str, ...] = ()
    again: tuple[Numbered, ...] = ()


def write_file(
    root: Path,
    folder: str,
    stem: str,
    suffix: str,
    dump: Callable[[BinaryIO], object],
    *,
    kind: str,
    rows: int,
    ids: tuple[str, ...] = (),
    parts: tuple[tuple[str, int], ...] = (),
    names: tuple[str, ...] = (),
    again: tuple[Numbered, ...] = (),
) -> FileRef:
    """Writes `root/folder/stem-<hash>.suffix` by calling `dump`. Raises OSError and leaves no file when that fails."""
    target = root / folder
    changed_folders = make_folders(target)
    temporary = temporary_name(target / stem)
    try:
        with temporary_file(temporary) as out:
            dump(out)
        with temporary.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        size = temporary.stat().st_size
        path = target / f"{stem}-{digest[:HASH_DIGITS]}{suffix}"
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(target)  # the error of a full disk names no file
        raise
    for changed in (target, *changed_folders):
        sync_folder(changed)
    return FileRef(kind, path.relative_to(root).as_posix(), rows, size, digest, ids, parts, names, again)


def rewrite_file(root: Path, ref: FileRef, dump: Callable[[BinaryIO], object]) -> FileRef:
    """Writes a file with other bytes under the same name except for its hash; the old file stays. Keeps `rows` and `parts`."""
    folder, _, name = ref.path.rpartition("/")
    stem, _, rest = name.rpartition("-")
    return write_file(root, folder, stem, rest[HASH_DIGITS:], dump, kind=ref.kind, rows=ref.rows, parts=ref.parts)
