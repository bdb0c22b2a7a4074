"""Which articles a replay makes again, and from which archived pages."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.commit_log.archive import KIND, ArchivedPage, readable_pages
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import RecordFilter, Row, is_named, read_records, record_files, rows_among
from pipeline.commit_log.state import State
from pipeline.commit_log.store import BrokenLog
from transforms.articles import Remake
from transforms.dates import instant
from transforms.rows import removals_from_json
from transforms.write.lines import json_line

MADE_WITH = ("run", "revision", "made_with", "schema_version")  # fields of a record on how it was made


@dataclass(frozen=True)
class ReplayFilter:
    """Which articles to make again: of a feed, committed since, of this id or address. `failed`: those that failed, and have
    no record; else those that have one."""

    feed: str | None = None
    since: datetime | None = None
    name: str | None = None
    failed: bool = False


@dataclass(frozen=True)
class Target:
    """An article that is made again. `fetched_at`: of the page to take. `record`: None for an article that failed.

    `digest`: of what the record says. `feeds`: that list it by now, with those of its record.
    """

    fetched_at: str
    feeds: tuple[str, ...] = ()
    record: Remake | None = None
    digest: bytes = b""

    def is_made_from(self, page: ArchivedPage) -> bool:
        """Whether this page of the article is the one to take. No record was made from a page that was refused."""
        return self.fetched_at == page.fetched_at and not (self.record and page.refused)


def targets(state: State, which: ReplayFilter, *, furniture: bool) -> dict[str, Target]:
    """The articles to make again, by id. `furniture`: whether the config cuts lines that stand on many pages."""
    return dict(_failed_targets(state, which) if which.failed else _record_targets(state, which, furniture))


def pages(state: State, targets: dict[str, Target]) -> Iterator[tuple[ArchivedPage, Target] | BrokenLog]:
    """The archived pages of the targets, each with its entry as it is known by now. Takes the targets that it finds out of
    `targets`.

    Yields a BrokenLog where the archive can't be read, and goes on behind that place.
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
    """A hash of what a record says, whatever its revision and what made it."""
    fields = {k: v for k, v in row.items() if k not in MADE_WITH and v not in (None, [], "")}
    return hashlib.blake2b(json_line(dict(sorted(fields.items()))), digest_size=16).digest()


def _record_targets(state: State, which: ReplayFilter, furniture: bool) -> Iterator[tuple[str, Target]]:
    for row in read_records(state, RecordFilter(which.feed, which.since)):
        if which.name is None or is_named(row, which.name):
            cut = removals_from_json(r for r in row["removals"] if furniture and r["rule"] == "furniture")
            record = Remake(row["version"], row["revision"], row["previous"], tuple(row.get("changed") or ()), cut)
            yield row["id"], Target(row["fetched_at"], tuple(row["feeds"]), record, digest_of(row))


def _failed_targets(state: State, which: ReplayFilter) -> Iterator[tuple[str, Target]]:
    """Articles that failed and have no record, each with its latest page."""
    ids = {row["id"] for row in read_failures(state) if row["id"] and _is_chosen(row, which)}
    # an article with a record may fail, too, when it is checked again
    ids -= {row["id"] for at, ref in record_files(state) for _, row in rows_among(state.root, ref, at, frozenset(ids))}
    latest: dict[str, str] = {}
    for _, ref in state.files(KIND):
        for page in readable_pages(state.root, ref):
            if isinstance(page, ArchivedPage) and page.entry.id in ids and which.feed in (None, *page.entry.feeds):
                latest[page.entry.id] = max(page.fetched_at, latest.get(page.entry.id, ""))
    yield from ((ident, Target(at)) for ident, at in latest.items())


def _is_chosen(failure: Row, which: ReplayFilter) -> bool:
    if which.since and instant(failure["at"]) < which.since:
        return False
    return which.name is None or is_named(failure, which.name)


def _with_current_entry(state: State, page: ArchivedPage, target: Target) -> ArchivedPage:
    entry = page.entry
    if target.record:
        return replace(page, entry=replace(entry, feeds=target.feeds, past=target.record))
    waiting = state.waiting.get(entry.id, entry)  # other feeds may list it by now
    entry = replace(entry, feeds=waiting.feeds, also=waiting.also, attempts=waiting.attempts, retry_at=waiting.retry_at)
    return replace(page, entry=entry)
