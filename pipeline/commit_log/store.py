"""Stores of commits: a store lists them, reads one, and creates one unless its number is taken.

`CommitStore` is the interface. An object store with conditional put could implement it; `LocalStore` is the local disk.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pipeline.commit_log.counts.pass_counts import PassCounts
from transforms.atomic_file import create_file, make_folders, sync_folder
from transforms.errors import PullquoteError
from transforms.write.files import FileRef


class BrokenLog(PullquoteError):
    """The commit log can't be read. The message says which file is wrong, how, and what to do."""


class LostRace(Exception):
    """Another run published a commit of this number first. Nothing is lost: the next run repeats the work of this one."""


@dataclass(frozen=True)
class Commit:
    """Files and feed states that become visible together. `kind`: poll, records, replay or compact. `at`: ISO 8601, UTC.

    `feeds`: the feed states that changed, as JSON. `tallies`: the FeedCounts of each feed, as JSON. `counts`: for the summary
    and for human readers. A compact commit adds nothing new: its files, feeds and tallies (FeedStats, as JSON) hold the whole
    state, and replace the log before it.
    """

    seq: int
    parent: int
    kind: str
    attempt: str
    run: str
    at: str
    files: tuple[FileRef, ...] = ()
    feeds: dict[str, dict[str, Any]] = field(default_factory=dict)
    counts: PassCounts = field(default_factory=PassCounts)
    tallies: dict[str, dict[str, Any]] = field(default_factory=dict)


class CommitStore(Protocol):
    """A place for commits. It must be picklable, since workers get it with their pass.

    `numbers`: the ascending numbers of the commits after `after`, without a gap. `create` publishes a commit atomically; False
    if its number is taken, even by the same attempt. `read` and `numbers` raise BrokenLog.
    """

    def numbers(self, after: int = 0) -> list[int]: ...

    def read(self, seq: int) -> Commit: ...

    def create(self, commit: Commit) -> bool: ...


class LocalStore:
    """Commits as files `commits/00000042.json` of a folder on a local disk."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "commits"

    def numbers(self, after: int = 0) -> list[int]:
        found = [seq for seq in self.present() if seq > after]
        for expected, seq in enumerate(found, start=after + 1):
            if expected != seq:
                raise BrokenLog(
                    f"{self.path(expected)} is missing, though later commits are there; "
                    "put it back from a copy, or start a new output folder"
                )
        return found

    def present(self) -> list[int]:
        """The ascending numbers of all commits that exist, even if some in between are missing."""
        if not self.folder.is_dir():
            return []
        return sorted(int(p.stem) for p in self.folder.glob("*.json") if p.stem.isdigit())

    def read(self, seq: int) -> Commit:
        path = self.path(seq)
        try:
            commit = commit_from_json(json.loads(path.read_bytes()))
        except FileNotFoundError as error:
            raise BrokenLog(f"{path} is missing; put it back from a copy") from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BrokenLog(f"{path} can't be read as a commit ({error}); put it back from a copy") from error
        if commit.seq != seq:
            raise BrokenLog(f"{path} says that it is commit {commit.seq}; its name was changed by hand")
        return commit

    def create(self, commit: Commit) -> bool:
        made = make_folders(self.folder)
        try:
            create_file(self.path(commit.seq), json.dumps(commit_as_json(commit), ensure_ascii=False, indent=1).encode())
        except FileExistsError:
            return False
        for changed in made:
            sync_folder(changed)
        return True

    def path(self, seq: int) -> Path:
        return self.folder / f"{seq:08d}.json"


def file_ref_as_json(ref: FileRef) -> dict[str, Any]:
    """A file reference as the log stores it: without the ids of its rows, which are in the file itself."""
    row = {k: getattr(ref, k) for k in ("kind", "path", "rows", "size", "sha256")}
    return {**row, "parts": [list(part) for part in ref.parts]} if ref.parts else row


def file_ref_from_json(row: Mapping[str, Any]) -> FileRef:
    """The file reference of a JSON object. Raises TypeError, ValueError or KeyError if it is none."""
    parts = tuple((str(at), int(rows)) for at, rows in row.get("parts", ()))
    return FileRef(**{**{k: v for k, v in row.items() if k != "ids"}, "parts": parts})


def commit_as_json(commit: Commit) -> dict[str, Any]:
    """The commit as a JSON object, as its file stores it."""
    return {
        **{k: getattr(commit, k) for k in ("seq", "parent", "kind", "attempt", "run", "at")},
        "files": [file_ref_as_json(f) for f in commit.files],
        "feeds": commit.feeds,
        "counts": commit.counts.as_json(),
        **({"tallies": commit.tallies} if commit.tallies else {}),
    }


def commit_from_json(row: Mapping[str, Any]) -> Commit:
    """The commit of a JSON object, also of an earlier version. Raises TypeError, ValueError or KeyError if it is none."""
    files = tuple(map(file_ref_from_json, row["files"]))
    return Commit(**{**row, "files": files, "counts": PassCounts.from_json(row.get("counts", {}))})
