"""Files that no commit names, left by passes that died or lost a race, or replaced: removed after a grace time."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.commit_log import checkpoint
from pipeline.commit_log.store import BrokenLog, Commit, CommitStore
from transforms.dates import instant

PARTS = ("records", "failures", "sightings", "archive", "settled", "waiting", "seen", "versions")
FOLDERS = (*PARTS, "compact", checkpoint.FOLDER, "commits")
# What `write_file` and `LocalStore.create` name; whatever else somebody has put there is not ours to remove.
OURS = re.compile(r".+-[0-9a-f]{16}\.[a-z.]+|\..+-[0-9a-f]{32}\.tmp")


def orphans(root: Path, store: CommitStore, *, now: datetime, grace: timedelta) -> Iterator[Path]:
    """Files of ours that nothing names and nobody can be reading or writing any more: older than `grace`.

    A file that a compaction replaced counts from then on, since a reader may have begun just before.
    """
    named = needed(root, store, now - grace)
    sums = checkpoint.kept_stems(root)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if not OURS.fullmatch(path.name) or path.relative_to(root).as_posix() in named:
                continue
            if folder == checkpoint.FOLDER and path.name[:8] in sums and path.suffix != ".tmp":
                continue
            try:
                written = datetime.fromtimestamp(path.lstat().st_mtime, now.tzinfo)
            except FileNotFoundError:
                continue
            if now - written >= grace and path.is_file():
                yield path


def spooled(root: Path) -> list[Path]:
    """Files in the spool: of passes that died, unless a run is at work."""
    return sorted(path for path in (root / "spool").rglob("*") if path.is_file())


def needed(root: Path, store: CommitStore, since: datetime) -> set[str]:
    """Paths that the log needs, or has needed at any time since: from the newest compact commit of before on."""
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
                if compacted:  # an older one, whose files somebody has removed who waited for less
                    break
                raise
            compacted = True
            if instant(commit.at) <= since:
                break
    return named


def last_compact(store: CommitStore) -> Commit | None:
    """The newest compact commit; the log needs nothing of before it."""
    commits = (store.read(seq) for seq in reversed(store.numbers()))
    return next((commit for commit in commits if commit.kind == "compact"), None)


def remove(root: Path, path: Path) -> int:
    """Removes the file, and its folder when that is empty then; the bytes that it had."""
    size = path.lstat().st_size
    path.unlink()
    folder = path.parent
    if folder.parent != root and not any(folder.iterdir()):
        folder.rmdir()
    return size
