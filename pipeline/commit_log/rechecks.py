"""When articles are checked again: at the times that `recheck` of their feed's config names, counted from their first page.

From the commit of its record on, an article waits like any entry, with a fingerprint of that record in `Entry.past`.
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

RECORD_STAYS = "; its record stays"  # for a person who reads the detail of a failure; programs have the field `record_stays`
LONGEST_DETAIL = 450  # characters, without that
GONE = ("NotFound", "Gone", "SoftNotFound")  # reasons why a page is not fetched any more


@dataclass(frozen=True)
class Validators:
    """What the host of an entry's page knows it by: the headers for a conditional request. `id`: of the entry."""

    id: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True)
class NewRecord:
    """A record of this pass, as what its article is compared with when it is checked again."""

    id: str
    past: Recheck


@dataclass(frozen=True)
class Rechecks:
    """The times of `recheck`: seconds after the first page, in order, by feed. `now`: when the pass began, UTC."""

    now: datetime
    times_s: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        return any(self.times_s.values())

    def times_of(self, entry: Entry) -> tuple[float, ...]:
        """Those of the first feed that lists the entry and is in the config."""
        return next((self.times_s[feed] for feed in entry.feeds if feed in self.times_s), ())

    def next_at(self, entry: Entry, since: str | None) -> str | None:
        """The first of its times that lies ahead (ISO 8601, UTC); None when none does. `since`: when it was first fetched."""
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
        """The entries of a pass that wait for their next check. `entries`, `validators`: of the pass, by id."""
        checked = [
            *_of_new_records(entries, new_records, validators),
            *((one.entry, one.entry.past) for one in unchanged if isinstance(one.entry.past, Recheck)),
        ]
        again = []
        for entry, past in checked:
            if at := self.next_at(entry, past.since):
                if known := validators.get(entry.id):
                    past = replace(past, etag=known.etag, last_modified=known.last_modified)
                again.append(replace(entry, attempts=0, retry_at=at, also=(), content=None, past=past))
        return again

    def after_failure(self, setback: Setback) -> Setback:
        """The setback as it counts for an article with a record: a page that is gone is not checked any more, and one that was
        tried often enough is checked at the next of its times. Other setbacks as they are."""
        entry, failure = setback.entry, setback.failure
        if not isinstance(entry.past, Recheck):
            return setback
        at = entry.retry_at
        if failure.reason in GONE:
            at = None
        elif at is None and _is_passing(failure.reason):
            at = self.next_at(entry, entry.past.since)
        detail = f"{failure.detail[:LONGEST_DETAIL]}{RECORD_STAYS}"
        failure = replace(failure, retry_at=at, detail=detail, record_stays=True)
        return replace(setback, entry=replace(entry, retry_at=at), failure=failure)


NEVER = Rechecks(datetime.max.replace(tzinfo=UTC))


def recheck_of(row: Mapping[str, Any]) -> Recheck:
    """What is to be known of a record, given as JSON, when its article is checked again."""
    numbers = (row["version"], row["revision"], row["content_hash"])
    flags = tuple(row.get("flags") or ())
    return Recheck(*numbers, fetched_at=row["fetched_at"], fingerprint=fingerprint_of(row), flags=flags)


def new_record(record: Record) -> NewRecord:
    return NewRecord(record.id, recheck_of(as_json(record)))


def validators_of(page: Page) -> Iterator[Validators]:
    """Those of a page; none for a text that the feed carried itself."""
    if page.body:
        yield Validators(page.entry.id, page.etag, page.last_modified)


def _of_new_records(
    entries: Mapping[str, Entry], new_records: Iterable[NewRecord], validators: Mapping[str, Validators]
) -> Iterator[tuple[Entry, Recheck]]:
    for record in new_records:
        entry = entries.get(record.id)
        if entry and record.id in validators:  # a text that its feed carries is checked when the feed brings another
            since = isinstance(entry.past, Recheck) and entry.past.since
            yield entry, replace(record.past, since=since or record.past.fetched_at)


def _is_passing(reason: str) -> bool:
    """Whether what failed for this reason may succeed later. A bug of ours may be mended."""
    kind = getattr(errors, reason, None)
    return kind is None or bool(kind.passing)
