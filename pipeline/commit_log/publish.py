"""The last step of both graphs: what the stages left becomes files, and one commit that names them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pipeline.commit_log import latest_rows
from pipeline.commit_log.checkpoint import seen_file, versions_file
from pipeline.commit_log.feed_states import feed_state_as_json
from pipeline.commit_log.feed_stats import Texts, added
from pipeline.commit_log.line_counts import SeenLines, together
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.rechecks import NEVER, Asked, Made, Rechecks
from pipeline.commit_log.store import Commit
from transforms.articles import Entry, Sighting, Unchanged, Unwanted
from transforms.deduplicate.key_file import pack
from transforms.keys import forgotten_name, listed_name
from transforms.poll.outcome import FeedOutcome
from transforms.retry import Setback
from transforms.write.files import FileRef, write_file
from transforms.write.lines import dump_lines

T = TypeVar("T")
Outcome = FileRef | Setback | FeedOutcome | Sighting | SeenLines | Texts | Made | Asked | Unchanged | Unwanted


def publish(
    work: Pass,
    outcomes: Iterable[Outcome],
    entries: Iterable[Entry] = (),
    rechecks: Rechecks = NEVER,
    counted: Mapping[str, int] | None = None,
) -> Commit | None:
    """The commit, which is then on disk with all that it names; None when another attempt has taken its number. `entries`: of
    the pass, which are settled by all their names. `rechecks`: when those that are settled are looked at again. `counted`: what
    the commit counts besides.

    May be called again with the same outcomes (a retried worker): the names hold hashes, and the commit is there once.
    Raises OSError when the disk is full or the folder can't be written.
    """
    root, at, all_ = Path(work.root), datetime.now(UTC), list(outcomes)
    files, polled = _only(FileRef, all_), _only(FeedOutcome, all_)
    by_id = {entry.id: entry for entry in entries}
    same = sorted(_only(Unchanged, all_), key=lambda u: u.entry.id)
    setbacks = sorted(map(rechecks.after_failure, _only(Setback, all_)), key=lambda s: s.entry.id)
    sightings = sorted(_only(Sighting, all_), key=lambda s: (s.id, s.entry, s.feeds))
    again = [s.entry for s in setbacks if s.entry.retry_at]
    again += rechecks.waiting(by_id, _only(Made, all_), {a.id: a for a in _only(Asked, all_)}, same)
    unwanted = {u.entry for u in _only(Unwanted, all_)}
    records = [f for f in files if f.kind == "records"]
    told = {i for f in records for i in f.ids} | {s.entry for s in sightings if s.entry != s.id} | unwanted
    done = told | {s.entry.id for s in setbacks if s.entry.retry_at is None} | {u.entry.id for u in same}
    keys = done | {name for f in files for name in f.names} | {listed_name(s.entry, f) for s in sightings for f in s.feeds}
    keys |= set(map(forgotten_name, unwanted))
    for entry in by_id.values():
        if entry.id in done:
            keys |= {listed_name(entry.id, feed) for feed in entry.feeds}
        if entry.id in told:  # what failed may come again under another address, where it does not fail
            keys |= {*entry.also, *filter(None, [entry.mark])}
    failures = [s.failure for s in setbacks] + [p.failure for p in polled if p.failure]
    name = partial(write_file, root, stem=work.attempt)
    if again:
        files.append(waiting_file(root, work.attempt, again))
    if keys:
        files.append(name("settled", suffix=".keys", dump=lambda out: out.write(pack(keys)), kind="settled", rows=len(keys)))
    for kind, rows in (("failures", failures), ("sightings", sightings)):
        if rows:
            folder = f"{kind}/date={at:%Y-%m-%d}"
            files.append(name(folder, suffix=".jsonl", dump=partial(dump_lines, rows), kind=kind, rows=len(rows)))
    if len(lines := together(_only(SeenLines, all_), work.seq)):
        files.append(seen_file(root, "seen", work.attempt, lines))
    numbered = {number for f in records for number in f.again}
    if work.kind == "replay":  # what had failed is known not to have, from now on
        numbered |= {(ident, *latest_rows.FIRST) for ident in told}
    if numbered:
        files.append(versions_file(root, "versions", work.attempt, latest_rows.rows(numbered)))
    if unwanted:
        files = list(_without(root, files, unwanted))
    feeds = {p.state.id: feed_state_as_json(p.state) for p in sorted(polled, key=lambda p: p.state.id)}
    tallies = added([s for s in setbacks if not s.entry.past], polled, _only(Texts, all_))
    told_of = counts(files, setbacks, polled, sightings, same) | dict(counted or {})
    told_of |= {"unwanted": len(unwanted)} if unwanted else {}
    return commit(work, at, sorted(files, key=lambda f: f.path), feeds, tallies, told_of)


def _only(kind: type[T], outcomes: Iterable[object]) -> list[T]:
    return [outcome for outcome in outcomes if isinstance(outcome, kind)]


def _without(root: Path, files: Iterable[FileRef], unwanted: Collection[str]) -> Iterator[FileRef]:
    """The files without archived pages of entries whose page was forgotten: only after the fetch it is known that they are.

    The old files stay, for a worker that publishes once more; the run takes them away at its end (`unwanted.py`).
    """
    from pipeline.commit_log import archive

    for ref in files:
        if ref.kind == archive.KIND:
            if left := archive.without(root, ref, lambda page: page.entry.id in unwanted):
                yield left
        else:
            yield ref


def commit(
    work: Pass,
    at: datetime,
    files: Iterable[FileRef],
    feeds: dict[str, dict[str, Any]],
    tallies: dict[str, dict[str, Any]],
    counts: dict[str, int],
) -> Commit | None:
    """The commit of a pass, created; None when another attempt has taken its number. `at`: UTC."""
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


def waiting_file(root: Path, attempt: str, entries: Iterable[Entry]) -> FileRef:
    """`waiting/<attempt>-<hash>.jsonl`: entries as they wait from here on, by id."""
    rows = sorted(entries, key=lambda e: e.id)
    # what a feed says of the last change of a record is looked into once
    names = tuple(e.mark for e in rows if e.mark and e.past)
    return write_file(
        root, "waiting", attempt, ".jsonl", partial(dump_lines, rows), kind="waiting", rows=len(rows), names=names
    )


def counts(
    files: Iterable[FileRef],
    setbacks: Iterable[Setback],
    polled: Iterable[FeedOutcome],
    sightings: Sequence[Sighting],
    same: Iterable[Unchanged] = (),
) -> dict[str, int]:
    """What the pass did, for the summary: records, failures by reason, feeds by what came of them."""
    found: dict[str, int] = {}

    def add(key: str, n: int = 1) -> None:
        found[key] = found.get(key, 0) + n

    # each format holds the same records
    add("records", len({i for f in files if f.kind == "records" for i in f.ids}))
    for key, n in (
        ("changed", len({i for f in files for i, version, revision in f.again if version > 1 and revision == 1})),
        ("unchanged", sum(u.at is not None for u in same)),
        ("sightings", len(sightings)),
    ):
        if n:
            add(key, n)
    for setback in setbacks:
        add(f"failed.{setback.failure.stage}.{setback.failure.reason}")
        if setback.first:
            add("first_failures")
    for feed in polled:
        add("feeds.failed" if feed.failure else "feeds.unchanged" if feed.unchanged else "feeds.read")
        if feed.failure:
            add(f"failed.poll.{feed.failure.reason}")
        for why, n in feed.left_out:
            add(f"left_out.{why}.{feed.state.id}", n)
    return found
