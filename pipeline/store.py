"""Where commits lie: list, read, and one create that fails when the name is taken, on the local disk."""

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transforms.write.files import FileRef, make_folders, sync_folder


class BrokenLog(Exception):
    """The commit log can't be read; the sentence says which file, what is wrong with it and what to do."""


@dataclass(frozen=True)
class Commit:
    """One act of publishing. `kind`: poll or records. `at`: UTC. `files`: what it adds, by what they hold.

    `feeds`: feed states that changed, as JSON. `counts`: what the act did, for the summary and for people.
    """

    seq: int
    parent: int
    kind: str
    attempt: str
    run: str
    at: str
    files: tuple[FileRef, ...] = ()
    feeds: dict[str, dict[str, Any]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class LocalStore:
    """Commits as files `commits/00000042.json` of a folder on a local disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "commits"

    def numbers(self, after: int = 0) -> list[int]:
        """The commits behind `after`, in order. BrokenLog when one of them is missing and later ones are there."""
        if not self.folder.is_dir():
            return []
        found = sorted(int(p.stem) for p in self.folder.glob("*.json") if p.stem.isdigit() and int(p.stem) > after)
        for expected, seq in enumerate(found, start=after + 1):
            if expected != seq:
                raise BrokenLog(
                    f"{self._path(expected)} is missing, though later commits are there; "
                    "put it back from a copy, or start a new output folder"
                )
        return found

    def read(self, seq: int) -> Commit:
        path = self._path(seq)
        try:
            row = json.loads(path.read_bytes())
            files = tuple(FileRef(**{**f, "ids": tuple(f.get("ids", ()))}) for f in row.pop("files"))
            commit = Commit(**row, files=files)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BrokenLog(f"{path} can't be read as a commit ({error}); put it back from a copy") from error
        if commit.seq != seq:
            raise BrokenLog(f"{path} says that it is commit {commit.seq}; its name was changed by hand")
        return commit

    def create(self, commit: Commit) -> bool:
        """Publishes the commit; False when another with this number is there already. Complete on disk, or not there."""
        made = make_folders(self.folder)
        temporary = self.folder / f".{commit.seq}-{uuid.uuid4().hex}.tmp"
        try:
            with temporary.open("wb") as out:
                out.write(json.dumps(commit_as_json(commit), ensure_ascii=False, indent=1).encode())
                out.flush()
                os.fsync(out.fileno())
            try:
                # link, unlike rename, refuses to replace: the one exclusive act that publishes
                os.link(temporary, self._path(commit.seq))
            except FileExistsError:
                return False
        finally:
            temporary.unlink(missing_ok=True)
        for changed in (self.folder, *made):
            sync_folder(changed)
        return True

    def commits(self, after: int = 0) -> Iterator[Commit]:
        for seq in self.numbers(after):
            yield self.read(seq)

    def _path(self, seq: int) -> Path:
        return self.folder / f"{seq:08d}.json"


def reference(ref: FileRef) -> dict[str, Any]:
    """The file as the log names it."""
    return {k: getattr(ref, k) for k in ("kind", "path", "rows", "size", "sha256")}


def commit_as_json(commit: Commit) -> dict[str, Any]:
    return {
        **{k: getattr(commit, k) for k in ("seq", "parent", "kind", "attempt", "run", "at")},
        # ids of a file's rows are read from the file itself; in the log they would only make it long
        "files": [reference(f) for f in commit.files],
        "feeds": commit.feeds,
        "counts": commit.counts,
    }
