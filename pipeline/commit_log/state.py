"""The sum of the commit log: what waits, what is settled, what each feed's last poll left, which files are live."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.commit_log import checkpoint, latest_rows, line_counts
from pipeline.commit_log.checkpoint import Checkpoint, Sums
from pipeline.commit_log.counts.feed_counts import FeedCounts
from pipeline.commit_log.counts.feed_stats import FeedStats
from pipeline.commit_log.feed_states import feed_state_as_json, feed_state_from_json
from pipeline.commit_log.latest_rows import Rows as Versions
from pipeline.commit_log.line_counts import Rows
from pipeline.commit_log.store import BrokenLog, Commit, CommitStore, LocalStore
from pipeline.wording import counted
from transforms.articles import Entry
from transforms.dates import iso_utc
from transforms.deduplicate.key_file import SettledKeys, unpack
from transforms.feeds import FeedState
from transforms.retry import LONGEST_PAUSE_S, LONGEST_RECHECK_S
from transforms.rows import entry_from_json
from transforms.web.urls import address_key
from transforms.write.files import FileRef
from transforms.write.lines import read_lines

PUBLISHED = ("records", "failures", "sightings", "archive")


@dataclass
class State:
    """Grows by one commit at a time; `load` makes it from a folder.

    `base`: the checkpoint that it started from. `recent`: what each commit since then published, as (time, files).
    `seen`: on how many pages of its site a line has stood. `versions`: the newest row of articles that have several.
    `feed_stats`: what each feed has brought lately. `forgotten_pages`: how many pages of forgotten articles came since the log
    was last summed up.
    """

    root: Path
    seq: int = 0
    feeds: dict[str, FeedState] = field(default_factory=dict)
    waiting: dict[str, Entry] = field(default_factory=dict)
    settled: list[FileRef] = field(default_factory=list)
    recent: list[tuple[str, tuple[FileRef, ...]]] = field(default_factory=list)
    base: Checkpoint | None = None
    seen: Rows = field(default_factory=line_counts.empty)
    versions: Versions = field(default_factory=latest_rows.empty)
    feed_stats: defaultdict[str, FeedStats] = field(default_factory=lambda: defaultdict(FeedStats))
    forgotten_pages: int = 0

    def apply(self, commit: Commit) -> None:
        """Adds what the commit says. BrokenLog when a file that it names is gone or cut."""
        if commit.kind == "compact":
            self.start_from(checkpoint.checkpoint_of(commit))
            return
        self.forgotten_pages += commit.counts.forgotten_pages
        for feed, row in commit.tallies.items():
            self.feed_stats[feed].add(FeedCounts.from_json(row), commit.at)
        for ref in sorted(commit.files, key=lambda ref: ref.kind == "waiting"):  # what is settled may wait again at once
            self._apply_file(ref, commit)
        for feed, row in commit.feeds.items():
            self.feeds[feed] = state = feed_state_from_json(row)
            self.feed_stats[feed].add_poll(state, commit.at)
        self.recent.append((commit.at, tuple(ref for ref in commit.files if ref.kind in PUBLISHED)))
        self.seq = commit.seq

    def _apply_file(self, ref: FileRef, commit: Commit) -> None:
        if ref.kind == "waiting":
            for entry in self._entries(ref):
                self._wait(entry, commit)
        elif ref.kind == "settled":
            self.settled.append(ref)
            for ident in unpack(self._bytes(ref)):
                self._settle(ident, commit)
        elif ref.kind == "seen":
            self.seen = line_counts.merged(self.seen, line_counts.read(self._bytes(ref)), commit.seq)
        elif ref.kind == "versions":
            self.versions = latest_rows.merged(self.versions, latest_rows.read(self._bytes(ref)))

    def _wait(self, entry: Entry, commit: Commit) -> None:
        known = self.waiting.get(entry.id)
        if not known and commit.kind == "poll" and not entry.past:
            self.feed_stats[entry.feeds[0]].add_new_entry(commit.at)
        self.waiting[entry.id] = join_entries(known, entry) if known and commit.kind == "poll" else entry

    def _settle(self, ident: str, commit: Commit) -> None:
        known = self.waiting.get(ident)
        if known and known.past and commit.kind == "replay":
            return  # a record that was made again from the archive is still checked at its source
        self.waiting.pop(ident, None)

    def live(self) -> Iterator[tuple[str, tuple[FileRef, ...]]]:
        """Commit time and published files of each commit from the first on; streamed, however long the log is."""
        if self.base:
            yield from checkpoint.read_live(self.root, self.base)
        yield from self.recent

    def files(self, kind: str) -> Iterator[tuple[str, FileRef]]:
        """Commit time and file, of one kind of PUBLISHED."""
        for at, refs in self.live():
            yield from ((at, ref) for ref in refs if ref.kind == kind)

    def checkpoint(self) -> bool:
        """Writes down where the log stands, if enough has been published since that was last done."""
        if self.seq - (self.base.seq if self.base else 0) < checkpoint.EVERY:
            return False
        self.base = checkpoint.write(self.root, self.seq, self.feeds_as_json(), self.feed_stats_as_json(), self.sums())
        self.settled, self.recent = [self.base.settled], []
        return True

    def start_from(self, base: Checkpoint) -> None:
        """Forgets all, and goes on from there. BrokenLog when a file of the sum is gone or cut."""
        for ref in (base.settled, base.live, *([base.forgotten] if base.forgotten else ())):
            self._whole(ref)
        self.seen = line_counts.read(self._bytes(base.seen)) if base.seen else line_counts.empty()
        self.versions = latest_rows.read(self._bytes(base.versions)) if base.versions else latest_rows.empty()
        self.base, self.seq, self.settled, self.recent = base, base.seq, [base.settled], []
        self.forgotten_pages = 0
        self.feeds = {name: feed_state_from_json(row) for name, row in base.feeds.items()}
        self.feed_stats.clear()
        self.feed_stats.update((name, FeedStats.from_json(row)) for name, row in base.tallies.items())
        self.waiting = {entry.id: entry for entry in self._entries(base.waiting)}

    def sums(self) -> Sums:
        """All of it, as a checkpoint or a compact commit writes it down."""
        return Sums(self.settled_keys(), self.waiting_by_id(), self.live(), self.seen, self.versions, self.forgotten)

    def feeds_as_json(self) -> dict[str, dict[str, Any]]:
        return {name: feed_state_as_json(state) for name, state in sorted(self.feeds.items())}

    def feed_stats_as_json(self) -> dict[str, dict[str, Any]]:
        return {name: stats.as_json() for name, stats in sorted(self.feed_stats.items())}

    def settled_keys(self) -> SettledKeys:
        return SettledKeys([Path(p) for p in self.settled_paths])

    def waiting_by_id(self) -> list[Entry]:
        return sorted(self.waiting.values(), key=lambda e: e.id)

    @property
    def forgotten(self) -> FileRef | None:
        """The file that says that something was forgotten; only a sum brings one."""
        return self.base.forgotten if self.base else None

    @property
    def settled_paths(self) -> tuple[str, ...]:
        return tuple(str(self.root / ref.path) for ref in self.settled)

    def due(self, now: datetime, *, everything: bool = False) -> list[Entry]:
        """Entries that may be tried now, first seen first, by id where that does not tell; articles that are records already
        come last. `everything`: all that are none.

        A next try further ahead than any pause tells that the clock was wrong when it was written: it may be tried.
        """
        pauses = (0.0, LONGEST_PAUSE_S, LONGEST_RECHECK_S)
        soon, far, farther = (iso_utc(now + timedelta(seconds=s)) for s in pauses)
        return sorted(
            (
                e
                for e in self.waiting.values()
                if (everything and not e.past) or e.retry_at is None or not soon < e.retry_at <= (farther if e.past else far)
            ),
            key=lambda e: (e.past is not None, e.seen_at or "", e.id),
        )

    @property
    def rechecks_waiting(self) -> int:
        """How many of the entries that wait are articles with a record, which wait for a check."""
        return sum(e.past is not None for e in self.waiting.values())

    def _entries(self, ref: FileRef) -> Iterator[Entry]:
        for row in read_lines(self._bytes(ref).splitlines()):
            yield entry_from_json(row)

    def _bytes(self, ref: FileRef) -> bytes:
        return self._whole(ref).read_bytes()

    def _whole(self, ref: FileRef) -> Path:
        path = self.root / ref.path
        try:
            size = path.stat().st_size
        except FileNotFoundError as error:
            raise BrokenLog(f"{path} is gone, though a commit names it; put it back from a copy") from error
        if size != ref.size:
            raise BrokenLog(f"{path} has {counted(size, 'byte')}, its commit says {ref.size:,}; put it back from a copy")
        return path


def load(root: Path, store: CommitStore | None = None) -> State:
    """The state of an output folder; an empty one where there is no log yet. BrokenLog says what is wrong with one that is.

    `store`: where the commits are, if not in the folder itself.
    """
    store, state = store or LocalStore(root), State(root)
    if base := checkpoint.newest(root):
        state.start_from(base)
    numbers = store.numbers(after=state.seq)
    for seq in numbers[_start(store, numbers) :]:
        state.apply(store.read(seq))
    return state


def _start(store: CommitStore, numbers: Sequence[int]) -> int:
    """Where to begin: at the newest compact commit, since files of those before it may be gone; else at the first."""
    return next((i for i in range(len(numbers) - 1, -1, -1) if store.read(numbers[i]).kind == "compact"), 0)


def join_entries(known: Entry, entry: Entry) -> Entry:
    """An entry that waits and was seen in another feed, or under another address: it keeps its place, and names all feeds.

    What has moved is tried where it is now, at once; so is a record that its feed says was changed.
    """
    feeds, also = (
        tuple(dict.fromkeys((*one, *other))) for one, other in ((known.feeds, entry.feeds), (known.also, entry.also))
    )
    joined = replace(known, feeds=feeds, also=also)
    if entry.past:
        news = replace(joined, title=entry.title, published=entry.published, updated=entry.updated, authors=entry.authors)
        return replace(news, content=entry.content, mark=entry.mark, retry_at=None)
    if address_key(entry.url) in ("", address_key(known.url)):
        return joined
    return replace(joined, url=entry.url, title=entry.title, content=entry.content, retry_at=None)
