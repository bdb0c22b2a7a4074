"""Articles that their feeds say have changed: what is known of them, and whether there is a reason to ask for their pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.commit_log.latest_rows import newest
from pipeline.commit_log.queries import Row, number_of, one_format, rows_among
from pipeline.commit_log.rechecks import past_of
from pipeline.commit_log.state import State
from pipeline.config.load import Config
from transforms.articles import Entry, Past, Unchanged
from transforms.dates import instant
from transforms.feeds import Feed

DAYS = 30  # of commits, backwards; what is older is not looked for
LIVE = "live_blog"


def looked_up(
    config: Config, state: State, entries: Sequence[Entry], now: datetime
) -> tuple[tuple[Entry, ...], tuple[Unchanged, ...]]:
    """The entries to ask for, those that are records with what their record says; and those that need not be asked for.

    Not asked for: articles of which no record is found, or none of whose feeds is in the config; whose first feed wants no
    recheck any more; of which it says that they changed before they were fetched. Nor live blogs on their feed's word: it is
    given every minute.
    """
    feeds = {feed.id: feed for feed in config.feeds}
    sought = {e.id for e in entries if e.past and not e.past.is_known}
    rows = {row["id"]: row for row in newest_rows(state, sought, now)}
    known = [_with_past(entry, rows[entry.id]) if entry.id in rows else entry for entry in entries]
    asked = [entry for entry in known if _to_ask(entry, feeds)]
    return tuple(asked), tuple(Unchanged(entry) for entry in known if not _to_ask(entry, feeds))


def _with_past(entry: Entry, row: Row) -> Entry:
    return replace(entry, past=past_of(row), feeds=tuple(dict.fromkeys((*row["feeds"], *entry.feeds))))


def _to_ask(entry: Entry, feeds: Mapping[str, Feed]) -> bool:
    if entry.past is None or not entry.past.source:
        return True
    listed = [feeds[name] for name in entry.feeds if name in feeds]
    if not listed or not entry.past.is_known:
        return False
    if entry.retry_at:  # its time has come, or it failed before
        return bool(listed[0].recheck_s or entry.attempts)
    return _is_later(entry, entry.past)


def _is_later(entry: Entry, past: Past) -> bool:
    """Whether its feed tells of a change that its record can't have."""
    if LIVE in past.flags:
        return False
    if entry.content is not None or not past.fetched_at:
        return True
    return entry.updated is not None and instant(entry.updated) > instant(past.fetched_at)


def newest_rows(state: State, ids: set[str], now: datetime) -> Iterator[Row]:
    """The newest record of each article, as far as it was committed in the last days; from the newest file backwards."""
    sought, since = set(ids), now - timedelta(days=DAYS)
    if not sought:
        return
    for at, ref in reversed(list(one_format(state))):
        if not sought or instant(at) < since:
            return
        for _, row in rows_among(state.root, ref, at, frozenset(sought)):
            if number_of(row) == newest(state.versions, row["id"]):
                sought.discard(row["id"])
                yield row
