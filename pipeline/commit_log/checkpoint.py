"""The sum of the log at one commit, in files, so that a start need not read the log from its beginning.

A checkpoint file is only a short cut: one that is missing, cut or changed is ignored, and an older one or the log itself is
read. A compact commit carries a sum, too, and the log is read from there on.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.commit_log import latest_rows, line_counts
from pipeline.commit_log.latest_rows import Rows as Versions
from pipeline.commit_log.line_counts import Rows
from pipeline.commit_log.store import BrokenLog, Commit, file_ref_as_json, file_ref_from_json
from transforms.articles import Entry
from transforms.atomic_file import replace_file
from transforms.deduplicate.key_file import WIDTH, SettledKeys
from transforms.write.files import FileRef, write_file
from transforms.write.lines import dump_lines, json_line, read_lines

EVERY = 100  # commits; reading so many takes less than a second
KEPT = 2  # the one before stays, for a reader that has just opened it
FOLDER = "checkpoints"
Feeds = dict[str, dict[str, Any]]
Live = tuple[str, tuple[FileRef, ...]]
SUM_KINDS = ("settled", "waiting", "live", "seen", "versions", "forgotten")
OPTIONAL_KINDS = ("seen", "versions", "forgotten")  # sums of before there were such files have none


@dataclass(frozen=True)
class Checkpoint:
    """`feeds`: feed states as JSON. `settled`: all keys in one file. `waiting`: entries. `live`: what each commit published.

    `seen`: on how many pages of its site a line has stood. `versions`: the newest row of articles that have several.
    `forgotten`: that something was, a row each time.
    `tallies`: what each feed has brought lately, as JSON.
    """

    seq: int
    feeds: Feeds
    settled: FileRef
    waiting: FileRef
    live: FileRef
    seen: FileRef | None = None
    versions: FileRef | None = None
    forgotten: FileRef | None = None
    tallies: Feeds = field(default_factory=dict, kw_only=True)

    @property
    def files(self) -> dict[str, FileRef]:
        """The files of the sum, by what they hold."""
        return {name: ref for name in SUM_KINDS if (ref := getattr(self, name))}


@dataclass(frozen=True)
class Sums:
    """The contents of a sum: all settled keys, the entries that wait, what each commit published, lines seen, newest rows, and
    the file that says what was forgotten and when."""

    settled: SettledKeys
    waiting: Sequence[Entry]
    live: Iterable[Live]
    seen: Rows
    versions: Versions
    forgotten: FileRef | None = None


def newest(root: Path) -> Checkpoint | None:
    """The newest checkpoint with all its files unchanged; None when there is none."""
    for path in sorted((root / FOLDER).glob("*.json"), reverse=True):
        try:
            row = json.loads(path.read_bytes())
            files = {name: file_ref_from_json(row[name]) for name in SUM_KINDS if name in row or name not in OPTIONAL_KINDS}
            found = Checkpoint(row["seq"], row["feeds"], **files, tallies=row.get("tallies", {}))
            if all(_is_unchanged(root / ref.path, ref) for ref in files.values()):
                return found
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue
    return None


def checkpoint_of(commit: Commit) -> Checkpoint:
    """The sum that a compact commit carries. BrokenLog when a part of it is missing."""
    files = {ref.kind: ref for ref in commit.files}
    try:
        names = [name for name in SUM_KINDS if name in files or name not in OPTIONAL_KINDS]
        return Checkpoint(commit.seq, commit.feeds, **{name: files[name] for name in names}, tallies=commit.tallies)
    except KeyError as error:
        raise BrokenLog(f"commit {commit.seq} is compact and names no file of kind {error}; put it back from a copy") from error


def write(root: Path, seq: int, feeds: Feeds, tallies: Feeds, sums: Sums) -> Checkpoint:
    """Writes the checkpoint of commit `seq`, whole or not at all, and removes those that are no longer needed.

    Raises OSError when the disk is full.
    """
    found = Checkpoint(seq, feeds, *write_sum(root, FOLDER, f"{seq:08d}", sums), tallies=tallies)
    row = {"seq": seq, "feeds": feeds, "tallies": tallies, **{name: file_ref_as_json(ref) for name, ref in found.files.items()}}
    replace_file(root / FOLDER / f"{seq:08d}.json", json_line(row), many_writers=True)  # readers may write one, too
    _remove_older(root)
    return found


def write_sum(root: Path, folder: str, stem: str, sums: Sums) -> tuple[FileRef, ...]:
    """The files of a sum, in the order of `SUM_KINDS`. OSError when the disk is full."""
    file = partial(write_file, root, folder, stem)
    keys = count = 0

    def dump_keys(out: BinaryIO) -> None:
        nonlocal keys
        for piece in sums.settled.packed():
            keys += out.write(piece) // WIDTH

    def dump_live(out: BinaryIO) -> None:
        nonlocal count
        for at, refs in sums.live:
            out.write(json_line({"at": at, "files": [file_ref_as_json(ref) for ref in refs]}))
            count += 1

    return (
        replace(file(".keys", dump_keys, kind="settled", rows=0), rows=keys),
        file(".waiting.jsonl", partial(dump_lines, sums.waiting), kind="waiting", rows=len(sums.waiting)),
        replace(file(".live.jsonl", dump_live, kind="live", rows=0), rows=count),
        seen_file(root, folder, stem, sums.seen),
        versions_file(root, folder, stem, sums.versions),
        *([sums.forgotten] if sums.forgotten else ()),  # it stays where it is
    )


def versions_file(root: Path, folder: str, stem: str, rows: Versions) -> FileRef:
    """The newest rows of articles that have several, 24 bytes each, by id."""
    assert rows.dtype == latest_rows.ROW
    return write_file(root, folder, stem, ".versions", lambda out: out.write(rows.tobytes()), kind="versions", rows=len(rows))


def seen_file(root: Path, folder: str, stem: str, rows: Rows) -> FileRef:
    """Rows of lines that were seen, 24 bytes each, by key."""
    assert rows.dtype == line_counts.ROW
    return write_file(root, folder, stem, ".seen", lambda out: out.write(rows.tobytes()), kind="seen", rows=len(rows))


def read_live(root: Path, found: Checkpoint) -> Iterator[Live]:
    """Commit time and published files of each commit up to this one; streamed. BrokenLog when that can't be read."""
    path = root / found.live.path
    try:
        with path.open("rb") as source:
            for row in read_lines(source):
                yield row["at"], tuple(map(file_ref_from_json, row["files"]))
    except FileNotFoundError as error:
        raise BrokenLog(f"{path} is gone, though a commit names it; put it back from a copy") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenLog(f"{path} can't be read ({error}); put it back from a copy") from error


def _is_unchanged(path: Path, ref: FileRef) -> bool:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest() == ref.sha256


def kept_stems(root: Path) -> set[str]:
    """The first parts of the names of the checkpoints that are kept, such as 00000100."""
    return {path.stem for path in sorted((root / FOLDER).glob("*.json"), reverse=True)[:KEPT]}


def older_than(root: Path, seq: int) -> list[Path]:
    """The checkpoint files of commits before this one. The files that they name are found as orphans when they are gone."""
    return [path for path in sorted((root / FOLDER).glob("*.json")) if path.stem.isdigit() and int(path.stem) < seq]


def _remove_older(root: Path) -> None:
    keep = kept_stems(root)
    for path in (root / FOLDER).iterdir():
        if path.name[:8] not in keep and not path.name.startswith("."):
            path.unlink(missing_ok=True)
