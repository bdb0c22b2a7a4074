"""Checks the commits and every file that they name: size, hash and number of rows, and that no commit is missing."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.commit_log import latest_rows, line_counts
from pipeline.commit_log.checkpoint import checkpoint_of, read_live
from pipeline.commit_log.reading.queries import rows_of, shard_of
from pipeline.commit_log.store import BrokenLog, Commit, LocalStore
from pipeline.wording import counted
from transforms.deduplicate.key_file import WIDTH
from transforms.write.files import FileRef

# Bytes per row, by kind, for files with rows of fixed length.
WIDTHS = {"settled": WIDTH, "seen": line_counts.ROW.itemsize, "versions": latest_rows.ROW.itemsize}


FROM_A_COPY = "put it back from a copy"
READABLE = "let this user read it"


@dataclass
class VerifyCounts:
    """How much was checked. `records`: each once, in however many formats. `forgettings`: calls of `forget`."""

    commits: int = 0
    files: int = 0
    records: int = 0
    forgettings: int = 0


def verify(root: Path, checked: VerifyCounts) -> Iterator[str]:
    """Yields a sentence for each error, and adds to `checked`. Reads every file that the log needs, once.

    Files that a compact commit has replaced are not needed and may be missing.
    """
    store = LocalStore(root)
    numbers = store.present()
    for before, seq in zip([0, *numbers], numbers, strict=False):
        if seq != before + 1:
            yield f"{store.path(before + 1)} is missing, though later commits are there; put it back from a copy"
    start = _newest_compact(store, numbers)
    for seq in numbers:
        try:
            commit = store.read(seq)
        except BrokenLog as error:
            yield str(error)
            continue
        checked.commits += 1
        if commit.parent != seq - 1:
            yield f"{store.path(seq)} follows commit {commit.parent}, not {seq - 1}; it was changed by hand"
        yield from _check_files(root, commit.files if seq >= start else (), checked)
        if seq == start and commit.kind == "compact":
            yield from _check_kept_files(root, commit, checked)


def _newest_compact(store: LocalStore, numbers: list[int]) -> int:
    """The number of the newest compact commit; 0 without one."""
    for seq in reversed(numbers):
        with suppress(BrokenLog):
            if store.read(seq).kind == "compact":
                return seq
    return 0


def _check_kept_files(root: Path, commit: Commit, checked: VerifyCounts) -> Iterator[str]:
    """Checks the published files of earlier commits that a compact commit did not replace."""
    new = {ref.path for ref in commit.files}
    try:
        for _, refs in read_live(root, checkpoint_of(commit)):
            yield from _check_files(root, [ref for ref in refs if ref.path not in new], checked)
    except (OSError, BrokenLog) as error:
        yield f"commit {commit.seq}: the files that it keeps from earlier commits could not be checked: {error}"


def _check_files(root: Path, refs: Iterable[FileRef], checked: VerifyCounts) -> Iterator[str]:
    rows: dict[str, dict[str, int]] = defaultdict(dict)  # by shard and format
    for ref in refs:
        checked.files += 1
        if error := error_in(root, ref):
            yield f"{root / ref.path}: {error}"
        if ref.kind == "forgotten":
            checked.forgettings += ref.rows
        if ref.kind == "records":
            rows[shard_of(ref)][PurePosixPath(ref.path).suffix] = ref.rows
    for shard, by_suffix in rows.items():
        checked.records += max(by_suffix.values())
        if len(set(by_suffix.values())) > 1:
            numbers = ", ".join(f"{counted(n, 'record')} in {suffix}" for suffix, n in sorted(by_suffix.items()))
            yield f"{root / shard}-*: {numbers}, though all formats hold the same; the commit was changed by hand"


def error_in(root: Path, ref: FileRef) -> str | None:
    """How a file differs from its commit in bytes or number of rows, and what to do; None if it does not."""
    if changed := difference_from_commit(root, ref):
        return changed
    try:
        width = WIDTHS.get(ref.kind)
        rows = ref.size // width if width else sum(1 for _ in _rows(root, ref))
    except (OSError, ValueError, BrokenLog) as error:
        return f"can't be read: {error}; {READABLE if isinstance(error, PermissionError) else FROM_A_COPY}"
    return None if rows == ref.rows else f"has {counted(rows, 'row')}, its commit says {ref.rows:,}; {FROM_A_COPY}"


def _rows(root: Path, ref: FileRef) -> Iterator[object]:
    if ref.kind != "archive":
        return rows_of(root, ref)
    from pipeline.commit_log.archive import pages_of  # imports warcio, which a folder without an archive does not need

    return pages_of(root, ref)


def difference_from_commit(root: Path, ref: FileRef) -> str | None:
    """How the bytes of a file differ from those that were committed, and what to do; None if they do not."""
    path = root / ref.path
    try:
        size = path.stat().st_size
        if size != ref.size:
            return f"has {counted(size, 'byte')}, its commit says {ref.size:,}; {FROM_A_COPY}"
        with path.open("rb") as source:
            if hashlib.file_digest(source, "sha256").hexdigest() != ref.sha256:
                return f"holds other bytes than were committed; {FROM_A_COPY}"
    except FileNotFoundError:
        return f"is gone; {FROM_A_COPY}"
    except OSError as error:
        return f"can't be read: {error.strerror or error}; {READABLE if isinstance(error, PermissionError) else FROM_A_COPY}"
    return None
