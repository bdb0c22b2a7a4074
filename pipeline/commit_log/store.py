"""Where commits are stored: a store lists them, reads one, and creates one unless its number is taken.

`CommitStore` needs no more than an object store with conditional put can do; `LocalStore` is the local disk.
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
    """The commit log can't be read; the sentence says which file, what is wrong with it and what to do."""


class LostRace(Exception):
    """Another run published a commit of this number first. Nothing is lost: the next run does what this one would have done."""


@dataclass(frozen=True)
class Commit:
    """A set of files and states that become visible together. `kind`: poll, records, replay or compact. `at`: UTC.

    `feeds`: feed states that changed, as JSON. `tallies`: the FeedCounts of each feed, as JSON. `counts`: what was done, for
    the summary and for people. A compact commit adds nothing new: its files, feeds and tallies (FeedStats, as JSON) sum up the
    log before it, and take its place.
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
    """A place for commits. It can be pickled, since workers get it with their pass.

    `numbers`: of the commits after `after`, in order, without a gap. `read` and `numbers` raise BrokenLog. `create` publishes
    the commit, whole or not at all; False when there is one with this number already, whoever made it.
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
        """The numbers of all commits that are there, in order, even if some are missing in between."""
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
    """A file as the log names it, without the ids of its rows, which can be read from the file itself."""
    row = {k: getattr(ref, k) for k in ("kind", "path", "rows", "size", "sha256")}
    return {**row, "parts": [list(part) for part in ref.parts]} if ref.parts else row


def file_ref_from_json(row: Mapping[str, Any]) -> FileRef:
    """The file of a row of the log. TypeError, ValueError or KeyError for a row that names no file."""
    parts = tuple((str(at), int(rows)) for at, rows in row.get("parts", ()))
    return FileRef(**{**{k: v for k, v in row.items() if k != "ids"}, "parts": parts})


def commit_as_json(commit: Commit) -> dict[str, Any]:
    """The commit as its file holds it."""
    return {
        **{k: getattr(commit, k) for k in ("seq", "parent", "kind", "attempt", "run", "at")},
        "files": [file_ref_as_json(f) for f in commit.files],
        "feeds": commit.feeds,
        "counts": commit.counts.as_json(),
        **({"tallies": commit.tallies} if commit.tallies else {}),
    }


def commit_from_json(row: Mapping[str, Any]) -> Commit:
    """The commit of a row, also of one that an earlier version wrote. TypeError, ValueError or KeyError for any other row."""
    files = tuple(map(file_ref_from_json, row["files"]))
    return Commit(**{**row, "files": files, "counts": PassCounts.from_json(row.get("counts", {}))})
