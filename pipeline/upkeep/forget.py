"""Deletes an article and everything derived from it: its files are written again without it, and the old ones are removed.

The commit is of kind `compact`: it sums up the log before it, so that nothing of that log is needed any more. If the process
is killed before the commit, nothing has changed; after the commit only files are left to remove, which the next call does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

import numpy as np

from pipeline.commit_log import archive, checkpoint, suspects
from pipeline.commit_log.checkpoint import Live, Sums
from pipeline.commit_log.counts.pass_counts import PassCounts
from pipeline.commit_log.lock import locked
from pipeline.commit_log.passes import Pass, command_pass
from pipeline.commit_log.publish import create_commit
from pipeline.commit_log.reading.queries import Row, rows_of
from pipeline.commit_log.state import State, load
from pipeline.commit_log.store import LocalStore, LostRace
from pipeline.upkeep.forget_search import ArticleTraces, find_traces, records_that_mention
from pipeline.upkeep.vacuum import last_compact, remove_file, spool_files, unneeded_files
from transforms.deduplicate.key_file import SettledKeys
from transforms.write import formats
from transforms.write.files import FileRef, rewrite_file, write_file
from transforms.write.lines import dump_lines, rewrite_lines

KIND = "forgotten"


@dataclass(frozen=True)
class RemovedFiles:
    """How many files were removed, and their size in bytes."""

    files: int
    size: int


@dataclass(frozen=True)
class Forgetting:
    """The result of `forget`.

    `found`: what was deleted. `rewritten`: number of files written again without the article, or removed because they held
    nothing else. `swept`: the files removed after the commit. `named_by`: ids of other records that still contain its headline
    or address.
    """

    found: ArticleTraces
    rewritten: int
    swept: RemovedFiles
    named_by: list[str]


class NothingToForget(Exception):
    """The folder holds nothing of that id or address. `swept`: files that an earlier, killed call had not yet removed."""

    def __init__(self, swept: RemovedFiles = RemovedFiles(0, 0)) -> None:
        super().__init__()
        self.swept = swept


def forget(
    out: Path, id_or_url: str, *, reason: str, now: datetime, agreed: Callable[[ArticleTraces], bool]
) -> Forgetting | None:
    """Deletes the article with this id, or all articles with this address. Does nothing and returns None unless agreed.

    `agreed`: called with what was found. Raises NothingToForget, Busy when a run is active, LostRace, BrokenLog when a file is
    damaged (it might contain the article), and OSError when the disk is full.
    """
    root = out.resolve()
    with locked(root):
        store = LocalStore(root)
        state = load(root, store)
        found = find_traces(state, id_or_url)
        if not found:
            raise NothingToForget(*([remove_leftovers(root, state)] if state.forgotten else []))
        if not agreed(found):
            return None
        work = command_pass(root, state.seq + 1, "compact", store, now)
        rewritten = publish_without(work, state, found, reason, now)
        state = load(root, store)
        return Forgetting(found, rewritten, remove_leftovers(root, state), records_that_mention(state, found))


def publish_without(work: Pass, state: State, found: ArticleTraces, reason: str, now: datetime) -> int:
    """Makes the commit; returns how many files it replaced. Raises LostRace when another process took its number."""
    root, replaced = state.root, 0
    files: list[FileRef] = []
    live: list[Live] = []
    for at, refs in state.live():
        kept: list[FileRef] = []
        for ref in refs:
            left = rewrite_without(root, ref, found) if found.is_in_file(ref) else ref
            if left is not ref:
                replaced += 1
                files += [left] if left else []
            kept += [left] if left else []
        live.append((at, tuple(kept)))
    forgotten = _write_forgotten_rows(work, state, found, reason, now)
    sums = Sums(
        SettledKeys([Path(path) for path in state.settled_paths], found.settled_keys()),
        [entry for entry in state.waiting_by_id() if entry.id not in found.names],
        live,
        state.seen,  # hashes of lines, from which no text can be read
        state.versions[~np.isin(state.versions["id"], [bytes.fromhex(name) for name in found.names])],
        forgotten,
    )
    files += checkpoint.write_sum(root, "compact", work.attempt, sums)
    feeds, tallies = state.feeds_as_json(), state.feed_stats_as_json()
    if create_commit(work, now, files, feeds, tallies, PassCounts(forgotten_entries=len(found.entries))):
        return replaced
    raise LostRace(f"a run published commit {work.seq} of {root} first; nothing was changed, try again")


def rewrite_without(root: Path, ref: FileRef, found: ArticleTraces) -> FileRef | None:
    """The file written again without the article, beside the old one; None when it held nothing else."""
    if ref.kind == archive.KIND:
        return archive.rewrite_without(root, ref, found.is_page)
    dropped: list[int] = []  # numbers of the rows

    def dump(out: BinaryIO) -> None:
        path = root / ref.path
        if ref.kind == "records":
            dropped.extend(formats.format_of(path).without(path, found.names, out))
        else:
            with path.open("rb") as source:
                dropped.extend(rewrite_lines(source, partial(_remaining_row, found=found), out))

    rewritten = rewrite_file(root, ref, dump)
    ends = list(accumulate(rows for _, rows in ref.parts))
    lost = np.bincount(np.searchsorted(ends, dropped, side="right"), minlength=len(ends) + 1)  # rows by part
    parts = tuple((at, rows - int(lost[n])) for n, (at, rows) in enumerate(ref.parts) if rows > lost[n])
    return replace(rewritten, rows=ref.rows - len(dropped), parts=parts) if len(dropped) < ref.rows else None


def _remaining_row(row: Row, found: ArticleTraces) -> Row | None:
    """A failure or sighting as it is kept, or None. The detail of another entry's failure that names the article is emptied."""
    if row["id"] in found.names or row.get("entry") in found.names:
        return None
    return {**row, "detail": ""} if "detail" in row and found.is_mentioned_in(row) else row


def _write_forgotten_rows(work: Pass, state: State, found: ArticleTraces, reason: str, now: datetime) -> FileRef:
    """Writes the rows that say when and why articles were forgotten, plus one for this call. They name no id or address."""
    rows = list(rows_of(state.root, state.forgotten)) if state.forgotten else []
    counts = {"records": found.rows["records"], "pages": found.rows["pages"]}
    rows.append({"at": now.isoformat(timespec="seconds"), "reason": reason, **counts})
    dump = partial(dump_lines, rows)
    return write_file(state.root, "compact", work.attempt, f".{KIND}.jsonl", dump, kind=KIND, rows=len(rows))


def remove_leftovers(root: Path, state: State) -> RemovedFiles:
    """Removes at once all files that the log no longer needs: replaced files, the spool of killed passes, old checkpoints.

    A reader that has such a file open can still read it to its end. No run may be at work.
    """
    spool = spool_files(root)
    files, size = len(spool), sum(path.stat().st_size for path in spool)
    suspected = suspects.collect(root)  # empties the spool
    suspected.limit_to(state.waiting.keys())
    suspected.save(root)
    store = LocalStore(root)
    last = last_compact(store)
    checkpoints = checkpoint.older_than(root, last.seq) if last else []
    later = datetime.now(UTC) + timedelta(days=1)  # in case the clock was set back
    for paths in (checkpoints, unneeded_files(root, store, now=later, grace=timedelta(0))):
        for path in paths:  # files of a checkpoint are unneeded once it is removed
            size += remove_file(root, path)
            files += 1
    return RemovedFiles(files, size)
