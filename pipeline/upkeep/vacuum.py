"""Finds and removes files that no commit names any more: left by killed passes, or replaced by a compaction."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.commit_log import checkpoint
from pipeline.commit_log.store import BrokenLog, Commit, CommitStore
from transforms.dates import instant

PARTS = ("records", "failures", "sightings", "archive", "settled", "waiting", "seen", "versions")
FOLDERS = (*PARTS, "compact", checkpoint.FOLDER, "commits")
# Names that `write_file` and `LocalStore.create` give. Other files in these folders are not removed.
OWN_NAMES = re.compile(r".+-[0-9a-f]{16}\.[a-z.]+|\..+-[0-9a-f]{32}\.tmp")


def unneeded_files(root: Path, store: CommitStore, *, now: datetime, grace: timedelta) -> Iterator[Path]:
    """Files that no commit needs and that are older than `grace`, so that nobody is reading or writing them.

    For a file that a compaction replaced, the time since the compaction counts: a reader may have started just before it.
    """
    named = needed_paths(root, store, now - grace)
    sums = checkpoint.kept_stems(root)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if not OWN_NAMES.fullmatch(path.name) or path.relative_to(root).as_posix() in named:
                continue
            if folder == checkpoint.FOLDER and path.name[:8] in sums and path.suffix != ".tmp":
                continue
            try:
                written = datetime.fromtimestamp(path.lstat().st_mtime, now.tzinfo)
            except FileNotFoundError:
                continue
            if now - written >= grace and path.is_file():
                yield path


def spool_files(root: Path) -> list[Path]:
    """Files in the spool; unless a run is at work, they are left from killed passes."""
    return sorted(path for path in (root / "spool").rglob("*") if path.is_file())


def needed_paths(root: Path, store: CommitStore, since: datetime) -> set[str]:
    """Paths that the log needs, or needed at any time since `since`."""
    named: set[str] = set()
    compacted = False
    for seq in reversed(store.numbers()):
        commit = store.read(seq)
        named.update(ref.path for ref in commit.files)
        if commit.kind == "compact":
            try:
                named.update(
                    ref.path for _, refs in checkpoint.read_live(root, checkpoint.checkpoint_of(commit)) for ref in refs
                )
            except BrokenLog:
                if compacted:  # an older compaction, whose files were removed with a shorter grace time
                    break
                raise
            compacted = True
            if instant(commit.at) <= since:
                break
    return named


def last_compact(store: CommitStore) -> Commit | None:
    """The newest compact commit, if any; the log needs nothing from before it."""
    commits = (store.read(seq) for seq in reversed(store.numbers()))
    return next((commit for commit in commits if commit.kind == "compact"), None)


def remove_file(root: Path, path: Path) -> int:
    """Removes the file, and its folder if that becomes empty; returns the file's size in bytes."""
    size = path.lstat().st_size
    path.unlink()
    folder = path.parent
    if folder.parent != root and not any(folder.iterdir()):
        folder.rmdir()
    return size
