"""Merges the many small files of a day into a few large ones, by one commit. `vacuum` later removes the old files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pipeline.commit_log import checkpoint
from pipeline.commit_log.checkpoint import Live
from pipeline.commit_log.counts.pass_counts import Compacted, PassCounts
from pipeline.commit_log.lock import locked
from pipeline.commit_log.passes import Pass, command_pass
from pipeline.commit_log.publish import create_commit
from pipeline.commit_log.reading.queries import shard_of
from pipeline.commit_log.reading.verify import difference_from_commit
from pipeline.commit_log.state import PUBLISHED, State, load
from pipeline.commit_log.store import BrokenLog, Commit, LocalStore, LostRace
from pipeline.upkeep.retention import KEEP_ALL, Retention
from transforms.write import formats
from transforms.write.files import FileRef, write_file

# Bytes of one merged file and its copies in other formats. Failures are read backwards, one whole file at a time in memory.
# Archive files are not listed: they are large already and are not merged.
MAX_MERGED_BYTES = {"records": 512_000_000, "failures": 8_000_000, "sightings": 64_000_000}


@dataclass
class MergeGroup:
    """Files of one day and kind that may be merged into one per format. `commits`: time and files, in log order."""

    kind: str
    folder: str
    suffixes: tuple[str, ...]
    commits: list[Live] = field(default_factory=list)
    size: int = 0

    @property
    def worth_merging(self) -> bool:
        return self.kind in MAX_MERGED_BYTES and sum(len(refs) for _, refs in self.commits) > len(self.suffixes)


def compact_folder(
    out: Path,
    *,
    everything: bool,
    now: datetime,
    keep: Retention = KEEP_ALL,
    before_expiry: Callable[[int], None] | None = None,
) -> Commit | None:
    """Merges the files of past UTC days, with `everything` of today too. Raises Busy, and what `compact` raises.

    `before_expiry`: called with the number of files that are about to expire, if there are any; what it raises stops all.
    """
    root = out.resolve()
    with locked(root):
        store = LocalStore(root)
        state = load(root, store)
        if before_expiry and (expired := expired_files(state, keep)):
            before_expiry(expired)
        work = command_pass(root, state.seq + 1, "compact", store, now)
        return compact(work, state, before=None if everything else f"{now:%Y-%m-%d}", keep=keep)


def compact(work: Pass, state: State, *, before: str | None, keep: Retention = KEEP_ALL) -> Commit | None:
    """Publishes a compact commit and returns it; None when there is nothing to merge and nothing has expired.

    `before`: a UTC day such as 2026-01-31; files of that and later days are not merged, since more will come. None merges all
    days, an empty text none. Raises LostRace when another process took the commit's number, OSError when the disk is full, and
    BrokenLog when a file to merge is damaged: merging it would give the damage a valid hash.
    """
    root, replaced, expired = Path(work.root), 0, 0
    files: list[FileRef] = []
    live: list[Live] = []
    for number, place in enumerate(merge_groups(state.live())):
        if keep.expired(place.kind, place.folder):
            expired += sum(len(refs) for _, refs in place.commits)
        elif place.worth_merging and (before is None or place.folder < f"{place.kind}/date={before}"):
            merged = merge(place, root, f"{work.attempt}-{number:03d}")
            replaced += sum(len(refs) for _, refs in place.commits)
            files += merged
            live.append((place.commits[-1][0], tuple(merged)))
        else:
            live += place.commits
    if not replaced and not expired:
        return None
    feeds, tallies = state.feeds_as_json(), state.feed_stats_as_json()
    counts = PassCounts(compacted=Compacted(replaced, len(files), expired))
    files += checkpoint.write_sum(root, "compact", work.attempt, replace(state.sums(), live=live))
    if made := create_commit(work, datetime.now(UTC), files, feeds, tallies, counts):
        return made
    raise LostRace(f"a run published commit {work.seq} of {root} first; nothing was replaced, try again")


def expired_files(state: State, keep: Retention) -> int:
    """The number of published files that are older than `keep` says."""
    return sum(keep.expired(ref.kind, ref.path.rsplit("/", 1)[0]) for _, refs in state.live() for ref in refs)


def merge_groups(live: Iterable[Live]) -> Iterator[MergeGroup]:
    """Streams the published files in groups that can be merged: one kind, one day, the same formats, not too large."""
    open_bins: dict[str, MergeGroup] = {}
    for at, refs in live:
        for kind in PUBLISHED:
            for folder, group in groupby((r for r in refs if r.kind == kind), key=lambda r: r.path.rsplit("/", 1)[0]):
                files = tuple(group)
                suffixes = tuple(sorted({suffix_of(ref) for ref in files}))
                size = sum(ref.size for ref in files)
                current = open_bins.get(kind)
                if (
                    current is None
                    or (current.folder, current.suffixes) != (folder, suffixes)
                    or current.size + size > MAX_MERGED_BYTES.get(kind, 0)
                ):
                    if current:
                        yield current
                    current = open_bins[kind] = MergeGroup(kind, folder, suffixes)
                current.commits.append((at, files))
                current.size += size
    yield from open_bins.values()


def merge(place: MergeGroup, root: Path, stem: str) -> list[FileRef]:
    """Writes one file per format with the rows of the group, in the order of commits and shards. Raises BrokenLog."""
    for ref in (ref for _, refs in place.commits for ref in refs):
        if changed := difference_from_commit(root, ref):
            raise BrokenLog(f"{root / ref.path}: {changed}; nothing was replaced")
    made = []
    for suffix in place.suffixes:
        chosen = [(at, ref) for at, refs in place.commits for ref in sorted(refs, key=shard_of) if suffix_of(ref) == suffix]
        made.append(
            write_file(
                root,
                place.folder,
                stem,
                suffix,
                partial(_write_merged, suffix, [(root / ref.path, ref.rows) for _, ref in chosen]),
                kind=place.kind,
                rows=sum(ref.rows for _, ref in chosen),
                parts=_rows_by_commit(chosen),
            )
        )
    return made


def suffix_of(ref: FileRef) -> str:
    return PurePosixPath(ref.path).suffix


def _rows_by_commit(chosen: Iterable[tuple[str, FileRef]]) -> tuple[tuple[str, int], ...]:
    """The parts of the merged file: commit time and number of rows, joined where neighbours have the same time."""
    parts = [part for at, ref in chosen for part in ref.parts or ((at, ref.rows),)]
    return tuple((at, sum(rows for _, rows in group)) for at, group in groupby(parts, key=lambda part: part[0]))


def _write_merged(suffix: str, sources: list[tuple[Path, int]], out: BinaryIO) -> None:
    """Writes the rows of all sources. Raises BrokenLog when their number is not the one in the log."""
    rows = formats.format_of(sources[0][0]).merge([path for path, _ in sources], out)
    if rows != sum(count for _, count in sources):
        raise BrokenLog(f"{sources[0][0].parent}: the files to merge do not hold the rows that were committed; see `verify`")
