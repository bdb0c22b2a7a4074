"""Rechecks that are due: finds the records of these articles, and decides whether their pages need to be fetched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.commit_log.latest_rows import newest
from pipeline.commit_log.reading.queries import Row, record_files, rows_among, version_and_revision
from pipeline.commit_log.rechecks import recheck_of
from pipeline.commit_log.state import State
from pipeline.config.load import Config
from transforms.articles import Entry, Recheck, Unchanged
from transforms.dates import instant
from transforms.feeds import Feed

DAYS = 30  # only commits of so many days are searched for the record
LIVE_BLOG = "live_blog"  # the flag of a record


def prepare_rechecks(
    config: Config, state: State, entries: Sequence[Entry], now: datetime
) -> tuple[tuple[Entry, ...], tuple[Unchanged, ...]]:
    """The entries to fetch, and those that `needs_fetch` says need none. Rechecks get the fingerprint of their record."""
    feeds = {feed.id: feed for feed in config.feeds}
    without_fingerprint = {e.id for e in entries if isinstance(e.past, Recheck) and not e.past.is_known}
    rows = {row["id"]: row for row in newest_rows(state, without_fingerprint, now)}
    prepared = [_with_record(entry, rows[entry.id]) if entry.id in rows else entry for entry in entries]
    needed = [needs_fetch(entry, feeds) for entry in prepared]
    to_fetch = tuple(entry for entry, need in zip(prepared, needed, strict=True) if need)
    return to_fetch, tuple(Unchanged(entry) for entry, need in zip(prepared, needed, strict=True) if not need)


def needs_fetch(entry: Entry, feeds: Mapping[str, Feed]) -> bool:
    """Whether the page of an entry needs to be fetched. `feeds`: those of the config, by id.

    A recheck needs no fetch if its record was not found, if none of its feeds is in the config, if the first of them has no
    recheck times any more, or if the feed's date for the article is not later than the last fetch.
    """
    if not isinstance(entry.past, Recheck):
        return True
    listed_by = [feeds[name] for name in entry.feeds if name in feeds]
    if not listed_by or not entry.past.is_known:
        return False
    if entry.retry_at:  # a recheck time, or a retry after a failure
        return bool(listed_by[0].recheck_s or entry.attempts)
    return is_newer_than_record(entry, entry.past)


def is_newer_than_record(entry: Entry, past: Recheck) -> bool:
    """Whether the feed has a newer text or date than the record. Always false for live blogs, which change by the minute."""
    if LIVE_BLOG in past.flags:
        return False
    if entry.content is not None or not past.fetched_at:
        return True
    return entry.updated is not None and instant(entry.updated) > instant(past.fetched_at)


def _with_record(entry: Entry, row: Row) -> Entry:
    return replace(entry, past=recheck_of(row), feeds=tuple(dict.fromkeys((*row["feeds"], *entry.feeds))))


def newest_rows(state: State, ids: set[str], now: datetime) -> Iterator[Row]:
    """The newest record of each article with one of these ids, from commits of the last DAYS; newest files first."""
    missing, since = set(ids), now - timedelta(days=DAYS)
    if not missing:
        return
    for at, ref in reversed(list(record_files(state))):
        if not missing or instant(at) < since:
            return
        for _, row in rows_among(state.root, ref, at, frozenset(missing)):
            if version_and_revision(row) == newest(state.versions, row["id"]):
                missing.discard(row["id"])
                yield row
