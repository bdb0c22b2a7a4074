"""Selects the articles that a replay makes again, and their archived pages."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pipeline.commit_log.archive import KIND, ArchivedPage, readable_pages
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import RecordFilter, Row, is_named, read_records, record_files, rows_among
from pipeline.commit_log.state import State
from pipeline.commit_log.store import BrokenLog
from transforms.articles import Remake
from transforms.dates import instant
from transforms.rows import removals_from_json
from transforms.write.lines import json_line

EMPTY: tuple[Any, ...] = (None, [], "")
MADE_WITH = ("run", "revision", "made_with", "schema_version")  # fields that say how a record was made, not what it contains


@dataclass(frozen=True)
class ReplayFilter:
    """Which articles to make again.

    `feed`: those that this feed lists. `since`: those committed at or after this time. `name`: those with this id or address.
    `failed`: those that failed and have no record, instead of those that have one.
    """

    feed: str | None = None
    since: datetime | None = None
    name: str | None = None
    failed: bool = False


@dataclass(frozen=True)
class ReplayTarget:
    """An article to make again.

    `fetched_at`: of the page to use. `feeds`: all that list it, also since its record was made. `record`: None for an article
    that failed. `digest`: hash of the record's content.
    """

    fetched_at: str
    feeds: tuple[str, ...] = ()
    record: Remake | None = None
    digest: bytes = b""

    def is_made_from(self, page: ArchivedPage) -> bool:
        """Whether this page of the article is the one to use. A record was never made from a refused page."""
        return self.fetched_at == page.fetched_at and not (self.record and page.refused)


def targets(state: State, which: ReplayFilter, *, furniture: bool) -> dict[str, ReplayTarget]:
    """The articles to make again, by id. `furniture`: whether the config cuts lines that are repeated across pages."""
    return dict(_failed_targets(state, which) if which.failed else _record_targets(state, which, furniture))


def pages(state: State, targets: dict[str, ReplayTarget]) -> Iterator[tuple[ArchivedPage, ReplayTarget] | BrokenLog]:
    """The archived pages of the targets, with their entries updated from the state. Removes each one from `targets`.

    Yields a BrokenLog for each unreadable place of the archive, and goes on after it.
    """
    for _, ref in state.files(KIND):
        for page in readable_pages(state.root, ref):
            if isinstance(page, BrokenLog):
                yield page
                continue
            target = targets.get(page.entry.id)
            if target and target.is_made_from(page):
                del targets[page.entry.id]
                yield _with_current_entry(state, page, target), target


def digest_of(row: Row) -> bytes:
    """A hash of a record's content, without the fields in MADE_WITH. A field that is empty counts as one that is missing."""
    fields = {key: _filled(value) for key, value in row.items() if key not in MADE_WITH and not _is_empty(value)}
    return hashlib.blake2b(json_line(dict(sorted(fields.items()))), digest_size=16).digest()


def _filled(value: Any) -> Any:
    """A JSON value without the empty fields of its objects: a record of an older schema lacks them."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if not _is_empty(inner)}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


def _is_empty(value: Any) -> bool:
    """Whether a value is one that an older schema leaves out. Zero, as an offset, is not."""
    return value is False or value in EMPTY


def _record_targets(state: State, which: ReplayFilter, furniture: bool) -> Iterator[tuple[str, ReplayTarget]]:
    for row in read_records(state, RecordFilter(which.feed, which.since)):
        if which.name is None or is_named(row, which.name):
            cut = removals_from_json(r for r in row["removals"] if furniture and r["rule"] == "furniture")
            record = Remake(row["version"], row["revision"], row["previous"], tuple(row.get("changed") or ()), cut)
            yield row["id"], ReplayTarget(row["fetched_at"], tuple(row["feeds"]), record, digest_of(row))


def _failed_targets(state: State, which: ReplayFilter) -> Iterator[tuple[str, ReplayTarget]]:
    """The articles that failed and have no record, each with the time of its latest page."""
    ids = {row["id"] for row in read_failures(state) if row["id"] and _is_chosen(row, which)}
    # a recheck may fail too, and then the article has a record
    ids -= {row["id"] for at, ref in record_files(state) for _, row in rows_among(state.root, ref, at, frozenset(ids))}
    latest: dict[str, str] = {}
    for _, ref in state.files(KIND):
        for page in readable_pages(state.root, ref):
            if isinstance(page, ArchivedPage) and page.entry.id in ids and which.feed in (None, *page.entry.feeds):
                latest[page.entry.id] = max(page.fetched_at, latest.get(page.entry.id, ""))
    yield from ((ident, ReplayTarget(at)) for ident, at in latest.items())


def _is_chosen(failure: Row, which: ReplayFilter) -> bool:
    if which.since and instant(failure["at"]) < which.since:
        return False
    return which.name is None or is_named(failure, which.name)


def _with_current_entry(state: State, page: ArchivedPage, target: ReplayTarget) -> ArchivedPage:
    entry = page.entry
    if target.record:
        return replace(page, entry=replace(entry, feeds=target.feeds, past=target.record))
    waiting = state.waiting.get(entry.id, entry)  # other feeds may list it since
    entry = replace(entry, feeds=waiting.feeds, also=waiting.also, attempts=waiting.attempts, retry_at=waiting.retry_at)
    return replace(page, entry=entry)
