"""Files that are published: written under a temporary name, flushed, renamed to a name that holds their hash.

A retried or forgotten worker can never overwrite what is published, and nothing is visible until a commit names it.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from transforms.atomic_file import make_folders, sync_folder, temporary_file, temporary_name

HASH = 16  # hex digits of a file's hash in its name
Numbered = tuple[str, int, int]  # id, version and revision of a record


@dataclass(frozen=True)
class FileRef:
    """A file of the output folder. `path` is relative to it, with `/`; `sha256` is of its bytes; `ids` are the entries in it,
    `names` what is settled with it besides (the names of their pages), `again` those of its records that take the place of an
    older one.

    `kind`: records, failures, sightings, archive, waiting, settled, seen, versions, forgotten or live. `parts` of a file made
    of others: the time of each commit whose rows it holds, and how many, in the order of its rows.
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
    """`root/folder/stem-<hash>.suffix` with what `dump` writes; complete on disk, or an OSError and nothing."""
    target = root / folder
    made = make_folders(target)
    temporary = temporary_name(target / stem)
    try:
        with temporary_file(temporary) as out:
            dump(out)
        with temporary.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        size = temporary.stat().st_size
        path = target / f"{stem}-{digest[:HASH]}{suffix}"
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(target)  # a write to a full disk does not say where
        raise
    for changed in (target, *made):
        sync_folder(changed)
    return FileRef(kind, path.relative_to(root).as_posix(), rows, size, digest, ids, parts, names, again)


def rewrite_file(root: Path, ref: FileRef, dump: Callable[[BinaryIO], object]) -> FileRef:
    """The file with other bytes, under its name but for the hash; the old one stays. `rows` and `parts` are the old ones."""
    folder, _, name = ref.path.rpartition("/")
    stem, _, rest = name.rpartition("-")
    return write_file(root, folder, stem, rest[HASH:], dump, kind=ref.kind, rows=ref.rows, parts=ref.parts)
