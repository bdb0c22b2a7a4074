"""Articles with a record that are due for a check: their records, and whether there is a reason to fetch their pages."""

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

DAYS = 30  # how old a commit may be in which a record is looked for
LIVE_BLOG = "live_blog"  # the flag of a record


def prepare_rechecks(
    config: Config, state: State, entries: Sequence[Entry], now: datetime
) -> tuple[tuple[Entry, ...], tuple[Unchanged, ...]]:
    """The entries to fetch, those of articles with a record with a fingerprint of it; and those that need no fetch.

    See `needs_fetch` for the reasons.
    """
    feeds = {feed.id: feed for feed in config.feeds}
    unknown = {e.id for e in entries if isinstance(e.past, Recheck) and not e.past.is_known}
    rows = {row["id"]: row for row in newest_rows(state, unknown, now)}
    known = [_with_record(entry, rows[entry.id]) if entry.id in rows else entry for entry in entries]
    needed = [needs_fetch(entry, feeds) for entry in known]
    to_fetch = tuple(entry for entry, need in zip(known, needed, strict=True) if need)
    return to_fetch, tuple(Unchanged(entry) for entry, need in zip(known, needed, strict=True) if not need)


def needs_fetch(entry: Entry, feeds: Mapping[str, Feed]) -> bool:
    """Whether there is a reason to fetch the page of an entry. `feeds`: of the config, by id.

    There is none for an article of which no record is found, or none of whose feeds is in the config; nor when its first feed
    has no `recheck` any more; nor when the feed says that it changed before it was fetched.
    """
    if not isinstance(entry.past, Recheck):
        return True
    listed_by = [feeds[name] for name in entry.feeds if name in feeds]
    if not listed_by or not entry.past.is_known:
        return False
    if entry.retry_at:  # one of its times has come, or it failed before
        return bool(listed_by[0].recheck_s or entry.attempts)
    return is_newer_than_record(entry, entry.past)


def is_newer_than_record(entry: Entry, past: Recheck) -> bool:
    """Whether the feed says that the article changed after its record was fetched. Never for live blogs, which change by the
    minute."""
    if LIVE_BLOG in past.flags:
        return False
    if entry.content is not None or not past.fetched_at:
        return True
    return entry.updated is not None and instant(entry.updated) > instant(past.fetched_at)


def _with_record(entry: Entry, row: Row) -> Entry:
    return replace(entry, past=recheck_of(row), feeds=tuple(dict.fromkeys((*row["feeds"], *entry.feeds))))


def newest_rows(state: State, ids: set[str], now: datetime) -> Iterator[Row]:
    """The newest record of each article with one of these ids, if it was committed in the last DAYS; the newest files first."""
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
