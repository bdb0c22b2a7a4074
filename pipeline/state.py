"""The sum of the commit log: what waits, what is settled, what each feed's last poll left, which files are live."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from pipeline import checkpoint
from pipeline.checkpoint import Checkpoint
from pipeline.store import BrokenLog, Commit, LocalStore, reference
from transforms.records import Entry, FeedState, as_json, entry_from_json
from transforms.settle.keys import SettledKeys, unpack
from transforms.write.files import FileRef
from transforms.write.lines import read_lines

PUBLISHED = ("records", "failures")


@dataclass
class State:
    """Grows by one commit at a time; `load` makes it from a folder.

    `base`: the checkpoint that it started from. `recent`: what each commit since then published, as (time, files).
    """

    root: Path
    seq: int = 0
    feeds: dict[str, FeedState] = field(default_factory=dict)
    waiting: dict[str, Entry] = field(default_factory=dict)
    settled: list[FileRef] = field(default_factory=list)
    recent: list[tuple[str, tuple[FileRef, ...]]] = field(default_factory=list)
    base: Checkpoint | None = None

    def apply(self, commit: Commit) -> None:
        """Adds what the commit says. BrokenLog when a file that it names is gone or cut."""
        for name, row in commit.feeds.items():
            self.feeds[name] = feed_state_from_json(row)
        for ref in commit.files:
            if ref.kind == "waiting":
                for entry in self._entries(ref):
                    known = self.waiting.get(entry.id)
                    self.waiting[entry.id] = _joined(known, entry) if known and commit.kind == "poll" else entry
            elif ref.kind == "settled":
                self.settled.append(ref)
                for ident in unpack(self._bytes(ref)):
                    self.waiting.pop(ident, None)
        self.recent.append((commit.at, tuple(ref for ref in commit.files if ref.kind in PUBLISHED)))
        self.seq = commit.seq

    def live(self) -> Iterator[tuple[str, tuple[FileRef, ...]]]:
        """Commit time and published files of each commit from the first on; streamed, however long the log is."""
        if self.base:
            with (self.root / self.base.live.path).open("rb") as source:
                for row in read_lines(source):
                    yield row["at"], tuple(FileRef(**ref) for ref in row["files"])
        yield from self.recent

    def files(self, kind: str) -> Iterator[tuple[str, FileRef]]:
        """Commit time and file, of one kind: records or failures."""
        for at, refs in self.live():
            yield from ((at, ref) for ref in refs if ref.kind == kind)

    def checkpoint(self) -> bool:
        """Writes down where the log stands, if enough has been published since that was last done."""
        if self.seq - (self.base.seq if self.base else 0) < checkpoint.EVERY:
            return False
        self.base = checkpoint.write(
            self.root,
            self.seq,
            {name: as_json(state) for name, state in sorted(self.feeds.items())},
            SettledKeys([Path(p) for p in self.settled_paths]),
            sorted(self.waiting.values(), key=lambda e: e.id),
            ({"at": at, "files": [reference(ref) for ref in refs]} for at, refs in self.live()),
        )
        self.settled, self.recent = [self.base.settled], []
        return True

    @property
    def settled_paths(self) -> tuple[str, ...]:
        return tuple(str(self.root / ref.path) for ref in self.settled)

    def due(self, now: str, *, everything: bool = False) -> list[Entry]:
        """Entries that may be tried now, first seen first, by id where that does not tell. `now` is UTC, as `retry_at` is."""
        return sorted(
            (e for e in self.waiting.values() if everything or e.retry_at is None or e.retry_at <= now),
            key=lambda e: (e.seen_at or "", e.id),
        )

    def _entries(self, ref: FileRef) -> Iterator[Entry]:
        for row in read_lines(self._bytes(ref).splitlines()):
            yield entry_from_json(row)

    def _bytes(self, ref: FileRef) -> bytes:
        path = self.root / ref.path
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise BrokenLog(f"{path} is gone, though a commit names it; put it back from a copy") from error
        if len(data) != ref.size:
            raise BrokenLog(f"{path} has {len(data)} bytes, its commit says {ref.size}; put it back from a copy")
        return data


def load(root: Path) -> State:
    """The state of an output folder; an empty one where there is no log yet. BrokenLog says what is wrong with one that is."""
    state = State(root)
    if base := checkpoint.newest(root):
        state.base, state.seq, state.settled = base, base.seq, [base.settled]
        state.feeds = {name: feed_state_from_json(row) for name, row in base.feeds.items()}
        state.waiting = {entry.id: entry for entry in state._entries(base.waiting)}
    for commit in LocalStore(root).commits(after=state.seq):
        state.apply(commit)
    return state


def feed_state_from_json(row: dict[str, Any]) -> FeedState:
    known = {f.name for f in fields(FeedState)}
    return FeedState(**{k: v for k, v in row.items() if k in known})


def _joined(known: Entry, entry: Entry) -> Entry:
    """An entry that waits already and was seen in another feed: it keeps its place, and names both."""
    return replace(known, feeds=tuple(dict.fromkeys((*known.feeds, *entry.feeds))))
