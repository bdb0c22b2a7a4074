"""When articles are checked again: at the times in `recheck` of their feed's config, counted from their first fetch.

An article waits for its recheck like any other entry, with a fingerprint of its record in `Entry.past`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from transforms import errors
from transforms.articles import Entry, Page, Recheck, Unchanged
from transforms.dates import instant, iso_utc
from transforms.fingerprint import fingerprint_of
from transforms.records import Record
from transforms.retry import Setback
from transforms.rows import as_json

RECORD_STAYS = "; its record stays"  # end of a failure's detail, for human readers; programs read the field `record_stays`
LONGEST_DETAIL = 450  # characters, without that ending
GONE = ("NotFound", "Gone", "SoftNotFound")  # reasons after which a page is not fetched again


@dataclass(frozen=True)
class Validators:
    """The HTTP validators of a page, for a conditional request later. `id`: of its entry."""

    id: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True)
class NewRecord:
    """A record of this pass, and what a recheck of its article is compared with."""

    id: str
    past: Recheck


@dataclass(frozen=True)
class Rechecks:
    """The recheck times of all feeds.

    `now`: start of the pass, UTC. `times_s`: by feed id, seconds after the first fetch of an article, ascending.
    """

    now: datetime
    times_s: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        return any(self.times_s.values())

    def times_of(self, entry: Entry) -> tuple[float, ...]:
        """The recheck times of the first of the entry's feeds that is in the config; empty if none is."""
        return next((self.times_s[feed] for feed in entry.feeds if feed in self.times_s), ())

    def next_at(self, entry: Entry, since: str | None) -> str | None:
        """The entry's next recheck time (ISO 8601, UTC); None after the last. `since`: time of the first fetch."""
        if since is None:
            return None
        times = (instant(since) + timedelta(seconds=s) for s in self.times_of(entry))
        return next((iso_utc(at) for at in times if at > self.now), None)

    def waiting(
        self,
        entries: Mapping[str, Entry],
        new_records: Iterable[NewRecord],
        validators: Mapping[str, Validators],
        unchanged: Iterable[Unchanged],
    ) -> list[Entry]:
        """The entries of a pass that wait for their next recheck. `entries`, `validators`: of the pass, by id."""
        checked = [
            *_of_new_records(entries, new_records, validators),
            *((one.entry, one.entry.past) for one in unchanged if isinstance(one.entry.past, Recheck)),
        ]
        waiting = []
        for entry, past in checked:
            if at := self.next_at(entry, past.since):
                if headers := validators.get(entry.id):
                    past = replace(past, etag=headers.etag, last_modified=headers.last_modified)
                waiting.append(replace(entry, attempts=0, retry_at=at, also=(), content=None, past=past))
        return waiting

    def after_failure(self, setback: Setback) -> Setback:
        """The setback with the time of its next try changed if its article has a record; other setbacks unchanged.

        A page that is gone is never checked again. One that has used up its retries is checked at its next recheck time, if its
        failure may be temporary.
        """
        entry, failure = setback.entry, setback.failure
        if not isinstance(entry.past, Recheck):
            return setback
        at = entry.retry_at
        if failure.reason in GONE:
            at = None
        elif at is None and _may_succeed_later(failure.reason):
            at = self.next_at(entry, entry.past.since)
        detail = f"{failure.detail[:LONGEST_DETAIL]}{RECORD_STAYS}"
        failure = replace(failure, retry_at=at, detail=detail, record_stays=True)
        return replace(setback, entry=replace(entry, retry_at=at), failure=failure)


NEVER = Rechecks(datetime.max.replace(tzinfo=UTC))


def recheck_of(row: Mapping[str, Any]) -> Recheck:
    """The part of a record that a recheck of its article needs. `row`: the record as JSON."""
    numbers = (row["version"], row["revision"], row["content_hash"])
    flags = tuple(row.get("flags") or ())
    return Recheck(*numbers, fetched_at=row["fetched_at"], fingerprint=fingerprint_of(row), flags=flags)


def new_record(record: Record) -> NewRecord:
    return NewRecord(record.id, recheck_of(as_json(record)))


def validators_of(page: Page) -> Iterator[Validators]:
    """The validators of a page; none for a text from the feed."""
    if page.body:
        yield Validators(page.entry.id, page.etag, page.last_modified)


def _of_new_records(
    entries: Mapping[str, Entry], new_records: Iterable[NewRecord], validators: Mapping[str, Validators]
) -> Iterator[tuple[Entry, Recheck]]:
    for record in new_records:
        entry = entries.get(record.id)
        if entry and record.id in validators:  # a text from the feed has none: it is checked when the feed has a new text
            since = isinstance(entry.past, Recheck) and entry.past.since
            yield entry, replace(record.past, since=since or record.past.fetched_at)


def _may_succeed_later(reason: str) -> bool:
    """Whether a try that failed for this reason may succeed later. A bug of ours may be fixed by then."""
    kind = getattr(errors, reason, None)
    return kind is None or bool(kind.passing)
