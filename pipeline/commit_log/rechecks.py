"""When an article is looked at again: at the times that its feed's config names, counted from its first page.

An article that is a record waits again like any entry, with what its record said (`Entry.past`), in the commit of that record.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from transforms import errors
from transforms.articles import Entry, Page, Past, Unchanged
from transforms.dates import instant, iso_utc
from transforms.fingerprint import said_by
from transforms.records import Record
from transforms.retry import Setback
from transforms.rows import as_json

STAYS = "; its record stays"  # how the detail of a failure ends whose article is a record
GONE = ("NotFound", "Gone", "SoftNotFound")  # the article went at its source, and its record stays


@dataclass(frozen=True)
class Asked:
    """A page that came, and what its host will know it by."""

    id: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True)
class Made:
    """A record that was made, as the past of what may come."""

    id: str
    past: Past


@dataclass(frozen=True)
class Rechecks:
    """`now`: when the pass began, UTC. `steps`: seconds in order, by feed."""

    now: datetime
    steps: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        return any(self.steps.values())

    def of(self, entry: Entry) -> tuple[float, ...]:
        """The times of the first feed that lists the entry and is in the config."""
        return next((self.steps[feed] for feed in entry.feeds if feed in self.steps), ())

    def next_at(self, entry: Entry, since: str | None) -> str | None:
        """The next time that is not over, or None."""
        if since is None:
            return None
        times = (instant(since) + timedelta(seconds=s) for s in self.of(entry))
        return next((iso_utc(at) for at in times if at > self.now), None)

    def waiting(
        self, entries: Mapping[str, Entry], made: Iterable[Made], asked: Mapping[str, Asked], same: Iterable[Unchanged]
    ) -> list[Entry]:
        """The entries of a pass that wait again, by what came of them. `entries`: of the pass, by id; `same`: without news."""
        found = []
        for each in made:
            entry = entries.get(each.id)
            if entry and each.id in asked:  # a feed's own text is looked at when the feed brings another
                since = (entry.past and entry.past.since) or each.past.fetched_at
                found.append((entry, replace(each.past, since=since)))
        found += [(each.entry, each.entry.past) for each in same if each.entry.past]
        again = []
        for entry, past in found:
            if at := self.next_at(entry, past.since):
                known = asked.get(entry.id)
                past = replace(past, etag=known.etag, last_modified=known.last_modified) if known else past
                again.append(replace(entry, attempts=0, retry_at=at, also=(), content=None, past=past))
        return again

    def after_failure(self, setback: Setback) -> Setback:
        """What a failure means to an article that is a record: one that is gone is looked at no more; one that was tried often
        enough is at the next of its times."""
        entry, failure = setback.entry, setback.failure
        if not (entry.past and entry.past.source):
            return setback
        at = entry.retry_at
        if failure.reason in GONE:
            at = None
        elif at is None and _passing(failure.reason):
            at = self.next_at(entry, entry.past.since)
        detail = f"{failure.detail[:450]}{STAYS}"
        return replace(setback, entry=replace(entry, retry_at=at), failure=replace(failure, retry_at=at, detail=detail))


NEVER = Rechecks(datetime.max.replace(tzinfo=UTC))


def past_of(row: Mapping[str, Any]) -> Past:
    """What is to be known of a record, given as JSON, when its article is looked at again."""
    known: dict[str, Any] = {k: row[k] for k in ("version", "revision", "content_hash", "previous", "fetched_at")}
    known |= {name: tuple(row.get(name) or ()) for name in ("flags", "changed")}
    return Past(**known, source=True, said=said_by(row))


def made(record: Record) -> Made:
    return Made(record.id, past_of(as_json(record)))


def asked(page: Page) -> Iterator[Asked]:
    """Nothing for a text that the feed carried itself."""
    if page.body:
        yield Asked(page.entry.id, page.etag, page.last_modified)


def _passing(reason: str) -> bool:
    """A bug of ours is passing, too."""
    kind = getattr(errors, reason, None)
    return kind is None or bool(kind.passing)
