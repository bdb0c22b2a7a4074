"""The types of the data's way: each state of a thing has its own, and each knows the entry it came from.

Times are ISO 8601 strings: `fetched_at` in UTC, `published` and `updated` with the offset that the page gave, or the day
alone when that is all it gave. Text offsets are Unicode code points, half-open, into the text that the record stores.
No `from __future__ import annotations` here: Beam and `schema.py` read the field types.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

SCHEMA_VERSION = 3  # 2: `section`; 3: `changed`


# From configs: what the stages need to know of a feed.


@dataclass(frozen=True)
class Feed:
    """A feed as its config describes it. `every_s`: seconds between polls, None: as it publishes. `content`: `page`, or `feed`
    (its full text).

    `kind`: `feed` or `sitemap`. `identity`: what tells its entries apart before all else: `link`, `guid` or `title`.
    `max_age_s`, `skip` (patterns on address or title): which entries are left out. `recheck_s`: seconds after which an
    article's page is asked again, in order.
    """

    id: str
    url: str
    name: str = ""
    language: str | None = None
    every_s: float | None = None
    tags: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # they may hold secrets
    prune: tuple[str, ...] = ()
    skip_rules: tuple[str, ...] = ()
    content: str = "page"
    kind: str = "feed"
    identity: str = "link"
    max_age_s: float | None = None
    skip: tuple[str, ...] = ()
    recheck_s: tuple[float, ...] = ()


@dataclass(frozen=True)
class SiteHints:
    """What a site's config says of its pages, as CSS selectors and XPaths. One that points at nothing changes nothing.

    `domain` without `www.`; it holds for what lies below it too. `body`: the article, all of it. `strip`: what is none.
    """

    domain: str
    body: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()


@dataclass(frozen=True)
class FeedState:
    """What a poll learned about a feed and the next poll needs; moves only by a commit.

    `due_at` is None when it was never polled, and when it is polled no more (`stopped`). Its rhythm: `newest` is when it last
    published, `gap_s` the usual time between two articles, `longest_s` the longest that it has lately been silent in between,
    `days` on how many days it is known to have published (a year at most), `window_s` what its list spans, `asks_s` how long
    it asks to be left alone. `notes`: what is odd about it, in sentences, as of the last time that it was read.
    """

    id: str
    etag: str | None = None
    last_modified: str | None = None
    polled_at: str | None = None
    due_at: str | None = None
    errors: int = 0  # polls in a row that failed
    url: str | None = None  # the config's address when it was polled
    body_hash: str | None = None  # of what was read, and how
    listing: str | None = None  # of what its config said of what is listed
    not_modified: int = 0  # times in a row that the server said so
    newest: str | None = None
    gap_s: float | None = None
    longest_s: float | None = None
    days: int = 0
    window_s: float | None = None
    asks_s: float | None = None
    moved_to: str | None = None  # where it redirects for good
    moved_times: int = 0  # polls in a row that it did
    gone: int = 0  # polls in a row that it said 410
    notes: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """It said twice that it is gone for good."""
        return self.gone >= 2


# The data's way.


@dataclass(frozen=True)
class Removal:
    """A cut that explains itself. `where`: `text` (offsets into the extracted text) or `page` (pruned before; no offsets)."""

    rule: str
    where: str
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True)
class Said:
    """What a record said, in short hashes (`transforms/said.py`): enough to tell what another says otherwise.

    `fields`: name and hash. `extracted`: 8 hex digits for each line of the text before cleaning; `kept`: for each of them what
    cleaning left of it, zeros for nothing.
    """

    fields: tuple[tuple[str, str], ...]
    extracted: str
    kept: str


@dataclass(frozen=True)
class Past:
    """The newest record of an article that goes the way again. `source`: its site is asked again, and what comes is a new
    version if it differs from what was `said`; else it is made again from the archive.

    `fetched_at`: of the record. `since`: the first page of the article that was fetched, from which the times of `recheck`
    count. `etag`, `last_modified`: as the page's own host gave them. `flags`, `changed`: as the record says. `furniture`: what
    the rule of that name has cut from it, which is all that the rule knows when it is made again from the archive.
    """

    version: int
    revision: int
    content_hash: str
    previous: str | None = None
    source: bool = False
    fetched_at: str | None = None
    since: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    said: Said | None = None
    flags: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    furniture: tuple[Removal, ...] = ()

    @classmethod
    def unknown(cls) -> "Past":
        """Of an article that is known to be a record: which, is to be looked up."""
        return cls(0, 0, "", source=True)

    @property
    def is_known(self) -> bool:
        return self.version > 0

    @property
    def next(self) -> tuple[int, int, str | None]:
        """Version, revision and `previous` of the record that takes its place."""
        return (self.version + 1, 1, self.content_hash) if self.source else (self.version, self.revision + 1, self.previous)


@dataclass(frozen=True)
class Entry:
    """One item of a feed. `id`: hash of its address after the identity ladder. `feeds`: all that list it, first seen first.

    `published` is what the feed says; `content` is the full HTML when the feed is read for its own text. `attempts` and
    `retry_at` (UTC) are of an entry that waits again. `mark`: a name for what the feed says of its last change.
    """

    id: str
    url: str
    feeds: tuple[str, ...]
    title: str = ""
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    guid: str | None = None
    content: str | None = None
    seen_at: str | None = None
    attempts: int = 0
    retry_at: str | None = None
    also: tuple[str, ...] = ()  # names by which its feed would be known to list it under another address
    past: Past | None = None  # of an article that is a record already
    mark: str | None = None


@dataclass(frozen=True)
class Sighting:
    """An article that is known, seen again: in a feed that its record does not name, or as an entry with the same page.

    `id` is the record's, or the name of its page (`transforms/names.py`); `entry` is the id of the entry that was seen.
    """

    id: str
    entry: str
    feeds: tuple[str, ...]
    url: str
    seen_at: str | None = None


@dataclass(frozen=True)
class Unwanted:
    """An entry whose page is one that was forgotten: it is settled, and no row tells of it."""

    entry: str


@dataclass(frozen=True)
class Body:
    """Where the bytes of a page lie: one record of a WARC file. `offset` in bytes."""

    path: str
    offset: int


@dataclass(frozen=True)
class Page:
    """An entry's page as it came. `url`: the address that answered. `body` is None when the feed carried the text itself.

    `content_type` is the header as sent, charset and all. `fetched_at` is UTC. `etag`, `last_modified`: what its own host will
    know it by, when it is asked again.
    """

    entry: Entry
    url: str
    fetched_at: str
    content_type: str | None = None
    body: Body | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Unchanged:
    """An article that is a record already, and was looked at again: its site says the same. `at`: when, UTC; None when there
    was no reason to ask.
    """

    entry: Entry
    at: str | None = None


@dataclass(frozen=True)
class Article:
    """What was extracted from a page, before cleaning. One line of `text` is one paragraph. `pruned`: removals on the page.

    `published_from` names who won: `site`, `json-ld`, `meta`, `time`, `feed`, `url`, `htmldate`, `text`. `language` is
    the page's, else the feed's own word (ISO 639-1), or None when neither says.
    """

    entry: Entry
    url: str
    fetched_at: str
    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    canonical_url: str | None = None
    published: str | None = None
    published_from: str | None = None
    updated: str | None = None
    language: str | None = None
    site: str | None = None
    image: str | None = None
    section: str | None = None
    flags: tuple[str, ...] = ()
    pruned: tuple[Removal, ...] = ()


@dataclass(frozen=True)
class CleanArticle:
    """An article, its cleaned text, and every removal that lies between the two; `clean.restore` puts them back."""

    entry: Entry
    article: Article
    text: str
    removals: tuple[Removal, ...] = ()


# What is written.


@dataclass(frozen=True)
class Speaker:
    """Who said it: `text[start:end]` is the mention that the cue names; null offsets when only the context names one."""

    text: str
    start: int | None = None
    end: int | None = None
    name: str | None = None
    entity: str | None = None
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True)
class Cue:
    """The words of saying: `said`, `told`, `according to`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Quote:
    """Reported speech. `kind`: direct, mixed or indirect. `pieces`: [start, end] of the words without their outer marks.

    `said` joins the pieces; `text` is `text[start:end]` of the article, from the first piece to the last.
    `confidence`: of quotes that look like this one, the share with the right span and speaker.
    """

    said: str
    kind: str
    start: int
    end: int
    text: str
    pieces: tuple[tuple[int, int], ...]
    speaker: Speaker | None = None
    cue: Cue | None = None
    addressee: str | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class Mention:
    """A place in the text that names an entity. `kind`: name, nominal or pronoun."""

    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Role:
    """What the article says an entity is, and where: `spokesman` of `Northern Growers Union`."""

    role: str
    affiliation: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Entity:
    """One person, organization, place, group, event, work, product, law or other, with all its mentions."""

    id: str
    name: str
    type: str
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Annotations:
    """What an annotator finds in one text. `skipped` says why nothing was looked for, e.g. `no model for 'de'`."""

    language: str | None
    quotes: tuple[Quote, ...] = ()
    entities: tuple[Entity, ...] = ()
    skipped: str | None = None


