"""The last step of a pass: writes its files and creates the commit that names them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.commit_log.checkpoint import write_seen_file, write_versions_file
from pipeline.commit_log.commit_plan import CommitPlan, count_pass, plan_commit, with_rechecks
from pipeline.commit_log.counts.feed_counts import count_by_feed
from pipeline.commit_log.counts.pass_counts import PassCounts
from pipeline.commit_log.feed_states import feed_state_as_json
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.rechecks import NEVER, Rechecks
from pipeline.commit_log.store import Commit
from transforms.articles import Entry
from transforms.deduplicate.key_file import pack
from transforms.write.files import FileRef, write_file
from transforms.write.lines import dump_lines


def publish(
    work: Pass,
    result: PassResult,
    entries: Iterable[Entry] = (),
    rechecks: Rechecks = NEVER,
    counts: PassCounts | None = None,
) -> Commit | None:
    """Commits the result of a pass and returns the commit; None when another attempt has taken its number.

    `entries`: those of the pass. `rechecks`: the times at which their articles are checked again. `counts`: what the pass did,
    if the result does not tell it all. A retried worker may call this again with the same result: the files get the same names,
    since those hold hashes, and the commit is created once. Raises OSError when the folder can't be written.
    """
    root, at = Path(work.root), datetime.now(UTC)
    result = with_rechecks(result, rechecks)
    plan = plan_commit(work.kind, work.seq, result, entries, rechecks)
    files = [*without_pages(root, result.files, plan.forgotten_ids), *write_files(root, work.attempt, f"{at:%Y-%m-%d}", plan)]
    feeds = {p.state.id: feed_state_as_json(p.state) for p in sorted(result.polled, key=lambda p: p.state.id)}
    without_record = [setback for setback in result.setbacks if not setback.entry.past]
    by_feed = count_by_feed(without_record, result.polled, result.text_lengths)
    tallies = {feed: row.as_json() for feed, row in by_feed.items()}
    return create_commit(work, at, sorted(files, key=lambda ref: ref.path), feeds, tallies, counts or count_pass(result))


def write_files(root: Path, attempt: str, day: str, plan: CommitPlan) -> Iterator[FileRef]:
    """Writes a file for each kind of row in the plan. `day`: UTC. Raises OSError when the disk is full."""
    if plan.waiting:
        yield write_waiting_file(root, attempt, plan.waiting)
    if plan.settled:
        packed = pack(plan.settled)
        yield write_file(
            root, "settled", attempt, ".keys", lambda out: out.write(packed), kind="settled", rows=len(plan.settled)
        )
    for kind, rows in (("failures", plan.failures), ("sightings", plan.sightings)):
        if rows:
            dump = partial(dump_lines, rows)
            yield write_file(root, f"{kind}/date={day}", attempt, ".jsonl", dump, kind=kind, rows=len(rows))
    if len(plan.seen):
        yield write_seen_file(root, "seen", attempt, plan.seen)
    if len(plan.latest):
        yield write_versions_file(root, "versions", attempt, plan.latest)


def write_waiting_file(root: Path, attempt: str, entries: Iterable[Entry]) -> FileRef:
    """Writes `waiting/<attempt>-<hash>.jsonl`, the waiting entries sorted by id."""
    rows = sorted(entries, key=lambda e: e.id)
    # the mark of an update makes sure that each update of an article is checked once
    names = tuple(e.mark for e in rows if e.mark and e.past)
    return write_file(
        root, "waiting", attempt, ".jsonl", partial(dump_lines, rows), kind="waiting", rows=len(rows), names=names
    )


def without_pages(root: Path, files: Iterable[FileRef], ids: Collection[str]) -> Iterator[FileRef]:
    """The files, with archive files rewritten without the pages of the entries with these ids.

    Whether a page is that of a forgotten article is known only after the fetch. The old files stay for a worker that publishes
    again; the run removes them at its end (`pipeline/runs/forgotten_again.py`).
    """
    if not ids:
        yield from files
        return
    from pipeline.commit_log import archive  # imports warcio, which is rarely needed here

    for ref in files:
        if ref.kind != archive.KIND:
            yield ref
        elif left := archive.rewrite_without(root, ref, lambda page: page.entry.id in ids):
            yield left


def create_commit(
    work: Pass,
    at: datetime,
    files: Iterable[FileRef],
    feeds: dict[str, dict[str, Any]],
    tallies: dict[str, dict[str, Any]],
    counts: PassCounts,
) -> Commit | None:
    """Creates the commit of a pass; None when another attempt has taken its number. `at`: UTC."""
    made = Commit(
        seq=work.seq,
        parent=work.seq - 1,
        kind=work.kind,
        attempt=work.attempt,
        run=work.run,
        at=at.isoformat(timespec="seconds"),
        files=tuple(files),
        feeds=feeds,
        counts=counts,
        tallies=tallies,
    )
    # this attempt may have created it already: a retried worker, or a store whose response was lost
    return made if work.store.create(made) or work.store.read(work.seq).attempt == work.attempt else None
