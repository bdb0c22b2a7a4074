"""Reads the current failures: those of entries and feeds that have not succeeded since."""

from collections.abc import Iterator

from pipeline.commit_log.latest_rows import has
from pipeline.commit_log.reading.queries import Row, rows_at
from pipeline.commit_log.rechecks import RECORD_STAYS
from pipeline.commit_log.state import State


def read_failures(state: State) -> Iterator[Row]:
    """The last failure of each entry and feed that has not succeeded since, as rows. `at` is the time of the commit.

    First those that are retried, by the time of the next try; then the others, latest first. Streamed: memory holds only those
    that are retried, which are no more than the waiting entries and the feeds.
    """
    yield from sorted(_failures_to_retry(state), key=lambda row: str(row["retry_at"]))
    # an entry is settled once, so only its last failure has no `retry_at`
    for row in _failures_backwards(state):
        if row["id"] and not row["retry_at"] and (row["record_stays"] or not has(state.versions, row["id"])):
            yield row


def _failures_to_retry(state: State) -> Iterator[Row]:
    """The last failure of each entry that waits for a retry, and of each feed whose last poll failed."""
    entries = {ident for ident, entry in state.waiting.items() if entry.attempts}
    feeds = {feed.id for feed in state.feeds.values() if feed.errors}
    for row in _failures_backwards(state) if entries or feeds else ():
        missing, key = (entries, row["id"]) if row["id"] else (feeds, row["feed"])
        if key in missing:
            missing.discard(key)
            yield row
        if not entries and not feeds:
            return


def _failures_backwards(state: State) -> Iterator[Row]:
    for at, ref in reversed(list(state.files("failures"))):
        rows = list(rows_at(state.root, ref, at))  # `compact` limits the size of merged files
        yield from ({**row, "record_stays": record_stays(row), "at": when} for when, row in reversed(rows))


def record_stays(row: Row) -> bool:
    """Whether a failure is that of a recheck, so that the article keeps its record. Older rows say so in the detail only."""
    return bool(row.get("record_stays", row["detail"].endswith(RECORD_STAYS)))