@dataclass(frozen=True)
class Record:
    """One article as it is published. `version` counts changes at the source, `revision` counts our own re-makings.

    `content_hash` is of the title and of the extracted text before cleaning. `made_with` names our version, the model and
    the rules. `run` is the run that made it. `flags` are facts about the record, e.g. `not_annotated`. `changed`: in what a
    later version differs from the one before.
    """

    id: str
    url: str
    canonical_url: str | None
    feeds: tuple[str, ...]
    title: str
    authors: tuple[str, ...]
    published: str | None
    published_from: str | None
    updated: str | None
    fetched_at: str
    language: str | None
    site: str | None
    image: str | None
    flags: tuple[str, ...]
    text: str
    removals: tuple[Removal, ...]
    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...]
    version: int
    revision: int
    previous: str | None
    content_hash: str
    made_with: str
    schema_version: int
    run: str
    section: str | None = None
    changed: tuple[str, ...] = ()

    @property
    def is_again(self) -> bool:
        """It takes the place of an older record of the same article."""
        return (self.version, self.revision) != (1, 1)


@dataclass(frozen=True)
class Failure:
    """What could not go on. `reason`: class name of the error. `expected`: a fact of life, not a bug of ours.

    `attempts` counts tries so far, this one included; `retry_at` (UTC) is null when it is not tried again. `id` is the
    entry's, null for a feed that failed as a whole; `entry` is its title.
    """

    stage: str
    feed: str | None
    entry: str | None
    url: str | None
    reason: str
    detail: str
    expected: bool
    attempts: int
    retry_at: str | None
    id: str | None = None


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def as_json(value: Any) -> Any:
    """The value as plain JSON: dataclasses become objects, tuples lists. Faster than `dataclasses.asdict`, which copies.

    >>> as_json(Cue("said", 3, 7))
    {'text': 'said', 'start': 3, 'end': 7}
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    if isinstance(value, Mapping):
        return {k: as_json(v) for k, v in value.items()}
    return {name: as_json(getattr(value, name)) for name in _names(value.__class__)}


def entry_from_json(row: Mapping[str, Any]) -> Entry:
    """The way back, for entries that wait in files. Keys that this version does not know are passed over."""
    known = {k: v for k, v in row.items() if k in _names(Entry)}
    return Entry(
        **{
            **known,
            "feeds": tuple(row["feeds"]),
            "authors": tuple(row.get("authors") or ()),
            "also": tuple(row.get("also") or ()),
            "past": _past_from_json(past) if (past := row.get("past")) else None,
        }
    )


def _past_from_json(row: Mapping[str, Any]) -> Past:
    said, known = row.get("said"), {k: v for k, v in row.items() if k in _names(Past)}
    fields = tuple((name, value) for name, value in said["fields"]) if said else ()
    return Past(
        **{
            **known,
            "said": Said(fields, said["extracted"], said["kept"]) if said else None,
            **{name: tuple(row.get(name) or ()) for name in ("flags", "changed")},
            "furniture": removals_from_json(row.get("furniture") or ()),
        }
    )


def removals_from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Removal, ...]:
    return tuple(Removal(**row) for row in rows)
