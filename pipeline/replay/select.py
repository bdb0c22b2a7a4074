"""What is made again, and from which page of the archive."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.commit_log.archive import KIND, ArchivedPage, whole_pages
from pipeline.commit_log.queries import Row, Wanted, is_named, one_format, read_failures, read_records, rows_among
from pipeline.commit_log.state import State
from pipeline.commit_log.store import BrokenLog
from transforms.articles import Past
from transforms.dates import instant
from transforms.rows import removals_from_json
from transforms.write.lines import json_line

MADE = ("run", "revision", "made_with", "schema_version")  # what a record says of its making


@dataclass(frozen=True)
class Wish:
    """What to make again: records of a feed, committed since, of this id or address. `failed`: not records, but what failed."""

    feed: str | None = None
    since: datetime | None = None
    name: str | None = None
    failed: bool = False


@dataclass(frozen=True)
class Old:
    """What there is of an article that is made again. `fetched_at`: of the page to take. `holds`: what the record held, hashed.

    `past` is None for what failed, and was no record.
    """

    fetched_at: str
    feeds: tuple[str, ...] = ()
    past: Past | None = None
    holds: bytes = b""


def wanted(state: State, wish: Wish, *, furniture: bool) -> dict[str, Old]:
    """By id. `furniture`: whether lines are cut that stand on many pages."""
    return dict(_failures(state, wish) if wish.failed else _records(state, wish, furniture))


def pages(state: State, old: dict[str, Old]) -> Iterator[tuple[ArchivedPage, Old] | BrokenLog]:
    """The archived pages, with what is known of their articles by now; ids are taken out of `old` as they are found.

    A BrokenLog where the archive can't be read; what lies behind is found all the same.
    """
    for _, ref in state.files(KIND):
        for page in whole_pages(state.root, ref):
            if isinstance(page, BrokenLog):
                yield page
                continue
            found = old.get(page.entry.id)
            if found and found.fetched_at == page.fetched_at and not (found.past and page.refused):
                del old[page.entry.id]
                yield _known_by_now(state, page, found), found


def holds(row: Row) -> bytes:
    """A hash of what a record holds, whatever its revision, and what made it."""
    told = {k: v for k, v in row.items() if k not in MADE and v not in (None, [], "")}
    return hashlib.blake2b(json_line(dict(sorted(told.items()))), digest_size=16).digest()


def _records(state: State, wish: Wish, furniture: bool) -> Iterator[tuple[str, Old]]:
    for row in read_records(state, Wanted(wish.feed, wish.since)):
        if wish.name is None or is_named(row, wish.name):
            cut = removals_from_json(r for r in row["removals"] if furniture and r["rule"] == "furniture")
            past = Past(row["version"], row["revision"], row["content_hash"], row["previous"])
            past = replace(past, changed=tuple(row.get("changed") or ()), furniture=cut)
            yield row["id"], Old(row["fetched_at"], tuple(row["feeds"]), past, holds(row))


def _failures(state: State, wish: Wish) -> Iterator[tuple[str, Old]]:
    """What failed and is no record, by its latest page."""
    ids = {
        row["id"]
        for row in read_failures(state)
        if row["id"]
        and (wish.since is None or instant(row["at"]) >= wish.since)
        and (wish.name is None or is_named(row, wish.name))
    }
    # an article that is a record may fail, too, when it is looked at again
    ids -= {row["id"] for at, ref in one_format(state) for _, row in rows_among(state.root, ref, at, frozenset(ids))}
    latest: dict[str, str] = {}
    for _, ref in state.files(KIND):
        for page in whole_pages(state.root, ref):
            if isinstance(page, ArchivedPage) and page.entry.id in ids and wish.feed in (None, *page.entry.feeds):
                latest[page.entry.id] = max(page.fetched_at, latest.get(page.entry.id, ""))
    yield from ((ident, Old(at)) for ident, at in latest.items())


def _known_by_now(state: State, page: ArchivedPage, old: Old) -> ArchivedPage:
    entry = page.entry
    if old.past:
        return replace(page, entry=replace(entry, feeds=old.feeds, past=old.past))
    waits = state.waiting.get(entry.id, entry)  # other feeds may list it by now
    return replace(
        page, entry=replace(entry, feeds=waits.feeds, also=waits.also, attempts=waits.attempts, retry_at=waits.retry_at)
    )
