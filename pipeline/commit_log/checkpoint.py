"""Checkpoints: the state at one commit, written to files so that a start need not read the log from its first commit.

A checkpoint is only a shortcut. One that is missing, truncated or changed is ignored, and an older one or the log itself is
read instead. A compact commit names files of the same kinds, and the log is read from that commit on.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.commit_log import latest_rows, line_counts
from pipeline.commit_log.latest_rows import LatestRows
from pipeline.commit_log.line_counts import LineRows
from pipeline.commit_log.store import BrokenLog, Commit, file_ref_as_json, file_ref_from_json
from transforms.articles import Entry
from transforms.atomic_file import replace_file
from transforms.deduplicate.key_file import WIDTH, SettledKeys
from transforms.write.files import FileRef, write_file
from transforms.write.lines import dump_lines, json_line, read_lines

COMMITS_APART = 100  # reading so many commits takes less than a second
MAX_CHECKPOINTS = 2  # the previous one is kept for readers that have just opened it
FOLDER = "checkpoints"
Feeds = dict[str, dict[str, Any]]
Live = tuple[str, tuple[FileRef, ...]]
SUM_KINDS = ("settled", "waiting", "live", "seen", "versions", "forgotten")
OPTIONAL_KINDS = ("seen", "versions", "forgotten")  # earlier program versions wrote checkpoints without these files


@dataclass(frozen=True)
class Checkpoint:
    """The state at commit `seq`, as files.

    `feeds`: feed states as JSON. `settled`: all settled keys. `waiting`: the waiting entries. `live`: the files that each
    commit published. `seen`: a LineRows table. `versions`: a LatestRows table. `forgotten`: one row for each call of `forget`.
    `tallies`: the FeedStats of each feed, as JSON.
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
        """The files by their kind, in the order of SUM_KINDS."""
        return {name: ref for name in SUM_KINDS if (ref := getattr(self, name))}


@dataclass(frozen=True)
class Sums:
    """The contents for the files of a checkpoint; the fields are those of Checkpoint. `forgotten` is a file already."""

    settled: SettledKeys
    waiting: Sequence[Entry]
    live: Iterable[Live]
    seen: LineRows
    versions: LatestRows
    forgotten: FileRef | None = None


def newest(root: Path) -> Checkpoint | None:
    """The newest checkpoint whose files are all there and unchanged; None without one."""
    for path in sorted((root / FOLDER).glob("*.json"), reverse=True):
        try:
            row = json.loads(path.read_bytes())
            files = {name: file_ref_from_json(row[name]) for name in SUM_KINDS if name in row or name not in OPTIONAL_KINDS}
            checkpoint = Checkpoint(row["seq"], row["feeds"], **files, tallies=row.get("tallies", {}))
            if all(_is_unchanged(root / ref.path, ref) for ref in files.values()):
                return checkpoint
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue
    return None


def checkpoint_of(commit: Commit) -> Checkpoint:
    """The state that a compact commit names. Raises BrokenLog when the commit lacks a file."""
    files = {ref.kind: ref for ref in commit.files}
    try:
        names = [name for name in SUM_KINDS if name in files or name not in OPTIONAL_KINDS]
        return Checkpoint(commit.seq, commit.feeds, **{name: files[name] for name in names}, tallies=commit.tallies)
    except KeyError as error:
        raise BrokenLog(f"commit {commit.seq} is compact and names no file of kind {error}; put it back from a copy") from error


def write(root: Path, seq: int, feeds: Feeds, tallies: Feeds, sums: Sums) -> Checkpoint:
    """Writes the checkpoint of commit `seq` atomically, and removes those that are no longer needed.

    Raises OSError when the disk is full.
    """
    checkpoint = Checkpoint(seq, feeds, *write_sum(root, FOLDER, f"{seq:08d}", sums), tallies=tallies)
    files = {name: file_ref_as_json(ref) for name, ref in checkpoint.files.items()}
    row = {"seq": seq, "feeds": feeds, "tallies": tallies, **files}
    replace_file(root / FOLDER / f"{seq:08d}.json", json_line(row), many_writers=True)  # readers may write one too
    _remove_older(root)
    return checkpoint


def write_sum(root: Path, folder: str, stem: str, sums: Sums) -> tuple[FileRef, ...]:
    """Writes the files of a checkpoint or compact commit, in the order of SUM_KINDS. Raises OSError when the disk is full."""
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
        write_seen_file(root, folder, stem, sums.seen),
        write_versions_file(root, folder, stem, sums.versions),
        *([sums.forgotten] if sums.forgotten else ()),  # not written again
    )


def write_versions_file(root: Path, folder: str, stem: str, rows: LatestRows) -> FileRef:
    """Writes a LatestRows table, 24 bytes a row, sorted by id."""
    assert rows.dtype == latest_rows.ROW
    return write_file(root, folder, stem, ".versions", lambda out: out.write(rows.tobytes()), kind="versions", rows=len(rows))


def write_seen_file(root: Path, folder: str, stem: str, rows: LineRows) -> FileRef:
    """Writes a LineRows table, 24 bytes a row, sorted by key."""
    assert rows.dtype == line_counts.ROW
    return write_file(root, folder, stem, ".seen", lambda out: out.write(rows.tobytes()), kind="seen", rows=len(rows))


def read_live(root: Path, checkpoint: Checkpoint) -> Iterator[Live]:
    """Streams the time and the published files of each commit up to the checkpoint. Raises BrokenLog if unreadable."""
    path = root / checkpoint.live.path
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
    """The file name stems of the checkpoints to keep, such as `00000100`."""
    return {path.stem for path in sorted((root / FOLDER).glob("*.json"), reverse=True)[:MAX_CHECKPOINTS]}


def older_than(root: Path, seq: int) -> list[Path]:
    """The JSON files of checkpoints before commit `seq`. When they are deleted, `vacuum` finds the files that they named."""
    return [path for path in sorted((root / FOLDER).glob("*.json")) if path.stem.isdigit() and int(path.stem) < seq]


def _remove_older(root: Path) -> None:
    keep = kept_stems(root)
    for path in (root / FOLDER).iterdir():
        if path.name[:8] not in keep and not path.name.startswith("."):
            path.unlink(missing_ok=True)
