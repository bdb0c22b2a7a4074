"""Computes the contents of a commit from the result of its pass: settled keys, waiting entries, rows to write, counts.

Pure functions. `publish.py` writes the files and creates the commit.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.commit_log import latest_rows, line_counts
from pipeline.commit_log.counts.failure_counts import count_failures
from pipeline.commit_log.counts.pass_counts import LeftOut, PassCounts
from pipeline.commit_log.latest_rows import LatestRows
from pipeline.commit_log.line_counts import LineRows
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.rechecks import Rechecks
from transforms.articles import Entry, Sighting
from transforms.keys import forgotten_name, listed_name
from transforms.records import Failure
from transforms.write.files import Numbered


@dataclass(frozen=True)
class CommitPlan:
    """The rows of the files that a commit adds to those of the stages. No file is written for an empty field.

    `settled`: keys, 32 hex digits each. `seen`: the lines of the pass, each with its number of pages. `latest`: version and
    revision of each record that is not the first of its article. `forgotten_ids`: entries whose archived pages are removed.
    """

    settled: frozenset[str]
    waiting: tuple[Entry, ...]
    failures: tuple[Failure, ...]
    sightings: tuple[Sighting, ...]
    seen: LineRows
    latest: LatestRows
    forgotten_ids: frozenset[str]


def plan_commit(kind: str, seq: int, result: PassResult, entries: Iterable[Entry], rechecks: Rechecks) -> CommitPlan:
    """The plan for commit `seq` of a pass of this kind over these entries. `result`: returned by `with_rechecks`.

    The order of the result's values makes no difference, so that a retried worker writes the same files.
    """
    by_id = {entry.id: entry for entry in entries}
    setbacks = sorted(result.setbacks, key=lambda s: s.entry.id)
    polled = sorted(result.polled, key=lambda p: p.state.id)
    return CommitPlan(
        settled=settled_keys(result, by_id),
        waiting=tuple(sorted(waiting_entries(result, by_id, rechecks), key=lambda e: e.id)),
        failures=(*(s.failure for s in setbacks), *(p.failure for p in polled if p.failure)),
        sightings=tuple(sorted(result.sightings, key=lambda s: (s.id, s.entry, s.feeds))),
        seen=line_counts.sum_shards(result.seen_lines, seq),
        latest=latest_rows.highest_numbers(superseding_rows(kind, result)),
        forgotten_ids=forgotten_ids(result),
    )


def with_rechecks(result: PassResult, rechecks: Rechecks) -> PassResult:
    """The result with the setbacks of articles that have a record changed by `Rechecks.after_failure`."""
    return replace(result, setbacks=tuple(map(rechecks.after_failure, result.setbacks)))


def settled_keys(result: PassResult, entries: Mapping[str, Entry]) -> frozenset[str]:
    """Ids of the entries that the pass settles, and the other keys by which later polls recognize them.

    `entries`: those of the pass, by id. An entry is settled by a record, by a page that is a record already or was forgotten,
    by a failure that is not retried, and by a recheck that found no change.
    """
    succeeded = succeeded_ids(result)
    settled = succeeded | {s.entry.id for s in result.setbacks if s.entry.retry_at is None}
    settled |= {unchanged.entry.id for unchanged in result.unchanged}
    keys = set(settled)
    keys.update(name for ref in result.files for name in ref.names)
    keys.update(listed_name(s.entry, feed) for s in result.sightings for feed in s.feeds)
    keys.update(map(forgotten_name, forgotten_ids(result)))
    for entry in entries.values():
        if entry.id in settled:
            keys.update(listed_name(entry.id, feed) for feed in entry.feeds)
        if entry.id in succeeded:  # a failed entry may be listed again at another address that works
            keys.update([*entry.also, *filter(None, [entry.mark])])
    return frozenset(keys)


def succeeded_ids(result: PassResult) -> frozenset[str]:
    """Ids of the entries whose page became a record, is the page of another entry, or belongs to a forgotten article."""
    same_page = {s.entry for s in result.sightings if s.entry != s.id}
    return result.record_ids | same_page | forgotten_ids(result)


def forgotten_ids(result: PassResult) -> frozenset[str]:
    return frozenset(page.entry for page in result.forgotten)


def waiting_entries(result: PassResult, entries: Mapping[str, Entry], rechecks: Rechecks) -> list[Entry]:
    """The entries of a pass that wait for a retry or a recheck after its commit. `entries`: those of the pass, by id."""
    to_retry = [setback.entry for setback in result.setbacks if setback.entry.retry_at]
    return to_retry + rechecks.waiting(entries, result.new_records, {v.id: v for v in result.validators}, result.unchanged)


def superseding_rows(kind: str, result: PassResult) -> Iterator[Numbered]:
    """Id, version and revision of each record of the pass that is not the first of its article.

    After a replay, first records count too: they replace the failures of their entries.
    """
    for ref in result.files:
        if ref.kind == "records":
            yield from ref.again
    if kind == "replay":
        yield from ((ident, *latest_rows.FIRST) for ident in succeeded_ids(result))


def count_pass(result: PassResult) -> PassCounts:
    """The counts of the pass. `result`: returned by `with_rechecks`."""
    failed = count_failures(s.failure for s in result.setbacks)
    failed += count_failures(p.failure for p in result.polled if p.failure)
    changed = {ident for ref in result.files for ident, version, revision in ref.again if version > 1 and revision == 1}
    outcomes = ("failed" if p.failure else "unchanged" if p.unchanged else "read" for p in result.polled)
    left_out = Counter[LeftOut]()
    for outcome in result.polled:
        left_out.update({LeftOut(outcome.state.id, key): n for key, n in outcome.left_out})
    return PassCounts(
        records=len(result.record_ids),
        changed=len(changed),
        unchanged=sum(unchanged.at is not None for unchanged in result.unchanged),
        sightings=len(result.sightings),
        failed=failed,
        first_failures=sum(setback.first for setback in result.setbacks),
        feeds=Counter(outcomes),
        left_out=left_out,
        forgotten_pages=len(result.forgotten),
    )
