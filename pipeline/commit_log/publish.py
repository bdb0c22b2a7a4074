"""The last step of a pass: its files are written, and one commit names them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.commit_log.checkpoint import seen_file, versions_file
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
    """Commits the result of a pass; returns the commit, which is then on disk with all that it names.

    None when another attempt has taken its number. `entries`: of the pass, which are settled by all their names. `rechecks`:
    when settled articles are checked again. `counts`: what the pass did, where the result does not hold all of it.
    May be called again with the same result, as by a retried worker: names hold hashes, and the commit is made once.
    Raises OSError when the disk is full or the folder can't be written.
    """
    root, at = Path(work.root), datetime.now(UTC)
    result = with_rechecks(result, rechecks)
    plan = plan_commit(work.kind, work.seq, result, entries, rechecks)
    files = [*without_pages(root, result.files, plan.forgotten_ids), *write_files(root, work.attempt, f"{at:%Y-%m-%d}", plan)]
    feeds = {p.state.id: feed_state_as_json(p.state) for p in sorted(result.polled, key=lambda p: p.state.id)}
    without_record = [setback for setback in result.setbacks if not setback.entry.past]
    by_feed = count_by_feed(without_record, result.polled, result.text_lengths)
    tallies = {feed: row.as_json() for feed, row in by_feed.items()}
    return commit(work, at, sorted(files, key=lambda f: f.path), feeds, tallies, counts or count_pass(result))


def write_files(root: Path, attempt: str, day: str, plan: CommitPlan) -> Iterator[FileRef]:
    """Writes a file for each kind of row that the plan has. `day`: UTC. OSError when the disk is full."""
    if plan.waiting:
        yield waiting_file(root, attempt, plan.waiting)
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
        yield seen_file(root, "seen", attempt, plan.seen)
    if len(plan.latest):
        yield versions_file(root, "versions", attempt, plan.latest)


def waiting_file(root: Path, attempt: str, entries: Iterable[Entry]) -> FileRef:
    """Writes `waiting/<attempt>-<hash>.jsonl`: entries as they wait from here on, by id."""
    rows = sorted(entries, key=lambda e: e.id)
    # what a feed says of the last change of a record is checked once
    names = tuple(e.mark for e in rows if e.mark and e.past)
    return write_file(
        root, "waiting", attempt, ".jsonl", partial(dump_lines, rows), kind="waiting", rows=len(rows), names=names
    )


def without_pages(root: Path, files: Iterable[FileRef], ids: Collection[str]) -> Iterator[FileRef]:
    """The files, those of the archive written again without the pages of these entries.

    Only after the fetch it is known that a page is that of a forgotten article. The old files stay, for a worker that publishes
    once more; the run removes them at its end (`pipeline/runs/forgotten_again.py`).
    """
    if not ids:
        yield from files
        return
    from pipeline.commit_log import archive  # warcio: hardly ever needed

    for ref in files:
        if ref.kind != archive.KIND:
            yield ref
        elif left := archive.rewrite_without(root, ref, lambda page: page.entry.id in ids):
            yield left


def commit(
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
    # it may be there already by a create whose answer was lost, or by a retried worker
    return made if work.store.create(made) or work.store.read(work.seq).attempt == work.attempt else None
