"""Reads what could not go on and still can't, from the failures that commits name."""

from collections.abc import Iterator

from pipeline.commit_log.latest_rows import has
from pipeline.commit_log.reading.queries import Row, rows_at
from pipeline.commit_log.rechecks import RECORD_STAYS
from pipeline.commit_log.state import State


def read_failures(state: State) -> Iterator[Row]:
    """What could not go on and still can't: the last failure of each entry and feed that has not succeeded since.

    `at` is the time of the commit. Those that are tried again come first, by when; the others after, latest first. Streamed:
    memory holds those that are tried again, which are no more than wait.
    """
    yield from sorted(_failures_tried_again(state), key=lambda row: str(row["retry_at"]))
    # an entry is settled once: its last failure is the only one of its rows that names no next try
    for row in _failures_backwards(state):
        if row["id"] and not row["retry_at"] and (row["record_stays"] or not has(state.versions, row["id"])):
            yield row


def _failures_tried_again(state: State) -> Iterator[Row]:
    missing = {ident for ident, entry in state.waiting.items() if entry.attempts}
    missing |= {f"feed {s.id}" for s in state.feeds.values() if s.errors}
    for row in _failures_backwards(state) if missing else ():
        key = row["id"] or f"feed {row['feed']}"
        if key in missing:
            missing.discard(key)
            yield row
        if not missing:
            return


def _failures_backwards(state: State) -> Iterator[Row]:
    for at, ref in reversed(list(state.files("failures"))):
        rows = list(rows_at(state.root, ref, at))  # of one pass, or of a merged file, whose size is capped
        yield from ({**row, "record_stays": record_stays(row), "at": when} for when, row in reversed(rows))


def record_stays(row: Row) -> bool:
    """Whether a failure is of a later check of an article that is a record. Older rows say it in the detail alone."""
    return bool(row.get("record_stays", row["detail"].endswith(RECORD_STAYS)))
