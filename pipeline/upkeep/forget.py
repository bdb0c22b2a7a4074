"""What must go is gone: a commit whose files are written again without the article, and then away with all that held it.

The commit is one of kind `compact`: what it carries takes the place of the log before it, so that nothing before it is needed.
Killed before the commit, the log is as it was; after it, all that is left to do is to remove, which the next call does.
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
from pipeline.commit_log.publish import commit
from pipeline.commit_log.queries import Row, rows_of
from pipeline.commit_log.state import State, load
from pipeline.commit_log.store import LocalStore, LostRace
from pipeline.upkeep.forget_search import Found, naming, seek
from pipeline.upkeep.vacuum import last_compact, orphans, remove, spooled
from transforms.deduplicate.key_file import SettledKeys
from transforms.write import formats
from transforms.write.files import FileRef, rewrite_file, write_file
from transforms.write.lines import dump_lines, rewrite_lines

KIND = "forgotten"


@dataclass(frozen=True)
class Swept:
    """Files that were removed, and the bytes that they had."""

    files: int
    size: int


@dataclass(frozen=True)
class Forgotten:
    """What came of it. `rewritten`: files that were written again without it, or that held nothing else. `named_by`: ids of
    other records that hold its headline or address.
    """

    found: Found
    rewritten: int
    swept: Swept
    named_by: list[str]


class NothingFound(Exception):
    """The folder holds nothing of what was sought. `swept`: what a call before, which was killed, had left to remove."""

    def __init__(self, swept: Swept = Swept(0, 0)) -> None:
        super().__init__()
        self.swept = swept


def forget(out: Path, sought: str, *, reason: str, now: datetime, agreed: Callable[[Found], bool]) -> Forgotten | None:
    """Forgets the article of this id, or each that has this address; None when `agreed`, asked with what was found, says no.

    Raises NothingFound, Busy when a run is at work, LostRace, BrokenLog when a file is not as it was written (whether it holds
    something of the article nobody knows then), and OSError when the disk is full.
    """
    root = out.resolve()
    with locked(root):
        store = LocalStore(root)
        state = load(root, store)
        found = seek(state, sought)
        if not found:
            raise NothingFound(*([sweep(root, state)] if state.forgotten else []))
        if not agreed(found):
            return None
        work = command_pass(root, state.seq + 1, "compact", store, now)
        rewritten = publish_without(work, state, found, reason, now)
        state = load(root, store)
        return Forgotten(found, rewritten, sweep(root, state), naming(state, found))


def publish_without(work: Pass, state: State, found: Found, reason: str, now: datetime) -> int:
    """The commit; the number of files that it replaced. LostRace when another attempt has taken its number."""
    root, replaced = state.root, 0
    files: list[FileRef] = []
    live: list[Live] = []
    for at, refs in state.live():
        kept: list[FileRef] = []
        for ref in refs:
            left = without(root, ref, found) if found.is_in(ref) else ref
            if left is not ref:
                replaced += 1
                files += [left] if left else []
            kept += [left] if left else []
        live.append((at, tuple(kept)))
    forgotten = _forgotten_file(work, state, found, reason, now)
    sums = Sums(
        SettledKeys([Path(path) for path in state.settled_paths], found.settled()),
        [entry for entry in state.waiting_by_id() if entry.id not in found.names],
        live,
        state.seen,  # hashes of lines, 24 bytes each, of which nobody reads a word
        state.versions[~np.isin(state.versions["id"], [bytes.fromhex(name) for name in found.names])],
        forgotten,
    )
    files += checkpoint.write_sum(root, "compact", work.attempt, sums)
    feeds, tallies = state.feeds_as_json(), state.feed_stats_as_json()
    if commit(work, now, files, feeds, tallies, PassCounts(forgotten_entries=len(found.entries))):
        return replaced
    raise LostRace(f"a run published commit {work.seq} of {root} first; nothing was changed, try again")


def without(root: Path, ref: FileRef, found: Found) -> FileRef | None:
    """The file again without what was found, beside the old one; None when nothing else is in it."""
    if ref.kind == archive.KIND:
        return archive.rewrite_without(root, ref, found.is_page)
    gone: list[int] = []

    def dump(out: BinaryIO) -> None:
        path = root / ref.path
        if ref.kind == "records":
            gone.extend(formats.format_of(path).without(path, found.names, out))
        else:
            with path.open("rb") as source:
                gone.extend(rewrite_lines(source, partial(_left, found=found), out))

    made = rewrite_file(root, ref, dump)
    ends = list(accumulate(rows for _, rows in ref.parts))
    lost = np.bincount(np.searchsorted(ends, gone, side="right"), minlength=len(ends) + 1)
    parts = tuple((at, rows - int(lost[n])) for n, (at, rows) in enumerate(ref.parts) if rows > lost[n])
    return replace(made, rows=ref.rows - len(gone), parts=parts) if len(gone) < ref.rows else None


def _left(row: Row, found: Found) -> Row | None:
    """A failure or sighting as it stays; None: it goes. What a failure of another says of it is left out."""
    if row["id"] in found.names or row.get("entry") in found.names:
        return None
    return {**row, "detail": ""} if "detail" in row and found.mentioned(row) else row


def _forgotten_file(work: Pass, state: State, found: Found, reason: str, now: datetime) -> FileRef:
    """The rows that say that something was forgotten: those of before, and one more. No id, no address."""
    rows = list(rows_of(state.root, state.forgotten)) if state.forgotten else []
    counts = {"records": found.rows["records"], "pages": found.rows["pages"]}
    rows.append({"at": now.isoformat(timespec="seconds"), "reason": reason, **counts})
    dump = partial(dump_lines, rows)
    return write_file(state.root, "compact", work.attempt, f".{KIND}.jsonl", dump, kind=KIND, rows=len(rows))


def sweep(root: Path, state: State) -> Swept:
    """Removes at once all that the log needs no more: what was replaced, what passes that died have left, older sums.

    A reader that has a file open keeps it to its end. No run may be at work.
    """
    spool = spooled(root)
    files, size = len(spool), sum(path.stat().st_size for path in spool)
    suspected = suspects.find(root)  # empties the spool
    suspected.limit_to(state.waiting.keys())
    suspected.save(root)
    store = LocalStore(root)
    last = last_compact(store)
    checkpoints = checkpoint.older_than(root, last.seq) if last else []
    later = datetime.now(UTC) + timedelta(days=1)  # for a clock that was set back
    for paths in (checkpoints, orphans(root, store, now=later, grace=timedelta(0))):
        for path in paths:  # a checkpoint's files are orphans when it is gone
            size += remove(root, path)
            files += 1
    return Swept(files, size)
