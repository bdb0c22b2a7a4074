"""The state computed from the commit log: waiting entries, settled keys, feed states and live files."""

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
from pipeline.commit_log.latest_rows import LatestRows
from pipeline.commit_log.line_counts import LineRows
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
    """The state after commit `seq`. `load` computes it for a folder, and `apply` adds one commit.

    `feeds`: by feed id. `waiting`: by entry id. `settled`: the key files. `base`: the checkpoint that it started from.
    `recent`: time and published files of each commit since `base`. `seen`: number of pages of each line.
    `versions`: the newest record of articles that have several. `feed_stats`: recent counts of each feed.
    `forgotten_pages`: pages of forgotten articles that were fetched since the last compact commit.
    """

    root: Path
    seq: int = 0
    feeds: dict[str, FeedState] = field(default_factory=dict)
    waiting: dict[str, Entry] = field(default_factory=dict)
    settled: list[FileRef] = field(default_factory=list)
    recent: list[tuple[str, tuple[FileRef, ...]]] = field(default_factory=list)
    base: Checkpoint | None = None
    seen: LineRows = field(default_factory=line_counts.empty)
    versions: LatestRows = field(default_factory=latest_rows.empty)
    feed_stats: defaultdict[str, FeedStats] = field(default_factory=lambda: defaultdict(FeedStats))
    forgotten_pages: int = 0

    def apply(self, commit: Commit) -> None:
        """Adds a commit to the state. Raises BrokenLog when a file that it names is missing or truncated."""
        if commit.kind == "compact":
            self.start_from(checkpoint.checkpoint_of(commit))
            return
        self.forgotten_pages += commit.counts.forgotten_pages
        for feed, row in commit.tallies.items():
            self.feed_stats[feed].add(FeedCounts.from_json(row), commit.at)
        # waiting entries last, since a commit may settle an entry and let it wait for a recheck
        for ref in sorted(commit.files, key=lambda ref: ref.kind == "waiting"):
            self._apply_file(ref, commit)
        for feed, row in commit.feeds.items():
            self.feeds[feed] = state = feed_state_from_json(row)
            self.feed_stats[feed].add_poll(state, commit.at)
        self.recent.append((commit.at, tuple(ref for ref in commit.files if ref.kind in PUBLISHED)))
        self.seq = commit.seq

    def _apply_file(self, ref: FileRef, commit: Commit) -> None:
        if ref.kind == "waiting":
            for entry in self._entries(ref):
                self._add_waiting(entry, commit)
        elif ref.kind == "settled":
            self.settled.append(ref)
            for ident in unpack(self._bytes(ref)):
                self._settle(ident, commit)
        elif ref.kind == "seen":
            self.seen = line_counts.merged(self.seen, line_counts.read(self._bytes(ref)), commit.seq)
        elif ref.kind == "versions":
            self.versions = latest_rows.merged(self.versions, latest_rows.read(self._bytes(ref)))

    def _add_waiting(self, entry: Entry, commit: Commit) -> None:
        known = self.waiting.get(entry.id)
        if not known and commit.kind == "poll" and not entry.past:
            self.feed_stats[entry.feeds[0]].add_new_entry(commit.at)
        self.waiting[entry.id] = join_entries(known, entry) if known and commit.kind == "poll" else entry

    def _settle(self, ident: str, commit: Commit) -> None:
        known = self.waiting.get(ident)
        if known and known.past and commit.kind == "replay":
            return  # a replay makes the record again, but the article still waits for its recheck
        self.waiting.pop(ident, None)

    def live(self) -> Iterator[tuple[str, tuple[FileRef, ...]]]:
        """Streams the time and the published files of each commit, from the first one on."""
        if self.base:
            yield from checkpoint.read_live(self.root, self.base)
        yield from self.recent

    def files(self, kind: str) -> Iterator[tuple[str, FileRef]]:
        """Streams commit time and file for all files of a kind, one of PUBLISHED."""
        for at, refs in self.live():
            yield from ((at, ref) for ref in refs if ref.kind == kind)

    def checkpoint(self) -> bool:
        """Writes a checkpoint if the last one is COMMITS_APART commits old; returns whether it did."""
        if self.seq - (self.base.seq if self.base else 0) < checkpoint.COMMITS_APART:
            return False
        self.base = checkpoint.write(self.root, self.seq, self.feeds_as_json(), self.feed_stats_as_json(), self.sums())
        self.settled, self.recent = [self.base.settled], []
        return True

    def start_from(self, base: Checkpoint) -> None:
        """Replaces the whole state by a checkpoint. Raises BrokenLog when one of its files is missing or truncated."""
        for ref in (base.settled, base.live, *([base.forgotten] if base.forgotten else ())):
            self._checked_path(ref)
        self.seen = line_counts.read(self._bytes(base.seen)) if base.seen else line_counts.empty()
        self.versions = latest_rows.read(self._bytes(base.versions)) if base.versions else latest_rows.empty()
        self.base, self.seq, self.settled, self.recent = base, base.seq, [base.settled], []
        self.forgotten_pages = 0
        self.feeds = {name: feed_state_from_json(row) for name, row in base.feeds.items()}
        self.feed_stats.clear()
        self.feed_stats.update((name, FeedStats.from_json(row)) for name, row in base.tallies.items())
        self.waiting = {entry.id: entry for entry in self._entries(base.waiting)}

    def sums(self) -> Sums:
        """The contents for the files of a checkpoint or a compact commit."""
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
        """The file with a row for each call of `forget`; None without one. Only checkpoints and compact commits name it."""
        return self.base.forgotten if self.base else None

    @property
    def settled_paths(self) -> tuple[str, ...]:
        return tuple(str(self.root / ref.path) for ref in self.settled)

    def due(self, now: datetime, *, everything: bool = False) -> list[Entry]:
        """The entries that may be tried at `now`, by the time they were first seen, then by id; rechecks come last.

        `everything`: all waiting entries, due or not, except rechecks that are not due. A retry time further ahead than the
        longest pause was written while the clock was wrong, so such an entry counts as due.
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
        """Number of waiting entries that are articles with a record, waiting for a recheck."""
        return sum(e.past is not None for e in self.waiting.values())

    def _entries(self, ref: FileRef) -> Iterator[Entry]:
        for row in read_lines(self._bytes(ref).splitlines()):
            yield entry_from_json(row)

    def _bytes(self, ref: FileRef) -> bytes:
        return self._checked_path(ref).read_bytes()

    def _checked_path(self, ref: FileRef) -> Path:
        path = self.root / ref.path
        try:
            size = path.stat().st_size
        except FileNotFoundError as error:
            raise BrokenLog(f"{path} is gone, though a commit names it; put it back from a copy") from error
        if size != ref.size:
            raise BrokenLog(f"{path} has {counted(size, 'byte')}, its commit says {ref.size:,}; put it back from a copy")
        return path


def load(root: Path, store: CommitStore | None = None) -> State:
    """The state of an output folder; an empty one if there is no log yet. Raises BrokenLog when the log can't be read.

    `store`: the place of the commits, if it is not the folder itself.
    """
    store, state = store or LocalStore(root), State(root)
    if base := checkpoint.newest(root):
        state.start_from(base)
    numbers = store.numbers(after=state.seq)
    for seq in numbers[_start_index(store, numbers) :]:
        state.apply(store.read(seq))
    return state


def _start_index(store: CommitStore, numbers: Sequence[int]) -> int:
    """Index of the newest compact commit, since files of earlier commits may have been removed; 0 if there is none."""
    return next((i for i in range(len(numbers) - 1, -1, -1) if store.read(numbers[i]).kind == "compact"), 0)


def join_entries(known: Entry, entry: Entry) -> Entry:
    """A waiting entry joined with the same entry from a later poll, in another feed or at another address.

    It keeps its time in the queue and gets the feeds of both. If its address changed, or its feed says that the article of an
    existing record changed, it takes the new values and is due at once.
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
