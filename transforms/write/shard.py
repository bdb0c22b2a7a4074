"""Writes a shard of records as one file for each format, in the folder of the day."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from transforms.keys import page_name
from transforms.records import Record
from transforms.write import formats
from transforms.write.files import FileRef, write_file


def write_shard(
    records: Sequence[Record], *, root: Path, day: str, attempt: str, shard: int, names: Sequence[str]
) -> list[FileRef]:
    """Writes `records/date=<day>/<attempt>-<shard>-<hash>.<suffix>` for each format, rows in the order of their ids.

    Raises OSError when the disk is full or the folder is not writable.
    """
    ordered = sorted(records, key=lambda r: r.id)
    ids = tuple(r.id for r in ordered)
    pages = tuple(name for r in ordered if (name := page_name(r.url, r.canonical_url, r.title)))
    again = tuple((r.id, r.version, r.revision) for r in ordered if r.is_again)
    refs = []
    for name in names:
        record_format = formats.format_named(name)
        refs.append(
            write_file(
                root,
                f"records/date={day}",
                f"{attempt}-{shard:03d}",
                record_format.SUFFIX,
                partial(record_format.dump, ordered),
                kind="records",
                rows=len(ordered),
                ids=ids,
                names=pages,
                again=again,
            )
        )
    return refs
